import { groupName } from '../items/category-line.js';
import { splitEscaped, unescapeText } from '../items/content-line.js';
import type { Edits } from '../items/item.js';
import { type CardProperty, preferenceOf, readCardProperty } from './card-property.js';
import { type CardVersion, readCardDate, readPhoto } from './card-values.js';
import type { ContactFields, FurtherValue, OtherProperty, TypedAddress, TypedValue } from './contact-fields.js';
import { joinList, readName } from './contact-name.js';
import { DISTINCT } from './duplicates/distinct-marks.js';
import { furtherNames, furtherProperties } from './further-properties.js';
import { keyedLines } from './keyed-lines.js';
import { FAVOURITE, isYes } from './project-contact.js';
import { isSpentType, readFurther } from './read-further.js';

/** A property of a card and the edit key of its line. */
export interface KeyedProperty extends CardProperty {
  readonly key: string;
  /** The unfolded line. */
  readonly line: string;
}

export interface OpenCard {
  readonly version: CardVersion;
  readonly properties: readonly KeyedProperty[];
}

/** A card's own properties, edits applied, in order. Lines that are no property are left out. */
export function openCard(text: string, edits: Edits = {}): OpenCard {
  const lines = keyedLines(text, edits);
  const said = lines.find((line) => line.name === 'VERSION')?.text ?? '';
  const version = said.endsWith('2.1') ? '2.1' : /:\s*4/.test(said) ? '4.0' : '3.0';
  const properties = lines.flatMap(({ key, text: line }) => {
    const property = readCardProperty(line, version === '2.1');
    return property === undefined ? [] : [{ ...property, key, line }];
  });
  return { version, properties };
}

/** What programs write before vCard 4.0 has a property for it. */
export const OLDER_ANNIVERSARY = 'X-ANNIVERSARY';

/** Properties that no reader needs to see, or that stand in the fields already. */
const notOthers = new Set([
  ...['VERSION', 'UID', 'REV', 'PRODID', 'FN', 'N', 'NICKNAME', 'ORG', 'TITLE', 'NOTE', 'BDAY', 'ANNIVERSARY', 'PHOTO'],
  ...[
    'EMAIL',
    'TEL',
    'URL',
    'IMPP',
    'ADR',
    'CATEGORIES',
    'X-ABLABEL',
    'CLIENTPIDMAP',
    FAVOURITE,
    OLDER_ANNIVERSARY,
    DISTINCT,
  ],
]);
const MAX_OTHER = 1000;

/**
 * What a person sees of a card of any version.
 *
 * @param text - The item's own text, as it was stored. With its `edits` the ids of repeated properties name the right
 * lines; an item's text with edits already applied may be read too, but then the ids fit only that text.
 */
export function readContactFields(text: string, edits: Edits = {}): ContactFields {
  const { properties } = openCard(text, edits);
  const all = (name: string) => properties.filter((property) => property.name === name);
  const first = (name: string) => properties.find((property) => property.name === name);
  const plain = (name: string) => unescapeText(first(name)?.value ?? '').trim();
  const date = (name: string, older?: string) =>
    dateOf(first(name) ?? (older === undefined ? undefined : first(older)));
  const [organization = '', ...units] = splitEscaped(first('ORG')?.value ?? '', ';').map((part) =>
    unescapeText(part).trim(),
  );
  const labels = labelsOf(properties);
  const typed = (name: string) =>
    all(name)
      .map((property) => readTyped(property, labels))
      .filter(({ value }) => value !== '');
  const photo = all('PHOTO').find((property) => readPhoto(property) !== '');
  while (units.at(-1) === '') units.pop();
  const [department = '', ...below] = units;
  const further = properties
    .flatMap((property) => furtherOf(property, first(property.name), labels))
    .sort((a, b) => furtherNames.indexOf(a.name) - furtherNames.indexOf(b.name));
  const inFields = new Set(further.map(({ id }) => id));
  return {
    ...readName(first('N')?.value ?? ''),
    formattedName: plain('FN'),
    nickname: joinList(first('NICKNAME')?.value ?? '', ', '),
    organization,
    department,
    units: below,
    jobTitle: plain('TITLE'),
    emails: typed('EMAIL'),
    phones: typed('TEL'),
    urls: typed('URL'),
    impps: typed('IMPP'),
    addresses: all('ADR')
      .filter(({ value }) => !/^[;,\s]*$/.test(value))
      .map((property) => readAddress(property, labels)),
    birthday: date('BDAY'),
    anniversary: date('ANNIVERSARY', OLDER_ANNIVERSARY),
    note: unescapeText(first('NOTE')?.value ?? ''),
    categories: [...new Set(all('CATEGORIES').flatMap((property) => readList(property.value).map(groupName)))],
    further,
    photo: photo === undefined ? '' : readPhoto(photo),
    favourite: isYes(plain(FAVOURITE)),
    others: readOthers(properties, photo)
      .filter(({ key }) => !inFields.has(key))
      .map(({ name, value }) => ({ name, value })),
  };
}

