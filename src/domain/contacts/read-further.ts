import { splitEscaped, unescapeText } from '../items/content-line.js';
import type { CardProperty } from './card-property.js';
import { mediaTypeOfKey, readCardDate, readMedia } from './card-values.js';
import { joinList } from './contact-name.js';
import { type FurtherName, furtherNameOf, furtherProperties, isUri, sexes } from './further-properties.js';
import { readPosition } from './position.js';

/** What a further property's line says, apart from TYPE, PREF and label. */
export interface FurtherParts {
  readonly name: FurtherName;
  readonly value: string;
  readonly detail: string;
}

const param = (property: CardProperty, name: string) =>
  property.params.find((each) => each.name === name)?.values[0] ?? '';

/**
 * Reads the line of a further property; `undefined` when it is none, says nothing, or says it in a way that a field could
 * not show: then it is one of the others, and kept.
 */
export function readFurther(property: CardProperty): FurtherParts | undefined {
  const name = furtherNameOf(property.name);
  if (name === undefined) return undefined;
  const read = readValue(name, property);
  return read === undefined || (read.value === '' && read.detail === '') ? undefined : { name, ...read };
}

function readValue(name: FurtherName, property: CardProperty): Omit<FurtherParts, 'name'> | undefined {
  const text = unescapeText(property.value).trim();
  const only = (value: string | undefined) => (value === undefined ? undefined : { value, detail: '' });
  const { kind } = furtherProperties[name];
  switch (kind) {
    case 'gender':
      return readGender(property.value);
    case 'position':
      return only(readPosition(property.value));
    case 'key':
      return only(readKey(property, text));
    case 'units':
      return only(joinUnits(property.value));
    case 'choice':
      return only(kindOf(text.toLowerCase()));
    case 'grammar':
      return only(text.toLowerCase());
    case 'social':
      return { value: text, detail: serviceOf(property) };
    case 'date':
      return only(readCardDate(property));
    case 'image':
    case 'sound':
      return only(readMedia(property) || (isUri(text) && !/^data:/i.test(text) ? text : undefined));
    case 'note':
      return only(unescapeText(property.value));
    case 'zone':
      return only(text.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2'));
    default: {
      if (property.binary) return undefined;
      if (name === 'NICKNAME') return only(joinList(property.value, ', '));
      return { value: text, detail: furtherProperties[name].levels ? param(property, 'LEVEL').toLowerCase() : '' };
    }
  }
}

/** What a card is of that is no person's; a group is in no list (docs/rules/contacts.md, G3). Apple says what it is shown as. */
function kindOf(said: string): string | undefined {
  const isUsual = said === 'individual' || said === 'person' || said === 'group';
  return isUsual ? undefined : said === 'company' ? 'org' : said;
}

/** Sex and, after a semicolon, the gender in words (RFC 6350 §6.2.7). */
function readGender(value: string): Omit<FurtherParts, 'name'> | undefined {
  const [sex = '', ...words] = splitEscaped(value, ';').map((part) => unescapeText(part).trim());
  const letter = sex.toUpperCase();
  if (letter !== '' && !sexes.some((known) => known === letter)) return undefined;
  return { value: letter, detail: words.join('; ') };
}

/** An organisation and its units for the eye. */
function joinUnits(value: string): string {
  return splitEscaped(value, ';')
    .map((part) => unescapeText(part).trim())
    .filter((part) => part !== '')
    .join('; ');
}

/** Address of a key, a `data:` URI of one that is in the card, or its text. */
function readKey(property: CardProperty, text: string): string {
  if (!property.binary) return /^data:/i.test(text) ? text.replace(/\s+/g, '') : text;
  const data = property.value.replace(/[^A-Za-z0-9+/=]/g, '');
  return data === '' ? '' : `data:${mediaTypeOfKey(property.types)};base64,${data}`;
}

/** Apple says it as TYPE, RFC 9554 §4.9 as SERVICE-TYPE. */
function serviceOf(property: CardProperty): string {
  const said = param(property, 'SERVICE-TYPE') || param(property, 'X-SERVICE-TYPE');
  return said || (property.name === 'X-SOCIALPROFILE' ? (property.types.find((type) => type !== 'pref') ?? '') : '');
}

/** TYPE values that say what is in `detail` or `value` already. */
export function isSpentType(property: Pick<CardProperty, 'name' | 'binary'>, type: string): boolean {
  if (property.name === 'X-SOCIALPROFILE') return true;
  // The format of a picture or a sound.
  if (property.name === 'LOGO' || property.name === 'SOUND') return type !== 'home' && type !== 'work';
  return property.name === 'KEY' && property.binary && type !== 'home' && type !== 'work' && !type.startsWith('x-');
}
