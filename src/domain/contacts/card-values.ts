// Values that vCard's versions write differently: dates and photos.
import { hashOfFileUri } from '../files/file-uri.js';
import { escapeText, unescapeText } from '../items/content-line.js';
import type { CardProperty } from './card-property.js';

export type CardVersion = '2.1' | '3.0' | '4.0';

const DATE = /^(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:[T ].*)?$/;
const YEARLESS = /^--(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])$/;

/** BDAY or ANNIVERSARY as `1985-03-04`, `--03-04`, or the text that stands there. */
export function readCardDate(property: CardProperty): string {
  const value = unescapeText(property.value).trim();
  const date = DATE.exec(value);
  if (date !== null) {
    const omitted = property.params.find((param) => param.name === 'X-APPLE-OMIT-YEAR')?.values[0];
    return omitted === date[1] ? `--${date[2]}-${date[3]}` : `${date[1]}-${date[2]}-${date[3]}`;
  }
  const yearless = YEARLESS.exec(value);
  return yearless === null ? value : `--${yearless[1]}-${yearless[2]}`;
}

/** Value and VALUE parameter for a date as `readCardDate` gives it (RFC 6350 §4.3.1 has the basic form only). */
export function writeCardDate(value: string, version: CardVersion): { readonly value: string; readonly kind: string } {
  if (DATE.test(value) || YEARLESS.test(value)) {
    return { value: version === '4.0' ? value.replace(/(?<=\d)-|(?<=^--\d\d)-/g, '') : value, kind: '' };
  }
  return { value: escapeText(value), kind: version === '2.1' ? '' : 'text' };
}

/** First characters of base64 by which a picture is known when its type is not said. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBOR', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
];
const MEDIA_TYPE = /^image\/[\w.+-]{1,40}$/;

/**
 * `data:` URI of a photo that is in the card, or the name of a file that is kept on this device; '' for one that is elsewhere
 * or no picture.
 */
export function readPhoto(property: CardProperty): string {
  if (hashOfFileUri(property.value) !== undefined) return property.value.trim();
  if (property.binary) {
    const data = property.value.replace(/[^A-Za-z0-9+/=]/g, '');
    const type = mediaTypeOf(property, data);
    return data === '' || type === '' ? '' : `data:${type};base64,${data}`;
  }
  if (!/^data:/i.test(property.value)) return '';
  const uri = property.value.replace(/\\([,;:])/g, '$1').replace(/[ \t]+/g, '');
  // Some programs forget the media type.
  const untyped = /^data:;?base64,/i.exec(uri);
  if (untyped !== null) return readPhoto({ ...property, binary: true, value: uri.slice(untyped[0].length) });
  const type = /^data:([^;,]*)/i.exec(uri)?.[1]?.toLowerCase() ?? '';
  return MEDIA_TYPE.test(type) ? uri : '';
}

/** The same of a LOGO, or of a SOUND: that is no picture. */
export function readMedia(property: CardProperty): string {
  if (property.name !== 'SOUND') return readPhoto(property);
  if (hashOfFileUri(property.value) !== undefined) return property.value.trim();
  if (!property.binary) {
    const uri = property.value.replace(/\\([,;:])/g, '$1').replace(/[ \t]+/g, '');
    return /^data:audio\/[\w.+-]{1,40}[;,]/i.test(uri) ? uri : '';
  }
  const data = property.value.replace(/[^A-Za-z0-9+/=]/g, '');
  const type = property.types.find((said) => said !== 'home' && said !== 'work' && /^[\w.+-]{1,40}$/.test(said));
  return data === '' || type === undefined ? '' : `data:audio/${type};base64,${data}`;
}

function mediaTypeOf(property: CardProperty, data: string): string {
  const signed = SIGNATURES.find(([start]) => data.startsWith(start));
  if (signed !== undefined) return signed[1];
  const said = property.params.find((param) => param.name === 'MEDIATYPE')?.values[0] ?? property.types[0] ?? '';
  const type = said.includes('/') ? said.toLowerCase() : `image/${said}`;
  return MEDIA_TYPE.test(type) ? type : '';
}

/** Parameters and value of PHOTO, LOGO or SOUND for a `data:` URI, or the name of a kept file. */
export function writePhoto(
  uri: string,
  version: CardVersion,
): { value: string; params: { name: string; values: string[] }[] } {
  const match = /^data:(?:image|audio)\/([\w.+-]+)[^,]*;base64,/i.exec(uri);
  if (version === '4.0') return { value: uri, params: [] };
  if (match === null) return { value: uri, params: [{ name: 'VALUE', values: ['uri'] }] };
  return {
    value: uri.slice(match[0].length),
    params: [
      { name: 'ENCODING', values: [version === '3.0' ? 'b' : 'BASE64'] },
      { name: 'TYPE', values: [(match[1] ?? '').toUpperCase()] },
    ],
  };
}

/** TYPE of a KEY that is in the card (RFC 2426 §3.7.2) and the media type that 4.0 says instead. */
const KEY_TYPES: Readonly<Record<string, string>> = {
  x509: 'application/pkix-cert',
  pgp: 'application/pgp-keys',
};

/** Media type of a key's bytes. @param types - TYPE values of its line. */
export function mediaTypeOfKey(types: readonly string[]): string {
  const said = types.find((type) => !['home', 'work', 'pref'].includes(type) && !type.startsWith('x-')) ?? '';
  if (said === '') return 'application/octet-stream';
  return KEY_TYPES[said] ?? (said.includes('/') ? said : `application/${said}`);
}

/** TYPE by which older versions know a key of that media type. */
export function keyTypeOf(mediaType: string): string {
  const known = Object.keys(KEY_TYPES).find((type) => KEY_TYPES[type] === mediaType);
  return (known ?? mediaType.split('/')[1] ?? '').toUpperCase();
}
