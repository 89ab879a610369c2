import { escapeText, type Param, splitEscaped } from '../items/content-line.js';
import type { Edits } from '../items/item.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { type CardVersion, readPhoto, writeCardDate, writePhoto } from './card-values.js';
import { editCategories } from './category-edits.js';
import { editRepeated } from './contact-edits-repeated.js';
import type { ContactFields } from './contact-fields.js';
import { formatName } from './contact-name.js';
import { displayName } from './display-name.js';
import type { EditTarget } from './edit-target.js';
import { MISSING } from './kept-media.js';
import { countInText } from './keyed-lines.js';
import { FORM } from './media-form.js';
import { FAVOURITE } from './project-contact.js';
import { type KeyedProperty, OLDER_ANNIVERSARY, openCard } from './read-contact-fields.js';
import { type CardLineParts, changedParts, writeCardLine } from './write-card-line.js';

/**
 * The edits that turn a card from `before` into `after`: only lines that differ, in the card's own version, with their
 * group and the parameters we do not know. Empty when nothing differs, else with a new REV.
 *
 * @param text - The item's text as it was stored, without edits: `#n` in the ids counts its lines.
 * @param before - What `readContactFields(text, edits)` gave.
 * @param newId - A word of letters and digits, another each time.
 * @param edits - The edits the item has already.
 */
export function contactEdits(
  text: string,
  before: ContactFields,
  after: ContactFields,
  newId: () => string,
  now: EpochMs,
  edits: Edits = {},
): Edits {
  let words = 0;
  const newWord = () => {
    words += 1;
    return `${now.toString(36)}${words.toString(36).padStart(2, '0')}${newId()}`;
  };
  const target: EditTarget = { card: openCard(text, edits), edits: new Map(), newWord };
  const { version, properties } = target.card;
  const single: EditSingle = (name, write) => {
    const old = currentOf(name, properties);
    const parts = write(old);
    const line = parts.value === '' ? '' : writeCardLine({ ...keptOf(old, name), ...parts }, version);
    const key = singleKey(text, edits, name, old);
    if (line !== '' || old !== undefined) target.edits.set(key, line);
  };
  editNames(before, after, single);
  const texts = { NICKNAME: 'nickname', TITLE: 'jobTitle', NOTE: 'note' } as const;
  for (const [name, field] of Object.entries(texts)) {
    if (before[field] !== after[field]) single(name, () => ({ value: escapeText(after[field]) }));
  }
  if (before.birthday !== after.birthday) single('BDAY', (old) => dateParts(after.birthday, version, old));
  if (before.anniversary !== after.anniversary) editAnniversary(after.anniversary, target, single);
  if (before.photo !== after.photo) single('PHOTO', (old) => photoParts(after.photo, version, old));
  if (before.favourite !== after.favourite) single(FAVOURITE, () => ({ value: after.favourite ? '1' : '' }));
  if (before.categories.join('\n') !== after.categories.join('\n')) {
    editCategories(before.categories, after.categories, target);
  }
  editRepeated(before, after, target);
  if (target.edits.size === 0) return {};
  target.edits.set('REV', `REV:${formatIcalUtc(now)}`);
  return Object.fromEntries(target.edits);
}

type EditSingle = (
  name: string,
  write: (old: KeyedProperty | undefined) => Pick<CardLineParts, 'value'> & Partial<CardLineParts>,
) => void;

/** The line a field shows: the first of its name, of photos the first that is in the card. */
function currentOf(name: string, properties: readonly KeyedProperty[]): KeyedProperty | undefined {
  const all = properties.filter((property) => property.name === name);
  return (name === 'PHOTO' ? all.find((photo) => readPhoto(photo) !== '') : undefined) ?? all[0];
}

/** The name alone where the text has the property at most once, so that two devices that add it mean the same line. */
function singleKey(text: string, edits: Edits, name: string, old: KeyedProperty | undefined): string {
  const first = `${name};#1`;
  const key = old?.key ?? first;
  if (Object.hasOwn(edits, key)) return key;
  return countInText(text, name) <= 1 ? name : key;
}

function keptOf(old: KeyedProperty | undefined, name: string): Omit<CardLineParts, 'value'> {
  return { group: old?.group ?? '', name, params: old?.params ?? [] };
}

function without(params: readonly Param[], ...names: readonly string[]): Param[] {
  return params.filter(({ name }) => !names.includes(name));
}

function editNames(before: ContactFields, after: ContactFields, single: EditSingle): void {
  const nameParts = ['family', 'given', 'additional', 'prefix', 'suffix'] as const;
  const changed = nameParts.some((part) => before[part] !== after[part]);
  if (changed) {
    single('N', (old) => ({
      value: changedParts(old?.value ?? '', nameParts, before, after),
      params: without(old?.params ?? [], 'SORT-AS'),
    }));
  }
  const derived = before.formattedName === '' || before.formattedName === formatName(before);
  const follows = changed && derived && after.formattedName === before.formattedName;
  // FN must not be missing (RFC 6350 §6.2.1), so a card without any name takes what there is.
  const formattedName = displayName(follows ? { ...after, formattedName: '' } : after);
  if (formattedName !== before.formattedName) single('FN', () => ({ value: escapeText(formattedName) }));
  if (organizationOf(before).join('\n') !== organizationOf(after).join('\n')) {
    single('ORG', (old) => ({ value: organizationValue(old?.value ?? '', before, after) }));
  }
}

const organizationOf = ({ organization, department, units }: ContactFields) => [organization, department, ...units];

/** ORG with what is the same as it is written there; the last components are left out when they are empty. */
function organizationValue(old: string, before: ContactFields, after: ContactFields): string {
  const written = splitEscaped(old, ';');
  const had = organizationOf(before);
  const parts = organizationOf(after).map((part, at) =>
    part === had[at] ? (written[at] ?? escapeText(part)) : escapeText(part),
  );
  while (parts.length > 0 && (parts.at(-1) ?? '') === '') parts.pop();
  return parts.join(';');
}

/** Before 4.0 in the X- property that others read, and in Apple's dated line of the same group. */
function editAnniversary(date: string, target: EditTarget, single: EditSingle): void {
  const { properties, version } = target.card;
  const has = (name: string) => properties.some((property) => property.name === name);
  const isOlder = !has('ANNIVERSARY') && (has(OLDER_ANNIVERSARY) || version !== '4.0');
  single(isOlder ? OLDER_ANNIVERSARY : 'ANNIVERSARY', (old) => dateParts(date, version, old));
  const group = properties.find(({ name }) => name === OLDER_ANNIVERSARY)?.group ?? '';
  for (const apple of properties) {
    if (group === '' || apple.name !== 'X-ABDATE' || apple.group !== group) continue;
    const line = date === '' ? '' : writeCardLine({ ...apple, ...dateParts(date, version, apple) }, version);
    target.edits.set(apple.key, line);
  }
}

function dateParts(date: string, version: CardVersion, old: KeyedProperty | undefined) {
  const { value, kind } = writeCardDate(date, version);
  const params = without(old?.params ?? [], 'VALUE', 'X-APPLE-OMIT-YEAR');
  return { value, params: kind === '' ? params : [...params, { name: 'VALUE', values: [kind] }] };
}

function photoParts(uri: string, version: CardVersion, old: KeyedProperty | undefined) {
  const { value, params } = writePhoto(uri, version);
  return { value, params: [...without(old?.params ?? [], 'VALUE', 'TYPE', 'MEDIATYPE', MISSING, FORM), ...params] };
}
