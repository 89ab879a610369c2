// From a slice to what JMAP calls an EmailBodyPart.

import type { MailPart } from '../../domain/mail/message.js';
import { visibleText } from '../../domain/mail/visible-text.js';
import { fieldOf } from './content-fields.js';
import { readParameters } from './parameters.js';
import type { Slice } from './slice.js';
import { decodedSize } from './transfer-encoding.js';
import { unfold } from './unfold.js';

/** Builds the tree of parts, numbered as IMAP does (RFC 9051 §6.4.5). */
export function buildPart(bytes: Uint8Array, slice: Slice, number = ''): MailPart {
  const { headers, contentType, range } = slice;
  const isMultipart = contentType.value.startsWith('multipart/');
  // A multipart without parts is text that somebody may want to read.
  const children = slice.children && slice.children.length > 0 ? slice.children : null;
  const type = isMultipart && slice.children && !children ? 'text/plain' : contentType.value;
  const disposition = dispositionOf(slice);
  const encoding = encodingOf(slice, children !== null);
  const subParts = children?.map((child, index) => buildPart(bytes, child, `${number}${number && '.'}${index + 1}`));
  const name = disposition.filename ?? contentType.params.name;
  return {
    partId: children ? null : number || '1',
    range,
    headers,
    type,
    params: contentType.params,
    charset: contentType.params.charset ?? (type.startsWith('text/') ? 'us-ascii' : null),
    encoding,
    disposition: disposition.value,
    name: name === undefined ? null : visibleText(name).trim() || null,
    cid: bracketed(fieldOf(headers, 'content-id')),
    location: textOf(fieldOf(headers, 'content-location')),
    language: languagesOf(fieldOf(headers, 'content-language')),
    size: children ? range.end - range.body : decodedSize(bytes, range.body, range.end, encoding),
    subParts: subParts ?? null,
  };
}

function dispositionOf({ headers }: Slice): { value: string | null; filename?: string } {
  const field = fieldOf(headers, 'content-disposition');
  if (field === undefined) return { value: null };
  const { value, params } = readParameters(field);
  return { value: value || null, filename: params.filename };
}

/** Multiparts have none, whatever they say (RFC 2045 §6.4). */
function encodingOf({ headers }: Slice, isMultipart: boolean): string {
  const field = isMultipart ? undefined : fieldOf(headers, 'content-transfer-encoding');
  if (field === undefined) return '7bit';
  return /^[^\s;"()]+/.exec(unfold(field).replace(/^"/, ''))?.[0]?.toLowerCase() ?? '7bit';
}

function bracketed(field: string | undefined): string | null {
  if (field === undefined) return null;
  const text = unfold(field);
  const [, inner] = /<([^<>]*)>/.exec(text) ?? [];
  return (inner ?? text).trim() || null;
}

/** An address may be folded anywhere (RFC 2557 §4.4.2). */
const textOf = (field: string | undefined) => field?.replace(/\s+/g, '') || null;

function languagesOf(field: string | undefined): string[] | null {
  if (field === undefined) return null;
  const tags = field
    .slice(0, 1000)
    .split(/[\s,;]+/)
    .filter((tag) => /^[a-z\d-]+$/i.test(tag));
  return tags.length > 0 ? tags : null;
}
