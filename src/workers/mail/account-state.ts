// One account inside a transaction: what its server has, what waits, and what is shown, which is the one carried out on the other.
import { applyOperations, emailsOfOperation, type RemoteState } from '../../domain/mail/operation.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';
import type {
  MailAccountRecord,
  MailboxRecord,
  MailOperationRecord,
  MailRemoteRecord,
} from '../../store/mail/records.js';
import { destroyEmail } from './destroy-email.js';

/** Operations and mailboxes of an account, read once in a transaction. */
export interface AccountState {
  readonly tx: MailTransaction;
  readonly accountId: string;
  readonly account: MailAccountRecord;
  /** In their order. */
  operations: MailOperationRecord[];
}

export async function readAccountState(tx: MailTransaction, accountId: string): Promise<AccountState | undefined> {
  const account = tx.accounts.get(accountId);
  if (account === undefined) return undefined; // removed by the person, while the client was still at it
  const operations = await tx.db.mailOperations.where('accountId').equals(accountId).sortBy('n');
  return { tx, accountId, account, operations };
}

/** Mailboxes of the account by the server's ids. */
export function mailboxesByRemote({ tx, accountId }: AccountState): ReadonlyMap<string, MailboxRecord> {
  const found = new Map<string, MailboxRecord>();
  for (const mailbox of tx.mailboxes.values())
    if (mailbox.accountId === accountId && mailbox.remoteId !== undefined) found.set(mailbox.remoteId, mailbox);
  return found;
}

/** Those of messages, by number. */
export async function remotesOf(
  { tx, accountId }: AccountState,
  emails: readonly number[],
): Promise<MailRemoteRecord[]> {
  if (emails.length === 0) return [];
  return tx.db.mailRemote
    .where('[accountId+email]')
    .anyOf(emails.map((email): [string, number] => [accountId, email]))
    .toArray();
}

/** Shows messages as they are when what waits is done. */
export function showRemotes(state: AccountState, remotes: readonly MailRemoteRecord[]): void {
  const { tx } = state;
  const byRemote = mailboxesByRemote(state);
  /** Operations by message: of a thousand that wait few are about one. */
  const waiting = new Map<string, MailOperationRecord['change'][]>();
  for (const { change } of state.operations)
    for (const id of emailsOfOperation(change)) waiting.set(id, [...(waiting.get(id) ?? []), change]);
  for (const { email, state: remote } of remotes) {
    const mailboxIds = remote.mailboxIds.flatMap((id) => byRemote.get(id)?.id ?? []);
    const local = { mailboxIds, keywords: remote.keywords };
    const shown = applyOperations(local, String(email), waiting.get(String(email)) ?? []);
    if (shown === undefined) {
      if (tx.columns.exists(email)) tx.hide(email);
      continue;
    }
    if (!tx.columns.exists(email)) tx.show(email);
    const places = shown.mailboxIds.filter((id) => tx.mailboxes.has(id)).sort();
    if (places.join('\n') !== tx.placesOf(email).join('\n')) tx.place(email, places);
    const keywords = [...shown.keywords].sort();
    if (keywords.join('\n') !== tx.keywordsOf(email).sort().join('\n')) tx.setKeywords(email, keywords);
  }
}

/** A server's mailbox as it is shown: with what waits to be told of it. */
export function showMailbox(state: AccountState, record: MailboxRecord): void {
  const { remote } = record;
  let shown = remote === undefined ? record : { ...record, ...remote };
  for (const { change } of state.operations) {
    if (change.type !== 'updateMailbox' || change.mailboxId !== record.id) continue;
    const { name = shown.name, parentId = shown.parentId, sortOrder = shown.sortOrder } = change;
    shown = { ...shown, name, parentId, sortOrder };
  }
  state.tx.putMailbox(shown);
}

/** Messages that are gone at the server. */
export async function dropRemotes({ tx }: AccountState, remotes: readonly MailRemoteRecord[]): Promise<void> {
  for (const { accountId, id, email } of remotes) {
    await destroyEmail(tx, email);
    await tx.db.mailRemote.delete([accountId, id]);
  }
}

/** What the server has once it has carried an operation out. */
export function afterOperation(
  state: AccountState,
  record: MailRemoteRecord,
  operation: MailOperationRecord,
): RemoteState | undefined {
  const toRemote = new Map<string, string>();
  for (const mailbox of [...state.tx.mailboxes.values(), ...state.operations.flatMap(({ mailbox }) => mailbox ?? [])])
    if (mailbox.remoteId !== undefined) toRemote.set(mailbox.id, mailbox.remoteId);
  const { change } = operation;
  const known = (ids: readonly string[]) => ids.flatMap((id) => toRemote.get(id) ?? []);
  if (change.type === 'upload') return record.state;
  if (change.type === 'cancelSend')
    return {
      mailboxIds: known([change.draftsMailboxId]),
      keywords: [...new Set([...record.state.keywords, '$draft'])],
    };
  const inRemoteIds =
    change.type === 'place'
      ? {
          ...change,
          places: change.places.map((each) => ({ ...each, add: known(each.add), remove: known(each.remove) })),
        }
      : change;
  return applyOperations(record.state, String(record.email), [inRemoteIds]);
}
