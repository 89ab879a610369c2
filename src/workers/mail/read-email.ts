// From a message's bytes to what is stored of it and what its reader shows.
import type { EmailAttachment, EmailDetail, EmailRow } from '../../domain/mail/email.js';
import type { MailAddress, MailPart, MailProblem } from '../../domain/mail/message.js';
import { RECEIPT_FIELD } from '../../domain/mail/receipt.js';
import { threadKeys } from '../../domain/mail/threads.js';
import { oneClickAddress } from '../../domain/mail/unsubscribe.js';
import { readAddresses } from '../../formats/mail/addresses.js';
import { fieldOf } from '../../formats/mail/content-fields.js';
import { readDate, readReceivedDate } from '../../formats/mail/dates.js';
import { decodePart } from '../../formats/mail/decode-part.js';
import { type ParsedMessage, readMessage } from '../../formats/mail/parse-message.js';
import { previewOfHtml, previewOfText } from '../../formats/mail/preview.js';
import { decodeTnef, type TnefMessage } from '../../formats/mail/tnef/decode-tnef.js';
import { unfold } from '../../formats/mail/unfold.js';
import { ATTACHMENT, HERE } from '../../store/mail/flags.js';
import type { NewEmail } from '../../store/mail/mail-transaction.js';
import type { MailRow } from '../../store/mail/records.js';
import { toRowAddress } from './email-rows.js';

/** Addresses of one field that a row keeps: a list shows a few of them. */
const MAX_ROW_ADDRESSES = 20;
/** People a receipt goes to: a message may name thousands. */
const MAX_RECEIPTS = 5;
/** Characters of a subject that a row keeps. */
const MAX_SUBJECT = 1000;

const rowAddresses = (all: readonly MailAddress[] | null) => (all ?? []).slice(0, MAX_ROW_ADDRESSES).map(toRowAddress);

export function rowOfMessage(message: ParsedMessage, hash: string): MailRow {
  const cc = rowAddresses(message.cc);
  return {
    f: rowAddresses(message.from ?? message.sender),
    t: rowAddresses(message.to),
    ...(cc.length > 0 && { c: cc }),
    s: (message.subject ?? '').slice(0, MAX_SUBJECT),
    p: message.preview,
    h: hash,
  };
}

/** When it came: what the last server wrote, else when it was written (RFC 8621 §4.8 leaves it open), else `otherwise`. */
export function receivedAtOf({ headers, sentAt }: ParsedMessage, otherwise: number): number {
  const received = fieldOf(headers, 'received');
  const date = received === undefined ? undefined : readReceivedDate(unfold(received));
  const written = sentAt === null ? Number.NaN : Date.parse(sentAt);
  const time = date?.time ?? (Number.isNaN(written) ? otherwise : written);
  // Before mail, or far ahead of every clock: such a time would stand at the end of the list for ever.
  return time >= 0 && time < Date.UTC(2100, 0, 1) ? time : otherwise;
}

/** A message as the store takes it. */
export function newEmailOf(
  message: ParsedMessage,
  hash: string,
  rest: Pick<NewEmail, 'account' | 'mailboxIds' | 'keywords' | 'receivedAt'>,
): NewEmail {
  return {
    ...rest,
    row: rowOfMessage(message, hash),
    threadKeys: threadKeys({ id: '', ...message }),
    size: message.size,
    bits: HERE | (message.hasAttachment ? ATTACHMENT : 0),
  };
}

const isTnef = ({ type, name }: MailPart) =>
  type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef' || /^winmail\.dat$/i.test(name ?? '');

/** @param html - What the message shows: a picture that is not in it is listed. */
function attachmentOf(part: MailPart, html: string): EmailAttachment {
  const { cid } = part;
  const isShown = cid !== null && (html.includes(cid) || html.includes(encodeURIComponent(cid)));
  return {
    partId: part.partId ?? '',
    name: part.name ?? '',
    type: part.type,
    size: part.size,
    cid: part.cid,
    isInline: isShown && part.type.startsWith('image/'),
  };
}

function tnefAttachments(partId: string, { attachments }: TnefMessage): EmailAttachment[] {
  return attachments.map(({ name, type, cid, bytes }, index) => ({
    partId: `${partId}/${index}`,
    name: name ?? '',
    type: type ?? 'application/octet-stream',
    size: bytes.length,
    cid,
    isInline: false,
  }));
}

function textOf(parts: readonly MailPart[], values: ParsedMessage['bodyValues'], type: string): string {
  return parts
    .flatMap((part) => (part.type === type && part.partId !== null ? [values[part.partId]?.value ?? ''] : []))
    .join(type === 'text/html' ? '\n' : '\n\n');
}

