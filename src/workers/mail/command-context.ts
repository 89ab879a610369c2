// What every command of mail works with, inside its transaction.
import { AppError } from '../../domain/errors.js';
import type { MailOperationChange } from '../../domain/mail/operation.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';
import type { MailboxRecord, MailOperationRecord } from '../../store/mail/records.js';
import type { MailCommand, MailCommandAnswer } from '../mail.api.js';

export interface CommandContext {
  readonly tx: MailTransaction;
  /** Epoch ms. */
  readonly now: number;
  /** For ids of mailboxes that are made. */
  newId(): string;
}

/** What a command did: `inverse` undoes it, in its order. */
export type Carried = MailCommandAnswer & { readonly inverse?: readonly MailCommand[] };

/** How long it is remembered where messages were (FEATURES M17). */
export const MOVES_KEPT_MS = 30 * 86_400_000;

/** Numbers of those of the messages that are there: what another tab has destroyed meanwhile is passed over. */
export function existing({ tx }: CommandContext, emailIds: readonly string[]): number[] {
  return [...new Set(emailIds)].map(Number).filter((email) => tx.columns.exists(email));
}

export function mailboxOf({ tx }: CommandContext, id: string): MailboxRecord {
  const mailbox = tx.mailboxes.get(id);
  if (mailbox === undefined) throw new AppError('store/not-found', 'There is no such mailbox.', { id });
  return mailbox;
}

/** Notes, for an account with a server, what that is to be told. @param mailbox - One that is gone with it. */
export function tellServer(
  { tx }: CommandContext,
  accountId: string,
  change: MailOperationChange,
  more?: Partial<Pick<MailOperationRecord, 'mailbox' | 'wasBegun'>>,
): void {
  if (tx.accounts.get(accountId)?.kind !== 'jmap') return;
  tx.tell({ accountId, change, ...more });
}

/** Messages by their account's id. */
export function byAccount({ tx }: CommandContext, emails: readonly number[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const email of emails) {
    const id = tx.accountOf(email)?.id ?? '';
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [email]);
    else group.push(email);
  }
  return groups;
}

/** Remembers where messages were, so that they can be put back; what is older than 30 days is forgotten. */
export async function noteMoves(
  { tx, now }: CommandContext,
  places: ReadonlyMap<number, readonly string[]>,
  mailboxes: readonly MailboxRecord[] = [],
): Promise<void> {
  if (places.size === 0 && mailboxes.length === 0) return;
  await tx.db.mailMoves.add({
    time: now,
    emails: [...places.keys()],
    places: [...places.values()],
    ...(mailboxes.length > 0 && { mailboxes }),
  });
  await tx.db.mailMoves
    .where('time')
    .below(now - MOVES_KEPT_MS)
    .delete();
}
