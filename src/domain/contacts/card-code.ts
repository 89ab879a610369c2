// The card of a person as a QR code: what another telephone needs to call and write, small enough for a camera.
import { escapeText } from '../items/content-line.js';
import type { ContactFields, TypedAddress, TypedValue } from './contact-fields.js';
import { displayName } from './display-name.js';

/** UTF-8 bytes: a code of version 20 or so, which a telephone reads off a screen at arm's length. */
export const MAX_CODE_BYTES = 800;
const MAX_VALUES = 3;

const byPreference = <Entry extends { readonly preferred: boolean }>(values: readonly Entry[]) =>
  [...values].sort((a, b) => Number(b.preferred) - Number(a.preferred)).slice(0, MAX_VALUES);

const known = new Set(['home', 'work', 'cell', 'fax', 'pager']);

function typed(name: string, { value, types }: TypedValue): string {
  const type = types.filter((each) => known.has(each)).map((each) => each.toUpperCase());
  return `${name}${type.length > 0 ? `;TYPE=${type.join(',')}` : ''}:${escapeText(value)}`;
}

function addressLine(address: TypedAddress): string {
  const { poBox, extended, street, locality, region, postalCode, country } = address;
  return `ADR:${[poBox, extended, street, locality, region, postalCode, country].map(escapeText).join(';')}`;
}

/**
 * vCard 3.0, which every camera app reads, with lines in the order of their use until `MAX_CODE_BYTES` are full. Photo, note
 * and what else is private stay out. A line that does not fit is left out, never cut.
 */
export function cardForCode(fields: ContactFields): string {
  const { family, given, additional, prefix, suffix } = fields;
  const lines = [
    `FN:${escapeText(displayName(fields).slice(0, 120))}`,
    `N:${[family, given, additional, prefix, suffix].map(escapeText).join(';')}`,
    ...byPreference(fields.phones).map((value) => typed('TEL', value)),
    ...byPreference(fields.emails).map((value) => typed('EMAIL', value)),
    ...(fields.organization === ''
      ? []
      : [`ORG:${[fields.organization, fields.department].map(escapeText).join(';')}`]),
    ...(fields.jobTitle === '' ? [] : [`TITLE:${escapeText(fields.jobTitle)}`]),
    ...byPreference(fields.urls).map((value) => typed('URL', value)),
    ...byPreference(fields.addresses).map(addressLine),
  ];
  const encoder = new TextEncoder();
  const head = 'BEGIN:VCARD\r\nVERSION:3.0\r\n';
  const tail = 'END:VCARD';
  let left = MAX_CODE_BYTES - head.length - tail.length;
  const kept = lines.filter((line) => {
    const bytes = encoder.encode(line).length + 2;
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
  return `${head}${kept.map((line) => `${line}\r\n`).join('')}${tail}`;
}
