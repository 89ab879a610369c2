// What a person changes among the properties that few contacts have, as pure steps.
import type { FurtherValue } from '../../domain/contacts/contact-fields.js';
import { type FurtherName, furtherNames, furtherProperties } from '../../domain/contacts/further-properties.js';
import { readPosition } from '../../domain/contacts/position.js';

/** A value nobody has filled in yet. @param language - The person's own, BCP 47: where they are asked for one. */
export function blankFurther(name: FurtherName, language: string): FurtherValue {
  const { kind, types } = furtherProperties[name];
  const value = kind === 'language' ? (language.split('-')[0] ?? 'en') : '';
  const first = name === 'RELATED' ? types?.slice(0, 1) : [];
  return { id: '', name, value, types: first ?? [], preferred: false, label: '', detail: '' };
}

export const isBlankFurther = ({ value, detail, name }: FurtherValue) =>
  value.trim() === '' && (name !== 'GENDER' || detail.trim() === '');

/** With one value more, in the order in which they are shown. */
export function withFurther(values: readonly FurtherValue[], added: FurtherValue): readonly FurtherValue[] {
  const rank = ({ name }: FurtherValue) => furtherNames.indexOf(name);
  const at = values.findIndex((value) => rank(value) > rank(added));
  return at === -1 ? [...values, added] : [...values.slice(0, at), added, ...values.slice(at)];
}

/** One value replaced. Of each property at most one is preferred: the latest that was made so. */
export function changeFurther(
  values: readonly FurtherValue[],
  at: number,
  value: FurtherValue,
): readonly FurtherValue[] {
  return values.map((old, index) => {
    if (index === at) return value;
    return value.preferred && old.preferred && old.name === value.name ? { ...old, preferred: false } : old;
  });
}

/** The TYPE of the list that a value has, '' without; `undefined` when it says more than the list has. */
export function furtherType(value: FurtherValue): string | undefined {
  const offered = furtherProperties[value.name].types ?? [];
  const [first = '', second] = value.types;
  if (value.label !== '' || second !== undefined) return undefined;
  return first === '' || offered.includes(first) ? first : undefined;
}

/** The first place on the map that is none. */
export function wrongPosition(values: readonly FurtherValue[]): string | undefined {
  return values.find(({ name, value }) => name === 'GEO' && value.trim() !== '' && readPosition(value) === undefined)
    ?.value;
}
