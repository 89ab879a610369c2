// One row of a table as a contact.
import { type ContactFields, emptyContactFields, type TypedValue } from '../../domain/contacts/contact-fields.js';
import { isoDate, readCsvDate } from './csv-date.js';
import type { CsvTarget } from './headings.js';

type Writable = { -readonly [Key in keyof ContactFields]: ContactFields[Key] };
const TEXTS = new Set([
  ...['prefix', 'given', 'additional', 'family', 'suffix', 'formattedName', 'nickname', 'organization', 'department'],
  ...['jobTitle', 'note'],
] as const);
const LISTS = { email: 'emails', phone: 'phones', url: 'urls', impp: 'impps' } as const;

/** Google's sign between several values of one cell. */
const SEVERAL = ' ::: ';

export interface RowOptions {
  readonly mapping: readonly CsvTarget[];
  /** By column: dates with slashes have the day first. */
  readonly dayFirst: readonly boolean[];
}

/** A column that is a field of its own. */
interface OwnColumn {
  readonly index: number;
  readonly field: string;
  readonly dayFirst: boolean;
}

/** Columns that make one value together: a number and its type, the parts of an address. */
interface Slot {
  readonly field: string;
  /** A TYPE (`home`), or a number whose type stands in a column. */
  readonly name: string;
  readonly types: number[];
  /** By part of an address, `value` otherwise. */
  readonly parts: Map<string, number[]>;
}

function planColumns({ mapping, dayFirst }: RowOptions): { own: OwnColumn[]; slots: Slot[] } {
  const own: OwnColumn[] = [];
  const slots = new Map<string, Slot>();
  for (const [index, target] of mapping.entries()) {
    if (target === '') continue;
    const [field = '', name = '', part = 'value'] = target.split(':');
    if (isIn(TEXTS, field) || OWN.has(field)) {
      own.push({ index, field, dayFirst: dayFirst[index] ?? false });
      continue;
    }
    const key = isIn(LISTS_KEYS, field) && name === '' ? `${field}:+${index}` : `${field}:${name}`;
    const slot: Slot = slots.get(key) ?? { field, name: key.slice(field.length + 1), types: [], parts: new Map() };
    if (part === 'type') slot.types.push(index);
    else slot.parts.set(part, [...(slot.parts.get(part) ?? []), index]);
    slots.set(key, slot);
  }
  return { own, slots: [...slots.values()] };
}

const OWN = new Set(['categories', 'birthday', 'anniversary']);
const LISTS_KEYS = new Set(['email', 'phone', 'url', 'impp'] as const);

function isIn<Name extends string>(names: ReadonlySet<Name>, name: string): name is Name {
  return (names as ReadonlySet<string>).has(name);
}

/** What the cells say, put together where several columns mean the same. */
function cells(row: readonly string[], columns: readonly number[], separator: string): string {
  let text = '';
  for (const index of columns) {
    const value = (row[index] ?? '').trim();
    if (value !== '') text = text === '' ? value : text + separator + value;
  }
  return text;
}

/** @returns what reads rows; it gives `undefined` for a row that says nothing. */
export function createRowReader(options: RowOptions): (row: readonly string[]) => ContactFields | undefined {
  const { own, slots } = planColumns(options);
  return (row) => {
    const fields: Writable = { ...emptyContactFields };
    let isEmpty = true;
    for (const column of own) if (readOwn(fields, column, (row[column.index] ?? '').trim())) isEmpty = false;
    const birth = { birthYear: '', birthMonth: '', birthDay: '' };
    for (const slot of slots) {
      const { field, name, types, parts } = slot;
      if (field === 'address') {
        if (addAddress(fields, row, slot)) isEmpty = false;
        continue;
      }
      const value = cells(row, parts.get('value') ?? none, SEVERAL);
      if (value === '') continue;
      isEmpty = false;
      if (isIn(LISTS_KEYS, field)) addValues(fields, LISTS[field], value, typingOf(name, cells(row, types, ', ')));
      else if (field in birth) birth[field as keyof typeof birth] = value;
    }
    if (isEmpty) return undefined;
    if (fields.birthday === '') fields.birthday = birthdayOf(birth);
    return fields;
  };
}

/** @returns whether there was something. */
function readOwn(fields: Writable, { field, dayFirst }: OwnColumn, value: string): boolean {
  if (value === '') return false;
  if (isIn(TEXTS, field)) fields[field] = fields[field] === '' ? value : `${fields[field]}\n${value}`;
  else if (field === 'categories') fields.categories = [...fields.categories, ...readCategories(value)];
  else if (field === 'birthday' || field === 'anniversary') fields[field] = readCsvDate(value, dayFirst);
  return true;
}

function birthdayOf({
  birthYear,
  birthMonth,
  birthDay,
}: Record<'birthYear' | 'birthMonth' | 'birthDay', string>): string {
  if (birthMonth === '' || birthDay === '') return '';
  const parts = [birthYear, birthMonth, birthDay].filter((part) => part !== '');
  return isoDate(birthYear, birthMonth, birthDay) ?? parts.join('-');
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
  const values = value.includes(':::') ? value.split(SEVERAL.trim()).map((part) => part.trim()) : [value];
  for (const part of values) {
    if (part === '') continue;
    const { id, types, label, preferred } = typing;
    const entry: TypedValue = { id, types, label, preferred: preferred && part === values[0], value: part };
    fields[list] = [...fields[list], entry];
  }
}

/** @returns whether there was something. */
function addAddress(fields: Writable, row: readonly string[], { parts, name, types }: Slot): boolean {
  const part = (wanted: string) => cells(row, parts.get(wanted) ?? none, ', ');
  const street = part('street');
  const locality = part('locality');
  const region = part('region');
  const postalCode = part('postalCode');
  const country = part('country');
  const extended = part('extended');
  const poBox = part('poBox');
  if (street + locality + region + postalCode + country + extended + poBox === '') return false;
  const { id, types: kinds, preferred, label } = typingOf(name, cells(row, types, ', '));
  // Written out: this runs for each row, and spreading costs more than all the rest.
  const address = {
    id,
    types: kinds,
    preferred,
    label,
    poBox,
    extended,
    street,
    locality,
    region,
    postalCode,
    country,
  };
  fields.addresses = [...fields.addresses, address];
  return true;
}

const none: readonly number[] = [];

/** Outlook separates by `;`, Google by ` ::: ` and marks its own with `* `. */
function readCategories(value: string): string[] {
  return value
    .split(value.includes(SEVERAL.trim()) ? SEVERAL.trim() : /[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('* '));
}
