// The HTML or text an RTF was made of ([MS-OXRTFEX]), or else its plain text.

import { decodeCharset } from '../charset.js';
import { labelOfCodePage } from './code-pages.js';
import { rtfTokens } from './rtf-tokens.js';

export interface RtfContent {
  /** The HTML the RTF encapsulates, if it does. */
  readonly html?: string;
  /** Its text otherwise. */
  readonly text?: string;
}

interface Group {
  /** Nothing in it is shown. */
  isHidden: boolean;
  /** `{\*\htmltag …}`: shown as it is, in the HTML alone. */
  isTag: boolean;
  /** `\htmlrtf`: for readers of RTF alone. */
  isForRtf: boolean;
  /** The group describes fonts. */
  isFonts: boolean;
  font: number;
  /** Characters behind a `\u` that stand in for it. */
  substitutes: number;
}

/** Destinations that hold no text of the message. */
const HIDDEN = new Set(
  'fonttbl colortbl stylesheet info pict object listtable listoverridetable rsidtbl generator themedata datastore xmlnstbl header footer headerl headerr headerf footerl footerr footerf footnote filetbl latentstyles fldinst mhtmltag pntext'.split(
    ' ',
  ),
);
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  nbsp: '\u00a0',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
};
/** \fcharset to code page. */
const CHARSETS: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
};
const MAX_DEPTH = 500;

/** Reads RTF in one pass. Pictures, styles and what only word processors need are left out. */
export function readRtf(bytes: Uint8Array): RtfContent {
  const reader = new RtfReader();
  for (const token of rtfTokens(bytes)) {
    if (token.kind === 'open') reader.open();
    else if (token.kind === 'close') reader.close();
    else if (token.kind === 'ignorable') reader.isIgnorable = true;
    else if (token.kind === 'word') reader.word(token.name, token.value);
    else if (token.kind === 'byte') reader.bytes([token.value]);
    else reader.bytes(bytes.subarray(token.from, token.to));
  }
  return reader.end();
}

class RtfReader {
  isIgnorable = false;
  private group: Group = { isHidden: false, isTag: false, isForRtf: false, isFonts: false, font: -1, substitutes: 1 };
  private readonly groups: Group[] = [];
  /** Groups deeper than are kept. */
  private excess = 0;
  private isHtml = false;
  private codePage = 1252;
  private defaultFont = 0;
  private readonly fonts = new Map<number, number>();
  private toSkip = 0;
  private readonly parts: string[] = [];
  private pending: number[] = [];
  private pendingPage = 1252;

  open(): void {
    this.flush();
    if (this.groups.length >= MAX_DEPTH) this.excess += 1;
    else this.groups.push({ ...this.group });
    this.toSkip = 0;
  }

  close(): void {
    this.flush();
    if (this.excess > 0) this.excess -= 1;
    else this.group = this.groups.pop() ?? this.group;
    this.toSkip = 0;
    this.isIgnorable = false;
  }

  word(name: string, value: number | undefined): void {
    const { group } = this;
    if (this.isIgnorable) {
      this.isIgnorable = false;
      if (name === 'htmltag' && this.isHtml) group.isTag = true;
      else group.isHidden = true;
      return;
    }
    if (HIDDEN.has(name)) {
      group.isHidden = true;
      group.isFonts = name === 'fonttbl';
    } else if (name === 'fromhtml') this.isHtml = value !== 0;
    else if (name === 'htmlrtf') group.isForRtf = value !== 0;
    else if (name === 'ansicpg') this.codePage = value ?? 1252;
    else if (name === 'deff') this.defaultFont = value ?? 0;
    else if (name === 'f') group.font = value ?? 0;
    else if (name === 'plain') group.font = -1;
    else if (name === 'fcharset' && group.isFonts) this.fonts.set(group.font, CHARSETS[value ?? 0] ?? 0);
    else if (name === 'uc') group.substitutes = Math.min(Math.max(value ?? 1, 0), 100);
    else if (name === 'u') this.unicode(value ?? 63);
    else if (Object.hasOwn(CHARACTERS, name)) this.character(CHARACTERS[name]!);
  }

  bytes(bytes: Uint8Array | readonly number[]): void {
    if (this.isSilent()) return;
    const { font } = this.group;
    const page = this.fonts.get(font === -1 ? this.defaultFont : font) || this.codePage;
    if (page !== this.pendingPage) this.flush();
    this.pendingPage = page;
    for (const byte of bytes) {
      if (this.toSkip > 0) this.toSkip -= 1;
      else this.pending.push(byte);
    }
  }

  end(): RtfContent {
    this.flush();
    const content = this.parts.join('');
    return this.isHtml ? { html: content } : { text: content.trim() === '' ? '' : content };
  }

  private unicode(value: number): void {
    this.character(String.fromCharCode(value & 0xffff));
    this.toSkip = this.group.substitutes;
  }

  private character(character: string): void {
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return;
    }
    if (this.isSilent()) return;
    this.flush();
    this.parts.push(character);
  }

  private isSilent(): boolean {
    return this.group.isHidden || (this.isHtml && this.group.isForRtf && !this.group.isTag);
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    this.parts.push(decodeCharset(Uint8Array.from(this.pending), labelOfCodePage(this.pendingPage)).text);
    this.pending = [];
  }
}
