// What the mail worker does: it owns mail's tables, reads and writes them (docs/decisions/0012).

import type { Progress } from '../domain/items/import.js';
import type { MailTexts } from '../domain/mail/compose/mail-texts.js';
import type { EmailDetail, EmailListInfo, EmailListItem, EmailQuery, EmailRow } from '../domain/mail/email.js';
import type { MailLogPage, MailLogQuery } from '../domain/mail/log/mail-log.js';
import type { MailAccount, Mailbox, MailboxRole } from '../domain/mail/mailbox.js';
import type { MailProblem } from '../domain/mail/message.js';
import type { MailOperationKind, MailSubmission } from '../domain/mail/operation.js';
import type { OutgoingMessage } from '../domain/mail/outgoing.js';
import type { MailServerProblem } from '../domain/mail/server-problem.js';

export type { MailSubmission } from '../domain/mail/operation.js';

/** A file of a message that is written; with a `cid` it is a picture inside the HTML. */
export interface WrittenFile {
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
  readonly cid?: string;
}

/** A message as a person wrote it. The worker makes its bytes. */
export interface WrittenMessage extends Omit<OutgoingMessage, 'attachments' | 'inline' | 'calendar'> {
  readonly files: readonly WrittenFile[];
}

/** A message that waits to be sent, or could not be. */
export interface OutgoingMail {
  readonly emailId: string;
  readonly accountId: string;
  readonly subject: string;
  /** Epoch ms; not before then. */
  readonly sendAt: number;
  /** It is being sent now, or held by a server that does not give it back: too late to take it back. */
  readonly isBegun: boolean;
  /** Its server has it, and sends it at its time. */
  readonly isHandedOver?: boolean;
  /** Why the server would not: a type of RFC 8620 §3.6, RFC 8621 §7.5, or `maybeSent`, `tooLarge`, `noBody`. */
  readonly failed?: { readonly time: number; readonly type: string; readonly description: string };
}

/** What servers were not told yet, by accounts: how often of each kind. Messages that are to be sent are not among it. */
export type WaitingOperations = Readonly<Record<string, Readonly<Partial<Record<MailOperationKind, number>>>>>;

/** What changed, for pages of all tabs. */
export interface MailChange {
  readonly accounts: boolean;
  /** Ids of mailboxes whose counts, names or messages changed. */
  readonly mailboxIds: readonly string[];
  /** Ids of threads that look different now; empty with `mailboxIds` filled when they are too many to name. */
  readonly threadIds: readonly string[];
}

