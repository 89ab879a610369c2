// What a person changes in the contact form, as pure steps from one draft to the next.

import {
  type ContactFields,
  emptyContactFields,
  type TypedAddress,
  type TypedValue,
} from '../../domain/contacts/contact-fields.js';
import { formatName } from '../../domain/contacts/contact-name.js';
import { typesByKind, type ValueKind } from './contact-labels.js';
import { mailLink } from './contact-links.js';
import { isBlankFurther, wrongPosition } from './further-draft.js';

export type AnyValue = TypedValue | TypedAddress;

/** A line for one more value, typed as the first such value usually is. */
export function blankValue(kind: ValueKind, count: number): AnyValue {
  const types = [typesByKind[kind][Math.min(count, 1)] ?? 'home'];
  const common = { id: '', types, preferred: false, label: '' };
  if (kind !== 'addresses') return { ...common, value: '' };
  return { ...common, poBox: '', extended: '', street: '', locality: '', region: '', postalCode: '', country: '' };
}

/** The parts of an address that hold text. */
export const addressParts = ['street', 'extended', 'poBox', 'postalCode', 'locality', 'region', 'country'] as const;

export function isBlankValue(value: AnyValue): boolean {
  return 'value' in value ? value.value.trim() === '' : addressParts.every((part) => value[part].trim() === '');
}

/** One value replaced. At most one of them is preferred: the latest that was made so. */
export function withValue<T extends AnyValue>(values: readonly T[], at: number, value: T): readonly T[] {
  return values.map((old, index) => {
    if (index === at) return value;
    return value.preferred && old.preferred ? { ...old, preferred: false } : old;
  });
}

/** A TYPE chosen from the list takes the place of those of its kind; what says more (`voice`) is kept. */
export function withType<T extends AnyValue>(kind: ValueKind, value: T, type: string): T {
  const kept = value.types.filter((old) => !typesByKind[kind].includes(old));
  return { ...value, label: '', types: type === '' ? kept : [type, ...kept] };
}

/** A label in the person's own words takes the place of the TYPEs of the list. */
export function withLabel<T extends AnyValue>(kind: ValueKind, value: T, label: string): T {
  return { ...value, label, types: value.types.filter((old) => !typesByKind[kind].includes(old)) };
}

/** The one TYPE of the list that a value has; '' without, `undefined` when it has several or a label of its own. */
export function chosenType(kind: ValueKind, value: AnyValue): string | undefined {
  if (value.label !== '') return undefined;
  const known = value.types.filter((type) => typesByKind[kind].includes(type));
  return known.length > 1 ? undefined : (known[0] ?? '');
}

/** The form's first state. A display name that only repeats the name's parts is left to be derived. */
export function draftOf(fields: ContactFields | undefined): ContactFields {
  if (fields === undefined) {
    return {
      ...emptyContactFields,
      emails: [blankValue('emails', 0) as TypedValue],
      phones: [blankValue('phones', 0) as TypedValue],
    };
  }
  return fields.formattedName === formatName(fields) ? { ...fields, formattedName: '' } : fields;
}

/** What is stored: lines left empty are left out. */
export function finishDraft(draft: ContactFields): ContactFields {
  const filled = <T extends AnyValue>(values: readonly T[]) => values.filter((value) => !isBlankValue(value));
  return {
    ...draft,
    emails: filled(draft.emails),
    phones: filled(draft.phones),
    urls: filled(draft.urls),
    impps: filled(draft.impps),
    addresses: filled(draft.addresses),
    units: draft.units.filter((unit) => unit.trim() !== ''),
    further: draft.further.filter((value) => !isBlankFurther(value)),
    categories: draft.categories.map((name) => name.trim()).filter((name) => name !== ''),
  };
}

export interface DraftProblem {
  readonly code: 'nameless' | 'email' | 'position';
  /** The offending text. */
  readonly text: string;
}

/** Why the draft cannot be stored yet. Addresses that were there before are not judged: cards come as they are. */
export function checkDraft(draft: ContactFields, before: ContactFields): DraftProblem | undefined {
  const { emails, phones, organization, nickname, formattedName } = finishDraft(draft);
  const called = [formattedName, formatName(draft), organization, nickname].some((text) => text.trim() !== '');
  if (!called && emails.length === 0 && phones.length === 0) return { code: 'nameless', text: '' };
  const isOld = (value: string) => before.emails.some((email) => email.value === value);
  const wrong = emails.find(({ value }) => mailLink(value) === undefined && !isOld(value));
  if (wrong !== undefined) return { code: 'email', text: wrong.value };
  const position = wrongPosition(draft.further);
  return position === undefined ? undefined : { code: 'position', text: position };
}
