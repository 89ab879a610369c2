// Charsets of mail (RFC 2045 §5.2, RFC 2978) by the labels of the Encoding standard, and those mailers use beside them.

import { decodeWindows1252 } from '../../domain/text/windows-1252.js';

/** Labels seen in mail that the Encoding standard does not list. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  'big5-eten': 'big5',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-8859-8-e': 'iso-8859-8',
  'iso_8859-1:1987': 'iso-8859-1',
  'utf-8mb4': 'utf-8',
  utf_8: 'utf-8',
  ansi: 'windows-1252',
  'cp-850': 'windows-1252',
  'iso8859-15': 'iso-8859-15',
  '646': 'us-ascii',
  'ansi_x3.110-1983': 'windows-1252',
};

/** Labels that say nothing about bytes beyond ASCII. */
const SILENT = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'iso-ir-6',
  'iso646-us',
  '646',
  '7bit',
  'unknown',
  'x-unknown',
  'unknown-8bit',
  'default',
]);

/** What switches to two bytes a letter. */
const SEVEN_BIT_JAPANESE = ['\u001b$@', '\u001b$B'];

const decoders = new Map<string, TextDecoder | null>();

export interface CharsetText {
  readonly text: string;
  /** The charset is not known, or bytes are not of it. */
  readonly problem: boolean;
}

/**
 * Bytes as text. Never throws.
 *
 * No charset, or `us-ascii`, with bytes beyond ASCII is UTF-8 where it can be, else Windows-1252; with the escapes of Japanese in
 * seven bits it is that (RFC 1468: older programs name no charset). So is what names a charset that is unknown, with a problem.
 * UTF-7 is not decoded, as it has hidden scripts before: it counts as unknown.
 */
export function decodeCharset(bytes: Uint8Array, label: string | null | undefined): CharsetText {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  if (SILENT.has(name)) {
    const text = utf8(bytes);
    const isJapanese = SEVEN_BIT_JAPANESE.some((start) => text.includes(start));
    const japanese = isJapanese ? checked(decoderOf('iso-2022-jp')!, bytes) : undefined;
    if (japanese?.problem === false) return japanese;
    return text.includes('\ufffd') ? { text: decodeWindows1252(bytes), problem: true } : { text, problem: false };
  }
  if (name === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff) return checked(decoderOf('utf-16be')!, bytes);
  const decoder = decoderOf(name);
  if (!decoder) return { text: utf8OrWindows1252(bytes), problem: true };
  if (decoder.encoding === 'windows-1252') return { text: decodeWindows1252(bytes), problem: false };
  return checked(decoder, bytes);
}

/** False for what {@link decodeCharset} would read as Windows-1252 only because it knows nothing better. */
export function isKnownCharset(label: string): boolean {
  const name = label.trim().toLowerCase();
  return SILENT.has(name) ? name !== '' : decoderOf(name) !== null;
}

function checked(decoder: TextDecoder, bytes: Uint8Array): CharsetText {
  const text = decoder.decode(bytes);
  return { text, problem: text.includes('\ufffd') };
}

function utf8OrWindows1252(bytes: Uint8Array): string {
  const text = utf8(bytes);
  return text.includes('\ufffd') ? decodeWindows1252(bytes) : text;
}

function utf8(bytes: Uint8Array): string {
  return decoderOf('utf-8')!.decode(bytes);
}

function decoderOf(name: string): TextDecoder | null {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  let decoder: TextDecoder | null = null;
  try {
    decoder = new TextDecoder(Object.hasOwn(ALIASES, name) ? ALIASES[name] : name);
  } catch {
    // Not a label: the caller has a way out.
  }
  // Hostile mail may name a million charsets.
  if (decoders.size > 200) decoders.clear();
  decoders.set(name, decoder);
  return decoder;
}
