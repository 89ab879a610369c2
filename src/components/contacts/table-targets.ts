import { msg, str } from '@lit/localize';
import { kindLabel, typeLabel, type ValueKind } from './contact-labels.js';

export interface TargetGroup {
  readonly label: string;
  readonly targets: readonly string[];
}

/** What a person may say that a column of a table holds, in groups. Values are those of `CsvTarget`. */
export function targetGroups(): readonly TargetGroup[] {
  const typed = (field: string, types: readonly string[]) => [field, ...types.map((type) => `${field}:${type}`)];
  const address = (slot: string) =>
    ['street', 'extended', 'postalCode', 'locality', 'region', 'country', 'poBox'].map(
      (part) => `address:${slot}:${part}`,
    );
  return [
    {
      label: msg('Name'),
      targets: ['formattedName', 'prefix', 'given', 'additional', 'family', 'suffix', 'nickname'],
    },
    { label: msg('Organisation'), targets: ['organization', 'department', 'jobTitle'] },
    { label: msg('Email'), targets: typed('email', ['home', 'work', 'other']) },
    { label: msg('Phone'), targets: typed('phone', ['cell', 'home', 'work', 'main', 'fax', 'pager', 'other']) },
    { label: msg('Address'), targets: address('') },
    { label: msg('Home address'), targets: address('home') },
    { label: msg('Work address'), targets: address('work') },
    {
      label: msg('Dates'),
      targets: ['birthday', 'birthYear', 'birthMonth', 'birthDay', 'anniversary'],
    },
    { label: msg('Other'), targets: [...typed('url', ['home', 'work']), 'impp', 'categories', 'note'] },
  ];
}

const kinds: Readonly<Record<string, ValueKind>> = { email: 'emails', phone: 'phones', url: 'urls', impp: 'impps' };

/** One target in words. */
export function targetLabel(target: string): string {
  const [field = '', slot = '', part = ''] = target.split(':');
  const kind = kinds[field];
  if (kind !== undefined) {
    const name = kindLabel(kind);
    const numbered = slot === '' ? name : `${name} ${/^\d+$/.test(slot) ? slot : `· ${typeLabel(slot)}`}`;
    return part === 'type' ? msg(str`${numbered}: its type`) : numbered;
  }
  if (field === 'address') return addressLabel(slot, part);
  return singleLabel(field);
}

function addressLabel(slot: string, part: string): string {
  const where = slot === '' ? '' : /^\d+$/.test(slot) ? slot : typeLabel(slot);
  const label = part === 'type' ? msg('Address: its type') : partLabel(part);
  return where === '' ? label : `${label} · ${where}`;
}

function partLabel(part: string): string {
  switch (part) {
    case 'street':
      return msg('Street and number');
    case 'extended':
      return msg('Address line 2');
    case 'postalCode':
      return msg('Postal code');
    case 'locality':
      return msg('Town');
    case 'region':
      return msg('Region');
    case 'country':
      return msg('Country');
    default:
      return msg('Post office box');
  }
}

function singleLabel(field: string): string {
  switch (field) {
    case 'formattedName':
      return msg('Whole name');
    case 'prefix':
      return msg('Title before the name');
    case 'given':
      return msg('First name');
    case 'additional':
      return msg('Middle names');
    case 'family':
      return msg('Last name');
    case 'suffix':
      return msg('After the name');
    case 'nickname':
      return msg('Nickname');
    case 'organization':
      return msg('Organisation');
    case 'department':
      return msg('Department');
    case 'jobTitle':
      return msg('Job title');
    case 'birthday':
      return msg('Birthday');
    case 'birthYear':
      return msg('Birthday: year');
    case 'birthMonth':
      return msg('Birthday: month');
    case 'birthDay':
      return msg('Birthday: day');
    case 'anniversary':
      return msg('Anniversary');
    case 'categories':
      return msg('Groups');
    case 'note':
      return msg('Note');
    default:
      return field;
  }
}
