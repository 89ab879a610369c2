import type { MailAddress, MailBodyValue, MailHeader, MailPart, MailProblem } from '../../domain/mail/message.js';
import { visibleText } from '../../domain/mail/visible-text.js';
import { readAddresses } from './addresses.js';
import { bodyParts } from './body-parts.js';
import { jmapDate, readDate } from './dates.js';
import { decodeText } from './decode-part.js';
import { decodeWords } from './encoded-words.js';
import { defaultMailLimits, type MailLimits } from './limits.js';
import { readMessageIds } from './message-ids.js';
import { buildPart } from './part.js';
import { previewOfHtml, previewOfText } from './preview.js';
import type { MailProblems } from './problems.js';
import { sliceMessage } from './slice.js';
import { unfold } from './unfold.js';

export interface ParseMessageOptions {
  readonly limits?: Partial<MailLimits>;
  /** False leaves `bodyValues` and `preview` empty: for those who only want to know what is there. */
  readonly bodyValues?: boolean;
}

/**
 * A message with the names of JMAP's Email (RFC 8621 §4.1). Nothing of it refers to the bytes but ranges: attachments are
 * decoded when somebody wants them (`decodePart`).
 */
export interface ParsedMessage {
  /** Octets of the whole. */
  readonly size: number;
  /** All fields as they came, in their order. */
  readonly headers: readonly MailHeader[];
  /** Ids without brackets. */
  readonly messageId: readonly string[] | null;
  readonly inReplyTo: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly sender: readonly MailAddress[] | null;
  readonly from: readonly MailAddress[] | null;
  readonly to: readonly MailAddress[] | null;
  readonly cc: readonly MailAddress[] | null;
  readonly bcc: readonly MailAddress[] | null;
  readonly replyTo: readonly MailAddress[] | null;
  /** Decoded, on one line; control and bidi characters are made visible. */
  readonly subject: string | null;
  /** The Date field as `2014-10-30T14:12:00+08:00`; null when there is none that can be read. */
  readonly sentAt: string | null;
  /** The part that is the whole message, with its parts. */
  readonly bodyStructure: MailPart;
  readonly textBody: readonly MailPart[];
  readonly htmlBody: readonly MailPart[];
  readonly attachments: readonly MailPart[];
  /** Invitations and answers (RFC 6047), wherever they stand. */
  readonly calendarParts: readonly CalendarPart[];
  /** Text of the parts in `textBody` and `htmlBody`, by part number; has no prototype. */
  readonly bodyValues: Readonly<Record<string, MailBodyValue>>;
  /** Something to save besides what the text shows: pictures the HTML refers to do not count. */
  readonly hasAttachment: boolean;
  /** At most 256 characters of the text, on one line. */
  readonly preview: string;
  readonly problems: readonly MailProblem[];
}

export interface CalendarPart {
  readonly part: MailPart;
  /** Upper case, as the part says; null where it says nothing. What the calendar's text says counts (RFC 6047 §2.4). */
  readonly method: string | null;
}

/**
 * Reads a message (RFC 5322, MIME). Never throws for what is in the bytes; what is wrong with them is in `problems`.
 * Runs where it is called: parse mail of strangers in a worker.
 */
export async function parseMessage(bytes: Uint8Array, options: ParseMessageOptions = {}): Promise<ParsedMessage> {
  return readMessage(bytes, options);
}

/** {@link parseMessage} for those who have many and are in a worker already. */
export function readMessage(bytes: Uint8Array, options: ParseMessageOptions = {}): ParsedMessage {
  const limits = { ...defaultMailLimits, ...options.limits };
  const { root, problems } = sliceMessage(bytes, limits);
  const bodyStructure = buildPart(bytes, root);
  const body = bodyParts(bodyStructure);
  const bodyValues = Object.create(null) as Record<string, MailBodyValue>;
  if (options.bodyValues !== false) {
    readBodyValues(bytes, [...body.textBody, ...body.htmlBody], limits, bodyValues, problems);
  }
  const fields = firstFields(root.headers);
  const addresses = (name: string) => {
    const field = fields.get(name);
    return field === undefined ? null : readAddresses(field);
  };
  const ids = (name: string) => {
    const field = fields.get(name);
    return field === undefined ? null : readMessageIds(field);
  };
  const subject = fields.get('subject');
  const date = fields.get('date');
  const sent = date === undefined ? undefined : readDate(unfold(date));
  return {
    size: bytes.length,
    headers: root.headers,
    messageId: ids('message-id'),
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    sender: addresses('sender'),
    from: addresses('from'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    replyTo: addresses('reply-to'),
    subject: subject === undefined ? null : headerText(subject),
    sentAt: sent ? jmapDate(sent) : null,
    bodyStructure,
    ...body,
    calendarParts: calendarPartsOf(bodyStructure),
    bodyValues,
    hasAttachment: body.attachments.some((part) => !isShownInline(part)),
    preview: previewOf(body.textBody, body.htmlBody, bodyValues),
    problems: problems.list,
  };
}

/** Any other field as text on one line (RFC 8621 §4.1.2.2), encoded words decoded, nothing hidden. */
export function headerText(value: string): string {
  return visibleText(decodeWords(unfold(value))).trim();
}

/** The first field of each name: a second From, Subject or Date cannot take its place (MF4). */
function firstFields(headers: readonly MailHeader[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value);
  }
  return fields;
}

function readBodyValues(
  bytes: Uint8Array,
  parts: readonly MailPart[],
  limits: MailLimits,
  values: Record<string, MailBodyValue>,
  problems: MailProblems,
): void {
  // Ten thousand parts of text share what one may cost.
  let left = limits.maxTextBytes;
  for (const part of parts) {
    if (part.partId === null || !part.type.startsWith('text/') || part.partId in values) continue;
    const value = decodeText(bytes, part, left);
    left = Math.max(0, left - (part.range.end - part.range.body));
    values[part.partId] = value;
    if (value.isEncodingProblem)
      problems.add('input/encoding', `Part ${part.partId} is not in its charset or encoding.`);
  }
}

function calendarPartsOf(root: MailPart): CalendarPart[] {
  const found: CalendarPart[] = [];
  const visit = (part: MailPart) => {
    if (part.type === 'text/calendar' || part.type === 'application/ics') {
      found.push({ part, method: part.params.method?.toUpperCase() ?? null });
    }
    part.subParts?.forEach(visit);
  };
  visit(root);
  return found;
}

/** A picture with an id is in the text; a signature or an alternative calendar is nothing to save. */
export function isShownInline({ cid, disposition, type }: Pick<MailPart, 'cid' | 'disposition' | 'type'>): boolean {
  if (type === 'application/pgp-signature' || type === 'application/pkcs7-signature') return true;
  return disposition !== 'attachment' && ((cid !== null && type.startsWith('image/')) || type === 'text/calendar');
}

function previewOf(
  textBody: readonly MailPart[],
  htmlBody: readonly MailPart[],
  values: Readonly<Record<string, MailBodyValue>>,
): string {
  for (const part of [...textBody, ...htmlBody]) {
    const value = part.partId === null ? undefined : values[part.partId]?.value;
    if (!value) continue;
    const preview = part.type === 'text/html' ? previewOfHtml(value) : previewOfText(value);
    if (preview !== '') return visibleText(preview);
  }
  return '';
}
