import { hashOfFileUri } from '../files/file-uri.js';
import { groupName } from '../items/category-line.js';
import { splitEscaped, unescapeText } from '../items/content-line.js';
import type { ContactItem } from '../items/item.js';
import { memberUid } from '../items/member-id.js';
import { parsePartialDate } from '../time/partial-date.js';
import { type CardProperty, preferenceOf, scanProperties } from './card-property.js';
import { readCardDate } from './card-values.js';
import { formatName, joinList, joinWords, readName } from './contact-name.js';
import type { ContactRow } from './contact-row.js';
import { hueOf, initialsOf } from './face.js';
import { groupKinds, memberNames } from './group-properties.js';
import { photoWord } from './photo-word.js';

/**
 * Says that a contact is a favourite. vCard has no property for it; programs keep an X- property they do not know, and
 * unlike a CATEGORIES value it does not turn up as a group in other address books.
 */
export const FAVOURITE = 'X-IK-FAVOURITE';

const wanted = new Set([
  'FN',
  'N',
  'NICKNAME',
  'ORG',
  'EMAIL',
  'TEL',
  'PHOTO',
  'SORT-STRING',
  'X-ABSHOWAS',
  'KIND',
  'CATEGORIES',
  'MEMBER',
  'X-ADDRESSBOOKSERVER-KIND',
  'X-ADDRESSBOOKSERVER-MEMBER',
  'BDAY',
  'ANNIVERSARY',
  'X-ANNIVERSARY',
  FAVOURITE,
]);
/** Attack: a card in a hundred thousand groups, each of them in the list of groups. */
const MAX_GROUPS = 500;

interface Found {
  readonly first: Map<string, CardProperty>;
  readonly best: Map<string, { readonly property: CardProperty; readonly preference: number }>;
  readonly groups: Set<string>;
  readonly members: Set<string>;
}

/**
 * What the list draws of a card of any version: one scan, without building the card. `item.text` has its edits applied.
 */
export function projectContact(collectionId: string, item: ContactItem): ContactRow {
  const { first, best, groups, members } = find(item.text);
  const text = (name: string) => unescapeText(first.get(name)?.value ?? '').trim();
  const [company = ''] = splitEscaped(first.get('ORG')?.value ?? '', ';');
  const organization = unescapeText(company).trim();
  const email = unescapeText(best.get('EMAIL')?.property.value ?? '').trim();
  const phone = displayPhone(best.get('TEL')?.property);
  const parts = readName(first.get('N')?.value ?? '');
  const saysCompany = text('X-ABSHOWAS').toUpperCase() === 'COMPANY' || text('KIND').toLowerCase() === 'org';
  const isGroup = groupKinds.some((kind) => text(kind).toLowerCase() === 'group');
  const isCompany = saysCompany && organization !== '';
  const written = isCompany ? organization : text('FN') || formatName(parts);
  const name = written || organization || joinList(first.get('NICKNAME')?.value ?? '', ', ') || email || phone;
  const ownName = isCompany ? '' : joinWords(parts.given, parts.family);
  return {
    uid: item.uid,
    collectionId,
    name,
    byFirst: ownName || name,
    byLast: (isCompany ? '' : sortName(first) || joinWords(parts.family, parts.given)) || name,
    organization,
    email,
    phone,
    initials: initialsOf(ownName || name),
    hue: hueOf(item.uid),
    favourite: isYes(text(FAVOURITE)),
    ...(groups.size > 0 ? { groups: [...groups] } : {}),
    ...(isGroup ? { members: [...members] } : {}),
    ...photoOf(first.get('PHOTO')),
    ...dates(first),
  };
}

/** What a calendar of birthdays is made of. */
function dates(first: Found['first']): Pick<ContactRow, 'birthday' | 'anniversary'> {
  const dateOf = (property: CardProperty | undefined) => {
    const date = property && readCardDate(property);
    return date !== undefined && parsePartialDate(date) !== undefined ? date : undefined;
  };
  const birthday = dateOf(first.get('BDAY'));
  const anniversary = dateOf(first.get('ANNIVERSARY') ?? first.get('X-ANNIVERSARY'));
  return { ...(birthday !== undefined && { birthday }), ...(anniversary !== undefined && { anniversary }) };
}

function find(text: string): Found {
  const found: Found = { first: new Map(), best: new Map(), groups: new Set(), members: new Set() };
  const wants = (name: string) => wanted.has(name);
  scanProperties(text, wants, (name, property) => {
    if (property.value === '') return;
    if (!found.first.has(name)) found.first.set(name, property);
    if (name === 'CATEGORIES') addGroups(property, found.groups);
    else if (memberNames.has(name)) found.members.add(memberUid(property.value));
    if (name !== 'EMAIL' && name !== 'TEL') return;
    const preference = preferenceOf(property);
    if (preference < (found.best.get(name)?.preference ?? 102)) found.best.set(name, { property, preference });
  });
  return found;
}

function addGroups({ value }: CardProperty, groups: Set<string>): void {
  for (const part of splitEscaped(value, ',')) {
    const name = groupName(unescapeText(part));
    if (name !== '' && groups.size < MAX_GROUPS) groups.add(name);
  }
}

/** How the family name sorts where it says so: SORT-STRING of 3.0, SORT-AS of 4.0. */
function sortName(first: ReadonlyMap<string, CardProperty>): string {
  const sortString = unescapeText(first.get('SORT-STRING')?.value ?? '').trim();
  if (sortString !== '') return sortString;
  const sortAs = first.get('N')?.params.find((param) => param.name === 'SORT-AS');
  return sortAs === undefined
    ? ''
    : joinWords(...sortAs.values.flatMap((value) => value.split(/[,;]/)).map((v) => v.trim()));
}

/** A telephone number for the eye: TEL may be a `tel:` URI in 4.0, with parameters behind the number (RFC 3966 §3). */
export function displayPhone(property: CardProperty | undefined): string {
  return unescapeText(property?.value ?? '')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^(\+?[\d\s().-]+);[\w-]+(?:=.*)?$/s, '$1');
}

/** A photo in the card itself, or kept beside it; one on a server is never fetched unasked. */
function photoOf(photo: CardProperty | undefined): Pick<ContactRow, 'photo'> {
  if (photo === undefined) return {};
  if (hashOfFileUri(photo.value) !== undefined) return { photo: photo.value.trim() };
  return photo.binary || /^data:/i.test(photo.value) ? { photo: photoWord(photo) } : {};
}

export function isYes(value: string): boolean {
  return value === '1' || value.toLowerCase() === 'true';
}
