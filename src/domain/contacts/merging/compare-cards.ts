// Cards side by side: which values they share, and where they differ.
import type { ContactFields, TypedAddress, TypedValue } from '../contact-fields.js';
import { completePhones, phoneKey } from '../duplicates/phone-key.js';
import { type ListField, listFields, type SingleField, singleFields, singleText, valueKey } from './merge-choices.js';

/** A field of which there is one. */
export interface SingleComparison {
  readonly field: SingleField;
  /** By card; '' where it says nothing. */
  readonly texts: readonly string[];
  /** Something has to be chosen. */
  readonly differs: boolean;
}

export interface ListValue {
  /** What leaves it out (`MergeChoices.without`): several where it is written in several ways. */
  readonly keys: readonly string[];
  readonly value: TypedValue | TypedAddress | string;
  /** Indexes of the cards that have it, in order. */
  readonly cards: readonly number[];
}

export interface ListComparison {
  readonly field: ListField;
  readonly values: readonly ListValue[];
}

export interface Comparison {
  readonly singles: readonly SingleComparison[];
  readonly lists: readonly ListComparison[];
}

/** Fields in which any of the cards says something. */
export function compareCards(cards: readonly ContactFields[]): Comparison {
  const singles = singleFields.flatMap((field): SingleComparison[] => {
    const texts = cards.map((fields) => singleText(fields, field));
    const said = new Set(texts.filter((text) => text !== ''));
    return said.size === 0 ? [] : [{ field, texts, differs: said.size > 1 }];
  });
  const lists = listFields.flatMap((field): ListComparison[] => {
    const values = joinValues(cards, field);
    return values.length === 0 ? [] : [{ field, values }];
  });
  return { singles, lists };
}

function joinValues(cards: readonly ContactFields[], field: ListField): ListValue[] {
  const complete = completePhones(
    field === 'phones' ? cards.flatMap(({ phones }) => phones.map(({ value }) => phoneKey(value))) : [],
  );
  const found = new Map<string, { keys: Set<string>; value: ListValue['value']; cards: number[] }>();
  for (const [index, fields] of cards.entries()) {
    for (const value of fields[field]) {
      const key = valueKey(field, value);
      const number = field === 'phones' && typeof value !== 'string' && 'value' in value ? phoneKey(value.value) : '';
      const id = number === '' ? key : (complete.get(number) ?? key).replace('+', '');
      const known = found.get(id);
      if (known === undefined) found.set(id, { keys: new Set([key]), value, cards: [index] });
      else {
        known.keys.add(key);
        if (known.cards.at(-1) !== index) known.cards.push(index);
      }
    }
  }
  return [...found.values()].map(({ keys, value, cards: having }) => ({ keys: [...keys], value, cards: having }));
}