/** `<https://…>, <mailto:…>` of List-Unsubscribe (RFC 2369 §3.2). */
function unsubscribeOf({ headers }: ParsedMessage): string[] {
  const field = fieldOf(headers, 'list-unsubscribe') ?? '';
  return [...unfold(field).matchAll(/<\s*((?:https?|mailto):[^<>\s]{1,2000})\s*>/gi)]
    .map(([, uri = '']) => uri)
    .slice(0, 5);
}

/** Where one request takes a person off the list (RFC 8058). */
export function oneClickOf(message: ParsedMessage): string | undefined {
  const { headers } = message;
  const field = (name: string) => unfold(fieldOf(headers, name) ?? '');
  return oneClickAddress({
    uris: unsubscribeOf(message),
    post: field('list-unsubscribe-post'),
    signatures: headers.filter(({ name }) => name.toLowerCase() === 'dkim-signature').map(({ value }) => unfold(value)),
    results: field('authentication-results'),
  });
}

/** Whom a receipt is asked for; a receipt asks for none. */
function receiptOf({ headers, bodyStructure }: ParsedMessage): readonly MailAddress[] {
  const field = fieldOf(headers, RECEIPT_FIELD.toLowerCase());
  if (field === undefined || bodyStructure.type === 'multipart/report') return [];
  return readAddresses(unfold(field)).slice(0, MAX_RECEIPTS);
}

/** A message as its reader shows it. Never throws for what is in the bytes. */
export function detailOf(row: EmailRow, bytes: Uint8Array): EmailDetail {
  const message = readMessage(bytes);
  const problems: MailProblem[] = [...message.problems];
  const attachments: EmailAttachment[] = [];
  let text = textOf(message.textBody, message.bodyValues, 'text/plain');
  let html = textOf(message.htmlBody, message.bodyValues, 'text/html');
  // Pictures between the texts (RFC 8621 §4.1.4 lists them there) are files of the message like others.
  const between = message.htmlBody.filter(({ type }) => !type.startsWith('text/'));
  for (const part of [...between, ...message.attachments]) {
    const opened = isTnef(part) ? decodeTnef(decodePart(bytes, part)) : undefined;
    if (opened === undefined || (opened.attachments.length === 0 && opened.problems.length > 0)) {
      attachments.push(attachmentOf(part, html));
      continue;
    }
    attachments.push(...tnefAttachments(part.partId ?? '', opened));
    problems.push(...opened.problems);
    if (text === '' && html === '') {
      text = opened.body ?? '';
      html = opened.html ?? '';
    }
  }
  const oneClick = oneClickOf(message);
  const receiptTo = receiptOf(message);
  return {
    ...row,
    preview: row.preview || previewOfText(text) || previewOfHtml(html),
    cc: message.cc ?? [],
    bcc: message.bcc ?? [],
    replyTo: message.replyTo ?? [],
    sentAt: message.sentAt === null ? null : Date.parse(message.sentAt),
    messageId: message.messageId ?? [],
    references: [...(message.references ?? message.inReplyTo ?? [])],
    text,
    html,
    attachments,
    unsubscribe: unsubscribeOf(message),
    ...(oneClick !== undefined && { oneClick }),
    ...(receiptTo.length > 0 && { receiptTo }),
    problems,
    structure: message.bodyStructure,
  };
}

/** A part of a message, or a file of its winmail.dat, decoded. */
export function partOf(
  bytes: Uint8Array,
  partId: string,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string } | undefined {
  const [own = '', inner] = partId.split('/');
  const { bodyStructure } = readMessage(bytes, { bodyValues: false });
  const part = findPart(bodyStructure, own);
  if (part === undefined) return undefined;
  const decoded = decodePart(bytes, part);
  if (inner === undefined) return { bytes: Uint8Array.from(decoded), mediaType: part.type };
  const file = decodeTnef(decoded).attachments[Number(inner)];
  return file && { bytes: Uint8Array.from(file.bytes), mediaType: file.type ?? 'application/octet-stream' };
}

function findPart(part: MailPart, partId: string): MailPart | undefined {
  if (part.partId === partId) return part;
  for (const child of part.subParts ?? []) {
    const found = findPart(child, partId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The Date of a line `From …` of an mbox, epoch ms. */
export function dateOfEnvelope(envelope: string): number | undefined {
  return readDate(envelope.replace(/^\S*\s+/, ''))?.time;
}

/** What of a message is shown while its bytes are not here. */
export function headOnly(row: EmailRow, { c = [], ids = [[], [], []] }: MailRow): EmailDetail {
  return {
    ...row,
    cc: c.map(([name, email]) => ({ name, email })),
    bcc: [],
    replyTo: [],
    sentAt: null,
    messageId: ids[0],
    references: ids[2].length > 0 ? ids[2] : ids[1],
    text: '',
    html: '',
    attachments: [],
    unsubscribe: [],
    problems: [],
  };
}
