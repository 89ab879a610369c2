// The store of one account as its server's client needs it (src/sync/mail/ports.ts).
import { AppError } from '../../domain/errors.js';
import { emailsOfOperation } from '../../domain/mail/operation.js';
import { threadKeys } from '../../domain/mail/threads.js';
import { readMessage } from '../../formats/mail/parse-message.js';
import { hashMessage, packBlob, putBlob, unpackBlob } from '../../store/mail/blobs.js';
import { ATTACHMENT, HERE, TEXT_INDEXED } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailOperationRecord } from '../../store/mail/records.js';
import type { MailAccountStore } from '../../sync/mail/ports.js';
import {
  type AccountState,
  afterOperation,
  dropRemotes,
  mailboxesByRemote,
  readAccountState,
  remotesOf,
  showMailbox,
  showRemotes,
} from './account-state.js';
import { destroyEmail } from './destroy-email.js';
import { finishMoves, isHeldBack, takeMovesBack } from './moved-away.js';
import { rowOfMessage } from './read-email.js';
import { firstStates } from './rules/arrivals.js';
import { dropMailboxes, takeRemoteChanges, unnamedMailboxes } from './take-changes.js';

/** Refusals that are kept for the person to see. */
const MAX_REFUSED = 50;

export interface AccountStoreOptions {
  readonly store: MailStore;
  readonly accountId: string;
  now(): number;
  newId(): string;
  /** A message has come to this account from another one, whose server may be told now. */
  onCame?(): void;
}

