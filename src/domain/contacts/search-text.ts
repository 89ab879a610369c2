// What a search looks through in a card.
import { unescapeText } from '../items/content-line.js';
import { scanCard } from './card-lines.js';
import { readCardProperty } from './card-property.js';

/** Not words of a person: keys, pictures, housekeeping. */
const hidden = new Set([
  'VERSION',
  'UID',
  'REV',
  'PRODID',
  'PHOTO',
  'LOGO',
  'SOUND',
  'KEY',
  'CLIENTPIDMAP',
  'SOURCE',
  'AGENT',
  'X-ABUID',
  'X-IK-FAVOURITE',
  'X-MS-OL-DESIGN',
  'X-MS-CARDPICTURE',
]);
const MAX_VALUE = 10_000;

/** Every value a person may remember of a card, as it stands: pass it through `normalizeForSearch`. One per line. */
export function searchTextOf(text: string): string {
  const values: string[] = [];
  let legacy = false;
  const wants = (name: string) => name === 'VERSION' || !hidden.has(name);
  scanCard(text, wants, (name, line) => {
    if (name === 'VERSION') {
      legacy = line.endsWith('2.1');
      return;
    }
    const property = readCardProperty(line, legacy);
    if (property === undefined || property.binary || /^data:/i.test(property.value)) return;
    // Components of N, ADR and ORG, and items of lists, are words of their own.
    const words = unescapeText(property.value.slice(0, MAX_VALUE).replace(/(?<!\\)[;,]+/g, ' ')).trim();
    if (words === '') return;
    values.push(words);
    if (name === 'TEL') values.push(phoneDigits(words));
  });
  return values.join('\n');
}

/** A telephone number without what people write between the digits; `+` and `00` at its front are dropped. */
export function phoneDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.startsWith('00') ? digits.slice(2) : digits;
}
