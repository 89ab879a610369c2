import { releaseBlob } from '../../store/mail/blobs.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';

/** A message that is gone for good, with its bytes where no other one has them. */
export async function destroyEmail(tx: MailTransaction, email: number): Promise<void> {
  const row = (await tx.rowsNow([email])).get(email);
  tx.destroy(email);
  if (row?.h !== undefined) await releaseBlob(tx.db, row.h, email);
  await tx.db.mailTexts.delete(email);
}
