// What a server said becomes what is stored, in one transaction with the states it leads to.
import { SNOOZED_MAILBOX } from '../../domain/mail/mailbox.js';
import { threadKeys } from '../../domain/mail/threads.js';
import { ATTACHMENT } from '../../store/mail/flags.js';
import type { MailboxRecord, MailRemoteRecord } from '../../store/mail/records.js';
import type { RemoteChanges, RemoteEmail, RemoteMailbox } from '../../sync/mail/ports.js';
import { type AccountState, dropRemotes, mailboxesByRemote, showMailbox, showRemotes } from './account-state.js';
import { toRowAddress } from './email-rows.js';
import { arrivalBits, isNew } from './rules/arrivals.js';

type EmailChanges = NonNullable<RemoteChanges['emails']>;

/** Ids, in References and their kin, that a row keeps until the bytes are here. */
const MAX_IDS = 50;

export async function takeRemoteChanges(
  state: AccountState,
  changes: RemoteChanges,
  newId: () => string,
): Promise<void> {
  const { tx, accountId } = state;
  if (changes.mailboxes !== undefined) {
    takeMailboxes(state, changes.mailboxes.set, newId);
    await dropMailboxes(state, changes.mailboxes.destroyed);
  }
  if (changes.emails !== undefined) await takeEmails(state, changes.emails);
  const account = tx.accounts.get(accountId)!;
  const states = Object.fromEntries(
    Object.entries({ ...account.states, ...changes.states }).filter(([, value]) => value !== ''),
  );
  tx.putAccount(
    {
      ...account,
      states,
      identities: changes.identities ?? account.identities,
      ...(changes.maxDelayedSend !== undefined && { maxDelayedSend: changes.maxDelayedSend }),
    },
    changes.identities !== undefined || (changes.maxDelayedSend ?? account.maxDelayedSend) !== account.maxDelayedSend,
  );
}

/** Mailboxes may come before those they are in. */
function takeMailboxes(state: AccountState, remotes: readonly RemoteMailbox[], newId: () => string): void {
  const { tx, accountId } = state;
  const beingDestroyed = new Set(state.operations.flatMap(({ mailbox }) => mailbox?.remoteId ?? []));
  const wanted = remotes.filter(({ id }) => !beingDestroyed.has(id));
  tx.log.isLearning = mailboxesByRemote(state).size === 0;
  for (const { id, name, parentId, role, sortOrder } of wanted) {
    const byRemote = mailboxesByRemote(state);
    if (byRemote.has(id)) continue;
    const parent = parentId === null ? null : (byRemote.get(parentId)?.id ?? null);
    const own = madeHere(state, name, parent) ?? { id: newId(), accountId, name, parentId: null, role, sortOrder };
    tx.putMailbox({ ...own, remoteId: id });
  }
  const byRemote = mailboxesByRemote(state);
  for (const { id, name, parentId, role, sortOrder } of wanted) {
    const parent = parentId === null ? null : (byRemote.get(parentId)?.id ?? null);
    showMailbox(state, {
      ...byRemote.get(id)!,
      role: role ?? roleByName(state, name, parent),
      remote: { name, parentId: parent, sortOrder },
    });
  }
}

/** Servers that know no role for what is put off (rule MZ4); at some all mailboxes are inside the inbox. */
function roleByName({ tx }: AccountState, name: string, parent: string | null) {
  const isTop = parent === null || tx.mailboxes.get(parent)?.role === 'inbox';
  return isTop && name.toLowerCase() === SNOOZED_MAILBOX.toLowerCase() ? 'snoozed' : null;
}

/** A mailbox that was made here and at the server, of which we did not hear that it was. */
function madeHere({ tx, operations, accountId }: AccountState, name: string, parentId: string | null) {
  for (const { change } of operations) {
    const mailbox = change.type === 'createMailbox' ? tx.mailboxes.get(change.mailboxId) : undefined;
    if (
      mailbox?.accountId === accountId &&
      mailbox.remoteId === undefined &&
      mailbox.name === name &&
      mailbox.parentId === parentId
    )
      return mailbox;
  }
  return undefined;
}

