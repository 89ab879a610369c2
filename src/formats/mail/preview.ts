// The first words of a message (RFC 8621 §4.1.4: preview).
import { decodeEntities } from './entities.js';

/** Characters that are looked at: mail starts with long style sheets. */
const MAX_HTML = 64 * 1024;
const MAX_PREVIEW = 256;

/** At most 256 characters of plain text on one line. Quoted text, and who wrote it, are passed over where something is left. */
export function previewOfText(text: string): string {
  const head = text.slice(0, 8 * 1024);
  const own = head
    .split('\n')
    .filter((line) => !line.startsWith('>') && !/^[-_=*\s]{5,}$/.test(line))
    .join(' ');
  return short(own) || short(head.replace(/^[> ]+/gm, ''));
}

/** The same for HTML: tags, comments, styles, scripts and what is not shown left out; no HTML is interpreted. */
export function previewOfHtml(html: string): string {
  return short(textOfHtml(html.slice(0, MAX_HTML), MAX_PREVIEW * 4));
}

/** Invisible fillers that newsletters put behind their first words, so that nothing else is shown there. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them stands alone
const FILLERS = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2007\u2060-\u2064\ufeff\u2800]+/g;

function short(text: string): string {
  const line = text
    .replace(FILLERS, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  return line.length <= MAX_PREVIEW ? line : `${line.slice(0, MAX_PREVIEW - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const SKIPPED = new Set([
  'style',
  'script',
  'title',
  'noscript',
  'template',
  'svg',
  'math',
  'select',
  'textarea',
  'object',
]);
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'ins',
  'label',
  'mark',
  's',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'tt',
  'u',
  'wbr',
  'o:p',
]);

/** Words of HTML as they would be read, at most about `max` characters. Linear, and good for previews and search alone. */
export function textOfHtml(html: string, max = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  let length = 0;
  let at = 0;
  while (at < html.length && length < max) {
    const open = html.indexOf('<', at);
    const text = open === -1 ? html.slice(at) : html.slice(at, open);
    if (text !== '') {
      const decoded = decodeEntities(text);
      parts.push(decoded);
      length += decoded.trim().length;
    }
    if (open === -1) break;
    at = afterTag(html, open, parts);
  }
  return parts.join('');
}

function afterTag(html: string, open: number, parts: string[]): number {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return close === -1 ? html.length : close + 3;
  }
  const name = /^<(\/?[a-z][^\s/>]{0,20})/i.exec(html.slice(open, open + 24))?.[1]?.toLowerCase();
  if (name === undefined && html[open + 1] !== '!' && html[open + 1] !== '?' && html[open + 1] !== '/') {
    parts.push('<');
    return open + 1;
  }
  const close = html.indexOf('>', open);
  if (close === -1) return html.length;
  if (name === undefined) return close + 1;
  if (SKIPPED.has(name) && html[close - 1] !== '/') return afterElement(html, name, close + 1);
  if (!INLINE.has(name.replace('/', '')))
    parts.push(/^(?:\/?(?:p|div|tr|li|h\d|table|blockquote|ul|ol)|br)$/.test(name) ? '\n' : ' ');
  return close + 1;
}

function afterElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  const match = end.exec(html);
  if (!match) return html.length;
  const close = html.indexOf('>', match.index);
  return close === -1 ? html.length : close + 1;
}
