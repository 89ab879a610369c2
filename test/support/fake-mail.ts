// Mail for component tests, kept in memory: what tests set is what lists show.

import type { MailService, OutgoingMail, WaitingOperations } from '../../src/app/services.js';
import type { Progress } from '../../src/domain/items/import.js';
import { type MailTexts, NO_TEXTS, readMailTexts, textEntries } from '../../src/domain/mail/compose/mail-texts.js';
import type { EmailDetail, EmailListItem } from '../../src/domain/mail/email.js';
import { isShown, type MailLogEntry } from '../../src/domain/mail/log/mail-log.js';
import type { MailAccount, Mailbox } from '../../src/domain/mail/mailbox.js';
import { type Cell, createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

export interface FakeMail extends MailService {
  readonly accounts: Cell<readonly MailAccount[]>;
  readonly mailboxes: Cell<readonly Mailbox[]>;
  /** The list, whatever it is asked for. */
  readonly list: Cell<readonly EmailListItem[]>;
  readonly emails: Cell<readonly EmailDetail[]>;
  readonly outgoing: Cell<readonly OutgoingMail[]>;
  readonly texts: Cell<MailTexts>;
  readonly waiting: Cell<WaitingOperations>;
  readonly logged: Cell<readonly MailLogEntry[]>;
  readonly indexing: Cell<Progress>;
}

export function createFakeMail(log: Log): FakeMail {
  const accounts = createCell<readonly MailAccount[]>([]);
  const mailboxes = createCell<readonly Mailbox[]>([]);
  const list = createCell<readonly EmailListItem[]>([]);
  const emails = createCell<readonly EmailDetail[]>([]);
  const outgoing = createCell<readonly OutgoingMail[]>([]);
  const texts = createCell<MailTexts>(NO_TEXTS);
  const waiting = createCell<WaitingOperations>({});
  const logged = createCell<readonly MailLogEntry[]>([]);
  const indexing = createCell<Progress>({ done: 0, fraction: 1 });
  return {
    texts,
    watchTexts: () => texts,
    async saveTexts(change) {
      const before = texts.get();
      const settings = new Map([...textEntries(before), ...textEntries(change)]);
      texts.set(readMailTexts([...settings].map(([name, value]) => ({ name, value }))));
      log('mail.saveTexts', change);
      return { undo: async () => texts.set(before) };
    },
    accounts,
    mailboxes,
    list,
    emails,
    outgoing,
    waiting,
    logged,
    indexing,
    watchAccounts: () => accounts,
    watchMailboxes: () => mailboxes,
    watchList: () => ({
      subscribe: (observer) =>
        list.subscribe({
          next: ({ length }) => observer.next({ total: length, notIndexed: 0 }),
          error: (error) => observer.error(error),
        }),
    }),
    rows: async (_, from, to) => list.get().slice(from, to),
    indexOf: async (_, emailId) => list.get().findIndex(({ id }) => id === emailId),
    watchThread: (threadId) => ({
      subscribe: (observer) =>
        emails.subscribe({
          next: (all) => observer.next(all.filter((email) => email.threadId === threadId)),
          error: (error) => observer.error(error),
        }),
    }),
    email: async (emailId) => emails.get().find(({ id }) => id === emailId),
    source: async () => undefined,
    part: async () => undefined,
    attachedMessage: async () => undefined,
    watchOutgoing: () => outgoing,
    watchWaiting: () => waiting,
    run: async (command) => log('mail.run', command),
    async importFile(file, options) {
      options?.onBegin?.('import-1');
      log('mail.importFile', file.name);
      return { added: 1, same: 0, failed: [], failedCount: 0, mailboxIds: [] };
    },
    async copyAccount(from, to, options) {
      options?.onBegin?.('copy-1');
      options?.onProgress?.({ done: 1, total: 3, fraction: 1 / 3 });
      log('mail.copyAccount', from.id, to);
      return { added: 2, same: 1, failed: 0, isWhole: true };
    },
    pauseImport: (id, paused) => void log('mail.pauseImport', id, paused),
    async exportMailboxes(mailboxIds, format) {
      log('mail.exportMailboxes', mailboxIds, format);
      return new Blob(['From ']);
    },
    log: async ({ text, show, emailId }) => {
      const isAbout = ({ emails: named }: MailLogEntry) =>
        emailId === undefined || named.some((one) => one.emailId === emailId);
      const found = logged
        .get()
        .filter((entry) => isShown(entry, show) && isAbout(entry) && JSON.stringify(entry).includes(text));
      return { entries: found, hasMore: false };
    },
    movedSince: async () => [],
    watchIndexing: () => indexing,
  };
}
