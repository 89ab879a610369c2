// Lines of one card as edits of another: what is several of, and what nobody here knows, with its group and parameters.

import { unescapeText } from '../../items/content-line.js';
import type { Edits } from '../../items/item.js';
import { memberUid } from '../../items/member-id.js';
import { valueId } from '../../items/value-id.js';
import type { CardVersion } from '../card-values.js';
import { readPhoto } from '../card-values.js';
import { FORM } from '../media-form.js';
import { FAVOURITE } from '../project-contact.js';
import { type KeyedProperty, OLDER_ANNIVERSARY, type OpenCard, readContactFields } from '../read-contact-fields.js';
import { withTyping, writeCardLine } from '../write-card-line.js';
import { type ListField, valueKey } from './merge-choices.js';
import { isLonger } from './merged-fields.js';

/** What the merged card has from its fields, or has one of by its nature. */
const neverCarried = new Set([
  ...[
    'VERSION',
    'UID',
    'REV',
    'PRODID',
    'KIND',
    'CATEGORIES',
    'CLIENTPIDMAP',
    'SORT-STRING',
    'X-ABSHOWAS',
    'X-ABLABEL',
  ],
  ...['X-ABUID', FAVOURITE],
]);
/** Of these the first stands in a field; what a card has beyond it is carried. */
const firstInField = new Set(['N', 'FN', 'NICKNAME', 'ORG', 'TITLE', 'NOTE', 'BDAY', 'ANNIVERSARY', OLDER_ANNIVERSARY]);
/** A card has one at most (RFC 6350 §6): the kept card's own stays. */
const onlyOnce = new Set(['N', 'BDAY', 'ANNIVERSARY', OLDER_ANNIVERSARY, 'GENDER']);
const listNames: Readonly<Record<string, Exclude<ListField, 'categories'>>> = {
  EMAIL: 'emails',
  TEL: 'phones',
  ADR: 'addresses',
  URL: 'urls',
  IMPP: 'impps',
};

/** A card whose lines are read. */
export interface Carried {
  readonly text: string;
  readonly edits: Edits;
  readonly card: OpenCard;
}

