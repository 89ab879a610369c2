// What the merged card says in the fields that people see. Everything else is carried line by line (carry-lines.ts).
import type { ContactFields, TypedValue } from '../contact-fields.js';
import { phoneKey } from '../duplicates/phone-key.js';
import {
  type ListField,
  listFields,
  type MergeChoices,
  type SingleField,
  singleFields,
  singleText,
  valueKey,
} from './merge-choices.js';

/** A card and how it is named in the choices. */
export interface MergeFields {
  /** `refKey` */
  readonly key: string;
  readonly fields: ContactFields;
}

/**
 * Where the value of a field comes from: the card that was chosen, else the one that says most in it; of equals the first.
 * `undefined` where none says anything, and for notes that are joined.
 */
export function sourceOf(
  cards: readonly MergeFields[],
  field: SingleField,
  choices: MergeChoices,
): MergeFields | undefined {
  const wanted = choices.from?.[field];
  const chosen = cards.find(({ key }) => key === wanted);
  if (chosen !== undefined || field === 'note') return chosen;
  return cards.reduce<MergeFields | undefined>((best, card) => {
    const weight = weightOf(card.fields, field);
    return weight > (best === undefined ? 0 : weightOf(best.fields, field)) ? card : best;
  }, undefined);
}

const MAX_LENGTH = 100;

function weightOf(fields: ContactFields, field: SingleField): number {
  if (field === 'name') {
    const parts = [fields.given, fields.family, fields.additional, fields.prefix, fields.suffix];
    // A name in parts says more than the same in one line, a word more than its first letter.
    const words = Math.min(singleText(fields, field).length, MAX_LENGTH) / (MAX_LENGTH + 1);
    return parts.filter((part) => part !== '').length * 2 + (fields.formattedName === '' ? 0 : 1) + words;
  }
  const text = singleText(fields, field);
  if (text === '') return 0;
  // A date with its year says more than one without.
  return field === 'birthday' || field === 'anniversary' ? (text.startsWith('--') ? 1 : 2) : 1;
}

/** Notes one after the other; one that stands in another is not said twice. */
export function joinNotes(notes: readonly string[]): string {
  const kept: string[] = [];
  for (const note of notes.map((each) => each.trim())) {
    if (note === '' || kept.some((other) => other.includes(note))) continue;
    const longer = kept.findIndex((other) => note.includes(other));
    if (longer === -1) kept.push(note);
    else kept[longer] = note;
  }
  return kept.join('\n\n');
}

/** The kept card's fields after the merge; values of lists that others add are not in it. @param cards - It first. */
export function mergedFields(cards: readonly MergeFields[], choices: MergeChoices): ContactFields {
  const before = (cards[0] as MergeFields).fields;
  const after: Writable<ContactFields> = { ...before };
  for (const field of singleFields) {
    const source = sourceOf(cards, field, choices)?.fields;
    if (field === 'note') after.note = source?.note ?? joinedNote(cards, before.note);
    else if (source !== undefined) take(after, source, field);
  }
  const without = new Set(choices.without);
  const others = cards.slice(1).map(({ fields }) => fields);
  for (const field of listFields) keepValues(after, others, field, without);
  after.favourite = cards.some(({ fields }) => fields.favourite);
  return after;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A note that says it all already is left as it is written. */
function joinedNote(cards: readonly MergeFields[], own: string): string {
  const joined = joinNotes(cards.map(({ fields }) => fields.note));
  return joined === own.trim() ? own : joined;
}

function take(after: Writable<ContactFields>, source: ContactFields, field: Exclude<SingleField, 'note'>): void {
  if (field === 'name') {
    for (const part of ['prefix', 'given', 'additional', 'family', 'suffix', 'formattedName'] as const)
      after[part] = source[part];
  } else {
    after[field] = source[field];
    if (field === 'organization') {
      after.department = source.department;
      after.units = source.units;
    }
  }
}

function keepValues(
  after: Writable<ContactFields>,
  others: readonly ContactFields[],
  field: ListField,
  without: ReadonlySet<string>,
): void {
  if (field === 'categories') {
    const all = [...after.categories, ...others.flatMap(({ categories }) => categories)];
    after.categories = [...new Set(all)].filter((name) => !without.has(valueKey('categories', name)));
  } else if (field === 'addresses') {
    after.addresses = after.addresses.filter((value) => !without.has(valueKey('addresses', value)));
  } else {
    const theirs = others.flatMap((fields) => fields[field]);
    after[field] = after[field]
      .filter((value) => !without.has(valueKey(field, value)))
      .map((value) => completed(field, value, theirs));
  }
}

/** What another card knows better of the same value: that it is a mobile, the country of a number. */
function completed(field: ListField, value: TypedValue, theirs: readonly TypedValue[]): TypedValue {
  const key = valueKey(field, value);
  const same = theirs.filter(
    (other) => valueKey(field, other) === key || (field === 'phones' && isLonger(other, value)),
  );
  if (same.length === 0) return value;
  const typed = value.types.length === 0 ? same.find(({ types }) => types.length > 0) : undefined;
  const longer = field === 'phones' ? same.find((other) => isLonger(other, value)) : undefined;
  return { ...value, types: typed?.types ?? value.types, value: longer?.value ?? value.value };
}

/** Whether it is the same telephone number, and only it says the country. */
export function isLonger(a: Pick<TypedValue, 'value'>, b: Pick<TypedValue, 'value'>): boolean {
  const [long, short] = [phoneKey(a.value), phoneKey(b.value)];
  return long.startsWith('+') && short.length >= MIN_SHARED && !short.startsWith('+') && long.endsWith(short);
}

const MIN_SHARED = 7;
