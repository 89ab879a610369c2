// A row's card, written straight: a hundred thousand of them in a few seconds. `createContactText` writes the same.
import { writeCardDate } from '../../domain/contacts/card-values.js';
import type { ContactFields, TypedAddress, TypedValue } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { escapeText, foldLine } from '../../domain/items/content-line.js';

/** Characters vCard allows nowhere (RFC 6350 §3.3, VALUE-CHAR). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these control characters are meant.
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, all of them.
const ALL_FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]/g;
const LONGEST_UNFOLDED = 75;

/** One line, folded, with its end. */
function line(text: string): string {
  const clean = FORBIDDEN.test(text) ? text.replace(ALL_FORBIDDEN, '') : text;
  // In UTF-8 a code unit takes three octets at most.
  return `${clean.length * 3 <= LONGEST_UNFOLDED ? clean : foldLine(clean)}\r\n`;
}

function typing({ types, preferred }: Pick<TypedValue, 'types' | 'preferred'>): string {
  return `${types.length > 0 ? `;TYPE=${types.join(',')}` : ''}${preferred ? ';PREF=1' : ''}`;
}

function dateLine(name: string, date: string): string {
  const { value, kind } = writeCardDate(date, '4.0');
  return line(kind === '' ? `${name}:${value}` : `${name};VALUE=${kind}:${value}`);
}

function addressValue(address: TypedAddress): string {
  const { poBox, extended, street, locality, region, postalCode, country } = address;
  return [poBox, extended, street, locality, region, postalCode, country].map(escapeText).join(';');
}

const lists = [
  ['EMAIL', 'emails'],
  ['TEL', 'phones'],
  ['URL', 'urls'],
  ['IMPP', 'impps'],
] as const;

/**
 * A new card of what a table can say: vCard 4.0 (RFC 6350), CRLF line ends.
 *
 * @param rest - Lines to put before the end, each folded and with its line end.
 */
export function writeNewCard(fields: ContactFields, uid: string, rest: string): string {
  const { family, given, additional, prefix, suffix, organization, department, nickname, jobTitle, note } = fields;
  let groups = 0;
  const typed = (name: string, entry: TypedAddress | TypedValue, value: string) => {
    if (entry.label === '') return line(`${name}${typing(entry)}:${value}`);
    groups += 1;
    return `${line(`g${groups}.${name}${typing(entry)}:${value}`)}${line(`g${groups}.X-ABLabel:${escapeText(entry.label)}`)}`;
  };
  // Joined at the end: a text grown piece by piece keeps all its pieces.
  const text = [`BEGIN:VCARD\r\nVERSION:4.0\r\n${line(`UID;VALUE=text:${uid}`)}`];
  text.push(line(`FN:${escapeText(displayName(fields))}`));
  const name = [family, given, additional, prefix, suffix].map(escapeText).join(';');
  if (name.length > 4) text.push(line(`N:${name}`));
  if (organization !== '' || department !== '')
    text.push(line(`ORG:${escapeText(organization)}${department === '' ? '' : `;${escapeText(department)}`}`));
  if (nickname !== '') text.push(line(`NICKNAME:${escapeText(nickname)}`));
  if (jobTitle !== '') text.push(line(`TITLE:${escapeText(jobTitle)}`));
  if (note !== '') text.push(line(`NOTE:${escapeText(note)}`));
  if (fields.birthday !== '') text.push(dateLine('BDAY', fields.birthday));
  if (fields.anniversary !== '') text.push(dateLine('ANNIVERSARY', fields.anniversary));
  if (fields.categories.length > 0) text.push(line(`CATEGORIES:${fields.categories.map(escapeText).join(',')}`));
  for (const [property, field] of lists)
    for (const entry of fields[field]) text.push(typed(property, entry, escapeText(entry.value.trim())));
  for (const address of fields.addresses) text.push(typed('ADR', address, addressValue(address)));
  text.push(rest, 'END:VCARD\r\n');
  return text.join('');
}
