// The line of a further property, in the words of the card's own version.
import { escapeText, type Param } from '../items/content-line.js';
import { type CardVersion, keyTypeOf, writeCardDate, writePhoto } from './card-values.js';
import type { FurtherValue } from './contact-fields.js';
import { type FurtherName, furtherProperties, isUri } from './further-properties.js';
import { MISSING } from './kept-media.js';
import { FORM } from './media-form.js';
import { readPosition } from './position.js';
import type { KeyedProperty } from './read-contact-fields.js';

interface Written {
  readonly value: string;
  readonly params: readonly Param[];
}

/** Name of a new line: before 4.0 a social profile is written as Apple and those that follow it read it. */
export function propertyNameOf(name: FurtherName, version: CardVersion): string {
  return name === 'SOCIALPROFILE' && version !== '4.0' ? 'X-SOCIALPROFILE' : name;
}

/**
 * Value and parameters of an entry's line, without its TYPE and PREF; an empty value for an entry that says nothing.
 *
 * @param was - The entry as it was read.
 * @param old - The line it was read from.
 */
export function writeFurther(
  entry: FurtherValue,
  was: FurtherValue | undefined,
  old: KeyedProperty | undefined,
  version: CardVersion,
): Written {
  if (old !== undefined && was?.value === entry.value && was.detail === entry.detail) return asItWas(old, version);
  const kept = (old?.params ?? []).filter(
    ({ name }) => !['VALUE', 'MEDIATYPE', 'LEVEL', 'SERVICE-TYPE', MISSING, FORM].includes(name),
  );
  const { value, params } = writeValue(entry, old, version);
  return value === '' ? { value: '', params: [] } : { value, params: [...withoutDouble(kept, params), ...params] };
}

function withoutDouble(kept: readonly Param[], params: readonly Param[]): readonly Param[] {
  return kept.filter(({ name }) => !params.some((param) => param.name === name));
}

/** Reading took ENCODING off a binary value. */
function asItWas(old: KeyedProperty, version: CardVersion): Written {
  if (!old.binary) return old;
  return { value: old.value, params: [encoding(version), ...old.params] };
}

const encoding = (version: CardVersion): Param => ({
  name: 'ENCODING',
  values: [version === '2.1' ? 'BASE64' : 'b'],
});
const valueIs = (kind: string): Param => ({ name: 'VALUE', values: [kind] });

function writeValue(entry: FurtherValue, old: KeyedProperty | undefined, version: CardVersion): Written {
  const text = entry.value.trim();
  const { kind, levels } = furtherProperties[entry.name];
  switch (kind) {
    case 'gender':
      return writeGender(text, entry.detail.trim());
    case 'position':
      return writePosition(text, version);
    case 'zone':
      return writeZone(text, version);
    case 'key':
      return writeKey(text, version);
    case 'units':
      return {
        value: text
          .split(/\s*;\s*/)
          .map(escapeText)
          .join(';'),
        params: [],
      };
    case 'choice':
      return { value: old?.name === 'X-ABSHOWAS' ? shownAs(text) : escapeText(text), params: [] };
    case 'place':
      return isUri(text) ? { value: uriOf(text), params: [valueIs('uri')] } : { value: escapeText(text), params: [] };
    case 'date': {
      const { value, kind: said } = writeCardDate(text, version);
      return { value: text === '' ? '' : value, params: said === '' ? [] : [valueIs(said)] };
    }
    case 'image':
    case 'sound':
      return text === '' ? { value: '', params: [] } : writePhoto(uriOf(text), version);
    case 'uri':
      return { value: uriOf(text), params: [] };
    case 'related':
      return writeRelated(text, old, version);
    case 'social':
      return writeProfile(text, entry.detail.trim(), old, version);
    case 'note':
      return { value: text === '' ? '' : escapeText(entry.value), params: [] };
    default: {
      const level = levels === undefined || entry.detail === '' ? [] : [{ name: 'LEVEL', values: [entry.detail] }];
      return { value: escapeText(text), params: text === '' ? [] : level };
    }
  }
}

