// Content-Transfer-Encoding (RFC 2045 §6.7, §6.8), the way out.

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const EQUALS = 61;
const CR = 13;
const LF = 10;
/** Bytes of one base64 line of 76 characters. */
const LINE = 57;

/** Base64 in lines of 76 characters, the last one without a line break. */
export function encodeBase64(bytes: Uint8Array): Uint8Array {
  const lines = Math.ceil(bytes.length / LINE);
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4 + Math.max(0, lines - 1) * 2);
  let at = 0;
  for (let from = 0; from < bytes.length; from += LINE) {
    if (from > 0) {
      out[at] = CR;
      out[at + 1] = LF;
      at += 2;
    }
    const to = Math.min(from + LINE, bytes.length);
    for (let index = from; index < to; index += 3) {
      const left = to - index;
      const group =
        (bytes[index]! << 16) | ((left > 1 ? bytes[index + 1]! : 0) << 8) | (left > 2 ? bytes[index + 2]! : 0);
      out[at] = ALPHABET[group >> 18]!;
      out[at + 1] = ALPHABET[(group >> 12) & 63]!;
      out[at + 2] = left > 1 ? ALPHABET[(group >> 6) & 63]! : EQUALS;
      out[at + 3] = left > 2 ? ALPHABET[group & 63]! : EQUALS;
      at += 4;
    }
  }
  return out;
}

/**
 * Quoted-printable of text, lines of at most 76 characters that end in CRLF. `From ` and `.` at the start of a line are
 * encoded too, as some servers change them.
 */
export function encodeQuotedPrintable(text: string): string {
  const utf8 = new TextEncoder();
  return text
    .split('\n')
    .map((line) => encodeLine(utf8.encode(line)))
    .join('\r\n');
}

function encodeLine(bytes: Uint8Array): string {
  let line = '';
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    const isLast = at === bytes.length - 1;
    const isBlank = byte === 32 || byte === 9;
    const isRisky = length === 0 && (byte === 46 || (byte === 70 && bytes[at + 1] === 114));
    const plain = (byte > 32 && byte < 127 && byte !== EQUALS && !isRisky) || (isBlank && !isLast);
    const coded = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    // 76 with the `=` of a soft break.
    if (length + coded.length > (isLast ? 76 : 75)) {
      line += '=\r\n';
      length = 0;
    }
    line += coded;
    length += coded.length;
  }
  return line;
}

/** How a text is best written: as it is, readable as far as it is ASCII, or all of it encoded. */
export function textEncoding(text: string): '7bit' | 'quoted-printable' | 'base64' {
  const isPlain = /^[\t\n\x20-\x7e]*$/.test(text) && !/^From |^\./m.test(text) && !hasLongLine(text);
  if (isPlain) return '7bit';
  let beyond = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 126) beyond += 1;
  return beyond * 4 > text.length ? 'base64' : 'quoted-printable';
}

/** Lines of at most 998 characters (RFC 5322 §2.1.1), with room. */
const MAX_LINE = 900;

function hasLongLine(text: string): boolean {
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf('\n', at);
    if ((end === -1 ? text.length : end) - at > MAX_LINE) return true;
    if (end === -1) return false;
    at = end + 1;
  }
  return false;
}
