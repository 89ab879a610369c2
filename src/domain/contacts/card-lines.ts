// Logical lines of vCard text of any version. Beside folding (RFC 6350 §3.2) vCard 2.1 continues quoted-printable
// after a `=` at the line's end, and many programs break base64 without indenting it.
import { foldLine, type RawLine } from '../items/content-line.js';

export interface CardLine {
  /** Where the line begins in the text, and where it ends without its line break. */
  readonly from: number;
  readonly to: number;
  /** Where the next logical line begins. */
  readonly next: number;
  /** Unfolded. */
  readonly text: string;
}

const SPACE = 32;
const TAB = 9;
const EQUALS = 61;
const QUOTED_PRINTABLE = /[;=]QUOTED-PRINTABLE(?=[;:])/i;
const BASE64 = /;(?:ENCODING=)?(?:BASE64|B)(?=[;:])/i;
const BASE64_21 = /;(?:ENCODING=)?BASE64(?=[;:])/i;
const BASE64_LINE = /^[A-Za-z0-9+/=]+$/;

/** The logical line that begins at `at`. Lines end with LF or CRLF. */
export function cardLineAt(text: string, at: number): CardLine {
  let { end, next } = physicalLineAt(text, at);
  const first = text.slice(at, end);
  if (next >= text.length) return { from: at, to: end, next, text: first };
  const isContinued = first.charCodeAt(first.length - 1) === EQUALS || isFold(text, next) || first.includes(';');
  if (!isContinued) return { from: at, to: end, next, text: first };
  const parts = [first];
  let to = end;
  const take = (from: number) => {
    parts.push(text.slice(from, end));
    to = end;
  };
  const colon = first.indexOf(':');
  const head = colon === -1 ? '' : first.slice(0, colon + 1);
  if (first.charCodeAt(first.length - 1) === EQUALS && QUOTED_PRINTABLE.test(head)) {
    while (text.charCodeAt(to - 1) === EQUALS && next < text.length) {
      parts.push((parts.pop() ?? '').slice(0, -1));
      const from = next;
      ({ end, next } = physicalLineAt(text, from));
      take(from);
    }
    return { from: at, to, next, text: parts.join('') };
  }
  while (isFold(text, next)) {
    const from = next + 1;
    ({ end, next } = physicalLineAt(text, from));
    take(from);
  }
  if (head.includes(';') && BASE64.test(head)) {
    for (let line = physicalLineAt(text, next); isBase64(text, next, line.end); line = physicalLineAt(text, next)) {
      const from = next;
      ({ end, next } = line);
      take(from);
    }
    // The blank line that ends base64 in 2.1 belongs to it.
    const { end: blankEnd, next: afterBlank } = physicalLineAt(text, next);
    if (next > to && blankEnd === next && afterBlank > next) ({ to, next } = { to: next, next: afterBlank });
  }
  return { from: at, to, next, text: parts.length === 1 ? first : parts.join('') };
}

const SOFT_BREAK_AT = 72;

/** Folds an unfolded line for a card's text: quoted-printable by its own soft breaks, anything else by `foldLine`. */
export function foldCardLine(text: string): string {
  const head = text.slice(0, text.indexOf(':') + 1);
  if (!QUOTED_PRINTABLE.test(head)) return needsBlankLine(head) ? `${foldLine(text)}\r\n` : foldLine(text);
  const lines: string[] = [];
  let from = 0;
  for (let to = Math.max(SOFT_BREAK_AT, head.length); to < text.length; to = from + SOFT_BREAK_AT) {
    // Not between `=` and its digits.
    const coded = text.lastIndexOf('=', to - 1);
    if (coded > to - 3) to = coded;
    lines.push(text.slice(from, to));
    from = to;
  }
  return [...lines, text.slice(from)].join('=\r\n');
}

/** Base64 of 2.1 ends with a blank line; 3.0 writes `b`, iCalendar VALUE=BINARY. */
function needsBlankLine(head: string): boolean {
  return BASE64_21.test(head) && !/;VALUE=BINARY/i.test(head);
}

/** Every logical line; blank lines are dropped. Linear in the text's length. */
export function splitCardLines(text: string): RawLine[] {
  const lines: RawLine[] = [];
  let number = 1;
  let counted = 0;
  for (let at = 0; at < text.length; ) {
    const line = cardLineAt(text, at);
    for (; counted < line.from; counted += 1) if (text.charCodeAt(counted) === 10) number += 1;
    if (line.to > line.from) lines.push({ raw: text.slice(line.from, line.to), text: line.text, line: number });
    at = line.next;
  }
  return lines;
}

/**
 * Calls `visit` with each line of the card itself whose property is wanted; nested cards (AGENT) are passed over.
 * Cheaper than splitting: lines nobody wants are neither copied nor unfolded.
 */
export function scanCard(text: string, wants: (name: string) => boolean, visit: (name: string, line: string) => void) {
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const name = nameAt(text, at);
    if (name === 'BEGIN') depth += 1;
    else if (name === 'END') depth -= 1;
    else if (depth <= 1 && name !== '' && wants(name)) {
      const line = cardLineAt(text, at);
      visit(name, line.text);
      at = line.next;
      continue;
    }
    at = skipLine(text, at);
  }
}

/** As `cardLineAt(text, at).next`, without making strings; a fold's rest counts as a line of its own, with no name. */
function skipLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  if (feed === -1) return text.length;
  const last = text.charCodeAt(feed - 1) === 13 ? feed - 2 : feed - 1;
  return text.charCodeAt(last) === EQUALS ? cardLineAt(text, at).next : feed + 1;
}

/** Upper-case name of the property whose line begins at `at`, without group; '' when there is none. */
function nameAt(text: string, at: number): string {
  let from = at;
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 58 || code === 59) return text.slice(from, end).toUpperCase();
    if (code === 46) from = end + 1;
    else if (code <= SPACE) return '';
  }
  return '';
}

function physicalLineAt(text: string, at: number): { end: number; next: number } {
  const feed = text.indexOf('\n', at);
  if (feed === -1) return { end: text.length, next: text.length };
  return { end: feed > at && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed, next: feed + 1 };
}

function isFold(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === TAB;
}

/** Property lines have a colon, which base64 has not. */
function isBase64(text: string, from: number, to: number): boolean {
  return to > from && BASE64_LINE.test(text.slice(from, to));
}
