// Messages that are on their way to another account (rule ML11): out of sight here, and kept until they are there.
import type { AppDatabase } from '../../store/database.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';
import type { MailOperationRecord } from '../../store/mail/records.js';
import { readAccountState, remotesOf, showRemotes } from './account-state.js';
import { destroyEmail } from './destroy-email.js';

const movedTo = ({ change }: MailOperationRecord) => (change.type === 'destroy' ? change.movedTo : undefined);

/** Of these operations, which a server is not to be told yet: the message is not in its new account. */
export async function isHeldBack(
  db: AppDatabase,
  records: readonly MailOperationRecord[],
): Promise<(record: MailOperationRecord) => boolean> {
  if (!records.some((record) => movedTo(record) !== undefined)) return () => false;
  const all = await db.mailOperations.toArray();
  const onTheirWay = new Set(all.flatMap(({ change }) => (change.type === 'upload' ? [change.emailId] : [])));
  return (record) => onTheirWay.has(movedTo(record) ?? '');
}

async function movesTo({ db }: MailTransaction, copyId: string): Promise<readonly MailOperationRecord[]> {
  return (await db.mailOperations.toArray()).filter((record) => movedTo(record) === copyId);
}

/** The message is in its new account: where no server has the old one, it goes now; otherwise its server is told next. */
export async function finishMoves(tx: MailTransaction, copyId: string): Promise<void> {
  for (const { n, accountId, change } of await movesTo(tx, copyId)) {
    if (tx.accounts.get(accountId)?.kind === 'jmap' || change.type !== 'destroy') continue;
    for (const id of change.emailIds) await destroyEmail(tx, Number(id));
    await tx.db.mailOperations.delete(n!);
  }
}

/**
 * The message is where it was again.
 *
 * @returns whether it is: not when its server may have been told already
 */
export async function takeMovesBack(tx: MailTransaction, copyId: string): Promise<boolean> {
  const moves = await movesTo(tx, copyId);
  if (moves.length === 0 || moves.some(({ isBegun }) => isBegun === true)) return false;
  for (const { n, accountId, change } of moves) {
    await tx.db.mailOperations.delete(n!);
    const emails = change.type === 'destroy' ? change.emailIds.map(Number) : [];
    const state = await readAccountState(tx, accountId);
    if (state?.account.kind === 'jmap') showRemotes(state, await remotesOf(state, emails));
    else for (const email of emails) tx.show(email);
  }
  tx.changed();
  return true;
}
