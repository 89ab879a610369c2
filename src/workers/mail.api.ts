// What the mail worker does: it owns mail's tables, reads and writes them (docs/decisions/0012).

import type { Progress } from '../domain/items/import.js';
import type { EmailDetail, EmailListInfo, EmailListItem, EmailQuery } from '../domain/mail/email.js';
import type { MailAccount, Mailbox, MailboxRole } from '../domain/mail/mailbox.js';
import type { MailProblem } from '../domain/mail/message.js';

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
  /** Out of `from` (all its mailboxes when absent), into `to`. */
  | { readonly type: 'move'; readonly emailIds: readonly string[]; readonly from?: string; readonly to: string }
  /** Each message is where `mailboxIds` says: what undoing a move needs. */
  | {
      readonly type: 'place';
      readonly places: readonly { readonly emailId: string; readonly mailboxIds: readonly string[] }[];
    }
  /** For good. Cannot be undone: asked before. */
  | { readonly type: 'destroy'; readonly emailIds: readonly string[] }
  | {
      readonly type: 'createMailbox';
      readonly accountId: string;
      readonly name: string;
      readonly parentId: string | null;
      readonly role?: MailboxRole;
    }
  | {
      readonly type: 'updateMailbox';
      readonly mailboxId: string;
      readonly name?: string;
      readonly parentId?: string | null;
      readonly sortOrder?: number;
    }
  /** Its messages go to the trash first; a mailbox with a role stays. */
  | { readonly type: 'destroyMailbox'; readonly mailboxId: string };

export interface MailCommandAnswer {
  /** Absent when it cannot be taken back. */
  readonly inverse?: readonly MailCommand[];
  /** Of a mailbox that was made. */
  readonly mailboxId?: string;
}

export interface MailImportReport {
  readonly added: number;
  /** Already there, byte for byte. */
  readonly same: number;
  readonly failed: readonly { readonly at: number; readonly problem: MailProblem }[];
  readonly mailboxIds: readonly string[];
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
  command(id: string, command: MailCommand | readonly MailCommand[]): Promise<MailCommandAnswer>;
  /**
   * Reads an .eml, mbox, or zip (Maildir, Takeout, .eml files) into mailboxes below `parentId` of the local account, in batches
   * that are each whole. Progress is posted under the id.
   *
   * @throws {AppError} `input/*`, `cancelled` (what was read stays), `store/quota`
   */
  importMail(
    id: string,
    file: Blob,
    name: string,
    into: { readonly accountId: string; readonly mailboxId?: string },
  ): Promise<MailImportReport>;
  pauseImport(id: string, paused: boolean): void;
  cancelImport(id: string): void;
  /** An mbox (mboxrd) of a mailbox, or a zip with one mbox for each of them. */
  exportMail(mailboxIds: readonly string[], format: 'mbox' | 'eml'): Promise<Blob>;
  /** How far the search index is; it is built in the background. */
  indexProgress(): Promise<Progress>;
}
