// What a search looks through in a card.
import { unescapeText } from '../items/content-line.js';
import { scanProperties } from './card-property.js';

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
  'X-IK-DISTINCT',
  'X-MS-OL-DESIGN',
  'X-MS-CARDPICTURE',
]);
const MAX_VALUE = 10_000;

/** Every value a person may remember of a card, as it stands: pass it through `normalizeForSearch`. One per line. */
export function searchTextOf(text: string): string {
  const values: string[] = [];
  const wants = (name: string) => !hidden.has(name);
  scanProperties(text, wants, (name, property) => {
    if (property.binary || /^data:/i.test(property.value)) return;
    // Components of N, ADR and ORG, and items of lists, are words of their own.
    const words = unescapeText(property.value.slice(0, MAX_VALUE).replace(/(?<!\\)[;,]+/g, ' ')).trim();
    if (words === '') return;
    values.push(words);
    if (name === 'TEL') values.push(phoneDigits(words));
  });
  return values.join('\n');
}

/**
 * A telephone number without what people write between the digits. Zeros at its front and a `(0)` inside are dropped,
 * so that `0660 123`, `0043 660 123` and `+43 (0)660 123` share their end, whichever way it was stored or asked for.
 */
export function phoneDigits(text: string): string {
  return text.normalize('NFKC').replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
}
