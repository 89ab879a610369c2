// Quoted-printable of vCard 2.1 (RFC 2045 §6.7), line breaks already joined.

import { decodeWindows1252 } from '../text/windows-1252.js';

/**
 * Decodes to text in `charset`; where that is unknown, missing or wrong, UTF-8 and then Windows-1252. Characters that
 * stand unencoded, and `=` without two digits after it, are kept. Linear in the value's length.
 *
 * @param onGuess - Called when it is Windows-1252 that nobody has said.
 */
export function decodeQuotedPrintable(value: string, charset: string, onGuess?: () => void): string {
  if (!value.includes('=')) return value;
  const parts: string[] = [];
  const bytes = new Uint8Array(value.length);
  let length = 0;
  const flush = () => {
    if (length > 0) parts.push(decodeBytes(bytes.subarray(0, length), charset, onGuess));
    length = 0;
  };
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code > 127) {
      flush();
      parts.push(value.charAt(at));
      continue;
    }
    const byte = code === EQUALS ? hexByte(value, at + 1) : -1;
    bytes[length] = byte === -1 ? code : byte;
    length += 1;
    if (byte !== -1) at += 2;
  }
  flush();
  return parts.join('');
}

const EQUALS = 61;

/** -1 when there are not two hexadecimal digits. */
function hexByte(text: string, at: number): number {
  const high = hexDigit(text.charCodeAt(at));
  const low = hexDigit(text.charCodeAt(at + 1));
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Text of bytes that are said to be in `charset`. Never throws. @param onGuess - Called when nothing says what they are. */
export function decodeBytes(bytes: Uint8Array, charset: string, onGuess?: () => void): string {
  const text = (charset === '' ? undefined : strictly(bytes, charset)) ?? strictly(bytes, 'utf-8');
  if (text !== undefined) return text;
  onGuess?.();
  return decodeWindows1252(bytes);
}

function strictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  } catch {
    return undefined; // Not in that charset, or a charset this machine does not know.
  }
}
