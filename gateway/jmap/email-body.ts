// The parts of a message as JMAP has them (RFC 8621 §4.1.4).
import type { MailBodyValue, MailPart } from '../../src/domain/mail/message.js';
import type { ParsedMessage } from '../../src/formats/mail/parse-message.js';
import type { Json, JsonObject } from './arguments.js';
import type { PartProperties } from './email-properties.js';
import { headerValue } from './header-forms.js';

/** The blob of one part: its message's, and its number. */
export const partBlobId = (emailBlobId: string, partId: string) => `${emailBlobId}-p${partId.replaceAll('.', '_')}`;

export interface BodyOptions {
  readonly properties: PartProperties;
  readonly fetch: { readonly text: boolean; readonly html: boolean; readonly all: boolean };
  /** Octets of UTF-8; 0 for no limit. */
  readonly maxValueBytes: number;
}

function partJson(part: MailPart, blobId: string, options: BodyOptions): JsonObject {
  const all: Record<string, Json> = {
    partId: part.partId,
    blobId: part.partId === null ? null : partBlobId(blobId, part.partId),
    size: part.size,
    headers: part.headers as unknown as Json,
    name: part.name,
    type: part.type,
    charset: part.charset,
    disposition: part.disposition,
    cid: part.cid,
    language: part.language,
    location: part.location,
    subParts: part.subParts?.map((child) => partJson(child, blobId, options)) ?? null,
  };
  return Object.fromEntries(
    options.properties.names.map((name) => {
      const header = options.properties.headers.get(name);
      return [name, header === undefined ? (all[name] ?? null) : headerValue(part.headers, header)];
    }),
  );
}

/** At most so many octets, never half a character. */
function cut(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  let end = Math.min(maxBytes, bytes.length);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end).toString();
}

function valueJson({ value, isEncodingProblem, isTruncated }: MailBodyValue, maxBytes: number): JsonObject {
  const isCut = maxBytes > 0 && Buffer.byteLength(value) > maxBytes;
  return { value: isCut ? cut(value, maxBytes) : value, isEncodingProblem, isTruncated: isTruncated || isCut };
}

/** The properties of a message that need all of it. */
export function bodyJson(message: ParsedMessage, blobId: string, options: BodyOptions): JsonObject {
  const list = (parts: readonly MailPart[]) => parts.map((part) => partJson(part, blobId, options));
  const { fetch } = options;
  const wanted = [
    ...(fetch.text || fetch.all ? message.textBody : []),
    ...(fetch.html || fetch.all ? message.htmlBody : []),
  ].flatMap(({ partId }) => (partId === null ? [] : [partId]));
  const values = wanted.flatMap((partId) => {
    const value = message.bodyValues[partId];
    return value === undefined ? [] : [[partId, valueJson(value, options.maxValueBytes)] as const];
  });
  return {
    bodyStructure: partJson(message.bodyStructure, blobId, {
      ...options,
      properties: { ...options.properties, names: [...new Set([...options.properties.names, 'subParts'])] },
    }),
    bodyValues: Object.fromEntries(values),
    textBody: list(message.textBody),
    htmlBody: list(message.htmlBody),
    attachments: list(message.attachments),
    headers: message.headers as unknown as Json,
  };
}
