// Header fields of a message or a part (RFC 5322 §2.2, §3.6; obsolete forms of §4.5; bytes beyond ASCII as RFC 6532).

import type { MailHeader } from '../../domain/mail/message.js';
import { decodeWindows1252 } from '../../domain/text/windows-1252.js';
import { isMostlyGood } from '../text/decode.js';
import type { MailLimits } from './limits.js';
import type { MailProblems } from './problems.js';

const LF = 10;
const CR = 13;
const COLON = 58;
const DASH = 45;
const SPACE = 32;
const TAB = 9;

/** Bytes that become characters at a time: more arguments than this and some engines refuse. */
const PIECE = 8192;

export interface HeaderBlock {
  readonly headers: readonly MailHeader[];
  /** First byte behind the empty line, or where the body begins without one. */
  readonly body: number;
}

/** What ends lines: LF, with or without CR before it, or CR alone where a message has no LF at all. */
export type LineEnd = typeof LF | typeof CR;

/** CR ends lines only where there is no LF in the first bytes. */
export function lineEndOf(bytes: Uint8Array): LineEnd {
  if (bytes.indexOf(LF) !== -1) return LF;
  return bytes.indexOf(CR) === -1 ? LF : CR;
}

/** Behind the line's end, or `end`. */
export function nextLine(bytes: Uint8Array, from: number, end: number, lineEnd: LineEnd): number {
  const at = bytes.indexOf(lineEnd, from);
  return at === -1 || at >= end ? end : at + 1;
}

/**
 * Reads the fields from `start` to the empty line, `end`, or a line for which `isBoundary` says so.
 *
 * A line that is no field, among fields, belongs to the field before it: nothing is lost, and what follows is still read.
 * A block whose first line is no field has no header: the body begins there.
 */
export function readHeader(
  bytes: Uint8Array,
  start: number,
  end: number,
  lineEnd: LineEnd,
  limits: MailLimits,
  problems: MailProblems,
  isBoundary: (line: number) => boolean = () => false,
): HeaderBlock {
  const starts: number[] = [];
  const colons: number[] = [];
  let at = start;
  let body = end;
  let stop = end;
  while (at < end) {
    const first = bytes[at]!;
    if (first === lineEnd || (first === CR && (bytes[at + 1] === LF || at + 1 === end))) {
      stop = at;
      body = nextLine(bytes, at, end, lineEnd);
      break;
    }
    if (first !== SPACE && first !== TAB) {
      if (first === DASH && bytes[at + 1] === DASH && isBoundary(at)) {
        stop = at;
        body = at;
        break;
      }
      const colon = fieldColon(bytes, at, end);
      if (colon === -1) {
        const next = nextLine(bytes, at, end, lineEnd);
        if (starts.length === 0 || startsBody(bytes, next, end, lineEnd)) {
          stop = at;
          body = at;
          problems.add('mail/syntax', 'The header ends without an empty line.', at);
          break;
        }
        problems.add('mail/syntax', 'A line of the header is no field.', at);
      } else if (starts.length <= limits.maxHeaders) {
        starts.push(at);
        colons.push(colon);
      }
    } else if (starts.length === 0 && !isBlank(bytes, at, end, lineEnd)) {
      stop = at;
      body = at;
      problems.add('mail/syntax', 'The header begins with a continued line.', at);
      break;
    }
    at = nextLine(bytes, at, end, lineEnd);
  }
  return { headers: takeFields(bytes, starts, colons, stop, limits, problems), body };
}

/** Where the colon of the field in this line is, or -1 when it is none (ftext of RFC 5322 §3.6.8, then obsolete blanks). */
function fieldColon(bytes: Uint8Array, line: number, end: number): number {
  let at = line;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte === COLON) return at > line ? at : -1;
    if (byte <= SPACE || byte >= 127) break;
    at += 1;
  }
  if (at === line) return -1;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return bytes[at] === COLON ? at : -1;
}

/** A line that is no field belongs to the body when what follows is neither a field, nor a continued or an empty line. */
function startsBody(bytes: Uint8Array, next: number, end: number, lineEnd: LineEnd): boolean {
  if (next >= end) return true;
  const first = bytes[next]!;
  if (first === SPACE || first === TAB || first === lineEnd || first === CR) return false;
  return fieldColon(bytes, next, end) === -1;
}

function isBlank(bytes: Uint8Array, line: number, end: number, lineEnd: LineEnd): boolean {
  for (let at = line; at < end && bytes[at] !== lineEnd; at += 1) {
    if (bytes[at] !== SPACE && bytes[at] !== TAB && bytes[at] !== CR) return false;
  }
  return true;
}

function takeFields(
  bytes: Uint8Array,
  starts: readonly number[],
  colons: readonly number[],
  stop: number,
  limits: MailLimits,
  problems: MailProblems,
): MailHeader[] {
  const from = starts[0];
  if (from === undefined) return [];
  let count = starts.length;
  if (count > limits.maxHeaders) {
    problems.add(
      'input/limit',
      `Only the first ${limits.maxHeaders} header fields were read.`,
      starts[limits.maxHeaders],
    );
    count = limits.maxHeaders;
  }
  let to = count < starts.length ? starts[count]! : stop;
  if (to - from > limits.maxHeaderBlockBytes) {
    to = from + limits.maxHeaderBlockBytes;
    problems.add('input/limit', 'The header is too long; its end was not read.', to);
  }
  const text = binaryText(bytes, from, to);
  const plain = isAscii(text);
  const headers: MailHeader[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = starts[index]!;
    if (start >= to) break;
    const next = Math.min(index + 1 < count ? starts[index + 1]! : to, to);
    let last = next;
    if (next - start > limits.maxHeaderBytes) {
      last = start + limits.maxHeaderBytes;
      problems.add('input/limit', 'A header field is too long; its end was left out.', start);
    }
    const colon = Math.min(colons[index]!, last);
    const name = text.slice(start - from, colon - from).trimEnd();
    const raw = text.slice(colon + 1 - from, last - from);
    const end = raw.endsWith('\r\n') ? -2 : raw.endsWith('\n') || raw.endsWith('\r') ? -1 : raw.length;
    headers.push({ name, value: plain ? raw.slice(0, end) : decodeHeaderBytes(raw.slice(0, end)) });
  }
  return headers;
}

/** In text of one character per byte. */
const BEYOND_ASCII = /[\u0080-\u00ff]/;
const isAscii = (text: string) => !BEYOND_ASCII.test(text);

/** One character per byte. */
export function binaryText(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= PIECE) return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
  const pieces: string[] = [];
  for (let at = from; at < to; at += PIECE) {
    pieces.push(String.fromCharCode.apply(null, bytes.subarray(at, Math.min(to, at + PIECE)) as unknown as number[]));
  }
  return pieces.join('');
}

let utf8: TextDecoder | undefined;

/** A value whose characters are bytes: UTF-8 (RFC 6532), also where it was cut within a character, else Windows-1252. */
function decodeHeaderBytes(binary: string): string {
  if (isAscii(binary)) return binary;
  const bytes = bytesOf(binary);
  utf8 ??= new TextDecoder('utf-8', { ignoreBOM: true });
  const text = utf8.decode(bytes);
  return isMostlyGood(text) || isCut(text) ? text : decodeWindows1252(bytes);
}

/** Only the last character is broken, and others beyond ASCII are whole: that is no accident of another charset. */
const isCut = (text: string) => /^[^\ufffd]*[\u0080-\ufffc][^\ufffd]*\ufffd$/.test(text.trimEnd());

/** What {@link binaryText} was made of. */
export function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
