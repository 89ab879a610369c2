import ICAL from 'ical.js';
import { readCardProperty } from '../../domain/contacts/card-property.js';
import { keyedLines } from '../../domain/contacts/keyed-lines.js';
import { openCard } from '../../domain/contacts/read-contact-fields.js';
import { writeCardLine } from '../../domain/contacts/write-card-line.js';
import { unescapeText } from '../../domain/items/content-line.js';
import type { ContactItem } from '../../domain/items/item.js';
import { convertTo3 } from './convert-to-3.js';

/** A property of a jCard: name, parameters, type, values (RFC 7095 §3.3). */
export type JCardProperty = readonly [
  string,
  Readonly<Record<string, string | readonly string[]>>,
  string,
  ...unknown[],
];

/** A card as jCard, as ical.js has it: with an empty list of components behind the properties. */
export type JCard = readonly ['vcard', readonly JCardProperty[], readonly unknown[]];

// ical.js leaves `\;` as it is in plain text and would escape its backslash when it writes.
const textType = ICAL.design.vcard.value.text as { fromICAL(value: string): string };
textType.fromICAL = unescapeText;

/** The card as jCard. A 2.1 card is read as 3.0; properties that cannot be read are left out. Never throws. */
export function contactToJcard(item: ContactItem): JCard {
  const { version } = openCard(item.text);
  const own = keyedLines(item.text, {}).map(({ text }) => text);
  const lines = version === '2.1' ? convertTo3(item.text).map((line) => writeCardLine(line, '3.0')) : own;
  const head = lines.find((line) => /^VERSION[;:]/i.test(line)) ?? 'VERSION:3.0';
  const others = lines.filter((line) => line !== head);
  return parseLines([head, ...others]) ?? ['vcard', [head, ...others].flatMap((line) => readAlone(line, head)), []];
}

/** One line that ical.js refuses would cost the whole card. */
function readAlone(line: string, head: string): JCardProperty[] {
  if (line === head) return [['version', {}, 'text', line.slice(line.indexOf(':') + 1)]];
  const card = parseLines([head, line]) ?? parseLines([head, normalized(line)]);
  return card === undefined ? [] : card[1].slice(1);
}

/** With 2.1's bare parameters named and its encodings undone, which are found in later versions too. */
function normalized(line: string): string {
  const property = readCardProperty(line, false);
  if (property === undefined) return line;
  const encoding = property.binary ? [{ name: 'ENCODING', values: ['b'] }] : [];
  return writeCardLine({ ...property, params: [...encoding, ...property.params] }, '3.0');
}

function parseLines(lines: readonly string[]): JCard | undefined {
  try {
    const parsed: unknown = ICAL.parse(['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n'));
    return Array.isArray(parsed) && parsed[0] === 'vcard' ? (parsed as unknown as JCard) : undefined;
  } catch {
    return undefined;
  }
}