export async function dropMailboxes(state: AccountState, remoteIds: readonly string[]): Promise<void> {
  const { tx, accountId } = state;
  if (remoteIds.length === 0) return;
  const gone = new Set(remoteIds);
  const byRemote = mailboxesByRemote(state);
  for (const id of gone) {
    const mailbox = byRemote.get(id);
    if (mailbox === undefined) continue;
    tx.dropMailbox(mailbox.id);
    for (const child of tx.mailboxes.values())
      if (child.parentId === mailbox.id) tx.putMailbox({ ...child, parentId: null });
  }
  const inside: MailRemoteRecord[] = [];
  await tx.db.mailRemote
    .where('accountId')
    .equals(accountId)
    .each((record) => {
      if (!record.state.mailboxIds.some((id) => gone.has(id))) return;
      const mailboxIds = record.state.mailboxIds.filter((id) => !gone.has(id));
      inside.push({ ...record, state: { ...record.state, mailboxIds } });
    });
  await tx.db.mailRemote.bulkPut(inside);
  showRemotes(state, inside);
}

async function takeEmails(state: AccountState, { set, changed, destroyed }: EmailChanges): Promise<void> {
  const { tx, accountId } = state;
  const keys = [...set, ...changed].map(({ id }): [string, string] => [accountId, id]);
  const known = new Map<string, MailRemoteRecord>();
  for (const record of await tx.db.mailRemote.bulkGet(keys)) if (record !== undefined) known.set(record.id, record);
  for (const email of set) known.set(email.id, remoteOf(state, email, known.get(email.id)));
  for (const { id, mailboxIds, keywords } of changed) {
    const record = known.get(id);
    if (record === undefined) continue;
    const now = {
      mailboxIds: mailboxIds ?? record.state.mailboxIds,
      keywords: lower(keywords ?? record.state.keywords),
    };
    known.set(id, { ...record, state: now });
  }
  const records = [...known.values()];
  await tx.db.mailRemote.bulkPut(records);
  showRemotes(state, records);
  const gone = await tx.db.mailRemote.bulkGet(destroyed.map((id): [string, string] => [accountId, id]));
  await dropRemotes(
    state,
    gone.filter((record) => record !== undefined),
  );
}

const lower = (keywords: readonly string[]) => keywords.map((keyword) => keyword.toLowerCase());

/** Of a message the server has; one that is new here is added. */
function remoteOf(state: AccountState, email: RemoteEmail, known: MailRemoteRecord | undefined): MailRemoteRecord {
  const { id, blobId, threadId, receivedAt, size, mailboxIds, keywords } = email;
  const own = { accountId: state.accountId, id, blobId, threadId, receivedAt, size };
  const now = { mailboxIds, keywords: lower(keywords) };
  if (known !== undefined) return { ...known, ...own, state: now };
  return { ...own, email: addEmail(state, email), isMissing: 1, state: now };
}

function addEmail(state: AccountState, remote: RemoteEmail): number {
  const { tx, account } = state;
  const { messageId, inReplyTo, references, from, to, subject, preview, size, receivedAt } = remote;
  const ids = [messageId, inReplyTo, references.slice(-MAX_IDS)] as const;
  const keys = threadKeys({ id: '', messageId, inReplyTo, references, subject });
  const email = tx.add({
    account: account.number,
    row: { f: from.map(toRowAddress), t: to.map(toRowAddress), s: subject, p: preview, ids },
    // What the server has in one thread is one here, whatever its header says.
    threadKeys: [...keys, `thread\n${remote.threadId}`],
    receivedAt,
    size,
    mailboxIds: [],
    keywords: [],
    bits: (remote.hasAttachment ? ATTACHMENT : 0) | arrivalBits(state, remote),
  });
  if (isNew(state, remote)) tx.log.came(email);
  return email;
}

/** Accounts' mailboxes by the server's ids that it did not name. */
export function unnamedMailboxes(state: AccountState, named: ReadonlySet<string>): string[] {
  return [...mailboxesByRemote(state).values()].flatMap(({ remoteId }: MailboxRecord) =>
    remoteId !== undefined && !named.has(remoteId) ? [remoteId] : [],
  );
}
