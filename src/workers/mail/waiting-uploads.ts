// Messages made here that the server was not given yet.
import type { MailOperationChange } from '../../domain/mail/operation.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';
import type { MailOperationRecord } from '../../store/mail/records.js';

type UploadChange = Extract<MailOperationChange, { readonly type: 'upload' }>;
export type UploadRecord = MailOperationRecord & { change: UploadChange };

const isUpload = (record: MailOperationRecord): record is UploadRecord => record.change.type === 'upload';

/** Whether a message of it is to be sent. */
export const isWaitingSend = (record: MailOperationRecord): record is UploadRecord =>
  isUpload(record) && record.change.submit !== undefined;

/** Whether it can still be kept from being sent: nobody is at it, and a server that holds it can give it back. */
export const canTakeBack = ({ isBegun, handedOver }: MailOperationRecord): boolean =>
  isBegun !== true && handedOver !== '';

/** Uploads of these messages that wait, or failed. */
export async function uploadsOf({ db }: MailTransaction, emailIds: readonly string[]): Promise<UploadRecord[]> {
  const wanted = new Set(emailIds);
  const all = await db.mailOperations.toArray();
  return all.filter(isUpload).filter(({ change }) => wanted.has(change.emailId));
}

/**
 * Takes the upload of a message back whose server knows nothing of it: then nobody has to be told that it is gone.
 *
 * @returns false when the server has it, may have it, or is being told
 */
export async function dropUpload(tx: MailTransaction, email: number): Promise<boolean> {
  const uploads = await uploadsOf(tx, [String(email)]);
  if (uploads.length === 0 || uploads.some(({ wasBegun }) => wasBegun === true)) return false;
  const accountId = uploads[0]!.accountId;
  if ((await tx.db.mailRemote.where({ accountId, email }).count()) > 0) return false;
  await tx.db.mailOperations.bulkDelete(uploads.map(({ n }) => n!));
  return true;
}
