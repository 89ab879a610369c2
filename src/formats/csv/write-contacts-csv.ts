import type { ContactFields, TypedAddress, TypedValue } from '../../domain/contacts/contact-fields.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import type { ContactItem } from '../../domain/items/item.js';
import { writeRows } from './write-rows.js';

export interface WriteContactsCsvOptions {
  /** `,` unless said otherwise. */
  readonly separator?: string;
}

const MAX_REPEATED = 50;
const single: readonly (readonly [string, (fields: ContactFields) => string])[] = [
  ['Name', (fields) => fields.formattedName],
  ['Name Prefix', (fields) => fields.prefix],
  ['First Name', (fields) => fields.given],
  ['Middle Name', (fields) => fields.additional],
  ['Last Name', (fields) => fields.family],
  ['Name Suffix', (fields) => fields.suffix],
  ['Nickname', (fields) => fields.nickname],
  ['Company', (fields) => fields.organization],
  ['Department', ({ department, units }) => [department, ...units].filter((part) => part !== '').join(', ')],
  ['Job Title', (fields) => fields.jobTitle],
  ['Birthday', (fields) => fields.birthday],
  ['Anniversary', (fields) => fields.anniversary],
  ['Categories', (fields) => categoriesCell(fields.categories)],
  ['Notes', (fields) => fields.note],
];
const addressParts: readonly (readonly [string, keyof TypedAddress])[] = [
  ['Street', 'street'],
  ['Extended Address', 'extended'],
  ['City', 'locality'],
  ['Region', 'region'],
  ['Postal Code', 'postalCode'],
  ['Country', 'country'],
  ['PO Box', 'poBox'],
];
const lists = [
  ['E-mail', 'emails'],
  ['Phone', 'phones'],
  ['Website', 'urls'],
  ['IM', 'impps'],
] as const;

/**
 * A table in Google's layout, with as many columns as the contacts need; photos and unknown properties are not in it.
 * A cell that a spreadsheet would run as a formula begins with an apostrophe. Lines end with CRLF (RFC 4180).
 */
export function writeContactsCsv(items: readonly ContactItem[], options: WriteContactsCsvOptions = {}): string {
  const contacts = items.map(({ text }) => readContactFields(text));
  const most = (count: (fields: ContactFields) => number) =>
    Math.min(
      MAX_REPEATED,
      contacts.reduce((max, fields) => Math.max(max, count(fields)), 0),
    );
  const counts = lists.map(([, list]) => most((fields) => fields[list].length));
  const addresses = most((fields) => fields.addresses.length);
  const header = [
    ...single.map(([heading]) => heading),
    ...lists.flatMap(([heading], at) =>
      numbered(counts[at] ?? 0, (n) => [`${heading} ${n} - Type`, `${heading} ${n} - Value`]),
    ),
    ...numbered(addresses, (n) => [`Address ${n} - Type`, ...addressParts.map(([part]) => `Address ${n} - ${part}`)]),
  ];
  const rows = contacts.map((fields) => [
    ...single.map(([, read]) => read(fields)),
    ...lists.flatMap(([, list], at) =>
      numbered(counts[at] ?? 0, (n) => [typeOf(fields[list][n - 1]), fields[list][n - 1]?.value ?? '']),
    ),
    ...numbered(addresses, (n) => {
      const address = fields.addresses[n - 1];
      return [typeOf(address), ...addressParts.map(([, part]) => String(address?.[part] ?? ''))];
    }),
  ]);
  return writeRows([header, ...rows], options.separator ?? ',');
}

function numbered(count: number, make: (n: number) => readonly string[]): string[] {
  return Array.from({ length: count }, (_, index) => make(index + 1)).flat();
}

const GOOGLE_TYPES = new Map([
  ['cell', 'Mobile'],
  ['home', 'Home'],
  ['work', 'Work'],
  ['pager', 'Pager'],
  ['main', 'Main'],
  ['fax', 'Fax'],
  ['fax,home', 'Home Fax'],
  ['fax,work', 'Work Fax'],
]);

function typeOf(entry: Pick<TypedValue, 'types' | 'label' | 'preferred'> | undefined): string {
  if (entry === undefined) return '';
  const known = GOOGLE_TYPES.get([...entry.types].sort().join()) ?? entry.types[0] ?? '';
  return `${entry.preferred ? '* ' : ''}${entry.label || known}`;
}

/** Google's sign between them, for a comma may be in a name. */
function categoriesCell(categories: readonly string[]): string {
  return categories.some((name) => /[;,]/.test(name)) ? `${categories.join(' ::: ')} :::` : categories.join('; ');
}
