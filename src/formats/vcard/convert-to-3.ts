// vCard 2.1 and 4.0 as 3.0 (RFC 2426), with the extensions Apple's programs and those that follow them read.
import { readCardDate, writeCardDate } from '../../domain/contacts/card-values.js';
import { type KeyedProperty, openCard } from '../../domain/contacts/read-contact-fields.js';
import type { CardLineParts } from '../../domain/contacts/write-card-line.js';
import { escapeText, type Param, unescapeText } from '../../domain/items/content-line.js';
import { line, MEDIA, nestedCards, tidyLine, valueOfParam, without } from './convert-shared.js';

/** The lines of a card of another version as 3.0 has them; VERSION is left out. Unknown properties stay. */
export function convertTo3(text: string): CardLineParts[] {
  const { properties } = openCard(text);
  const agents = nestedCards(text).map((card) => line('AGENT', escapeText(card)));
  const groups = new Set(properties.map(({ group }) => group.toLowerCase()));
  return [...properties.flatMap((property) => convertProperty(property, groups)), ...agents].map(tidyLine);
}

function convertProperty(property: KeyedProperty, groups: Set<string>): CardLineParts[] {
  const { group, name, value } = property;
  const params = preferences(property.params);
  const one = (changed: Partial<CardLineParts>) => [{ group, name, params, value, ...changed }];
  switch (name) {
    case 'VERSION':
    case 'PRODID':
      return [];
    case 'AGENT':
      return value.trim() === '' ? [] : one({});
    case 'KIND':
      return convertKind(property, params);
    case 'MEMBER':
      return one({ name: 'X-ADDRESSBOOKSERVER-MEMBER' });
    case 'ANNIVERSARY':
      return anniversary(property, params, groups);
    case 'BDAY':
      return one(convertDate(property, params));
    case 'ADR':
      return address(property, params);
    case 'N':
      return sorted(property, params);
    case 'GEO':
      return one({ value: value.replace(/^geo:([^,;]+),([^,;]+).*$/i, '$1;$2') });
    case 'TEL':
      return one({ value: value.replace(/^tel:/i, ''), params: without(params, 'VALUE') });
    default:
      return one(MEDIA.has(name) || property.binary || /^data:/i.test(value) ? media(property, params) : {});
  }
}

/** PREF=1 is TYPE=pref; other ranks stay as they are, which 3.0 allows and does not know. */
function preferences(params: readonly Param[]): Param[] {
  if (valueOfParam(params, 'PREF') !== '1') return [...params];
  const types = params.filter(({ name }) => name === 'TYPE').flatMap(({ values }) => values);
  return [{ name: 'TYPE', values: ['pref', ...types] }, ...without(params, 'PREF', 'TYPE')];
}

function convertKind({ group, value }: KeyedProperty, params: readonly Param[]): CardLineParts[] {
  const kind = value.trim().toLowerCase();
  if (kind === 'individual') return [];
  if (kind === 'org') return [{ group, name: 'X-ABSHOWAS', params, value: 'COMPANY' }];
  return [{ group, name: 'X-ADDRESSBOOKSERVER-KIND', params, value }];
}

function convertDate(property: KeyedProperty, params: readonly Param[]): { value: string; params: Param[] } {
  const kept = without(params, 'VALUE');
  const written = unescapeText(property.value).trim();
  const time = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})?(\d{2})?(Z|[+-]\d{2,4})?$/.exec(written);
  if (time !== null) {
    const [, year, month, day, hour, minute = '00', second = '00', zone = ''] = time;
    return { value: `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`, params: kept };
  }
  const { value, kind } = writeCardDate(readCardDate(property), '3.0');
  const isPartial = /^[\d-]+$/.test(written);
  return { value, params: kind === '' || isPartial ? kept : [...kept, { name: 'VALUE', values: [kind] }] };
}

/** Apple's labelled date, and the X- property that others read. */
function anniversary(property: KeyedProperty, params: readonly Param[], groups: Set<string>): CardLineParts[] {
  const date = convertDate(property, params);
  let { group } = property;
  for (let n = 1; group === ''; n += 1) if (!groups.has(`anniversary${n}`)) group = `anniversary${n}`;
  groups.add(group.toLowerCase());
  return [
    { group, name: 'X-ABDATE', ...date },
    { group, name: 'X-ABLABEL', params: [], value: '_$!<Anniversary>!$_' },
    { group, name: 'X-ANNIVERSARY', ...date },
  ];
}

/** The LABEL parameter becomes a LABEL with the same types. */
function address({ group, name, value }: KeyedProperty, params: readonly Param[]): CardLineParts[] {
  // All of it: a comma that its program did not quote has made values of it.
  const written = params.find((param) => param.name === 'LABEL')?.values.join(',') ?? '';
  const label = written.replaceAll('^n', '\n').replaceAll("^'", '"');
  const own = { group, name, params: without(params, 'LABEL'), value };
  if (label === '') return [own];
  const types = params.filter((param) => param.name === 'TYPE');
  const text = { group, name: 'LABEL', params: types, value: escapeText(unescapeText(label)) };
  return /^;*$/.test(value) ? [text] : [own, text];
}

/** SORT-AS becomes SORT-STRING. */
function sorted({ group, name, value }: KeyedProperty, params: readonly Param[]): CardLineParts[] {
  const own = { group, name, params: without(params, 'SORT-AS'), value };
  const sortAs = params.find((param) => param.name === 'SORT-AS')?.values.join(',') ?? '';
  return sortAs === '' ? [own] : [own, line('SORT-STRING', escapeText(sortAs))];
}

const DATA_URI = /^data:([^;,]*)((?:;[^;,]*)*),([\s\S]*)$/i;

/** A `data:` URI becomes inline base64 whose TYPE is its media type; an address says that it is one. */
function media(property: KeyedProperty, params: readonly Param[]): { value: string; params: Param[] } {
  const { value, binary } = property;
  if (binary) return { value, params: [{ name: 'ENCODING', values: ['b'] }, ...without(params, 'VALUE')] };
  const match = DATA_URI.exec(value.replace(/\\([,;:])/g, '$1'));
  if (match === null) return { value, params: [{ name: 'VALUE', values: ['uri'] }, ...without(params, 'VALUE')] };
  const [, said = '', options = '', data = ''] = match;
  const isUntyped = /^base64$/i.test(said);
  const type = isUntyped ? '' : said;
  const base64 = isUntyped || /;base64/i.test(options) ? data.replace(/\s+/g, '') : toBase64(data);
  const subtype = type.split('/')[1]?.toUpperCase() ?? '';
  const types = params.filter(({ name }) => name === 'TYPE').flatMap(({ values }) => values);
  const all = subtype === '' ? types : [subtype, ...types];
  return {
    value: base64,
    params: [
      { name: 'ENCODING', values: ['b'] },
      ...(all.length === 0 ? [] : [{ name: 'TYPE', values: all }]),
      ...without(params, 'VALUE', 'TYPE', 'MEDIATYPE'),
    ],
  };
}

/** Base64 of percent-encoded data; what is no percent escape stands for itself. */
function toBase64(data: string): string {
  const bytes = new TextEncoder().encode(data);
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const hex =
      bytes[at] === 37 ? /^[0-9a-f]{2}$/i.exec(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)) : null;
    text += String.fromCharCode(hex === null ? (bytes[at] ?? 0) : Number.parseInt(hex[0], 16));
    if (hex !== null) at += 2;
  }
  return btoa(text);
}
