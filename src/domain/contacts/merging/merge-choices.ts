// What a person decides when several cards become one.

import type { ItemRef } from '../../items/item.js';
import { normalizeForSearch } from '../../text/fold.js';
import type { ContactFields, TypedAddress, TypedValue } from '../contact-fields.js';
import { mailKey } from '../duplicates/card-signs.js';
import { phoneKey } from '../duplicates/phone-key.js';

/** What a contact has one of: one card's value is taken. */
export const singleFields = [
  'name',
  'nickname',
  'organization',
  'jobTitle',
  'birthday',
  'anniversary',
  'note',
  'photo',
] as const;
export type SingleField = (typeof singleFields)[number];

/** What a contact has several of: all values, each once. */
export const listFields = ['emails', 'phones', 'addresses', 'urls', 'impps', 'categories'] as const;
export type ListField = (typeof listFields)[number];

export interface MergeChoices {
  /** By field the card whose value is taken (`refKey`). Absent: what says most; of notes all. */
  readonly from?: Readonly<Partial<Record<SingleField, string>>>;
  /** Values of lists that are left out (`valueKey`). */
  readonly without?: readonly string[];
}

/** One merge of a command. */
export interface MergeRequest {
  /** It stays, with its UID, in its address book. */
  readonly keep: ItemRef;
  /** They are deleted. */
  readonly others: readonly ItemRef[];
  readonly choices?: MergeChoices;
}

/** Names a card among others. */
export function refKey({ collectionId, uid }: ItemRef): string {
  return `${collectionId}\n${uid}`;
}

type ListValue = TypedValue | TypedAddress | string;

/** The same for values that are one, however they are written. */
export function valueKey(field: ListField, value: ListValue): string {
  return `${field}\n${comparable(field, value)}`;
}

function comparable(field: ListField, value: ListValue): string {
  if (typeof value === 'string') return value;
  if (!('value' in value)) {
    const { poBox, extended, street, locality, region, postalCode, country } = value;
    return [poBox, extended, street, locality, region, postalCode, country].map(plainWords).join('\n');
  }
  if (field === 'emails') return mailKey(value.value) || value.value;
  if (field === 'phones') return phoneKey(value.value).replace('+', '') || value.value;
  if (field === 'urls') return value.value.toLowerCase().replace(/^https?:\/\/(?:www\.)?|\/$/g, '');
  return value.value;
}

const plainWords = (text: string) =>
  normalizeForSearch(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** What a card says in a field, for the eye and to compare; '' when nothing. */
export function singleText(fields: ContactFields, field: SingleField): string {
  switch (field) {
    case 'name':
      return (
        fields.formattedName ||
        [fields.prefix, fields.given, fields.additional, fields.family, fields.suffix].filter(Boolean).join(' ')
      );
    case 'organization':
      return [fields.organization, fields.department, ...fields.units].filter(Boolean).join(' · ');
    default:
      return fields[field];
  }
}