/** A change a person makes. Each is one transaction, is carried out once per id, and answers with what undoes it. */
export type MailCommand =
  | {
      readonly type: 'setKeywords';
      readonly emailIds: readonly string[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  /** Every message with a label, of all accounts, has `to` in its place; nothing, when absent. */
  | { readonly type: 'relabel'; readonly label: string; readonly to?: string }
  /** Out of `from` (all its mailboxes when absent), into `to`. */
  | { readonly type: 'move'; readonly emailIds: readonly string[]; readonly from?: string; readonly to: string }
  /** Each message is where `mailboxIds` says: what undoing a move needs. */
  | {
      readonly type: 'place';
      readonly places: readonly { readonly emailId: string; readonly mailboxIds: readonly string[] }[];
    }
  /** Into mailboxes of one other account. What is not on this device, or is being sent, stays: the answer names it as `left`. */
  | {
      readonly type: 'transfer';
      readonly places: readonly { readonly emailId: string; readonly mailboxIds: readonly string[] }[];
      /** They stay where they are, too. */
      readonly isCopy: boolean;
    }
  /** What undoing that says: where each message was, and which one it is now. */
  | {
      readonly type: 'takeTransferBack';
      readonly pairs: readonly {
        readonly emailId: string;
        readonly copyId: string;
        readonly mailboxIds: readonly string[];
      }[];
      readonly isCopy: boolean;
    }
  /** For good. Cannot be undone: asked before. */
  | { readonly type: 'destroy'; readonly emailIds: readonly string[] }
  | {
      readonly type: 'createMailbox';
      readonly accountId: string;
      readonly name: string;
      readonly parentId: string | null;
      readonly role?: MailboxRole;
      /** What undoing the removal of a mailbox says: it is the same again. */
      readonly mailboxId?: string;
    }
  | {
      readonly type: 'updateMailbox';
      readonly mailboxId: string;
      readonly name?: string;
      readonly parentId?: string | null;
      readonly sortOrder?: number;
    }
  /** With those in it. Their messages go to the trash, where they are nowhere else; a mailbox with a role stays. */
  | { readonly type: 'destroyMailbox'; readonly mailboxId: string }
  /** Puts messages back to where they were at a moment of the last 30 days; mailboxes that are gone are made again. */
  | { readonly type: 'restore'; readonly time: number; readonly emailIds: readonly string[] }
  /** A message that was written here: a draft, or one that is to be sent. */
  | {
      readonly type: 'putMessage';
      readonly accountId: string;
      readonly mailboxId: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly keywords: readonly string[];
      /** The draft that this one takes the place of: it is destroyed. */
      readonly replaces?: string;
      readonly submit?: MailSubmission;
    }
  /** Keeps what is being written among the drafts of an account. */
  | {
      readonly type: 'saveDraft';
      readonly accountId: string;
      readonly message: WrittenMessage;
      /** The draft before: it is gone with it. */
      readonly replaces?: string;
    }
  /** Into the outbox, or among what is scheduled: sent once, when there is a network. @throws AppError `store/not-found` for local folders */
  | {
      readonly type: 'send';
      readonly accountId: string;
      readonly message: WrittenMessage;
      readonly replaces?: string;
      readonly identityId: string;
      readonly mailFrom: string;
      readonly rcptTo: readonly string[];
      /** Epoch ms; not before then. Until then it can be taken back. */
      readonly sendAt: number;
      /** The person chose the time; else it is the time in which sending can be undone. */
      readonly isScheduled: boolean;
    }
  /** What was to be sent is a draft again; the answer says when it is too late for that. */
  | { readonly type: 'takeBack'; readonly emailId: string }
  /** Sends at once what waits for its time, and again what could not be sent. */
  | { readonly type: 'sendNow'; readonly emailId: string };

/** A message that is not where it was. */
export interface MovedEmail {
  readonly email: EmailRow;
  /** Where it was. A mailbox that is gone has its name in `gone`. */
  readonly mailboxIds: readonly string[];
  readonly gone: readonly { readonly mailboxId: string; readonly name: string }[];
  /** When it left there, epoch ms. */
  readonly movedAt: number;
}

export interface MailCommandAnswer {
  /** Absent when it cannot be taken back. */
  readonly inverse?: readonly MailCommand[];
  /** Of a mailbox that was made. */
  readonly mailboxId?: string;
  /** Of a message that was put. */
  readonly emailId?: string;
  /** Messages that could not go to another account. */
  readonly left?: readonly string[];
  /** What was to be taken back is being sent, or was. */
  readonly isTooLate?: boolean;
}

export interface MailImportReport {
  readonly added: number;
  /** Already there, byte for byte. */
  readonly same: number;
  /** At most 1000; `failedCount` has them all. `at` is the number of the message in the file, `name` its name in a zip. */
  readonly failed: readonly { readonly at: number; readonly name?: string; readonly problem: MailProblem }[];
  readonly failedCount: number;
  readonly mailboxIds: readonly string[];
}

/** What became of the copy of an account. */
export interface AccountCopyReport {
  readonly added: number;
  /** Already there, byte for byte. */
  readonly same: number;
  /** Messages that their server does not give. */
  readonly failed: number;
  /** Everything the account has was looked at. */
  readonly isWhole: boolean;
  /** Why it ended before. */
  readonly problem?: MailServerProblem;
}

/** Posted to the page when mail has changed, in whatever tab. */
export interface MailChangedMessage {
  readonly type: 'mail-changed';
  readonly change: MailChange;
}

export function isMailChangedMessage(data: unknown): data is MailChangedMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'mail-changed';
}

/** Under this name the progress of the search index is posted. */
export const INDEX_PROGRESS = 'mail-index';

export interface MailImportTarget {
  readonly accountId: string;
  /** A mailbox of its own when absent. Labels and folders of the file make mailboxes below it. */
  readonly mailboxId?: string;
  /** Of the mailbox of its own; like the file when absent. */
  readonly name?: string;
}

/** Every call rejects with AppError `store/*` when the database cannot be read or written. */
export interface MailApi {
  accounts(): Promise<readonly MailAccount[]>;
  mailboxes(): Promise<readonly Mailbox[]>;
  emailList(query: EmailQuery): Promise<EmailListInfo>;
  /** `[from, to)` of the list. */
  emailRows(query: EmailQuery, from: number, to: number): Promise<readonly EmailListItem[]>;
  /** Place of a message (or its thread) in the list; -1 when it is not in it. */
  emailIndex(query: EmailQuery, emailId: string): Promise<number>;
  /** The messages of a thread, the oldest first. */
  thread(threadId: string): Promise<readonly EmailDetail[]>;
  email(emailId: string): Promise<EmailDetail | undefined>;
  /** The message as it came; `undefined` when it is not on this device. */
  source(emailId: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** An attachment, decoded. */
  part(
    emailId: string,
    partId: string,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string } | undefined>;
  /** A message among the attachments, read; its own parts are asked for by `part` of the outer message. */
  attachedMessage(emailId: string, partId: string): Promise<EmailDetail | undefined>;
  /** What waits to be sent, and what could not be. */
  outgoing(): Promise<readonly OutgoingMail[]>;
  /** Templates, and what the person says of their addresses, as this device's settings have them. */
  texts(): Promise<MailTexts>;
  waiting(): Promise<WaitingOperations>;
  /** What happened to mail on this device. */
  log(query: MailLogQuery): Promise<MailLogPage>;
  command(id: string, command: MailCommand | readonly MailCommand[]): Promise<MailCommandAnswer>;
  /**
   * Reads an .eml, mbox, or zip (Maildir, Takeout, .eml files) into mailboxes below `parentId` of the local account, in batches
   * that are each whole. Progress is posted under the id.
   *
   * @throws {AppError} `input/*`, `cancelled` (what was read stays), `store/quota`
   */
  importMail(id: string, file: Blob, name: string, into: MailImportTarget): Promise<MailImportReport>;
  /**
   * Copies all messages of an account, with its folders, into another one; at `from` everything stays as it is. What is there
   * already is not copied again. Progress is posted under the id; it is held and ended as an import is.
   *
   * @throws {AppError} `cancelled` (what was copied stays), `store/quota`
   */
  copyAccount(id: string, from: string, to: string): Promise<AccountCopyReport>;
  pauseImport(id: string, paused: boolean): void;
  cancelImport(id: string): void;
  /** An mbox (mboxrd) of a mailbox, or a zip with one mbox for each of them. */
  exportMail(id: string, mailboxIds: readonly string[], format: 'mbox' | 'eml'): Promise<Blob>;
  /** Messages that are elsewhere, or in the trash, since a moment of the last 30 days; what was moved last comes first. */
  movedSince(time: number): Promise<readonly MovedEmail[]>;
  /** How far the search index is; it is built in the background. */
  indexProgress(): Promise<Progress>;
}
