// Parts on the way out (RFC 2045, 2046, 2183, 2387, 6047).

import { MailError } from '../../../domain/mail/mail-error.js';
import type { OutgoingCalendar, OutgoingFile, OutgoingMessage, OutgoingReport } from '../../../domain/mail/outgoing.js';
import { encodeBase64, encodeQuotedPrintable, textEncoding } from './encode.js';
import { refuseControls } from './fields.js';
import { flow } from './flow.js';
import { encodedWords, parameter } from './words.js';

/** A part: its fields, folded, without the empty line, and its body in pieces. */
export interface Entity {
  readonly fields: readonly string[];
  readonly body: readonly (string | Uint8Array)[];
}

/**
 * What the message says, without the fields that say who to whom: what a signature covers (RFC 1847).
 *
 * mixed( related?( alternative( text, html with its pictures, calendar ) ), files ): the usual nesting, that all programs
 * read; a level with one part only is left out.
 */
export function bodyEntity(message: OutgoingMessage, boundaryOf: () => string): Entity {
  const { text, html, inline = [], attachments = [], calendar, report } = message;
  if (report !== undefined) return reportEntity(text ?? '', report, boundaryOf);
  const forms: Entity[] = [];
  if (text !== undefined || (html === undefined && !calendar && attachments.length === 0))
    forms.push(plainEntity(text ?? ''));
  if (html !== undefined) {
    const page = textEntity('text/html; charset=utf-8', html);
    const pictures = inline.map((file) => fileEntity(file, 'inline', file.cid));
    forms.push(pictures.length > 0 ? multipart('related; type="text/html"', [page, ...pictures], boundaryOf) : page);
  }
  if (calendar) forms.push(calendarEntity(calendar));
  const files = attachments.map((file) => fileEntity(file, 'attachment'));
  if (html === undefined) files.unshift(...inline.map((file) => fileEntity(file, 'inline', file.cid)));
  if (calendar && calendar.attach !== false) files.push(invitationFile(calendar));
  const body = forms.length > 1 ? multipart('alternative', forms, boundaryOf) : forms[0];
  const all = body ? [body, ...files] : files;
  return all.length > 1 || !body ? multipart('mixed', all, boundaryOf) : body;
}

/** What people read, and what programs do (RFC 6522 §3). */
function reportEntity(text: string, { type, fields }: OutgoingReport, boundaryOf: () => string): Entity {
  const lines = fields.map(([name, value]) => {
    if (!/^[\x20-\x7e]*$/.test(value)) throw new MailError('mail/field', name, 'A report is ASCII.');
    return `${name}: ${value}\r\n`;
  });
  const machine: Entity = {
    fields: [`Content-Type: message/${type}`, 'Content-Transfer-Encoding: 7bit'],
    body: lines,
  };
  return multipart(`report; report-type=${type}`, [plainEntity(text), machine], boundaryOf);
}

/** Joins parts; `kind` is the subtype and further parameters. */
export function multipart(kind: string, parts: readonly Entity[], boundaryOf: () => string): Entity {
  const boundary = boundaryOf();
  const body: (string | Uint8Array)[] = [];
  for (const [index, part] of parts.entries()) {
    body.push(`${index > 0 ? '\r\n' : ''}--${boundary}\r\n${part.fields.join('\r\n')}\r\n\r\n`, ...part.body);
  }
  body.push(`\r\n--${boundary}--\r\n`);
  const [subtype, ...parameters] = kind.split('; ');
  const extra = parameters.map((one) => `;\r\n ${one}`).join('');
  return { fields: [`Content-Type: multipart/${subtype}${extra};\r\n boundary="${boundary}"`], body };
}

function plainEntity(text: string): Entity {
  return textEntity('text/plain; charset=utf-8; format=flowed', flow(text));
}

function textEntity(type: string, value: string): Entity {
  const text = value.replace(/\r\n?/g, '\n');
  const encoding = textEncoding(text);
  const fields = [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`];
  if (encoding === '7bit') return { fields, body: [text.replace(/\n/g, '\r\n')] };
  if (encoding === 'quoted-printable') return { fields, body: [encodeQuotedPrintable(text)] };
  return { fields, body: [encodeBase64(new TextEncoder().encode(text.replace(/\n/g, '\r\n')))] };
}

/** The method stands in the type, too: programs go by it (RFC 6047 §2.4). */
function calendarEntity({ text, method }: OutgoingCalendar): Entity {
  return textEntity(`text/calendar; charset=utf-8; method=${methodName(method)}`, text);
}

function invitationFile({ text, method }: OutgoingCalendar): Entity {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?|\n/g, '\r\n'));
  const name = method.toUpperCase() === 'CANCEL' ? 'cancel.ics' : 'invite.ics';
  return fileEntity({ name, type: 'application/ics', bytes }, 'attachment');
}

function methodName(method: string): string {
  if (!/^[A-Za-z-]{1,40}$/.test(method)) throw new MailError('mail/field', 'method', 'No method of iTIP.');
  return method.toUpperCase();
}

function fileEntity(file: OutgoingFile, disposition: 'inline' | 'attachment', cid?: string): Entity {
  const { name, bytes } = file;
  refuseControls(name, 'filename');
  const isMessage = file.type.toLowerCase() === 'message/rfc822';
  const encoding = isMessage ? messageEncoding(bytes) : 'base64';
  // A message must not be encoded (RFC 2046 §5.2.1): one that cannot go as it is goes as a file.
  const type = isMessage && encoding === 'base64' ? 'application/octet-stream' : mediaType(file.type);
  const fields = [
    `Content-Type: ${type}${name === '' ? '' : nameParameter(name)}`,
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Disposition: ${disposition}${name === '' ? '' : parameter('filename', name)}`,
  ];
  if (cid !== undefined) {
    if (!/^[\x21-\x3b\x3d\x3f-\x7e]{1,200}$/.test(cid))
      throw new MailError('mail/field', 'Content-ID', 'No id of a part.');
    fields.push(`Content-ID: <${cid}>`);
  }
  return { fields, body: [encoding === 'base64' ? encodeBase64(bytes) : bytes] };
}

/** `name` of Content-Type is what old programs look at, which know encoded words and not RFC 2231. */
function nameParameter(name: string): string {
  if (/^[\x20-\x7e]{0,60}$/.test(name) && !name.includes('=?')) return parameter('name', name);
  return `;\r\n name="${encodedWords(name, 8)}"`;
}

function mediaType(type: string): string {
  const isType = /^[A-Za-z0-9][\w.+-]{0,126}\/[A-Za-z0-9][\w.+-]{0,126}$/.test(type);
  return isType && !/^(?:multipart|message)\//i.test(type)
    ? type.toLowerCase()
    : isType && /^message\/rfc822$/i.test(type)
      ? 'message/rfc822'
      : 'application/octet-stream';
}

/** Whether a message can be sent as it is: CRLF alone ends lines, and they are short enough. */
function messageEncoding(bytes: Uint8Array): '7bit' | '8bit' | 'base64' {
  let line = 0;
  let beyond = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0 || (byte === 13 && bytes[at + 1] !== 10) || (byte === 10 && bytes[at - 1] !== 13)) return 'base64';
    if (byte > 127) beyond = true;
    line = byte === 10 ? 0 : line + 1;
    if (line > 999) return 'base64';
  }
  return beyond ? '8bit' : '7bit';
}

/** The text of the entity as bytes. */
export function joinPieces(pieces: readonly (string | Uint8Array)[]): Uint8Array {
  const encoder = new TextEncoder();
  const all = pieces.map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece));
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
