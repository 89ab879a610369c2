// What waits to be sent becomes a draft again; the mailboxes of what is written.
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import { type CommandContext, tellServer } from './command-context.js';
import { freeName } from './free-name.js';
import { ensureLocalAccount, mailboxWithRole } from './local-account.js';
import { canTakeBack, isWaitingSend, type UploadRecord, uploadsOf } from './waiting-uploads.js';

/** For exports; people read the role's name in their language. */
const NAMES: Partial<Record<MailboxRole, string>> = {
  drafts: 'Drafts',
  sent: 'Sent',
  outbox: 'Outbox',
  scheduled: 'Scheduled',
};
/** No server knows these: what is in them is in the drafts there, until it is sent. */
const OF_DEVICE: readonly MailboxRole[] = ['outbox', 'scheduled'];

/** The mailbox of an account for what is written; made where there is none. */
export function boxFor(
  context: CommandContext,
  accountId: string,
  role: 'drafts' | 'sent' | 'outbox' | 'scheduled',
): string {
  const { tx } = context;
  ensureLocalAccount(tx);
  const known = OF_DEVICE.includes(role)
    ? tx.mailboxes.get(`${accountId}-${role}`)?.id
    : mailboxWithRole(tx, accountId, role);
  if (known !== undefined) return known;
  const id = OF_DEVICE.includes(role) ? `${accountId}-${role}` : context.newId();
  const name = freeName(context, { accountId, parentId: null, id }, NAMES[role]!);
  tx.putMailbox({ id, accountId, name, parentId: null, role, sortOrder: 100 });
  if (!OF_DEVICE.includes(role))
    tellServer(context, accountId, { type: 'createMailbox', mailboxId: id, name, parentId: null });
  return id;
}

/** Of these messages, what waits to be sent becomes a draft, so that it can be moved. @returns those that cannot: they are on their way */
export async function takeBackSends(context: CommandContext, emails: readonly number[]): Promise<ReadonlySet<number>> {
  const busy = new Set<number>();
  for (const operation of (await uploadsOf(context.tx, emails.map(String))).filter(isWaitingSend)) {
    if (!canTakeBack(operation)) busy.add(Number(operation.change.emailId));
    else await takeBackOne(context, operation);
  }
  return busy;
}

export async function takeBackOne(
  context: CommandContext,
  { n, accountId, change, handedOver, wasBegun = false }: UploadRecord,
): Promise<void> {
  const { tx } = context;
  const email = Number(change.emailId);
  await tx.db.mailOperations.delete(n!);
  tx.changed();
  const drafts = boxFor(context, accountId, 'drafts');
  tx.place(email, [drafts]);
  tx.setKeywords(email, [...new Set([...tx.keywordsOf(email), '$draft', '$seen'])]);
  if (handedOver !== undefined)
    return tellServer(context, accountId, {
      ...{ type: 'cancelSend', emailId: change.emailId, submissionId: handedOver, sendAt: change.submit!.sendAt ?? 0 },
      ...{ draftsMailboxId: drafts, sentMailboxId: change.submit!.sentMailboxId },
    });
  // Where the server has it already, it is a draft there.
  if ((await tx.db.mailRemote.where({ accountId, email }).count()) > 0) return;
  const { submit: _submit, shownIn: _shownIn, ...upload } = change;
  const draft = { ...upload, mailboxIds: [drafts], keywords: tx.keywordsOf(email) };
  tellServer(context, accountId, draft, { wasBegun });
}
