import type { MailProblem } from '../../../domain/mail/message.js';
import { visibleText } from '../../../domain/mail/visible-text.js';
import { decodeCharset } from '../charset.js';
import { MailProblems } from '../problems.js';
import { ByteReader } from './byte-reader.js';
import { codePageText, labelOfCodePage } from './code-pages.js';
import { decompressRtf } from './compressed-rtf.js';
import { type MeetingPeople, meetingOf, type TnefMeeting } from './meeting.js';
import { BINARY, type MapiProperties, numberOf, OBJECT, readProperties, textOf } from './properties.js';
import { readRtf } from './rtf-text.js';

export interface TnefAttachment {
  /** Null where the file names none. Fit for a disk only after `safeFileName`. */
  readonly name: string | null;
  /** Media type, where it is said. */
  readonly type: string | null;
  readonly cid: string | null;
  /** What the file holds; of a message, its own TNEF. A view of the input. */
  readonly bytes: Uint8Array;
  /** The message, where one is attached. */
  readonly message?: TnefMessage;
}

/** What a winmail.dat holds. */
export interface TnefMessage {
  readonly subject?: string;
  /** Such as `IPM.Note` or `IPM.Schedule.Meeting.Request`. */
  readonly messageClass?: string;
  readonly body?: string;
  /** As it came, or taken out of the RTF. Dangerous as all HTML of strangers. */
  readonly html?: string;
  /** The RTF, decompressed. */
  readonly rtf?: Uint8Array;
  readonly attachments: readonly TnefAttachment[];
  /** A meeting request, answer or cancellation, as iTIP (RFC 5546). */
  readonly meeting?: TnefMeeting;
  readonly problems: readonly MailProblem[];
}

export interface DecodeTnefOptions {
  /** Who sent the mail and to whom: for meetings, which often name nobody. */
  readonly people?: MeetingPeople;
}

const SIGNATURE = 0x223e9f78;
const MAX_ATTACHMENTS = 1000;
const MAX_DEPTH = 5;

/** Attributes ([MS-OXTNEF] §2.1.3.3). */
const MESSAGE_CLASS = 0x00078008;
const CODE_PAGE = 0x00069007;
const SUBJECT = 0x00018004;
const BODY = 0x0002800c;
const MESSAGE_PROPERTIES = 0x00069003;
const ATTACHMENT_BEGINS = 0x00069002;
const ATTACHMENT_TITLE = 0x00018010;
const ATTACHMENT_DATA = 0x0006800f;
const ATTACHMENT_PROPERTIES = 0x00069005;

interface OpenAttachment {
  title?: Uint8Array;
  data?: Uint8Array;
  properties: MapiProperties;
}

/**
 * Opens a winmail.dat ([MS-OXTNEF]): real names, files, the text in all its forms, attached messages, meetings. Never
 * throws; what is broken ends it, is reported, and what came before is there. Nothing is fetched or run.
 */
export function decodeTnef(bytes: Uint8Array, options: DecodeTnefOptions = {}): TnefMessage {
  return decode(bytes, options, 0);
}

function decode(bytes: Uint8Array, options: DecodeTnefOptions, depth: number): TnefMessage {
  const problems = new MailProblems();
  const reader = new ByteReader(bytes);
  if (reader.u32() !== SIGNATURE) {
    problems.add('input/wrong-kind', 'No winmail.dat.');
    return { attachments: [], problems: problems.list };
  }
  reader.u16();
  const own = new Map<number, Uint8Array>();
  const attachments: OpenAttachment[] = [];
  let properties: MapiProperties = new Map();
  while (reader.left >= 9) {
    const level = reader.u8();
    const id = reader.u32()!;
    const length = reader.u32()!;
    if ((level !== 1 && level !== 2) || length > reader.left) {
      problems.add(
        level === 1 || level === 2 ? 'input/truncated' : 'mail/syntax',
        'The winmail.dat ends in something else.',
        reader.at,
      );
      break;
    }
    const data = reader.take(length)!;
    const sum = reader.u16();
    if (sum !== undefined && sum !== checksum(data))
      problems.add('mail/syntax', 'A checksum of the winmail.dat is wrong.', reader.at);
    if (id === ATTACHMENT_BEGINS) {
      if (attachments.length >= MAX_ATTACHMENTS) {
        problems.add('input/limit', `Only the first ${MAX_ATTACHMENTS} attachments were read.`);
        break;
      }
      attachments.push({ properties: new Map() });
    }
    const attachment = attachments.at(-1);
    if (id === MESSAGE_PROPERTIES && level === 1) properties = readProperties(data, problems);
    else if (id === ATTACHMENT_PROPERTIES && attachment) attachment.properties = readProperties(data, problems);
    else if (id === ATTACHMENT_TITLE && attachment) attachment.title = data;
    else if (id === ATTACHMENT_DATA && attachment) attachment.data = data;
    else if (level === 1 && !own.has(id)) own.set(id, data);
  }
  const codePage = new ByteReader(own.get(CODE_PAGE) ?? new Uint8Array()).u32() ?? 1252;
  return {
    ...message(own, properties, codePage, options, problems),
    attachments: attachments.map((one) => finish(one, codePage, depth, options, problems)),
    problems: problems.list,
  };
}

