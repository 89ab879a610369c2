// Messages as lists and readers show them, with the names of RFC 8621.

import type { MailboxRole } from './mailbox.js';
import type { MailAddress, MailPart, MailProblem } from './message.js';

/** An `Email` of RFC 8621 §4 as a list shows it. */
export interface EmailRow {
  readonly id: string;
  readonly accountId: string;
  readonly threadId: string;
  readonly mailboxIds: readonly string[];
  /** Lower case: `$seen`, `$flagged`, `$draft`, `$answered`, `$forwarded`, `$junk`, and labels (RFC 8621 §4.1.1). */
  readonly keywords: readonly string[];
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly subject: string;
  /** At most 256 characters. */
  readonly preview: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Of what is scheduled: when it is sent, epoch ms. */
  readonly sendAt?: number;
  /** Octets. */
  readonly size: number;
  readonly hasAttachment: boolean;
  /** Whether the whole message is on this device. */
  readonly isHere: boolean;
}

/** A line of a list: one message, or a thread by its newest message. */
export interface EmailListItem extends EmailRow {
  /** Messages of the thread that the list is about; 1 where threads are not collapsed. */
  readonly threadSize: number;
  /** Who wrote in the thread, the oldest first, each once. */
  readonly threadFrom: readonly MailAddress[];
  /** Whether any message of the thread has it. */
  readonly threadUnread: boolean;
  readonly threadFlagged: boolean;
  /** Of a search: the text around what was found, `[start, end)` of each hit in it. */
  readonly snippet?: {
    readonly text: string;
    readonly marks: readonly (readonly [number, number])[];
    /** Name of the attachment the text is of; the message's own when absent. */
    readonly file?: string;
  };
}

/** Which messages a list is about. */
export interface EmailQuery {
  /** One mailbox; or all mailboxes of a role in every account (the unified inbox); or everywhere but junk and trash. */
  readonly where: { readonly mailboxId: string } | { readonly role: MailboxRole } | { readonly all: true };
  readonly show: 'all' | 'read' | 'unread' | 'flagged' | 'unflagged';
  /** Words and operators (docs/rules/mail-search.md); '' for no search. */
  readonly text: string;
  readonly collapseThreads: boolean;
  readonly order: 'newest' | 'oldest' | 'relevance';
}

/** How long a list is. */
export interface EmailListInfo {
  readonly total: number;
  /** Of what is searched, how many messages the search index does not know yet. */
  readonly notIndexed: number;
}

/** A message as its reader shows it. */
export interface EmailDetail extends EmailRow {
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  /** Of the Date field, epoch ms; null when it has none that can be read. */
  readonly sentAt: number | null;
  readonly messageId: readonly string[];
  readonly references: readonly string[];
  /** The text as it is; '' where there is only HTML. */
  readonly text: string;
  /** As it came: hostile. '' where there is none. */
  readonly html: string;
  /** Files of the message, those of a winmail.dat in its stead. */
  readonly attachments: readonly EmailAttachment[];
  readonly unsubscribe: readonly string[];
  /** Address that takes one off the list by one request (RFC 8058). */
  readonly oneClick?: string;
  /** Whom a receipt is asked for (RFC 8098 §2.1); absent where none is. */
  readonly receiptTo?: readonly MailAddress[];
  readonly problems: readonly MailProblem[];
  /** The tree of parts; absent when only the row is here. */
  readonly structure?: MailPart;
}

export interface EmailAttachment {
  /** By this its bytes are asked for: a part's number, behind a winmail.dat's the number of the file in it. */
  readonly partId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Content-ID of what the HTML shows. */
  readonly cid: string | null;
  /** Shown inside the HTML: not listed. */
  readonly isInline: boolean;
}