export function createMailAccountStore({
  store,
  accountId,
  now,
  newId,
  onCame,
}: AccountStoreOptions): MailAccountStore {
  const { db } = store;

  /** One transaction over the account; nothing when it is not there any more. */
  function change(work: (state: AccountState) => Promise<void>): Promise<void> {
    return store.write(async (tx) => {
      tx.log.doing = { time: now(), cause: 'elsewhere' };
      const state = await readAccountState(tx, accountId);
      if (state !== undefined) await work(state);
    });
  }

  /** Takes an operation out of those that wait. */
  async function take(state: AccountState, n: number): Promise<MailOperationRecord | undefined> {
    const operation = state.operations.find((each) => each.n === n);
    if (operation === undefined) return undefined;
    state.operations = state.operations.filter((each) => each !== operation);
    await state.tx.db.mailOperations.delete(n);
    // Whoever shows what waits looks again, also where nothing else changes by it.
    state.tx.changed();
    return operation;
  }

  const touchedBy = (state: AccountState, { change: done }: MailOperationRecord) =>
    remotesOf(state, emailsOfOperation(done).map(Number));

  return {
    async states() {
      return (await db.mailAccounts.get(accountId))?.states ?? {};
    },
    takeChanges: (changes) => change((state) => takeRemoteChanges(state, changes, newId)),
    keepOnly: ({ emailIds, mailboxIds }) =>
      change(async (state) => {
        if (emailIds !== undefined) {
          const all = await db.mailRemote.where('accountId').equals(accountId).toArray();
          await dropRemotes(
            state,
            all.filter(({ id }) => !emailIds.has(id)),
          );
        }
        if (mailboxIds !== undefined) await dropMailboxes(state, unnamedMailboxes(state, mailboxIds));
      }),
    async missingBodies(limit) {
      const records = await db.mailRemote
        .where('[accountId+isMissing+receivedAt]')
        .between([accountId, 1, -Infinity], [accountId, 1, Infinity])
        .reverse()
        .limit(limit)
        .toArray();
      return records.map(({ id, blobId, size }) => ({ id, blobId, size }));
    },
    async putBody(id, bytes) {
      const own = Uint8Array.from(bytes);
      const hash = await hashMessage(own);
      const blob = await packBlob(hash, own);
      const message = readMessage(own);
      await change(async ({ tx }) => {
        const record = await db.mailRemote.get([accountId, id]);
        if (record?.isMissing !== 1) return;
        const { email } = record;
        await db.mailRemote.put({ ...record, isMissing: 0 });
        await putBlob(db, blob, email);
        tx.putRow(email, rowOfMessage(message, hash));
        tx.addThreadKeys(email, threadKeys({ id: '', ...message }));
        tx.setBits(email, HERE | (message.hasAttachment ? ATTACHMENT : 0), TEXT_INDEXED);
      });
    },
    async body(emailId) {
      const email = Number(emailId);
      const hash = (await store.rows.get([email])).get(email)?.h;
      const record = hash === undefined ? undefined : await db.mailBlobs.get(hash);
      return record && unpackBlob(record);
    },
    async operations(limit) {
      const records = await db.mailOperations.where('accountId').equals(accountId).sortBy('n');
      const held = await isHeldBack(db, records);
      const waiting = records.filter((record) => record.failed === undefined && !held(record));
      return waiting.slice(0, limit).map(({ n, change: each, handedOver }) => ({
        ...{ n: n!, accountId, change: each },
        ...(handedOver !== undefined && { handedOver }),
      }));
    },
    async begin(n, isAtIt) {
      let isThere = false;
      await change(async (state) => {
        const operation = state.operations.find((each) => each.n === n);
        if (operation === undefined || operation.failed !== undefined) return;
        isThere = true;
        if ((operation.isBegun ?? false) === isAtIt) return;
        await db.mailOperations.put({ ...operation, isBegun: isAtIt, ...(isAtIt && { wasBegun: true }) });
      });
      return isThere;
    },
    handOver: (n, submissionId) =>
      change(async (state) => {
        const operation = state.operations.find((each) => each.n === n);
        if (operation === undefined) return;
        await db.mailOperations.put({ ...operation, isBegun: false, handedOver: submissionId });
        state.tx.changed();
      }),
    link: (n, { id, blobId, threadId }) =>
      change(async (state) => {
        const operation = state.operations.find((each) => each.n === n)?.change;
        if (operation?.type !== 'upload') return;
        const email = Number(operation.emailId);
        const twin = await db.mailRemote.get([accountId, id]);
        if (twin?.email === email) return;
        // The server has told of it before it answered: what came that way is this one.
        if (twin !== undefined) await dropRemotes(state, [twin]);
        const byLocal = new Map([...mailboxesByRemote(state)].map(([remoteId, mailbox]) => [mailbox.id, remoteId]));
        const record = {
          accountId,
          id,
          email,
          blobId,
          threadId,
          isMissing: 0 as const,
          receivedAt: operation.receivedAt,
          size: state.tx.columns.sizes[email] ?? 0,
          state: twin?.state ?? {
            mailboxIds: operation.mailboxIds.flatMap((each) => byLocal.get(each) ?? []),
            keywords: operation.keywords,
          },
        };
        await db.mailRemote.put(record);
        state.tx.addThreadKeys(email, [`thread\n${threadId}`]);
      }),
    settle: (n, made) =>
      change(async (state) => {
        const operation = await take(state, n);
        if (operation === undefined) return;
        await settle(state, operation, made);
        if (operation.change.type === 'upload') await finishMoves(state.tx, operation.change.emailId);
      }).then(onCame),
    reject: (n, problem) =>
      change(async (state) => {
        const waiting = state.operations.find((each) => each.n === n);
        if (waiting === undefined) return;
        const account = state.tx.accounts.get(accountId)!;
        const refused = [{ time: now(), ...problem }, ...(account.refused ?? [])].slice(0, MAX_REFUSED);
        state.tx.putAccount({ ...account, refused });
        if (waiting.change.type === 'upload' && waiting.change.submit !== undefined) {
          // It stays in the outbox, with the reason, until the person has done something about it.
          waiting.failed = { time: now(), ...problem };
          waiting.isBegun = false;
          delete waiting.handedOver;
          await db.mailOperations.put(waiting);
          showRemotes(state, await touchedBy(state, waiting));
          return;
        }
        const operation = await take(state, n);
        if (operation !== undefined) await reject(state, operation);
      }),
    async remoteId(kind, id) {
      if (kind === 'email') return (await db.mailRemote.where({ accountId, email: Number(id) }).first())?.id;
      const mailbox = await db.mailboxes.get(id);
      if (mailbox !== undefined) return mailbox.remoteId;
      const waiting = await db.mailOperations.where('accountId').equals(accountId).toArray();
      return waiting.find((each) => each.mailbox?.id === id)?.mailbox?.remoteId;
    },
  };

  async function settle(state: AccountState, operation: MailOperationRecord, made?: { readonly id: string }) {
    const { tx } = state;
    tx.log.doing = { time: now(), cause: 'here' };
    const { change: done } = operation;
    if (done.type === 'createMailbox' && made !== undefined) await nameMailbox(state, done.mailboxId, made.id);
    if (done.type === 'updateMailbox') {
      const mailbox = tx.mailboxes.get(done.mailboxId);
      if (mailbox?.remote !== undefined) {
        const { name = mailbox.remote.name, parentId = mailbox.remote.parentId } = done;
        const { sortOrder = mailbox.remote.sortOrder } = done;
        showMailbox(state, { ...mailbox, remote: { name, parentId, sortOrder } });
      }
    }
    const remotes = await touchedBy(state, operation);
    if (done.type === 'destroy') return dropRemotes(state, remotes);
    const after = remotes.map((record) => ({
      ...record,
      state: afterOperation(state, record, operation) ?? record.state,
    }));
    if (done.type === 'upload' && done.submit !== undefined) {
      const sent = tx.mailboxes.get(done.submit.sentMailboxId)?.remoteId;
      for (const record of after) {
        const keywords = [...record.state.keywords.filter((each) => each !== '$draft'), '$seen'];
        record.state = {
          mailboxIds: sent === undefined ? record.state.mailboxIds : [sent],
          keywords: [...new Set(keywords)],
        };
      }
    }
    await db.mailRemote.bulkPut(after);
    showRemotes(state, after);
  }

  /** A mailbox has an id at the server; it may be about to be destroyed there already. */
  async function nameMailbox(state: AccountState, id: string, remoteId: string) {
    const mailbox = state.tx.mailboxes.get(id);
    if (mailbox !== undefined) {
      const { name, parentId, sortOrder } = mailbox;
      state.tx.putMailbox({ ...mailbox, remoteId, remote: mailbox.remote ?? { name, parentId, sortOrder } });
    }
    for (const operation of state.operations) {
      if (operation.mailbox?.id !== id) continue;
      operation.mailbox = { ...operation.mailbox, remoteId };
      await db.mailOperations.put(operation);
    }
  }

  async function reject(state: AccountState, operation: MailOperationRecord) {
    const { tx } = state;
    tx.log.doing = { time: now(), cause: 'refused' };
    const { change: refused } = operation;
    if (refused.type === 'upload' && refused.isCopy === true) {
      // It is where it was, and only there.
      await takeMovesBack(tx, refused.emailId);
      return destroyEmail(tx, Number(refused.emailId));
    }
    if (refused.type === 'createMailbox') tx.dropMailbox(refused.mailboxId);
    if (refused.type === 'updateMailbox') {
      const mailbox = tx.mailboxes.get(refused.mailboxId);
      if (mailbox !== undefined) showMailbox(state, mailbox);
    }
    if (refused.type === 'destroyMailbox' && operation.mailbox?.remoteId !== undefined) {
      tx.putMailbox(operation.mailbox);
      showMailbox(state, operation.mailbox);
    }
    if (refused.type === 'createMailbox' || refused.type === 'destroyMailbox')
      showRemotes(state, await db.mailRemote.where('accountId').equals(accountId).toArray());
    else showRemotes(state, await touchedBy(state, operation));
  }
}