/** Addresses are written as they are: no version escapes them. What an address cannot hold is encoded. */
function uriOf(text: string): string {
  return text.replace(/[\s\\]/g, (character) => encodeURIComponent(character));
}

/** Apple's word for a company; other kinds it has not. */
const shownAs = (kind: string) => escapeText(kind === 'org' ? 'COMPANY' : kind.toUpperCase());

function writeGender(sex: string, words: string): Written {
  const value = `${escapeText(sex)}${words === '' ? '' : `;${escapeText(words)}`}`;
  return { value, params: [] };
}

function writePosition(text: string, version: CardVersion): Written {
  const [latitude, longitude] = (readPosition(text) ?? '').split(', ');
  if (latitude === undefined || longitude === undefined) return { value: '', params: [] };
  return { value: version === '4.0' ? `geo:${latitude},${longitude}` : `${latitude};${longitude}`, params: [] };
}

/** Text in 4.0, an offset before (RFC 6350 §6.5.1, RFC 2426 §3.4.1). */
function writeZone(text: string, version: CardVersion): Written {
  const isOffset = /^[+-]\d{2}:?\d{2}$/.test(text);
  if (version === '4.0') {
    return isOffset
      ? { value: text.replace(':', ''), params: [valueIs('utc-offset')] }
      : { value: escapeText(text), params: [] };
  }
  return { value: escapeText(text), params: isOffset || text === '' || version === '2.1' ? [] : [valueIs('text')] };
}

/** Another contact by its URI, or a name in words, which 4.0 has to be told (RFC 6350 §6.6.6). */
function writeRelated(text: string, old: KeyedProperty | undefined, version: CardVersion): Written {
  if (text === '') return { value: '', params: [] };
  if (old?.name === 'X-ABRELATEDNAMES') return { value: escapeText(text), params: [] };
  const link = isUri(text);
  if (version === '4.0') return { value: link ? uriOf(text) : escapeText(text), params: link ? [] : [valueIs('text')] };
  return { value: link ? uriOf(text) : escapeText(text), params: [valueIs(link ? 'uri' : 'text')] };
}

function writeProfile(text: string, service: string, old: KeyedProperty | undefined, version: CardVersion): Written {
  if (text === '') return { value: '', params: [] };
  const value = isUri(text) ? uriOf(text) : escapeText(text);
  if ((old?.name ?? propertyNameOf('SOCIALPROFILE', version)) === 'X-SOCIALPROFILE') {
    const types = (old?.types ?? []).filter((type) => type === 'pref');
    const all = service === '' ? types : [service.toLowerCase(), ...types];
    return { value, params: all.length === 0 ? [] : [{ name: 'TYPE', values: all }] };
  }
  const said = service === '' ? [] : [{ name: 'SERVICE-TYPE', values: [service] }];
  return { value, params: isUri(text) ? said : [...said, valueIs('text')] };
}

const DATA_URI = /^data:([^;,]*)[^,]*;base64,([A-Za-z0-9+/=]+)$/i;

/** The address of a key, one in the card as a `data:` URI, or what a person pasted (RFC 6350 §6.8.1). */
function writeKey(text: string, version: CardVersion): Written {
  if (text === '') return { value: '', params: [] };
  const [, type = '', data = ''] = DATA_URI.exec(text) ?? [];
  if (data !== '' && version !== '4.0') {
    const said = keyTypeOf(type);
    return { value: data, params: [encoding(version), ...(said === '' ? [] : [{ name: 'TYPE', values: [said] }])] };
  }
  if (data !== '' || isUri(text)) return { value: uriOf(text), params: version === '4.0' ? [] : [valueIs('uri')] };
  return { value: escapeText(text), params: version === '4.0' ? [valueIs('text')] : [] };
}
