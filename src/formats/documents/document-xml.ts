// Words of documents of Office (ECMA-376) and OpenDocument (ISO 26300): for search, not to be shown.
import { decodeEntities } from '../mail/entities.js';

/** Ends of what is read in one piece: paragraphs, lines, cells, tabs, shared strings. Runs in between are parts of one word. */
const BREAKS = new Set([
  'w:p',
  'w:br',
  'w:cr',
  'w:tab',
  'w:tc',
  'a:p',
  'a:br',
  'si',
  'text:p',
  'text:h',
  'text:s',
  'text:tab',
  'text:line-break',
  'table:table-cell',
]);
/** What stands in them is no text: codes of fields, what was deleted, how signs are pronounced. */
const SKIPPED = new Set(['w:instrText', 'w:delText', 'office:annotation', 'text:tracked-changes', 'rPh']);

/**
 * Text of a document's XML, at most about `max` characters. Linear; what is not well-formed is read as far as it goes. Entities
 * that the document declares are left as they are: nothing grows.
 */
export function textOfDocumentXml(xml: string, max = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  let length = 0;
  let at = 0;
  while (at < xml.length && length < max) {
    const open = xml.indexOf('<', at);
    const text = open === -1 ? xml.slice(at) : xml.slice(at, open);
    if (text !== '') {
      parts.push(decodeEntities(text));
      length += text.length;
    }
    if (open === -1) break;
    const close = xml.startsWith('<!--', open) ? xml.indexOf('-->', open) + 2 : xml.indexOf('>', open);
    if (close < open) break;
    const name = /^[^\s/>]{1,40}/.exec(xml.slice(open + 1, open + 42).replace(/^\//, ''))?.[0] ?? '';
    if (BREAKS.has(name)) parts.push('\n');
    at = close + 1;
    if (!SKIPPED.has(name) || xml[open + 1] === '/' || xml[close - 1] === '/') continue;
    const end = xml.indexOf(`</${name}>`, at);
    at = end === -1 ? xml.length : end;
  }
  return parts.join('');
}
