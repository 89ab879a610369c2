// The lines that separate messages in an mbox, and those that only look like it (RFC 4155; mboxo, mboxrd, mboxcl2).

const LF = 10;
const CR = 13;
const GREATER = 62;
const FROM = [70, 114, 111, 109, 32];
/** A separator is not longer. */
const MAX_LINE = 512;

export function isFrom(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < FROM.length; index += 1) if (bytes[at + index] !== FROM[index]) return false;
  return true;
}

/** Bytes behind a candidate that must be there to judge it. */
export const SEPARATOR_LOOK_AHEAD = 2 * MAX_LINE;

/**
 * Whether a message begins with the line at `at`, which begins with `From `: it holds one word (`From -`), or a time and
 * a year, and a header field comes next. Text that begins with `From ` seldom does both.
 */
export function isSeparator(bytes: Uint8Array, at: number, end: number): boolean {
  const lineEnd = bytes.indexOf(LF, at);
  if (lineEnd === -1 || lineEnd >= end || lineEnd - at > MAX_LINE) return false;
  const line = latin1(bytes, at + FROM.length, lineEnd).trim();
  const isEnvelope = /^\S*$/.test(line) || (/\d{1,2}:\d\d/.test(line) && /(?:^|\s)(?:19|20)\d\d\b/.test(line));
  return isEnvelope && startsHeader(bytes, lineEnd + 1, end);
}

/** Whether a separator is one without the empty line that belongs before it: where two header fields follow. */
export function isBareSeparator(bytes: Uint8Array, at: number, end: number): boolean {
  const field = bytes.indexOf(LF, at) + 1;
  const second = bytes.indexOf(LF, field) + 1;
  return second > field && second < end && isField(bytes, second, end);
}

/** Some programs leave an older separator, often quoted, before the fields. */
const startsHeader = (bytes: Uint8Array, from: number, end: number): boolean =>
  isFrom(bytes, bytes[from] === GREATER ? from + 1 : from) || isField(bytes, from, end);

function isField(bytes: Uint8Array, from: number, end: number): boolean {
  const stop = Math.min(end, from + MAX_LINE);
  for (let at = from; at < stop; at += 1) {
    const byte = bytes[at]!;
    if (byte === 58) return at > from;
    if (byte <= 32 || byte >= 127) return false;
  }
  return false;
}

/** Who sent it and when, as the separator says; nobody has to keep to it. */
export function envelopeOf(bytes: Uint8Array, at: number, lineEnd: number): string {
  return latin1(bytes, at + FROM.length, Math.min(lineEnd, at + MAX_LINE)).trim();
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Takes a `>` from lines `>From `; `all` from `>>From ` and so on too (mboxrd). A copy, also where nothing is taken. */
export function unquoteFrom(bytes: Uint8Array, all: boolean): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let from = 0;
  for (let line = 0; line < bytes.length; ) {
    if (bytes[line] === GREATER && isFrom(bytes, all ? behindMarks(bytes, line) : line + 1)) {
      out.set(bytes.subarray(from, line), length);
      length += line - from;
      from = line + 1;
    }
    const next = bytes.indexOf(LF, line);
    if (next === -1) break;
    line = next + 1;
  }
  out.set(bytes.subarray(from), length);
  return out.subarray(0, length + bytes.length - from);
}

function behindMarks(bytes: Uint8Array, line: number): number {
  let at = line;
  while (bytes[at] === GREATER) at += 1;
  return at;
}

/** Puts a `>` before all lines `From `, `>From `, … (mboxrd): what {@link unquoteFrom} takes away again. */
export function quoteFrom(bytes: Uint8Array): Uint8Array {
  const lines: number[] = [];
  for (let line = 0; line < bytes.length; ) {
    if (isFrom(bytes, behindMarks(bytes, line))) lines.push(line);
    const next = bytes.indexOf(LF, line);
    if (next === -1) break;
    line = next + 1;
  }
  if (lines.length === 0) return bytes;
  const out = new Uint8Array(bytes.length + lines.length);
  let from = 0;
  for (const [index, line] of lines.entries()) {
    out.set(bytes.subarray(from, line), from + index);
    out[line + index] = GREATER;
    from = line;
  }
  out.set(bytes.subarray(from), from + lines.length);
  return out;
}

/** Where the line break that ends at `end` begins; `end` where there is none. */
export function beforeLineBreak(bytes: Uint8Array, end: number, start: number): number {
  if (end <= start || bytes[end - 1] !== LF) return end;
  return end - 1 > start && bytes[end - 2] === CR ? end - 2 : end - 1;
}
