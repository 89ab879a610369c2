// vCard 2.1 and 3.0 as 4.0 (RFC 6350, its appendix A names the differences).
import { readCardDate, readPhoto, writeCardDate } from '../../domain/contacts/card-values.js';
import { formatName, readName } from '../../domain/contacts/contact-name.js';
import { type KeyedProperty, openCard } from '../../domain/contacts/read-contact-fields.js';
import type { CardLineParts } from '../../domain/contacts/write-card-line.js';
import { escapeText, type Param, splitEscaped, unescapeText } from '../../domain/items/content-line.js';
import { dropTypes, line, MEDIA, nestedCards, tidyLine, valueOfParam, without } from './convert-shared.js';

const RENAMED = new Map([
  ['X-ADDRESSBOOKSERVER-KIND', 'KIND'],
  ['X-ADDRESSBOOKSERVER-MEMBER', 'MEMBER'],
  ['X-ANNIVERSARY', 'ANNIVERSARY'],
]);
/** Said elsewhere in the card, or about the program that wrote it. */
const DROPPED = new Set(['VERSION', 'PRODID', 'PROFILE', 'SORT-STRING', 'LABEL', 'AGENT']);
const DATES = new Set(['BDAY', 'ANNIVERSARY']);
/** URIs: nothing in them is escaped (RFC 6350 §4.2), but Apple's programs escape their colons. */
const ADDRESSES = new Set(['URL', 'IMPP']);

/** The lines of a card of an older version as 4.0 has them; VERSION is left out. Unknown properties stay. */
export function convertTo4(text: string): CardLineParts[] {
  const { properties } = openCard(text);
  const lines = properties.filter(({ name }) => !DROPPED.has(name)).map(convertProperty);
  sortStrings(properties, lines);
  labels(properties, lines);
  agents(text, properties, lines);
  if (!lines.some(({ name }) => name === 'FN')) {
    const name = formatName(readName(lines.find((found) => found.name === 'N')?.value ?? ''));
    const found =
      name === '' ? splitEscaped(firstValue(lines, 'ORG') || firstValue(lines, 'EMAIL'), ';')[0] : escapeText(name);
    if (found) lines.unshift(line('FN', found));
  }
  return lines.map(tidyLine);
}

const firstValue = (lines: readonly CardLineParts[], name: string) =>
  lines.find((found) => found.name === name)?.value ?? '';

function convertProperty(property: KeyedProperty): CardLineParts {
  const { group, value } = property;
  const name = RENAMED.get(property.name) ?? property.name;
  const params = preferences(property.params);
  if (property.binary) return inlineMedia(property, params);
  const isUri = /^ur[il]$/i.test(valueOfParam(params, 'VALUE'));
  if (ADDRESSES.has(name) || (MEDIA.has(name) && isUri))
    return { group, name, params: without(params, 'VALUE'), value: value.replace(/\\([:;,])/g, '$1') };
  if (name === 'X-ABSHOWAS' && /^company$/i.test(value.trim())) return { group, name: 'KIND', params, value: 'org' };
  if (DATES.has(name)) return convertDate(property, name, params);
  if (name === 'REV') return { group, name, params: without(params, 'VALUE'), value: compactTime(value) };
  if (name === 'GEO') return { group, name, params, value: convertPosition(value) };
  return { group, name, params, value };
}

/** TYPE=pref is PREF=1. */
function preferences(params: readonly Param[]): Param[] {
  const kept = dropTypes(params, (type) => type === 'pref');
  const preferred = params.some(({ name, values }) => name === 'TYPE' && values.some((type) => /^pref$/i.test(type)));
  return preferred && !kept.some(({ name }) => name === 'PREF') ? [...kept, { name: 'PREF', values: ['1'] }] : kept;
}

const MEDIA_TYPES = new Map([
  ['jpg', 'image/jpeg'],
  ['x509', 'application/pkix-cert'],
  ['pgp', 'application/pgp-keys'],
  ['wave', 'audio/wav'],
  ['basic', 'audio/basic'],
  ['pcm', 'audio/L16'],
]);

/** Inline base64 becomes a `data:` URI; its TYPE is the media type. */
function inlineMedia(property: KeyedProperty, params: readonly Param[]): CardLineParts {
  const { group, name, value } = property;
  const isSubtype = (type: string) => !['home', 'work', 'internet'].includes(type) && !type.startsWith('x-');
  const subtype = property.types.find(isSubtype) ?? '';
  const family = name === 'SOUND' ? 'audio' : name === 'KEY' ? 'application' : 'image';
  const said =
    MEDIA_TYPES.get(subtype) ?? (subtype === '' ? '' : subtype.includes('/') ? subtype : `${family}/${subtype}`);
  const seen = /^data:([^;,]+)/.exec(readPhoto(property))?.[1] ?? '';
  const type = said || (family === 'image' ? seen : '') || 'application/octet-stream';
  const kept = without(dropTypes(params, isSubtype), 'VALUE', 'MEDIATYPE');
  const isKnown = MEDIA.has(name);
  return {
    group,
    name,
    params: isKnown ? kept : [...kept, { name: 'VALUE', values: ['uri'] }],
    value: `data:${type};base64,${value.replace(/[^A-Za-z0-9+/=]/g, '')}`,
  };
}

