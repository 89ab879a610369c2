import type { Problem } from '../../domain/errors.js';
import { repairWindows1252 } from '../../domain/text/windows-1252.js';

/** Bytes read at a time: big inputs decode in pieces, so that no second copy of the whole is made. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Bytes looked at to recognise UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 4096;

export interface DecodedText {
  readonly text: string;
  /** WHATWG name of the encoding that was used, such as `utf-8`. */
  readonly encoding: string;
  /** `input/encoding` when a guess had to be made. */
  readonly problems: readonly Problem[];
}

export interface DecodeOptions {
  /** Charset said outside the bytes (Content-Type, vCard's CHARSET). Tried after UTF-8 and UTF-16. */
  readonly charset?: string;
}

/**
 * Turns bytes into text: byte order mark, UTF-16 by its zero bytes, strict UTF-8, the declared charset, and
 * Windows-1252 when nothing else fits. Never throws. A string is returned as it is, without byte order mark.
 *
 * UTF-8 goes before the declared charset: text that is valid UTF-8 beyond ASCII is not anything else by accident,
 * while declarations are often wrong.
 */
export function decodeText(input: string | Uint8Array, options: DecodeOptions = {}): DecodedText {
  const { text, encoding, guess } = decode(input, options.charset);
  const problems: Problem[] = guess ? [{ code: 'input/encoding', message: GUESSES[guess] }] : [];
  return { text, encoding: new TextDecoder(encoding).encoding, problems };
}

const GUESSES = {
  replaced: 'Some characters are not valid in the encoding of the rest; they were replaced.',
  latin: 'Not UTF-8: read as Windows-1252 (Latin-1).',
};

/** {@link decodeText} for those who do not ask how sure it is. */
export function decode(input: string | Uint8Array, charset = ''): Decoded {
  if (typeof input === 'string') return { text: withoutMark(input), encoding: 'utf-8' };
  const wide = utf16ByMark(input) ?? utf16ByZeros(input);
  for (const encoding of wide ? [wide] : ['utf-8', charset]) {
    const text = decodeWith(input, encoding, true);
    if (text !== undefined) return { text: withoutMark(text), encoding };
  }
  // Mostly UTF-8 with a few broken bytes keeps its good characters, else it is Windows-1252.
  const encoding = wide ?? 'utf-8';
  const text = decodeWith(input, encoding, false) ?? '';
  if (wide || isMostlyGood(text)) return { text: withoutMark(text), encoding, guess: 'replaced' };
  return { text: decodeWith(input, 'windows-1252', false) ?? text, encoding: 'windows-1252', guess: 'latin' };
}

interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** Set when no encoding fits all bytes. */
  readonly guess?: keyof typeof GUESSES;
}

/** Whether a text that was decoded as UTF-8 is that, in spite of a few broken bytes. */
export function isMostlyGood(text: string): boolean {
  let broken = 0;
  let good = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code >= 0x80) good += 1;
  }
  return good > 8 * broken;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function utf16ByMark([a, b]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/** Western text in UTF-16 has a zero in every other byte; one side nearly always, the other nearly never. */
function utf16ByZeros(bytes: Uint8Array): string | undefined {
  const pairs = Math.min(bytes.length, SAMPLE_BYTES) >> 1;
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < 2 * pairs; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  if (odd > 0.4 * pairs && even < 0.1 * pairs) return 'utf-16le';
  if (even > 0.4 * pairs && odd < 0.1 * pairs) return 'utf-16be';
  return undefined;
}

/** Undefined when `strict` and the bytes are not of that encoding, or the platform does not know it. */
function decodeWith(bytes: Uint8Array, encoding: string, strict: boolean): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: strict, ignoreBOM: true });
    const repair = decoder.encoding === 'windows-1252' ? repairWindows1252 : (text: string) => text;
    if (bytes.length <= CHUNK_BYTES) return repair(decoder.decode(bytes));
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      parts.push(decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true }));
    }
    parts.push(decoder.decode());
    return repair(parts.join(''));
  } catch {
    return undefined;
  }
}
