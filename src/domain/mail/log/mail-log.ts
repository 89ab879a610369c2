// What happened to mail on this device (docs/rules/mail-log.md).
import type { MailboxRole } from '../mailbox.js';

/** A message `came` from a server, was put elsewhere, got or lost labels, or is gone for good; or `changed`: something beside messages. */
export type MailLogKind = 'came' | 'moved' | 'labelled' | 'deleted' | 'changed';

/** What was changed beside messages: mailboxes, rules, senders, the answer while one is away. */
export type MailLogChange =
  | {
      readonly what: FolderChange | RuleChange | SenderChange;
      /** What it is called then; of a sender, the address or domain. */
      readonly name: string;
      /** What it was called. */
      readonly before?: string;
    }
  | { readonly what: 'away-on' | 'away-changed' | 'away-off' };

export type FolderChange = 'folder-made' | 'folder-renamed' | 'folder-nested' | 'folder-deleted';
export type RuleChange = 'rule-made' | 'rule-changed' | 'rule-on' | 'rule-off' | 'rule-deleted' | 'rules-ordered';
export type SenderChange = 'sender-blocked' | 'sender-approved' | 'sender-removed';

/**
 * Who did it: the person on this device, a rule, the list of blocked senders, the junk filter, another device or program (or the
 * server itself), the server by refusing.
 */
export type MailLogCause = 'here' | 'rule' | 'blocked' | 'filter' | 'elsewhere' | 'refused';

/** A mailbox as it was called then. */
export interface LoggedMailbox {
  readonly name: string;
  readonly role: MailboxRole | null;
}

/** A message as it was called then. */
export interface LoggedEmail {
  readonly emailId: string;
  readonly subject: string;
  /** Who wrote it. */
  readonly from: string;
}

/** One thing that happened, to one message or to several at once. */
export interface MailLogEntry {
  readonly id: number;
  /** Epoch ms. */
  readonly time: number;
  readonly accountId: string;
  readonly kind: MailLogKind;
  readonly cause: MailLogCause;
  /** Names of the rules that did it. */
  readonly rules: readonly string[];
  readonly from: readonly LoggedMailbox[];
  readonly to: readonly LoggedMailbox[];
  /** All of them; `emails` has the first. */
  readonly count: number;
  readonly emails: readonly LoggedEmail[];
  /** Where the kind is `changed`. */
  readonly change?: MailLogChange;
  /** Where the kind is `labelled`. */
  readonly labels?: LoggedLabels;
}

/** Keywords of the labels that were put on, and of those taken off. */
export interface LoggedLabels {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface MailLogQuery {
  /** Words of subjects, senders, mailboxes, labels and rules; '' for all. */
  readonly text: string;
  readonly show: 'all' | 'came' | 'sent' | 'moved' | 'labelled' | 'deleted' | 'rules' | 'changed';
  /** One message alone. */
  readonly emailId?: string;
  /** Entries before this one. */
  readonly before?: number;
}

export interface MailLogPage {
  /** The newest first. */
  readonly entries: readonly MailLogEntry[];
  readonly hasMore: boolean;
}

/** What people call a move (rule MA2). */
export type MoveName =
  | 'sent'
  | 'took-back'
  | 'snoozed'
  | 'came-back'
  | 'archived'
  | 'trashed'
  | 'spam'
  | 'restored'
  | 'added'
  | 'moved';

const has = (boxes: readonly LoggedMailbox[], ...roles: readonly (MailboxRole | null)[]) =>
  boxes.some(({ role }) => roles.includes(role));

export function moveName({ from, to }: Pick<MailLogEntry, 'from' | 'to'>): MoveName {
  if (has(from, 'outbox', 'scheduled')) return has(to, 'sent') ? 'sent' : has(to, 'drafts') ? 'took-back' : 'moved';
  if (has(to, 'snoozed')) return 'snoozed';
  if (has(from, 'snoozed') && has(to, 'inbox')) return 'came-back';
  if (has(to, 'archive')) return 'archived';
  if (has(to, 'trash')) return 'trashed';
  if (has(to, 'junk')) return 'spam';
  if (has(from, 'trash', 'junk')) return 'restored';
  return from.length === 0 ? 'added' : 'moved';
}

/** Whether an entry is among those that are shown. */
export function isShown({ kind, cause, from, to }: MailLogEntry, show: MailLogQuery['show']): boolean {
  if (show === 'all') return true;
  if (show === 'rules') return cause === 'rule' || cause === 'blocked' || cause === 'filter';
  if (kind !== 'moved') return show === kind;
  const name = moveName({ from, to });
  if (show === 'sent') return name === 'sent';
  return show === 'deleted' ? name === 'trashed' : show === 'moved' && name !== 'sent';
}