const dateOf = (property: CardProperty | undefined) => (property === undefined ? '' : readCardDate(property));

export function readList(value: string): string[] {
  return splitEscaped(value, ',')
    .map((part) => unescapeText(part).trim())
    .filter((part) => part !== '');
}

function readTyped(property: KeyedProperty, labels: Labels): TypedValue {
  const value = unescapeText(property.value).trim();
  return { ...typing(property, labels), value: property.name === 'TEL' ? value.replace(/^tel:/i, '') : value };
}

function typing(property: KeyedProperty, labels: Labels): Omit<TypedValue, 'value'> {
  return {
    id: property.key,
    types: shownTypes(property),
    preferred: preferenceOf(property) === 1,
    label: readLabel(labels.get(property.group.toLowerCase())),
  };
}

function furtherOf(property: KeyedProperty, first: KeyedProperty | undefined, labels: Labels): readonly FurtherValue[] {
  const read = readFurther(property);
  if (read === undefined || (furtherProperties[read.name].again && property === first)) return [];
  const { types, ...typed } = typing(property, labels);
  return [{ ...typed, types: types.filter((type) => !isSpentType(property, type)), ...read }];
}

/** TYPE values that say something: `internet` is what every address of our time is, `pref` has a field of its own. */
export function shownTypes(property: CardProperty): string[] {
  return [...new Set(property.types)].filter((type) => !isHiddenType(property.name, type));
}

export function isHiddenType(name: string, type: string): boolean {
  return type === 'pref' || (name === 'EMAIL' && type === 'internet');
}

/** Apple's labels: the X-ABLabel of each group, by its name in lower case. */
type Labels = ReadonlyMap<string, KeyedProperty>;

function labelsOf(properties: readonly KeyedProperty[]): Labels {
  const labels = new Map<string, KeyedProperty>();
  for (const property of properties) {
    const group = property.group.toLowerCase();
    if (property.name === 'X-ABLABEL' && group !== '' && !labels.has(group)) labels.set(group, property);
  }
  return labels;
}

/** The label of a property, a line of its own in the same group. */
export function labelOf(property: CardProperty, properties: readonly KeyedProperty[]): KeyedProperty | undefined {
  return labelsOf(properties).get(property.group.toLowerCase());
}

/** Apple writes its own labels as `_$!<HomePage>!$_`. */
function readLabel(property: CardProperty | undefined): string {
  const text = unescapeText(property?.value ?? '').trim();
  return /^_\$!<(.*)>!\$_$/.exec(text)?.[1] ?? text;
}

function readAddress(property: KeyedProperty, labels: Labels): TypedAddress {
  const parts = splitEscaped(property.value, ';').map((part) => joinList(part, ', '));
  const [poBox = '', extended = '', street = '', locality = '', region = '', postalCode = '', country = ''] = parts;
  return { ...typing(property, labels), poBox, extended, street, locality, region, postalCode, country };
}

/** Everything else, and second values of what a contact has one of here. */
function readOthers(
  properties: readonly KeyedProperty[],
  photo: KeyedProperty | undefined,
): (OtherProperty & { readonly key: string })[] {
  const seen = new Set<string>();
  const repeatable = new Set(['EMAIL', 'TEL', 'URL', 'IMPP', 'ADR', 'CATEGORIES', 'X-ABLABEL', DISTINCT]);
  return properties.flatMap((property) => {
    const { key, name, value, binary } = property;
    const again = seen.has(name) && !repeatable.has(name) && name !== 'VERSION';
    seen.add(name);
    if (name === 'PHOTO' ? property === photo : notOthers.has(name) && !again) return [];
    const shown = binary || /^(?:data|ni):/i.test(value) ? '' : unescapeText(value).trim();
    return [{ key, name, value: shown.length > MAX_OTHER ? `${shown.slice(0, MAX_OTHER)}…` : shown }];
  });
}
