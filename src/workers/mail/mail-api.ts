// The mail worker's surface over a database, without the worker: tests run it in their own thread.
import type { Progress } from '../../domain/items/import.js';
import { readMailTexts } from '../../domain/mail/compose/mail-texts.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { unpackBlob } from '../../store/mail/blobs.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import { toStoreError } from '../../store/store-errors.js';
import type { MailApi } from '../mail.api.js';
import { attachedMessage, partWithin } from './attached-message.js';
import { type AccountCopyEnvironment, copyAccount } from './copy-account.js';
import { emailNumber, emailRow } from './email-rows.js';
import { exportMail } from './export-mail.js';
import { importMail } from './import-mail.js';
import { listAccounts } from './local-account.js';
import { createMailLists, type MailSearch } from './mail-lists.js';
import { listMailboxes } from './mailbox-list.js';
import { detailOf, headOnly } from './read-email.js';
import { readLog } from './read-log.js';
import { movedSince } from './restore.js';
import { type CommandEnvironment, runCommands } from './run-commands.js';
import { prepareIndexing } from './search/index-emails.js';
import { outgoingOf, waitingOf } from './send-commands.js';
import { sendTimesOf } from './send-times.js';
import { createWorkControl } from './work-control.js';

export interface MailApiOptions extends CommandEnvironment {
  readonly store: MailStore;
  readonly search: MailSearch;
  report(id: string, progress: Progress): void;
  indexProgress(): Progress;
  /** What gets bytes of an account's messages into the store, by one connection. */
  fetcher(accountId: string): AccountCopyEnvironment['fetch'];
  isInStep(accountId: string): boolean;
  later(): Promise<void>;
}

/** @returns the surface; every call waits until `ready` has read what there is. */
export function createMailApi(options: MailApiOptions, ready: Promise<unknown>): MailApi {
  const { store } = options;
  const lists = createMailLists(store, options.search, options.now);
  const work = createWorkControl(options.report);

  async function bytesOf(email: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const hash = (await store.rows.get([email])).get(email)?.h;
    const record = hash === undefined ? undefined : await store.db.mailBlobs.get(hash);
    return record && unpackBlob(record);
  }

  async function detail(email: number): Promise<EmailDetail | undefined> {
    const data = (await store.rows.get([email])).get(email);
    if (data === undefined) return undefined;
    const sendAt = (await sendTimesOf(store, [email])).get(email);
    const row = { ...emailRow(store, email, data), ...(sendAt !== undefined && { sendAt }) };
    const bytes = await bytesOf(email);
    return bytes === undefined ? headOnly(row, data) : detailOf(row, bytes);
  }

  const api: MailApi = {
    accounts: async () => listAccounts(store),
    mailboxes: async () => listMailboxes(store),
    emailList: (query) => lists.info(query),
    emailRows: (query, from, to) => lists.rows(query, from, to),
    emailIndex: (query, emailId) => lists.indexOf(query, emailId),
    async thread(threadId) {
      const emails = [...store.columns.thread(Number(threadId) || 0)];
      const details = await Promise.all(emails.map(detail));
      return details.filter((each) => each !== undefined);
    },
    async email(emailId) {
      const email = emailNumber(store, emailId);
      return email === 0 ? undefined : detail(email);
    },
    async source(emailId) {
      const email = emailNumber(store, emailId);
      return email === 0 ? undefined : bytesOf(email);
    },
    async part(emailId, partId) {
      const email = emailNumber(store, emailId);
      const bytes = email === 0 ? undefined : await bytesOf(email);
      return bytes && partWithin(bytes, partId);
    },
    async attachedMessage(emailId, partId) {
      const email = emailNumber(store, emailId);
      const data = email === 0 ? undefined : (await store.rows.get([email])).get(email);
      const bytes = data === undefined ? undefined : await bytesOf(email);
      return bytes && data && attachedMessage(emailRow(store, email, data), bytes, partId);
    },
    texts: async () => readMailTexts(await store.db.settings.where('name').startsWith('mail-text/').toArray()),
    outgoing: () => outgoingOf(store),
    log: (query) => readLog(store.db, query),
    waiting: async () => waitingOf(await store.db.mailOperations.toArray()),
    command: (id, command) => runCommands(store, options, id, command),
    importMail: (id, file, name, into) =>
      work.run(id, (checkpoint) =>
        importMail({ ...options, checkpoint, prepareIndex: prepareIndexing }, file, name, into),
      ),
    copyAccount: (id, from, to) =>
      work.run(id, (checkpoint) => {
        const about = { fetch: options.fetcher(from), isInStep: () => options.isInStep(from) };
        return copyAccount({ ...options, ...about, checkpoint }, from, to);
      }),
    pauseImport: (id, paused) => work.pause(id, paused),
    cancelImport: (id) => work.cancel(id),
    exportMail: (id, mailboxIds, format) =>
      work.run(id, (checkpoint) => exportMail({ store, checkpoint }, mailboxIds, format)),
    movedSince: (time) => movedSince(store, time),
    indexProgress: async () => options.indexProgress(),
  };
  return guarded(api, ready);
}

/** Every call waits for `ready`, and its failures are AppErrors. */
function guarded(api: MailApi, ready: Promise<unknown>): MailApi {
  const entries = Object.entries(api).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        await ready;
        return await (call as (...all: unknown[]) => unknown)(...args);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as MailApi;
}