function checksum(data: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 1) sum = (sum + data[at]!) & 0xffff;
  return sum;
}

function message(
  own: ReadonlyMap<number, Uint8Array>,
  properties: MapiProperties,
  codePage: number,
  { people }: DecodeTnefOptions,
  problems: MailProblems,
): Omit<TnefMessage, 'attachments' | 'problems'> {
  const attribute = (id: number) => {
    const data = own.get(id);
    return data && codePageText(data, codePage);
  };
  const text = (id: number) => textOf(properties.get(String(id)), codePage);
  const compressed = properties.get(String(0x1009));
  const rtf = compressed && decompressRtf(compressed.data);
  if (compressed && !rtf) problems.add('mail/syntax', 'The RTF of the winmail.dat cannot be read.');
  const content = rtf && readRtf(rtf);
  const subject = text(0x0037) ?? attribute(SUBJECT);
  const messageClass = (text(0x001a) ?? attribute(MESSAGE_CLASS))?.trim();
  const body = attribute(BODY) ?? text(0x1000) ?? content?.text;
  const html = htmlOf(properties, codePage) ?? content?.html;
  const meeting = meetingOf(messageClass ?? '', properties, codePage, { subject, body, ...people }, problems);
  return {
    ...(subject === undefined ? {} : { subject: visibleText(subject) }),
    ...(messageClass === undefined ? {} : { messageClass }),
    ...(body === undefined ? {} : { body: body.replace(/\r\n?/g, '\n') }),
    ...(html === undefined ? {} : { html }),
    ...(rtf === undefined ? {} : { rtf }),
    ...(meeting === undefined ? {} : { meeting }),
  };
}

/** PR_BODY_HTML: text, or bytes in the code page of the message's internet form. */
function htmlOf(properties: MapiProperties, codePage: number): string | undefined {
  const property = properties.get(String(0x1013));
  if (property?.type !== BINARY) return textOf(property, codePage);
  const internet = numberOf(properties.get(String(0x3fde))) ?? codePage;
  return decodeCharset(property.data, labelOfCodePage(internet)).text;
}

function finish(
  { title, data, properties }: OpenAttachment,
  codePage: number,
  depth: number,
  options: DecodeTnefOptions,
  problems: MailProblems,
): TnefAttachment {
  const text = (id: number) => textOf(properties.get(String(id)), codePage)?.trim() || undefined;
  const object = properties.get(String(0x3701));
  // Objects begin with the id of their kind.
  const content =
    object?.type === OBJECT ? object.data.subarray(16) : object?.type === BINARY ? object.data : undefined;
  const bytes = content ?? data ?? new Uint8Array();
  const name = text(0x3707) ?? text(0x3001) ?? text(0x3704) ?? (title && codePageText(title, codePage).trim());
  const isMessage = object?.type === OBJECT && new ByteReader(bytes).u32() === SIGNATURE;
  if (isMessage && depth + 1 >= MAX_DEPTH) problems.add('input/limit', 'Messages in messages too deep to be opened.');
  return {
    name: name ? visibleText(name) : null,
    type: text(0x370e) ?? null,
    cid: text(0x3712) ?? null,
    bytes,
    ...(isMessage && depth + 1 < MAX_DEPTH ? { message: decode(bytes, options, depth + 1) } : {}),
  };
}
