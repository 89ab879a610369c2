// What views may ask for: mail.
import type { Progress } from '../../domain/items/import.js';
import type { MailTexts, MailTextsChange } from '../../domain/mail/compose/mail-texts.js';
import type { EmailDetail, EmailListInfo, EmailListItem, EmailQuery } from '../../domain/mail/email.js';
import type { MailLogPage, MailLogQuery } from '../../domain/mail/log/mail-log.js';
import type { MailAccount, Mailbox } from '../../domain/mail/mailbox.js';
import type { Watchable } from '../../domain/watchable.js';
import type {
  AccountCopyReport,
  MailCommand,
  MailCommandAnswer,
  MailImportReport,
  MovedEmail,
  OutgoingMail,
  WaitingOperations,
} from '../../workers/mail.api.js';
import type { Done } from '../done.js';
import type { WorkOptions } from '../store-services.js';

export type {
  AccountCopyReport,
  MailCommand,
  MailImportReport,
  MailSubmission,
  MovedEmail,
  OutgoingMail,
  WaitingOperations,
  WrittenFile,
  WrittenMessage,
} from '../../workers/mail.api.js';

/** A command's answer: it is durable on this device. `undo` is absent when it cannot be taken back. */
export type MailDone = Partial<Done> & Omit<MailCommandAnswer, 'inverse'>;

/** Of work that can be held. */
export interface HoldableOptions extends WorkOptions {
  /** Its id, by which it is held. */
  onBegin?(id: string): void;
}

export interface MailImportOptions extends HoldableOptions {
  /** A mailbox of its own, named like the file, when absent. Labels and folders of the file make mailboxes below it. */
  readonly mailboxId?: string;
  /** Of the mailbox of its own; like the file when absent. */
  readonly name?: string;
}

/** Mail on this device. Its worker starts with the first call. Calls reject with AppError `store/*`. */
export interface MailService {
  watchAccounts(): Watchable<readonly MailAccount[]>;
  /** Of all accounts, with their counts, in their order: those with roles first, as they are usually shown. */
  watchMailboxes(): Watchable<readonly Mailbox[]>;
  /** How long a list is: said again whenever anything of the list may look different, so that rows are asked for anew. */
  watchList(query: EmailQuery): Watchable<EmailListInfo>;
  /** `[from, to)` of the list. */
  rows(query: EmailQuery, from: number, to: number): Promise<readonly EmailListItem[]>;
  /** Place of a message, or its thread, in the list; -1 when it is not in it. */
  indexOf(query: EmailQuery, emailId: string): Promise<number>;
  /** The messages of a thread, the oldest first; those in the trash are among them. */
  watchThread(threadId: string): Watchable<readonly EmailDetail[]>;
  email(emailId: string): Promise<EmailDetail | undefined>;
  /** The message as it came, `message/rfc822`; `undefined` when it is not on this device. */
  source(emailId: string): Promise<Blob | undefined>;
  /** An attachment, decoded. */
  part(emailId: string, partId: string): Promise<Blob | undefined>;
  /** A message among the attachments, read; its own parts are parts of this one. */
  attachedMessage(emailId: string, partId: string): Promise<EmailDetail | undefined>;
  /** What waits to be sent, and what could not be. */
  watchOutgoing(): Watchable<readonly OutgoingMail[]>;
  /** Templates, and what the person says of the addresses they write from: on all their devices. */
  watchTexts(): Watchable<MailTexts>;
  saveTexts(change: MailTextsChange): Promise<Done>;
  /** What servers of accounts were not told yet: how often of each kind. Accounts by their ids. */
  watchWaiting(): Watchable<WaitingOperations>;
  /** One step, also where it is several commands: one undo for all of it. */
  run(command: MailCommand | readonly MailCommand[]): Promise<MailDone>;
  /**
   * Reads an .eml, mbox, or zip (Maildir, Takeout, .eml files). What was read before it was cancelled stays.
   *
   * Rejects with AppError `input/*`, `store/quota`, or `cancelled` when the signal fires.
   */
  importFile(file: Blob & { readonly name?: string }, options?: MailImportOptions): Promise<MailImportReport>;
  /**
   * Copies all messages of an account, with its folders, into another one; nothing changes where they are. What is there already
   * is not copied again: begun anew, it goes on where it stopped.
   *
   * Rejects with AppError `store/quota`, or `cancelled` when the signal fires.
   */
  copyAccount(
    from: Pick<MailAccount, 'id' | 'name'>,
    to: string,
    options?: HoldableOptions,
  ): Promise<AccountCopyReport>;
  /** Holds an import or a copy, or lets it go on. */
  pauseImport(importId: string, paused: boolean): void;
  /** `mbox`: the file of one mailbox, a zip with a file for each of several. `eml`: a zip with a file for each message. */
  exportMailboxes(mailboxIds: readonly string[], format: 'mbox' | 'eml', options?: WorkOptions): Promise<Blob>;
  /** What happened to mail on this device, the newest first. */
  log(query: MailLogQuery): Promise<MailLogPage>;
  /** Messages that are elsewhere, or in the trash, since a moment of the last 30 days: what `restore` can put back. */
  movedSince(time: number): Promise<readonly MovedEmail[]>;
  /** How far the search index is; `fraction` 1 when it has everything. */
  watchIndexing(): Watchable<Progress>;
}