function convertDate(property: KeyedProperty, name: string, params: readonly Param[]): CardLineParts {
  const kept = without(params, 'VALUE', 'X-APPLE-OMIT-YEAR');
  const written = unescapeText(property.value).trim();
  if (/^\d{4}-?\d{2}-?\d{2}T/.test(written)) {
    return { group: property.group, name, params: kept, value: compactTime(written) };
  }
  const { value, kind } = writeCardDate(readCardDate(property), '4.0');
  const isDate = kind === '' || /^(?:\d{4}(?:-?\d{2})?|---?\d{2})$/.test(written);
  return isDate
    ? {
        group: property.group,
        name,
        params: kept,
        value: /^\d{6}$/.test(value) ? `${value.slice(0, 4)}-${value.slice(4)}` : value,
      }
    : { group: property.group, name, params: [...kept, { name: 'VALUE', values: [kind] }], value };
}

/** `2011-07-31T04:02:51Z` as `20110731T040251Z`; fractions of a second are not in 4.0. */
function compactTime(value: string): string {
  const [date = '', time = ''] = value.trim().split('T', 2);
  const zone = /(?:Z|[+-]\d{2}:?\d{2})$/.exec(time)?.[0] ?? '';
  const clock = time
    .slice(0, time.length - zone.length)
    .replace(/[.,]\d+$/, '')
    .replaceAll(':', '');
  return `${date.replaceAll('-', '')}${time === '' ? '' : `T${clock}${zone.replace(':', '')}`}`;
}

function convertPosition(value: string): string {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*[;,]\s*([+-]?\d+(?:\.\d+)?)\s*$/.exec(value.replaceAll('\\', ''));
  return match === null ? value : `geo:${match[1]},${match[2]}`;
}

/** SORT-STRING becomes N's SORT-AS. */
function sortStrings(properties: readonly KeyedProperty[], lines: CardLineParts[]): void {
  const text = unescapeText(properties.find(({ name }) => name === 'SORT-STRING')?.value ?? '').trim();
  if (text === '') return;
  const at = lines.findIndex(({ name }) => name === 'N');
  const old = lines[at] ?? line('N', ';;;;');
  const named = { ...old, params: [...old.params, { name: 'SORT-AS', values: [text] }] };
  if (at === -1) lines.push(named);
  else lines[at] = named;
}

/** LABEL becomes the LABEL parameter of the address with the same types, or an address that is nothing but a label. */
function labels(properties: readonly KeyedProperty[], lines: CardLineParts[]): void {
  const bare = new Map<string, number[]>();
  for (const [at, { name, params }] of lines.entries()) {
    if (name !== 'ADR' || valueOfParam(params, 'LABEL') !== '') continue;
    const key = typeKey(params);
    const list = bare.get(key);
    if (list === undefined) bare.set(key, [at]);
    else list.push(at);
  }
  for (const label of properties.filter(({ name }) => name === 'LABEL')) {
    const at = bare.get(typeKey(label.params))?.shift() ?? -1;
    const old = lines[at] ?? line('ADR', ';;;;;;', preferences(label.params), label.group);
    const labelled = { ...old, params: [...old.params, { name: 'LABEL', values: [unescapeText(label.value)] }] };
    if (at === -1) lines.push(labelled);
    else lines[at] = labelled;
  }
}

function typeKey(params: readonly Param[]): string {
  const types = params.filter(({ name }) => name === 'TYPE').flatMap(({ values }) => values);
  return [...new Set(types.map((type) => type.toLowerCase()))]
    .filter((type) => type !== 'pref')
    .sort()
    .join();
}

/** AGENT becomes RELATED;TYPE=agent; a whole card in it stays as text. */
function agents(text: string, properties: readonly KeyedProperty[], lines: CardLineParts[]): void {
  const type = { name: 'TYPE', values: ['agent'] };
  const asText = [type, { name: 'VALUE', values: ['text'] }];
  for (const { name, group, value, params } of properties) {
    if (name !== 'AGENT' || value.trim() === '') continue;
    const isUri = /^ur[il]$/i.test(valueOfParam(params, 'VALUE'));
    lines.push({ group, name: 'RELATED', params: isUri ? [type] : asText, value });
  }
  for (const card of nestedCards(text)) lines.push(line('RELATED', escapeText(card), asText));
}
