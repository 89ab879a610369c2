// Writes the message that `Email/set` describes (RFC 8621 §4.6).
import { randomUUID } from 'node:crypto';
import type { MailAddress, MailHeader } from '../../src/domain/mail/message.js';
import type { InlineFile, OutgoingFile } from '../../src/domain/mail/outgoing.js';
import { readDate } from '../../src/formats/mail/dates.js';
import { writeMessage } from '../../src/formats/mail/write-message.js';
import { invalidProperties, SetError } from '../errors.js';
import { isObject, type Json, type JsonObject } from './arguments.js';
import { readBlob } from './blobs.js';
import type { RequestContext } from './context.js';
import { MAX_BODY_BYTES } from './limits.js';

const OWN = new Set(['mailboxIds', 'keywords', 'receivedAt']);
const BODY = ['textBody', 'htmlBody', 'attachments', 'bodyValues'];
const ADDRESSES = ['from', 'sender', 'replyTo', 'to', 'cc', 'bcc'];
const IDS = ['messageId', 'inReplyTo', 'references'];
const KNOWN = new Set([...OWN, ...BODY, ...ADDRESSES, ...IDS, 'subject', 'sentAt']);

function addresses(email: JsonObject, name: string): MailAddress[] | undefined {
  const value = email[name] ?? null;
  if (value === null) return undefined;
  if (!Array.isArray(value) || !value.every((one) => isObject(one) && typeof one.email === 'string'))
    throw invalidProperties([name], `“${name}” has to be a list of addresses.`);
  return (value as readonly JsonObject[]).map(({ name: who, email: address }) => ({
    name: typeof who === 'string' && who !== '' ? who : null,
    email: address as string,
  }));
}

function ids(email: JsonObject, name: string): string[] | undefined {
  const value = email[name] ?? null;
  if (value === null) return undefined;
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string' || !/^[^\s<>]{1,990}$/.test(one)))
    throw invalidProperties([name], `“${name}” has to be a list of ids without brackets.`);
  return value as string[];
}

/** `header:X-Name:asText`: what has no property of its own. */
function otherHeaders(email: JsonObject): MailHeader[] {
  return Object.entries(email).flatMap(([property, value]) => {
    if (KNOWN.has(property)) return [];
    const [, name, form] = /^header:([!-9;-~]{1,76})(?::(asRaw|asText))?$/.exec(property) ?? [];
    if (name === undefined || typeof value !== 'string')
      throw invalidProperties([property], `“${property}” cannot be set here.`);
    return [{ name, value: form === 'asText' ? value : value.replace(/\r?\n(?=[ \t])/g, '').trim() }];
  });
}

const list = (value: Json | undefined, name: string): readonly JsonObject[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject))
    throw invalidProperties([name], `“${name}” has to be a list of parts.`);
  return value as readonly JsonObject[];
};

const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);

async function file(context: RequestContext, part: JsonObject, room: number): Promise<OutgoingFile> {
  const blob = typeof part.blobId === 'string' ? await readBlob(context, part.blobId) : undefined;
  if (blob === undefined)
    throw new SetError('blobNotFound', 'What is to be attached is not there.', { notFound: [part.blobId ?? ''] });
  if (blob.bytes.length > room) throw new SetError('tooLarge', 'The attachments are too large together.');
  return { name: text(part.name) ?? 'attachment', type: text(part.type) ?? blob.type, bytes: blob.bytes };
}

/** The text of the one part of a list; `undefined` for an empty one. */
function bodyText(email: JsonObject, name: 'textBody' | 'htmlBody', type: string): string | undefined {
  const parts = list(email[name], name);
  const [part, ...more] = parts;
  if (part === undefined) return undefined;
  if (more.length > 0 || (part.type !== undefined && part.type !== type))
    throw invalidProperties([name], `“${name}” has to be one part of type ${type}.`);
  const values = isObject(email.bodyValues ?? null) ? (email.bodyValues as JsonObject) : {};
  const value = typeof part.partId === 'string' ? values[part.partId] : undefined;
  if (!isObject(value) || typeof value.value !== 'string')
    throw invalidProperties(['bodyValues'], `“bodyValues” has no text for “${name}”.`);
  return value.value;
}

/** @throws {SetError} @throws MailError for what no header may hold */
export async function buildMessage(context: RequestContext, email: JsonObject): Promise<Uint8Array> {
  if ('bodyStructure' in email)
    throw invalidProperties(['bodyStructure'], 'Give textBody, htmlBody and attachments instead of bodyStructure.');
  const attachments: OutgoingFile[] = [];
  const inline: InlineFile[] = [];
  let room = MAX_BODY_BYTES;
  for (const part of list(email.attachments, 'attachments')) {
    const one = await file(context, part, room);
    room -= one.bytes.length;
    const cid = text(part.cid);
    if (cid !== undefined && part.disposition === 'inline') inline.push({ ...one, cid });
    else attachments.push(one);
  }
  const from = addresses(email, 'from');
  const [sender, ...more] = addresses(email, 'sender') ?? [];
  if (more.length > 0) throw invalidProperties(['sender'], '“sender” has to be one address.');
  const sentAt = text(email.sentAt);
  const date = sentAt === undefined ? { time: context.now(), offset: 0 } : readDate(sentAt);
  if (date === undefined) throw invalidProperties(['sentAt'], '“sentAt” has to be a date.');
  const domain = /@([\w.-]+)$/.exec(from?.[0]?.email ?? '')?.[1] ?? 'localhost';
  const subject = text(email.subject);
  return writeMessage(
    {
      from,
      sender,
      replyTo: addresses(email, 'replyTo'),
      to: addresses(email, 'to'),
      cc: addresses(email, 'cc'),
      bcc: addresses(email, 'bcc'),
      ...(subject !== undefined && { subject }),
      date,
      messageId: ids(email, 'messageId')?.[0] ?? `${randomUUID()}@${domain}`,
      inReplyTo: ids(email, 'inReplyTo'),
      references: ids(email, 'references'),
      text: bodyText(email, 'textBody', 'text/plain'),
      html: bodyText(email, 'htmlBody', 'text/html'),
      attachments,
      inline,
      headers: otherHeaders(email),
    },
    { keepBcc: true },
  );
}
