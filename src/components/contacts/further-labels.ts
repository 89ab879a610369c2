// Words for the properties that few contacts have, and for what they hold.
import { msg } from '@lit/localize';
import type { FurtherValue } from '../../domain/contacts/contact-fields.js';
import { type FurtherName, furtherProperties } from '../../domain/contacts/further-properties.js';
import { typeLabel } from './contact-labels.js';

const labels: Readonly<Record<FurtherName, () => string>> = {
  KIND: () => msg('Kind of contact'),
  TITLE: () => msg('Other job title'),
  ROLE: () => msg('Role'),
  ORG: () => msg('Other organisation'),
  NICKNAME: () => msg('Other nickname'),
  PRONOUNS: () => msg('Pronouns'),
  GENDER: () => msg('Gender'),
  GRAMGENDER: () => msg('Form of address'),
  RELATED: () => msg('Related person'),
  SOCIALPROFILE: () => msg('Social profile'),
  BIRTHPLACE: () => msg('Place of birth'),
  DEATHDATE: () => msg('Date of death'),
  DEATHPLACE: () => msg('Place of death'),
  LANG: () => msg('Language'),
  TZ: () => msg('Time zone'),
  GEO: () => msg('Coordinates'),
  KEY: () => msg('Key'),
  LOGO: () => msg('Logo'),
  SOUND: () => msg('Sound'),
  CALURI: () => msg('Calendar'),
  FBURL: () => msg('Free or busy'),
  CALADRURI: () => msg('Address for invitations'),
  EXPERTISE: () => msg('Expertise'),
  HOBBY: () => msg('Hobby'),
  INTEREST: () => msg('Interest'),
  'ORG-DIRECTORY': () => msg('Directory'),
  'CONTACT-URI': () => msg('Contact form'),
  NOTE: () => msg('Other note'),
};

/** What a property is called. */
export const furtherLabel = (name: FurtherName): string => labels[name]();

const relations: Readonly<Record<string, () => string>> = {
  spouse: () => msg('Spouse'),
  sweetheart: () => msg('Partner'),
  child: () => msg('Child'),
  parent: () => msg('Parent'),
  sibling: () => msg('Sibling'),
  kin: () => msg('Relative'),
  friend: () => msg('Friend'),
  colleague: () => msg('Colleague'),
  'co-worker': () => msg('Works with'),
  agent: () => msg('Assistant'),
  emergency: () => msg('In an emergency'),
  neighbor: () => msg('Neighbour'),
  contact: () => msg('Knows'),
};

/** A TYPE of a further property, in the person's language; as written when it is not one that we know. */
export function furtherTypeLabel(name: FurtherName, type: string): string {
  return (name === 'RELATED' ? relations[type]?.() : undefined) ?? typeLabel(type);
}

/** How a value is introduced on a card: its own label, what it is of whom, or what it is. */
export function furtherValueLabel({ name, label, types, detail }: FurtherValue): string {
  if (label !== '') return label;
  if (name === 'SOCIALPROFILE' && detail !== '') return detail.charAt(0).toUpperCase() + detail.slice(1);
  const shown = types.map((type) => furtherTypeLabel(name, type)).join(', ');
  if (name === 'RELATED') return shown || furtherLabel(name);
  return shown === '' ? furtherLabel(name) : `${furtherLabel(name)} · ${shown}`;
}

/** A sex of GENDER (RFC 6350 §6.2.7). */
export function sexLabel(sex: string): string {
  switch (sex) {
    case 'F':
      return msg('Female');
    case 'M':
      return msg('Male');
    case 'O':
      return msg('Another');
    case 'N':
      return msg('None');
    case 'U':
      return msg('Not known');
    default:
      return '';
  }
}

/** A value of KIND (RFC 6350 §6.1.4, RFC 6473, RFC 6869). */
export function kindLabel(kind: string): string {
  switch (kind) {
    case 'org':
      return msg('Organisation');
    case 'location':
      return msg('Place');
    case 'application':
      return msg('Program');
    case 'device':
      return msg('Device');
    default:
      return kind;
  }
}

/** A value of GRAMGENDER. */
export function grammarLabel(value: string): string {
  switch (value) {
    case 'feminine':
      return msg('Feminine');
    case 'masculine':
      return msg('Masculine');
    case 'neuter':
      return msg('Neuter');
    case 'common':
      return msg('Common to both');
    case 'animate':
      return msg('Animate');
    case 'inanimate':
      return msg('Inanimate');
    default:
      return value;
  }
}

/** A LEVEL (RFC 6715 §3.2). */
export function levelLabel(level: string): string {
  switch (level) {
    case 'beginner':
      return msg('Beginner');
    case 'average':
      return msg('Average');
    case 'expert':
      return msg('Expert');
    case 'low':
      return msg('A little');
    case 'medium':
      return msg('Fairly');
    case 'high':
      return msg('Very much');
    default:
      return level;
  }
}

/** A language by its name, `fr-CH` as "Swiss French"; as written when there is no such language. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale || 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Languages that are offered; of others the card's own value is. */
export const languageTags: readonly string[] = [
  ...[
    'ar',
    'bg',
    'bn',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'eu',
    'fa',
    'fi',
    'fr',
    'ga',
    'gl',
    'gsw',
    'he',
  ],
  ...['hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'ko', 'lb', 'lt', 'lv', 'mk', 'ms', 'mt', 'nb', 'nl', 'pa'],
  ...['pl', 'pt', 'rm', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tl', 'tr', 'uk', 'ur', 'vi', 'zh'],
];

/** Kilobytes of a `data:` URI's content. */
export const kilobytesOf = (uri: string): number => Math.max(1, Math.round((uri.length * 3) / 4 / 1000));

/** Whether a property may be there once more. */
export function canAdd(name: FurtherName, values: readonly FurtherValue[]): boolean {
  return !furtherProperties[name].single || !values.some((value) => value.name === name);
}
