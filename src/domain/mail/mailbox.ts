// Accounts and mailboxes, with the names of RFC 8621.
import type { ServerRules } from './rules/server-rules.js';

/** What a mailbox is for (RFC 8621 §2, IANA's registry of mailbox name attributes). */
export type MailboxRole =
  | 'inbox'
  | 'drafts'
  | 'sent'
  | 'archive'
  | 'junk'
  | 'trash'
  | 'scheduled'
  | 'templates'
  | 'snoozed'
  /** What is being sent. Ours: no server knows of it. */
  | 'outbox';

/** What the mailbox of messages that are put off is called at servers, in every language: by this it is known (rule MZ4). */
export const SNOOZED_MAILBOX = 'Snoozed';

/** `Mailbox` of RFC 8621 §2. */
export interface Mailbox {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly role: MailboxRole | null;
  readonly sortOrder: number;
  readonly totalEmails: number;
  /** Without `$seen`, and no drafts. */
  readonly unreadEmails: number;
  readonly totalThreads: number;
  readonly unreadThreads: number;
}

/** Where mail comes from. The local account needs no server and is always there. */
export interface MailAccount {
  readonly id: string;
  readonly kind: 'local' | 'jmap';
  readonly name: string;
  /** Addresses one sends from, the usual one first; empty for local folders. */
  readonly identities: readonly MailIdentity[];
  /** Seconds its server can hold a message before it sends it; absent or 0 when it cannot. */
  readonly maxDelayedSend?: number;
  /** How its server stands to its rules; absent until it was asked. */
  readonly rules?: ServerRules;
  /** What its server refused lately, the newest first: it was taken back here. */
  readonly refused?: readonly { readonly time: number; readonly type: string; readonly description: string }[];
}

/** `Identity` of RFC 8621 §6, as far as a person sets it. */
export interface MailIdentity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly replyTo: string;
  /** Plain text below what is written. */
  readonly textSignature: string;
  readonly htmlSignature: string;
}

/** Id of the account whose mailboxes live on this device alone. */
export const LOCAL_ACCOUNT = 'local';
