// What a mail server's client needs of the device's store. The store has all messages; the client speaks JMAP.
import type { MailboxRole, MailIdentity } from '../../domain/mail/mailbox.js';
import type { MailAddress } from '../../domain/mail/message.js';
import type { MailOperationChange } from '../../domain/mail/operation.js';

export type { MailOperationChange, MailSubmission } from '../../domain/mail/operation.js';

/** A message as a server has it (`Email` of RFC 8621 §4.1), before its bytes are here. */
export interface RemoteEmail {
  readonly id: string;
  readonly blobId: string;
  readonly threadId: string;
  readonly mailboxIds: readonly string[];
  readonly keywords: readonly string[];
  readonly size: number;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly messageId: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly preview: string;
  readonly hasAttachment: boolean;
}

export interface RemoteMailbox {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly role: MailboxRole | null;
  readonly sortOrder: number;
}

/** What a server said. Taken in one transaction together with the states (RFC 8620 §5.2) it leads to. */
export interface RemoteChanges {
  readonly mailboxes?: { readonly set: readonly RemoteMailbox[]; readonly destroyed: readonly string[] };
  readonly emails?: {
    readonly set: readonly RemoteEmail[];
    /** Of messages that are here. */
    readonly changed: readonly {
      readonly id: string;
      readonly mailboxIds?: readonly string[];
      readonly keywords?: readonly string[];
    }[];
    readonly destroyed: readonly string[];
  };
  /** All addresses one may send from at this account, the usual one first. */
  readonly identities?: readonly MailIdentity[];
  /** Seconds the server can hold a message before it sends it. */
  readonly maxDelayedSend?: number;
  /** By `Mailbox`, `Email`, and whatever else the client wants to find again; '' takes one out, others stay. */
  readonly states: Readonly<Record<string, string>>;
}

/** Something a person did that the server does not know yet. Each is idempotent: to carry it out twice changes nothing. */
export interface MailOperation {
  /** Increasing. */
  readonly n: number;
  readonly accountId: string;
  readonly change: MailOperationChange;
  /** Of a message that the server has, and sends at its time: id of the submission, or ''. */
  readonly handedOver?: string;
}

/**
 * The store of one account. Ids are the device's own; the store knows which of them are the server's.
 * What waits in the operations wins over what a server says, until it is settled.
 */
export interface MailAccountStore {
  states(): Promise<Readonly<Record<string, string>>>;
  takeChanges(changes: RemoteChanges): Promise<void>;
  /** The server forgot its history: what it does not name in `emailIds` is gone. */
  keepOnly(what: { readonly emailIds?: ReadonlySet<string>; readonly mailboxIds?: ReadonlySet<string> }): Promise<void>;
  /** Server's ids of messages whose bytes are not here, the newest first. */
  missingBodies(
    limit: number,
  ): Promise<readonly { readonly id: string; readonly blobId: string; readonly size: number }[]>;
  putBody(id: string, bytes: Uint8Array): Promise<void>;
  body(emailId: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  operations(limit: number): Promise<readonly MailOperation[]>;
  /**
   * Says that an upload is carried out now, so that nobody takes it back, or with `false` that it is certainly not: it may be
   * taken back again. @returns false when it was taken back before.
   */
  begin(n: number, isAtIt: boolean): Promise<boolean>;
  /** What an upload made at the server has these ids; the operation goes on (a message is imported before it is sent). */
  link(n: number, made: { readonly id: string; readonly blobId: string; readonly threadId: string }): Promise<void>;
  /** The server has a message now, and sends it at its time: until then it may be taken back by a `cancelSend`. */
  handOver(n: number, submissionId: string): Promise<void>;
  /** It is done at the server; of a mailbox that was made there, the id it got. */
  settle(n: number, made?: { readonly id: string }): Promise<void>;
  /** The server will not have it: local state goes back to what the server has, and the person is told. */
  reject(n: number, problem: { readonly type: string; readonly description: string }): Promise<void>;
  /** The server's id of a message or mailbox of this device; `undefined` while it has none. */
  remoteId(kind: 'email' | 'mailbox', id: string): Promise<string | undefined>;
}
