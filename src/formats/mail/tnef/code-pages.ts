import { decodeCharset } from '../charset.js';

const LABELS: Readonly<Record<number, string>> = {
  437: 'windows-1252',
  850: 'windows-1252',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1361: 'euc-kr',
  10000: 'macintosh',
  20127: 'us-ascii',
  20866: 'koi8-r',
  20932: 'euc-jp',
  21866: 'koi8-u',
  28605: 'iso-8859-15',
  38598: 'iso-8859-8',
  50220: 'iso-2022-jp',
  50221: 'iso-2022-jp',
  51932: 'euc-jp',
  51949: 'euc-kr',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The label of a Windows code page; Windows-1252 for one nobody knows. */
export function labelOfCodePage(codePage: number): string {
  if (Object.hasOwn(LABELS, codePage)) return LABELS[codePage]!;
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  return codePage >= 28591 && codePage <= 28606 ? `iso-8859-${codePage - 28590}` : 'windows-1252';
}

/** Text up to the first NUL. */
export function codePageText(bytes: Uint8Array, codePage: number): string {
  const end = bytes.indexOf(0);
  return decodeCharset(end === -1 ? bytes : bytes.subarray(0, end), labelOfCodePage(codePage)).text;
}

/** UTF-16 up to the first NUL. */
export function utf16Text(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-16le').decode(bytes.length % 2 === 0 ? bytes : bytes.subarray(0, bytes.length - 1));
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}
