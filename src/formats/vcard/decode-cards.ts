import { decodeBytes } from '../../domain/contacts/quoted-printable.js';
import type { Problem } from '../../domain/errors.js';
import { decodeText } from '../text/decode.js';

const CHARSET = /;CHARSET=([^;:,]{1,40})/gi;

/**
 * Bytes of a vCard file as text. Where the file as a whole is no UTF-8 or UTF-16, every line is decoded for itself, for
 * address books are often pasted together: strict UTF-8, else the CHARSET the line names (vCard 2.1), else the first
 * one its card names, else Windows-1252.
 */
export function decodeCards(input: string | Uint8Array): { text: string; problems: readonly Problem[] } {
  const whole = decodeText(input);
  if (typeof input === 'string' || whole.problems.length === 0 || whole.encoding.startsWith('utf-16')) return whole;
  const text = decodeLines(input);
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, problems: whole.problems };
}

function decodeLines(bytes: Uint8Array): string {
  const ascii = new TextDecoder('windows-1252'); // one character for each byte
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let card = '';
  let cardFrom = 0;
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(10, at);
    const next = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(at, next);
    const plain = ascii.decode(line);
    if (/^BEGIN:VCARD/i.test(plain)) {
      cardFrom = at;
      card = '';
    }
    try {
      parts.push(utf8.decode(line));
    } catch {
      card ||= charsetOfCard(bytes, cardFrom);
      parts.push(decodeBytes(line, lastCharset(plain) || card));
    }
    at = next;
  }
  return parts.join('');
}

const CARD_HEAD_BYTES = 65_536;

/** First charset this machine knows among those the card's lines name; looks no further than its first 64 kB. */
function charsetOfCard(bytes: Uint8Array, from: number): string {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(from, from + CARD_HEAD_BYTES));
  const end = /^END:VCARD/im.exec(head)?.index ?? head.length;
  for (const [, charset = ''] of head.slice(0, end).matchAll(CHARSET)) {
    const known = canonicalCharset(charset);
    if (known !== '' && known !== 'utf-8') return known;
  }
  return 'windows-1252';
}

function lastCharset(line: string): string {
  const [match] = line.slice(0, 1000).matchAll(CHARSET);
  return canonicalCharset(match?.[1] ?? '');
}

function canonicalCharset(label: string): string {
  try {
    return label === '' ? '' : new TextDecoder(label).encoding;
  } catch {
    return '';
  }
}
