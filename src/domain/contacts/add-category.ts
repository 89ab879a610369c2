import { escapeText } from '../items/content-line.js';
import { foldCardLine } from './card-lines.js';
import type { CardVersion } from './card-values.js';
import { writeCardLine } from './write-card-line.js';

const END = /(\r\n|\n|\r|^)END:VCARD[ \t]*(?:\r\n|\n|\r)?$/i;

/**
 * A card's text with one more line of CATEGORIES (RFC 6350 §6.7.1) before its end; all else stays byte for byte.
 * Text that does not end like a card is returned as it is.
 */
export function addCategory(text: string, category: string): string {
  const end = END.exec(text);
  if (end === null) return text;
  const version = /^VERSION:(2\.1|3\.0|4\.0)/im.exec(text)?.[1] as CardVersion | undefined;
  const parts = { group: '', name: 'CATEGORIES', params: [], value: escapeText(category) };
  const line = foldCardLine(writeCardLine(parts, version ?? '4.0'));
  const lineEnd = end[1] || '\r\n';
  const at = end.index + (end[1]?.length ?? 0);
  return `${text.slice(0, at)}${line.replaceAll('\r\n', lineEnd)}${lineEnd}${text.slice(at)}`;
}