export interface CarryOptions {
  /** Values that are not wanted (`valueKey`). */
  readonly without: ReadonlySet<string>;
  /** UIDs that become one, as `memberUid` gives them: the card does not refer to itself. */
  readonly selves: ReadonlySet<string>;
  /** Only lines of these edit keys. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Collects edits that give the target every line of the others that it does not have. Their keys are made of what the lines
 * say, so that two devices that merge the same cards write the same.
 */
export function carryLines(target: Carried, others: readonly Carried[], options: CarryOptions): Record<string, string> {
  const edits: Record<string, string> = {};
  const { version } = target.card;
  const known = new Set(target.card.properties.map((property) => property.name).filter((name) => onlyOnce.has(name)));
  const has = createMatcher(target);
  for (const other of others) {
    const shown = photoOf(other.card);
    const seen = new Set<string>();
    for (const property of other.card.properties) {
      const { name } = property;
      const isFirst = !seen.has(name);
      seen.add(name);
      if (neverCarried.has(name) || (isFirst && firstInField.has(name)) || property === shown) continue;
      if (options.only !== undefined && !options.only.has(property.key)) continue;
      if (onlyOnce.has(name) && known.has(name)) continue;
      if (name === 'RELATED' && options.selves.has(memberUid(unescapeText(property.value)))) continue;
      if (has(property, other, options.without)) continue;
      known.add(name);
      addLine(edits, property, other.card, version);
    }
  }
  return edits;
}

const photoOf = (card: OpenCard) =>
  card.properties.find((property) => property.name === 'PHOTO' && readPhoto(property) !== '');

/** Whether a value is there already, or not wanted. Remembers what it has said no to. */
function createMatcher(target: Carried) {
  const keys = new Set(keysOf(target).values());
  const phones = readContactFields(target.text, target.edits).phones.slice();
  return (property: KeyedProperty, from: Carried, without: ReadonlySet<string>): boolean => {
    const key = keysOf(from).get(property.key) ?? rawKey(property);
    if (keys.has(key) || without.has(key)) return true;
    if (property.name === 'TEL') {
      const value = { value: unescapeText(property.value) };
      if (phones.some((own) => isLonger(own, value) || isLonger(value, own))) return true;
    }
    keys.add(key);
    return false;
  };
}

const keysByCard = new WeakMap<OpenCard, ReadonlyMap<string, string>>();

/** What each line of a card is compared by, by its edit key. */
function keysOf({ text, edits, card }: Carried): ReadonlyMap<string, string> {
  const known = keysByCard.get(card);
  if (known !== undefined) return known;
  const fields = readContactFields(text, edits);
  const keys = new Map<string, string>();
  for (const property of card.properties) keys.set(property.key, rawKey(property));
  for (const field of Object.values(listNames))
    for (const value of fields[field]) keys.set(value.id, valueKey(field, value));
  keysByCard.set(card, keys);
  return keys;
}

const rawKey = ({ name, value }: KeyedProperty) => `${name}\n${value.trim()}`;

function addLine(edits: Record<string, string>, property: KeyedProperty, card: OpenCard, version: CardVersion): void {
  const label = property.group === '' ? undefined : labelFor(property, card);
  // Groups of two cards are called alike; what hangs together in one must not get into the other's.
  const group = label === undefined ? '' : `m${valueId(`${property.line}\n${label.value}`)}`;
  const line = carriedLine(property, group, version);
  edits[`${property.name};m${valueId(line)}`] = line;
  if (label !== undefined)
    edits[`X-ABLABEL;m${valueId(group)}`] = writeCardLine(
      { group, name: 'X-ABLabel', params: label.params, value: label.value },
      version,
    );
}

const labelFor = (property: KeyedProperty, card: OpenCard) =>
  card.properties.find(
    (other) => other.name === 'X-ABLABEL' && other.group.toLowerCase() === property.group.toLowerCase(),
  );

function carriedLine(property: KeyedProperty, group: string, version: CardVersion): string {
  const { name } = property;
  const types = property.types.filter((type) => type !== 'pref');
  // PID and ALTID count among the lines of the card they come from (RFC 6350 §5.4–5.5); a form is of its version.
  const own = property.params.filter((param) => param.name !== 'PID' && param.name !== 'ALTID' && param.name !== FORM);
  if (property.binary) return writeCardLine({ group, name, ...inline(property, own, version) }, version);
  const isTelUri = name === 'TEL' && version !== '4.0' && /^tel:/i.test(property.value);
  const value = isTelUri ? property.value.replace(/^tel:/i, '') : property.value;
  const kept = isTelUri ? own.filter((param) => param.name !== 'VALUE') : own;
  return writeCardLine({ group, name, params: withTyping(kept, types, false, version), value }, version);
}

const mediaFamilies: Readonly<Record<string, string>> = { PHOTO: 'image', LOGO: 'image', SOUND: 'audio' };
const keyTypes: Readonly<Record<string, string>> = { pgp: 'application/pgp-keys', x509: 'application/pkix-cert' };

/** Bytes in the card: a `data:` URI in 4.0, base64 before. */
function inline(property: KeyedProperty, params: KeyedProperty['params'], version: CardVersion) {
  const { name, value, types } = property;
  if (version !== '4.0')
    return { params: [...params, { name: 'ENCODING', values: [version === '3.0' ? 'b' : 'BASE64'] }], value };
  const [type = ''] = types;
  const family = mediaFamilies[name];
  const media =
    keyTypes[type] ??
    (family !== undefined && /^[\w.+-]+$/.test(type) ? `${family}/${type}` : 'application/octet-stream');
  const others = params.filter(
    (param) => param.name !== 'TYPE' && param.name !== 'VALUE' && param.name !== 'MEDIATYPE',
  );
  return { params: others, value: `data:${media};base64,${value}` };
}
