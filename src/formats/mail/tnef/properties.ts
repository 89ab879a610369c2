// MAPI properties as TNEF carries them ([MS-OXTNEF] §2.1.3.4, types of [MS-OXCDATA] §2.11).

import type { MailProblems } from '../problems.js';
import { ByteReader } from './byte-reader.js';
import { codePageText, utf16Text } from './code-pages.js';

export interface MapiProperty {
  readonly type: number;
  /** The first value, of several, as it stands. */
  readonly data: Uint8Array;
}

/** Properties by id; those with names by `set:id` or `set:name`, the set's GUID in lower case. */
export type MapiProperties = ReadonlyMap<string, MapiProperty>;

export const SHORT = 0x0002;
export const LONG = 0x0003;
export const BOOLEAN = 0x000b;
export const OBJECT = 0x000d;
export const STRING8 = 0x001e;
export const UNICODE = 0x001f;
export const TIME = 0x0040;
export const BINARY = 0x0102;
const MULTIPLE = 0x1000;

const SIZES: Readonly<Record<number, number>> = {
  1: 4,
  [SHORT]: 4,
  [LONG]: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  [BOOLEAN]: 4,
  20: 8,
  [TIME]: 8,
  72: 16,
};
const MAX_PROPERTIES = 5000;
const MAX_VALUES = 10_000;

/** Reads what is there until something makes no sense, which is reported. */
export function readProperties(bytes: Uint8Array, problems: MailProblems): MapiProperties {
  const reader = new ByteReader(bytes);
  const properties = new Map<string, MapiProperty>();
  const count = reader.u32() ?? 0;
  for (let index = 0; index < Math.min(count, MAX_PROPERTIES) && reader.left > 0; index += 1) {
    const type = reader.u16() ?? 0;
    const id = reader.u16() ?? 0;
    const key = id >= 0x8000 ? readName(reader) : String(id);
    const data = readValue(reader, type);
    if (key === undefined || data === undefined) {
      problems.add('mail/syntax', 'A property of the winmail.dat cannot be read, nor those behind it.');
      break;
    }
    if (!properties.has(key)) properties.set(key, { type: type & ~MULTIPLE, data });
  }
  return properties;
}

function readName(reader: ByteReader): string | undefined {
  const guid = reader.take(16);
  const kind = reader.u32();
  if (guid === undefined || kind === undefined) return undefined;
  if (kind === 0) return `${guidText(guid)}:${reader.u32()}`;
  const name = reader.take(reader.u32() ?? 0);
  reader.align();
  return name && `${guidText(guid)}:${utf16Text(name)}`;
}

function readValue(reader: ByteReader, type: number): Uint8Array | undefined {
  const base = type & ~MULTIPLE;
  const isVariable = base === OBJECT || base === STRING8 || base === UNICODE || base === BINARY;
  const size = SIZES[base];
  if (!isVariable && size === undefined) return undefined;
  const count = isVariable || type !== base ? reader.u32() : 1;
  if (count === undefined || count > MAX_VALUES) return undefined;
  let first: Uint8Array | undefined = new Uint8Array();
  for (let index = 0; index < count; index += 1) {
    const value = reader.take(isVariable ? (reader.u32() ?? Number.POSITIVE_INFINITY) : size!);
    if (value === undefined) return undefined;
    reader.align();
    if (index === 0) first = value;
  }
  return first;
}

/** As people write it: the first three groups are little-endian. */
export function guidText(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order.map((at) => (bytes[at] ?? 0).toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The property as text, or undefined. */
export function textOf(property: MapiProperty | undefined, codePage: number): string | undefined {
  if (property?.type === UNICODE) return utf16Text(property.data);
  return property?.type === STRING8 ? codePageText(property.data, codePage) : undefined;
}

/** The property as a whole number; 1 for true. */
export function numberOf(property: MapiProperty | undefined): number | undefined {
  if (!property || ![SHORT, LONG, BOOLEAN].includes(property.type)) return undefined;
  const reader = new ByteReader(property.data);
  return property.type === LONG ? reader.u32() : reader.u16();
}

/** The property as epoch milliseconds: it counts 100 ns since 1601. */
export function timeOf(property: MapiProperty | undefined): number | undefined {
  if (property?.type !== TIME || property.data.length < 8) return undefined;
  const { data } = property;
  const ticks = new DataView(data.buffer, data.byteOffset, 8).getBigUint64(0, true);
  const time = Number(ticks / 10_000n) - 11_644_473_600_000;
  return Math.abs(time) < 8.64e15 && ticks !== 0n ? time : undefined;
}
