// Edits of what a contact has several of: each line by its own key, so that two devices may each add one.
import { escapeText, type Param } from '../items/content-line.js';
import type { CardVersion } from './card-values.js';
import type { ContactFields, FurtherValue, TypedAddress, TypedValue } from './contact-fields.js';
import type { EditTarget } from './edit-target.js';
import { isHiddenType, type KeyedProperty, labelOf } from './read-contact-fields.js';
import { isSpentType } from './read-further.js';
import { changedParts, withTyping, writeCardLine } from './write-card-line.js';
import { propertyNameOf, writeFurther } from './write-further.js';

type Typing = Omit<TypedValue, 'value'>;
const addressParts = ['poBox', 'extended', 'street', 'locality', 'region', 'postalCode', 'country'] as const;

/** Emails, telephones, addresses on the web, instant messengers, postal addresses, and the further properties. */
export function editRepeated(before: ContactFields, after: ContactFields, target: EditTarget): void {
  const values = { EMAIL: 'emails', TEL: 'phones', URL: 'urls', IMPP: 'impps' } as const;
  for (const [name, field] of Object.entries(values)) {
    editList(() => name, before[field], after[field], target, plainOf);
  }
  editList(() => 'ADR', before.addresses, after.addresses, target, addressOf);
  const { version } = target.card;
  const furtherOf: WriteEntry<FurtherValue> = (entry, was, old) => writeFurther(entry, was, old, version);
  editList(({ name }) => propertyNameOf(name, version), before.further, after.further, target, furtherOf);
}

/** Value and parameters of an entry's line, without its TYPE and PREF; '' for an entry that says nothing. */
type WriteEntry<Entry> = (
  entry: Entry,
  was: Entry | undefined,
  old: KeyedProperty | undefined,
) => { readonly value: string; readonly params: readonly Param[] };

const plainOf: WriteEntry<TypedValue> = (entry, was, old) => {
  if (old !== undefined && was?.value === entry.value) return old;
  const value = entry.value.trim();
  const isUri = old?.name === 'URL' || old?.name === 'IMPP';
  const params = (old?.params ?? []).filter(({ name }) => isUri || name !== 'VALUE');
  return { value: escapeText(value), params };
};

const addressOf: WriteEntry<TypedAddress> = (entry, was, old) => {
  const value = changedParts(old?.value ?? '', addressParts, was, entry);
  // A written-out LABEL of another address would be a lie.
  const params = (old?.params ?? []).filter(({ name }) => name !== 'LABEL' || value === old?.value);
  return { value, params };
};

function editList<Entry extends Typing>(
  nameOf: (entry: Entry) => string,
  before: readonly Entry[],
  after: readonly Entry[],
  target: EditTarget,
  write: WriteEntry<Entry>,
): void {
  const kept = new Set(after.map(({ id }) => id));
  for (const { id } of before) if (!kept.has(id)) removeLine(id, target);
  for (const entry of after) {
    const was = entry.id === '' ? undefined : before.find(({ id }) => id === entry.id);
    if (was !== undefined && sameEntry(was, entry)) continue;
    editEntry(nameOf(entry), entry, was, target, write);
  }
}

function sameEntry<Entry extends Typing>(a: Entry, b: Entry): boolean {
  const keys = Object.keys(a) as (keyof Entry)[];
  return keys.every((key) => String(a[key]) === String(b[key]));
}

function removeLine(key: string, target: EditTarget): void {
  const old = target.card.properties.find((property) => property.key === key);
  target.edits.set(key, '');
  const label = old === undefined ? undefined : labelOf(old, target.card.properties);
  if (old !== undefined && label !== undefined && isAlone(old, target)) target.edits.set(label.key, '');
}

/** Nothing else than its label is in the line's group. */
function isAlone(line: KeyedProperty, target: EditTarget): boolean {
  const group = line.group.toLowerCase();
  return !target.card.properties.some(
    (other) => other !== line && other.group.toLowerCase() === group && other.name !== 'X-ABLABEL',
  );
}

function editEntry<Entry extends Typing>(
  newName: string,
  entry: Entry,
  was: Entry | undefined,
  target: EditTarget,
  write: WriteEntry<Entry>,
): void {
  const { version, properties } = target.card;
  const old = properties.find((property) => property.key === entry.id);
  const name = old?.name ?? newName;
  const { value, params } = write(entry, was, old);
  if (value === '') {
    if (old !== undefined) removeLine(old.key, target);
    return;
  }
  const word = target.newWord();
  const key = entry.id === '' ? `${name};${word}` : entry.id;
  const label = old === undefined ? undefined : labelOf(old, properties);
  const labelChanged = entry.label !== (was?.label ?? '');
  const group = (old?.group ?? '') === '' && labelChanged && entry.label !== '' ? `g${word}` : (old?.group ?? '');
  const typed = typedParams(name, entry, was, params, version);
  const line = writeCardLine({ group, name, params: typed, value }, version);
  const unchanged = was !== undefined && sameEntry({ ...was, label: '' }, { ...entry, label: '' });
  if (!unchanged || group !== old?.group) target.edits.set(key, line);
  if (labelChanged) editLabel(entry.label, group, label, target, word);
}

function typedParams(
  name: string,
  entry: Typing,
  was: Typing | undefined,
  params: readonly Param[],
  version: CardVersion,
): readonly Param[] {
  if (was !== undefined && was.preferred === entry.preferred && String(was.types) === String(entry.types))
    return params;
  const binary = params.some((param) => param.name === 'ENCODING');
  const hidden = params
    .filter((param) => param.name === 'TYPE')
    .flatMap(({ values }) => values)
    .flatMap((type) => {
      const lower = type.toLowerCase();
      if (lower === 'pref') return [];
      return isHiddenType(name, lower) ? [lower] : isSpentType({ name, binary }, lower) ? [type] : [];
    });
  return withTyping(params, [...hidden, ...entry.types], entry.preferred, version);
}

function editLabel(
  label: string,
  group: string,
  old: KeyedProperty | undefined,
  target: EditTarget,
  word: string,
): void {
  if (label === '') {
    if (old !== undefined) target.edits.set(old.key, '');
    return;
  }
  const parts = { group, name: 'X-ABLabel', params: [], value: escapeText(label) };
  target.edits.set(old?.key ?? `X-ABLABEL;${word}`, writeCardLine(parts, target.card.version));
}
