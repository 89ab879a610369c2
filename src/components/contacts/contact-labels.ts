import { msg } from '@lit/localize';
import type { TypedAddress, TypedValue } from '../../domain/contacts/contact-fields.js';

/** The repeatable properties of a contact. */
export type ValueKind = 'emails' | 'phones' | 'urls' | 'impps' | 'addresses';

/** What one value of a kind is called. */
export function kindLabel(kind: ValueKind): string {
  switch (kind) {
    case 'emails':
      return msg('Email');
    case 'phones':
      return msg('Phone');
    case 'urls':
      return msg('Website');
    case 'impps':
      return msg('Messenger');
    case 'addresses':
      return msg('Address');
  }
}

/** TYPE values that people choose from, the usual first. Others are kept and shown as they are. */
export const typesByKind: Readonly<Record<ValueKind, readonly string[]>> = {
  emails: ['home', 'work'],
  phones: ['cell', 'home', 'work', 'fax', 'pager'],
  urls: ['home', 'work'],
  impps: ['home', 'work'],
  addresses: ['home', 'work'],
};

/** A TYPE value in the person's language; as written when it is not one that we know. */
export function typeLabel(type: string): string {
  switch (type) {
    case 'home':
      return msg('Home');
    case 'work':
      return msg('Work');
    case 'cell':
      return msg('Mobile');
    case 'fax':
      return msg('Fax');
    case 'pager':
      return msg('Pager');
    case 'main':
      return msg('Main');
    case 'other':
      return msg('Other');
    default:
      return type;
  }
}

/** Types that say nothing to a person: what every number and address can do. */
const silentTypes = new Set([
  'voice',
  'internet',
  'pref',
  'text',
  'video',
  'msg',
  'postal',
  'parcel',
  'dom',
  'intl',
  'x400',
]);

/** How a value is introduced: its own label, its types, or what it is. */
export function valueLabel(kind: ValueKind, value: Pick<TypedValue | TypedAddress, 'label' | 'types'>): string {
  if (value.label !== '') return value.label;
  const types = value.types.filter((type) => !silentTypes.has(type)).map(typeLabel);
  return types.length === 0 ? kindLabel(kind) : types.join(', ');
}

/** A postal address on as many lines as it takes. */
export function addressLines(address: TypedAddress): readonly string[] {
  const town = [address.postalCode, address.locality].filter((part) => part !== '').join(' ');
  return [address.poBox, address.extended, address.street, town, address.region, address.country]
    .flatMap((part) => part.split('\n'))
    .filter((line) => line.trim() !== '');
}
