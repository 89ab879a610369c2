// Writes winmail.dat files for tests.

const le = (value: number, size: number) =>
  Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) & 255);
const padded = (bytes: readonly number[]) => [...bytes, ...new Array<number>((4 - (bytes.length % 4)) % 4).fill(0)];
const utf16 = (text: string) => [...`${text}\0`].flatMap((character) => le(character.charCodeAt(0), 2));

export type TnefProperty = readonly [id: number | string, type: number, value: readonly number[] | string | number];

/** Value of a PT_SYSTIME. */
export function systemTime(time: number): number[] {
  const ticks = BigInt(time + 11_644_473_600_000) * 10_000n;
  return Array.from({ length: 8 }, (_, index) => Number((ticks >> BigInt(8 * index)) & 255n));
}

function guid(text: string): number[] {
  const hex = text.replace(/-/g, '');
  const bytes = Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
  return [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((at) => bytes[at]!);
}

/** A named property is `guid:number`. */
export function tnefProperties(properties: readonly TnefProperty[]): number[] {
  const written = properties.flatMap(([id, type, value]) => {
    const [set = '', number = ''] = typeof id === 'string' ? id.split(':') : [];
    const head =
      typeof id === 'number'
        ? [...le(type, 2), ...le(id, 2)]
        : [...le(type, 2), 0, 0x80, ...guid(set), ...le(0, 4), ...le(Number(number), 4)];
    if (typeof value === 'number') return [...head, ...le(value, 4)];
    const bytes = typeof value === 'string' ? utf16(value) : value;
    return type === 0x40 ? [...head, ...bytes] : [...head, ...le(1, 4), ...le(bytes.length, 4), ...padded(bytes)];
  });
  return [...le(properties.length, 4), ...written];
}

export type TnefAttribute = readonly [level: 1 | 2, id: number, data: readonly number[]];

export function writeTnef(attributes: readonly TnefAttribute[]): Uint8Array {
  const written = attributes.flatMap(([level, id, data]) => [
    level,
    ...le(id, 4),
    ...le(data.length, 4),
    ...data,
    ...le(
      data.reduce((sum, byte) => (sum + byte) & 0xffff, 0),
      2,
    ),
  ]);
  return Uint8Array.from([...le(0x223e9f78, 4), 1, 0, ...written]);
}
