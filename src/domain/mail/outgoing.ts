import type { MailAddress, MailAddressGroup, MailHeader } from './message.js';

/** A message to be written. What is not given is left out; servers add Date and Message-ID where they are missing. */
export interface OutgoingMessage {
  readonly from?: readonly MailAddress[];
  /** Needed where `from` has several (RFC 5322 §3.6.2). */
  readonly sender?: MailAddress;
  readonly replyTo?: readonly Recipient[];
  readonly to?: readonly Recipient[];
  readonly cc?: readonly Recipient[];
  /** Not written unless `keepBcc` says so. */
  readonly bcc?: readonly Recipient[];
  readonly subject?: string;
  /** Epoch milliseconds, and the clock to write them by: minutes east of UTC. */
  readonly date?: { readonly time: number; readonly offset: number };
  /** Ids without brackets. */
  readonly messageId?: string;
  readonly inReplyTo?: readonly string[];
  readonly references?: readonly string[];
  /** Plain text with single line feeds. */
  readonly text?: string;
  readonly html?: string;
  /** Pictures the HTML shows as `cid:…`. */
  readonly inline?: readonly InlineFile[];
  readonly attachments?: readonly OutgoingFile[];
  readonly calendar?: OutgoingCalendar;
  /** Makes it a report (RFC 6522), of which `text` is what people read. */
  readonly report?: OutgoingReport;
  /** Further fields, such as Disposition-Notification-To; those written from the rest cannot be given here. */
  readonly headers?: readonly MailHeader[];
}

export type Recipient = MailAddress | MailAddressGroup;

export interface OutgoingFile {
  readonly name: string;
  /** Media type; `message/rfc822` for a message that is forwarded whole. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface InlineFile extends OutgoingFile {
  /** Content-ID without brackets. */
  readonly cid: string;
}

/** An invitation or an answer (RFC 6047). */
export interface OutgoingCalendar {
  /** The VCALENDAR. */
  readonly text: string;
  /** The same as in the text: REQUEST, REPLY, CANCEL, … */
  readonly method: string;
  /** False writes no `invite.ics` beside the calendar part, which some programs look for. */
  readonly attach?: boolean;
}

/** What a report says for programs. */
export interface OutgoingReport {
  readonly type: 'disposition-notification';
  /** In their order; ASCII. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}