/** Makes an account with a server, or changes what is known of it. @param now - What came before is old mail to rules. */
export async function putMailAccount(
  store: MailStore,
  account: { readonly id: string; readonly name: string },
  now: number,
): Promise<void> {
  await store.write(async (tx) => {
    const known = tx.accounts.get(account.id);
    tx.putAccount({ kind: 'jmap', identities: [], states: firstStates(now), ...known, ...account });
  });
}

/** Takes an account with a server off this device, with its messages; at the server everything stays. */
export async function removeMailAccount(store: MailStore, accountId: string): Promise<void> {
  if (store.accounts.get(accountId)?.kind === 'local') throw new AppError('store/read-only', 'Local mail stays.');
  await store.write(async (tx) => {
    const number = tx.accounts.get(accountId)?.number;
    // What was on its way there is back where it was.
    const waiting = await tx.db.mailOperations.where('accountId').equals(accountId).toArray();
    for (const { change } of waiting) if (change.type === 'upload') await takeMovesBack(tx, change.emailId);
    for (let email = 1; email < tx.columns.next; email += 1)
      if (tx.columns.accounts[email] === number) await destroyEmail(tx, email);
    for (const mailbox of [...tx.mailboxes.values()]) if (mailbox.accountId === accountId) tx.dropMailbox(mailbox.id);
    await tx.db.mailRemote.where('accountId').equals(accountId).delete();
    await tx.db.mailOperations.where('accountId').equals(accountId).delete();
    tx.dropAccount(accountId);
  });
}
