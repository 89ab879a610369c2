// Content-Transfer-Encoding (RFC 2045 §6), read as mailers write it: what is no code is skipped or kept, nothing throws.

const SKIP = 0xff;
const PAD = 0xfe;
const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

const base64Values = new Uint8Array(256).fill(SKIP);
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  base64Values[character.charCodeAt(0)] = index;
}
base64Values['-'.charCodeAt(0)] = 62;
base64Values['_'.charCodeAt(0)] = 63;
base64Values[EQUALS] = PAD;

/**
 * Base64 (RFC 2045 §6.8), also its URL form. Characters outside the alphabet are skipped; padding ends a group, so that
 * pieces that were encoded one by one and put together are read whole.
 */
export function decodeBase64(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.floor((bytes.length * 3) / 4) + 3);
  let length = 0;
  let group = 0;
  let count = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const value = base64Values[bytes[at]!]!;
    if (value < 64) {
      group = (group << 6) | value;
      count += 1;
      if (count === 4) {
        out[length] = group >> 16;
        out[length + 1] = group >> 8;
        out[length + 2] = group;
        length += 3;
        group = 0;
        count = 0;
      }
    } else if (value === PAD && count >= 2) {
      length = endGroup(out, length, group, count);
      group = 0;
      count = 0;
    }
  }
  return out.subarray(0, endGroup(out, length, group, count));
}

/** What two or three characters hold; one alone holds no byte. */
function endGroup(out: Uint8Array, length: number, group: number, count: number): number {
  if (count < 2) return length;
  if (count === 2) {
    out[length] = group >> 4;
    return length + 1;
  }
  out[length] = group >> 10;
  out[length + 1] = group >> 2;
  return length + 2;
}

/** Quoted-printable (RFC 2045 §6.7). `=` without two digits stays; blanks at the ends of lines go (rule 3). */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  /** Behind the last byte that is not a literal blank. */
  let solid = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === EQUALS) {
      const line = softBreak(bytes, at + 1);
      if (line !== -1) {
        at = line - 1;
        solid = length;
        continue;
      }
      const value = hexByte(bytes, at + 1);
      out[length] = value === -1 ? EQUALS : value;
      length += 1;
      solid = length;
      if (value !== -1) at += 2;
      continue;
    }
    if (byte === LF || byte === CR) length = solid;
    out[length] = byte;
    length += 1;
    if (byte !== SPACE && byte !== TAB) solid = length;
  }
  return out.subarray(0, solid);
}

/** Behind the line break that follows, blanks allowed before it, or -1. The end of the bytes counts as one. */
function softBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
  if (at >= bytes.length) return at;
  if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  return bytes[at] === LF ? at + 1 : -1;
}

/** The byte that two hexadecimal digits at `at` stand for, or -1. */
export function hexByte(bytes: ArrayLike<number>, at: number): number {
  const high = digit(bytes[at]);
  const low = digit(bytes[at + 1]);
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

function digit(code = 0): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** uuencode (POSIX): the first file in the bytes; what stands around it is left out. */
export function decodeUuencode(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let started = false;
  let at = 0;
  while (at < bytes.length) {
    const stop = bytes.indexOf(LF, at);
    const end = stop === -1 ? bytes.length : stop;
    if (!started) {
      started = startsWith(bytes, at, 'begin ');
    } else {
      if (startsWith(bytes, at, 'end')) break;
      const size = Math.min((bytes[at]! - 32) & 63, Math.floor(((end - at - 1) * 3) / 4) + 3);
      for (let index = 0; index < size; index += 1) {
        const group = at + 1 + Math.floor(index / 3) * 4;
        const value = (offset: number) => (group + offset < end ? (bytes[group + offset]! - 32) & 63 : 0);
        const part = index % 3;
        out[length + index] = (value(part) << (2 + 2 * part)) | (value(part + 1) >> (4 - 2 * part));
      }
      length += size;
    }
    at = end + 1;
  }
  return out.subarray(0, Math.min(length, out.length));
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** Bytes of a part without its transfer encoding. Encodings nobody knows are taken as they are, like `7bit` and `binary`. */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'base64') return decodeBase64(bytes);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(bytes);
  if (/^(?:x-)?uue?(?:ncode)?$/.test(encoding)) return decodeUuencode(bytes);
  return bytes;
}

/** How long {@link decodeTransfer}'s result will be, from the first line and the length: exact where all lines are alike. */
export function decodedSize(bytes: Uint8Array, start: number, to: number, encoding: string): number {
  if (encoding !== 'base64') return to - start;
  let end = to;
  while (end > start && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end -= 1;
  // Some mailers leave empty lines before it: none of them is as long as the others.
  let from = start;
  while (from < end && (bytes[from] === LF || bytes[from] === CR)) from += 1;
  const lineFeed = bytes.indexOf(LF, from);
  let characters = end - from;
  if (lineFeed !== -1 && lineFeed < end) {
    const line = lineFeed + 1 - from;
    const breakBytes = bytes[lineFeed - 1] === CR ? 2 : 1;
    characters -= Math.floor((end - from) / line) * breakBytes;
  }
  let padding = 0;
  while (padding < 2 && end - padding > from && bytes[end - padding - 1] === EQUALS) padding += 1;
  return Math.max(0, Math.floor(((characters - padding) * 3) / 4));
}
