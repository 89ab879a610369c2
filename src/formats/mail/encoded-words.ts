// Encoded words (RFC 2047, language tags of RFC 2231 §5).

import { decodeCharset, isKnownCharset } from './charset.js';
import { bytesOf } from './read-header.js';
import { decodeBase64, hexByte } from './transfer-encoding.js';

const WORD = /=\?([^?\s]+)\?([bq])\?([^?\r\n]*)\?=/gi;
/** Bounded: a word is at most 75 characters long, those who do not keep to it write one for a whole line. */
const MAX_WORD = 20_000;

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array;
}

/**
 * A field body with its encoded words decoded. Blanks between two words vanish (§6.2). The bytes of neighbours in one
 * charset are joined before they are decoded, as many mailers split characters. Words in a charset nobody knows stay as
 * they are. The result may hold anything, line breaks and NUL too: show it through `visibleText`.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  let result = '';
  let at = 0;
  let words: Word[] = [];
  const flush = () => {
    result += decodeRun(words);
    words = [];
  };
  for (const match of text.matchAll(WORD)) {
    const [whole, label = '', encoding = '', payload = ''] = match;
    const charset = label.split('*', 1)[0]!;
    if (whole.length > MAX_WORD || !isKnownCharset(charset)) continue;
    const between = text.slice(at, match.index);
    if (words.length === 0 || between.trim() !== '') {
      flush();
      result += between;
    }
    words.push({ charset: charset.toLowerCase(), bytes: decodePayload(payload, encoding, charset) });
    at = match.index + whole.length;
  }
  flush();
  return result + text.slice(at);
}

function decodeRun(words: readonly Word[]): string {
  let text = '';
  for (let from = 0; from < words.length; ) {
    const { charset } = words[from]!;
    let to = from + 1;
    // Words of ISO-2022 end in ASCII (RFC 1468), so they never split characters; put together, their escapes would clash.
    while (to < words.length && words[to]!.charset === charset && !charset.startsWith('iso-2022')) to += 1;
    text += decodeCharset(join(words.slice(from, to)), charset).text;
    from = to;
  }
  return text;
}

function join(words: readonly Word[]): Uint8Array {
  if (words.length === 1) return words[0]!.bytes;
  const joined = new Uint8Array(words.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of words) {
    joined.set(bytes, at);
    at += bytes.length;
  }
  return joined;
}

function decodePayload(payload: string, encoding: string, charset: string): Uint8Array {
  const bytes = payloadBytes(payload, charset);
  return encoding.toLowerCase() === 'b' ? decodeBase64(bytes) : decodeQ(bytes);
}

/** Mailers leave bytes beyond ASCII unencoded. They were read as UTF-8 or Windows-1252 before, and mean the word's charset. */
function payloadBytes(payload: string, charset: string): Uint8Array {
  const isText = /^utf-?8$/i.test(charset) || /[\u0100-\uffff]/.test(payload);
  return isText ? new TextEncoder().encode(payload) : bytesOf(payload);
}

function decodeQ(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    const value = byte === 61 ? hexByte(bytes, at + 1) : -1;
    out[length] = value !== -1 ? value : byte === 95 ? 32 : byte;
    length += 1;
    if (value !== -1) at += 2;
  }
  return out.subarray(0, length);
}
