// vCalendar 1.0 (versit, 1996), as telephones and old Outlooks write it, as iCalendar: lines that are written otherwise.
import { decodeQuotedPrintable } from '../../domain/contacts/quoted-printable.js';
import { escapeText, unescapeText } from '../../domain/items/content-line.js';
import { parseRule10 } from './vcalendar-rule.js';

const HEAD = /^([A-Z][A-Z\d-]*)((?:;[^:"]*)?):/i;
const QUOTED_PRINTABLE = /;(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:])/i;
const VERSION = /^VERSION:1\.0[ \t]*$/im;
/** Where a file says its version. */
const HEAD_LENGTH = 4000;

const TEXTS = new Set(['SUMMARY', 'DESCRIPTION', 'LOCATION', 'RESOURCES', 'CATEGORIES']);
const LISTS = new Set(['RESOURCES', 'CATEGORIES']);

export const isVcalendar = (text: string): boolean => VERSION.test(text.slice(0, HEAD_LENGTH));

/** The text with the lines of 1.0 as those of 2.0, each in the line it was in. Line breaks are LF or CRLF. */
export function fromVcalendar(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const converted: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    const parts = [lines[at]!];
    const isCoded = QUOTED_PRINTABLE.test(parts[0]!.slice(0, parts[0]!.indexOf(':') + 1));
    while (isCoded && parts.at(-1)!.endsWith('=') && at + 1 < lines.length) {
      at += 1;
      parts.push(parts.pop()!.slice(0, -1), lines[at]!.replace(/^[ \t]/, ''));
    }
    converted.push(convertLine(parts.join('')));
    // Blank lines are passed over: what follows keeps its number.
    for (let joined = first; joined < at; joined += 1) converted.push('');
  }
  return converted.join('\r\n');
}

function convertLine(line: string): string {
  const [head = '', written = '', params = ''] = HEAD.exec(line) ?? [];
  const name = written.toUpperCase();
  const value = line.slice(head.length);
  switch (name) {
    case 'RRULE':
    case 'EXRULE': {
      const rule = parseRule10(value);
      return rule === undefined ? line : `${name}:${rule}`;
    }
    case 'EXDATE':
    case 'RDATE':
      return head + value.split(/[;,]/).join(',');
    case 'STATUS':
      return head + value.trim().replace(/^NEEDS ACTION$/i, 'NEEDS-ACTION');
    case 'TRANSP':
      return /^\d+$/.test(value.trim()) ? `${head}${Number(value) === 0 ? 'OPAQUE' : 'TRANSPARENT'}` : line;
    case 'VERSION':
      return 'VERSION:2.0';
    default:
      return QUOTED_PRINTABLE.test(head) || TEXTS.has(name) ? convertText(name, params, value) : line;
  }
}

/** Only `;` is escaped in 1.0, though many programs write the `\n` of 2.0. */
function convertText(name: string, params: string, value: string): string {
  const isCoded = QUOTED_PRINTABLE.test(`${params}:`);
  const charset = /;CHARSET=([^;:,]{1,40})/i.exec(params)?.[1] ?? '';
  const kept = `${params}:`.replace(QUOTED_PRINTABLE, '').replace(/;CHARSET=[^;:]*/i, '');
  const text = isCoded ? decodeQuotedPrintable(value, charset) : value;
  const write = (part: string) => escapeText(isCoded ? part.replaceAll('\\;', ';') : unescapeText(part));
  const written = LISTS.has(name)
    ? text
        .split(/(?<!\\)[;,]/)
        .map(write)
        .join(',')
    : write(text);
  return `${name}${kept}${written}`;
}
