// One row of a table as a contact.
import {
  type ContactFields,
  emptyContactFields,
  type TypedAddress,
  type TypedValue,
} from '../../domain/contacts/contact-fields.js';
import { isoDate, readCsvDate } from './csv-date.js';
import type { CsvTarget } from './headings.js';

type Writable = { -readonly [Key in keyof ContactFields]: ContactFields[Key] };
const TEXTS = new Set([
  ...['prefix', 'given', 'additional', 'family', 'suffix', 'formattedName', 'nickname', 'organization', 'department'],
  ...['jobTitle', 'note'],
] as const);
const LISTS = { email: 'emails', phone: 'phones', url: 'urls', impp: 'impps' } as const;
const ADDRESS_PARTS = new Set(['poBox', 'extended', 'street', 'locality', 'region', 'postalCode', 'country'] as const);

/** Google's sign between several values of one cell. */
const SEVERAL = ' ::: ';

export interface RowOptions {
  readonly mapping: readonly CsvTarget[];
  /** By column: dates with slashes have the day first. */
  readonly dayFirst: readonly boolean[];
}

/** @returns `undefined` for a row that says nothing. */
export function rowToFields(row: readonly string[], { mapping, dayFirst }: RowOptions): ContactFields | undefined {
  const fields: Writable = { ...emptyContactFields };
  const slots = new Map<string, Map<string, string>>();
  let isEmpty = true;
  for (const [index, target] of mapping.entries()) {
    const value = (row[index] ?? '').trim();
    if (target === '' || value === '') continue;
    const [field = '', slot = '', part = 'value'] = target.split(':');
    if (part !== 'type') isEmpty = false;
    if (isIn(TEXTS, field)) fields[field] = fields[field] === '' ? value : `${fields[field]}\n${value}`;
    else if (field === 'categories') fields.categories = readCategories(value);
    else if (field === 'birthday' || field === 'anniversary')
      fields[field] = readCsvDate(value, dayFirst[index] ?? false);
    else put(slots, isIn(LISTS_KEYS, field) && slot === '' ? `${field}:+${index}` : `${field}:${slot}`, part, value);
  }
  if (isEmpty) return undefined;
  addSlots(fields, slots);
  return fields;
}

const LISTS_KEYS = new Set(['email', 'phone', 'url', 'impp'] as const);

function isIn<Name extends string>(names: ReadonlySet<Name>, name: string): name is Name {
  return (names as ReadonlySet<string>).has(name);
}

function put(slots: Map<string, Map<string, string>>, key: string, part: string, value: string): void {
  const slot = slots.get(key) ?? new Map<string, string>();
  const old = slot.get(part);
  slot.set(part, old === undefined ? value : part === 'value' ? `${old}${SEVERAL}${value}` : `${old}, ${value}`);
  slots.set(key, slot);
}

function addSlots(fields: Writable, slots: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
  const birth: string[] = [];
  for (const [key, parts] of slots) {
    const [field = '', slot = ''] = key.split(':');
    const value = parts.get('value') ?? '';
    if (field === 'birthYear') birth[0] = value;
    else if (field === 'birthMonth') birth[1] = value;
    else if (field === 'birthDay') birth[2] = value;
    const typing = typingOf(slot, parts.get('type') ?? '');
    if (field === 'address') addAddress(fields, parts, typing);
    else if (isIn(LISTS_KEYS, field)) addValues(fields, LISTS[field], value, typing);
  }
  const [year, month, day] = birth;
  if (fields.birthday === '' && month !== undefined && day !== undefined) {
    fields.birthday = isoDate(year, month, day) ?? [year, month, day].filter((part) => part !== undefined).join('-');
  }
}

type Typing = Pick<TypedValue, 'types' | 'preferred' | 'label' | 'id'>;
const KNOWN_TYPES = new Map([
  ['home', ['home']],
  ['work', ['work']],
  ['business', ['work']],
  ['mobile', ['cell']],
  ['cell', ['cell']],
  ['pager', ['pager']],
  ['fax', ['fax']],
  ['main', ['main']],
  ['homefax', ['home', 'fax']],
  ['home fax', ['home', 'fax']],
  ['workfax', ['work', 'fax']],
  ['work fax', ['work', 'fax']],
  ['other', []],
]);

/** Google marks the preferred one with `* `; a type that vCard does not know is a label. */
function typingOf(slot: string, written: string): Typing {
  const said = written.replace(/^\*\s*/, '');
  const isNumber = !/^[a-z]/i.test(slot);
  const name = isNumber ? said : slot;
  const types = KNOWN_TYPES.get(name.toLowerCase());
  return { id: '', types: types ?? [], preferred: written.startsWith('*'), label: types === undefined ? name : '' };
}

function addValues(fields: Writable, list: (typeof LISTS)[keyof typeof LISTS], value: string, typing: Typing): void {
  const values = value.split(SEVERAL.trim()).map((part) => part.trim());
  const entries = values.filter((part) => part !== '').map((part) => ({ ...typing, value: part }));
  fields[list] = [...fields[list], ...entries.map((entry, at) => (at === 0 ? entry : { ...entry, preferred: false }))];
}

function addAddress(fields: Writable, parts: ReadonlyMap<string, string>, typing: Typing): void {
  const empty = { poBox: '', extended: '', street: '', locality: '', region: '', postalCode: '', country: '' };
  const address: TypedAddress = { ...typing, ...empty };
  const filled = [...parts].filter(([part]) => isIn(ADDRESS_PARTS, part));
  if (filled.length > 0) fields.addresses = [...fields.addresses, { ...address, ...Object.fromEntries(filled) }];
}

/** Outlook separates by `;`, Google by ` ::: ` and marks its own with `* `. */
function readCategories(value: string): string[] {
  return value
    .split(value.includes(SEVERAL.trim()) ? SEVERAL.trim() : /[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('* '));
}
