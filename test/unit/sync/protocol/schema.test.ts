import { describe, expect, it } from 'vitest';
import { readEntry } from '../../../../src/sync/protocol/entry.js';
import { ProtocolError } from '../../../../src/sync/protocol/errors.js';
import { MAX_ENTRY_BYTES } from '../../../../src/sync/protocol/limits.js';
import {
  bytes,
  decodeAs,
  encodeAs,
  list,
  may,
  must,
  oneOf,
  record,
  text,
  tuple,
  uint,
} from '../../../../src/sync/protocol/schema.js';

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const schema = record({
  count: must(0, uint(1_000)),
  id: must(1, bytes(2)),
  name: may(2, text(8)),
  parts: may(5, list(tuple(oneOf(1, 2), bytes(3, 0)), 2)),
});

/** @returns The code of what `read` throws; a throw of another kind fails. */
function refusal(read: () => unknown): string | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

describe('a fixed schema', () => {
  it('writes the one encoding and reads it back', () => {
    const value = {
      count: 500,
      id: hex('beef'),
      name: 'é',
      parts: [
        [2, hex('01')],
        [1, hex('')],
      ],
    } as const;
    const written = encodeAs(schema, value);
    expect(Buffer.from(written).toString('hex')).toBe('a4001901f40142beef0262c3a905828202410182' + '0140');
    expect(decodeAs(schema, written)).toEqual(value);
  });

  it('reads what is empty', () => {
    const written = encodeAs(schema, { count: 0, id: hex('0000'), name: '', parts: [] });
    expect(decodeAs(schema, written)).toEqual({ count: 0, id: hex('0000'), name: '', parts: [] });
  });

  it('reads a map without what may be missing', () => {
    expect(decodeAs(schema, hex('a2000a0142beef'))).toEqual({ count: 10, id: hex('beef') });
  });

  it.each([
    ['nothing', ''],
    ['an end too early', 'a2000a0142be'],
    ['a length without its bytes', 'a2000a01'],
    ['bytes after the end', 'a2000a0142beef00'],
    ['a number written longer than needed', 'a200180a0142beef'],
    ['a length written longer than needed', 'a2000a015802beef'],
    ['a map of unknown length', 'bf000a0142beefff'],
    ['an array of unknown length', 'a3000a0142beef059f82014001ff'],
    ['a byte string of unknown length', 'a2000a015f42beefff'],
    ['fields in another order', 'a20142beef000a'],
    ['a field twice', 'a3000a000a0142beef'],
    ['an unknown field', 'a3000a0142beef0301'],
    ['a missing field', 'a1000a'],
    ['more fields than there are', 'a6000a0142beef'],
    ['a text as a key', 'a2613000 0142beef'.replace(' ', '')],
    ['a negative number', 'a200290142beef'],
    ['a float', 'a200f949000142beef'],
    ['true', 'a200f50142beef'],
    ['null', 'a200f60142beef'],
    ['undefined', 'a200f70142beef'],
    ['a tag', 'a200c10a0142beef'],
    ['a number above the limit', 'a2001903e90142beef'],
    ['a number of 2^53', 'a2001b00200000000000000142beef'],
    ['a number of 2^64 - 1', 'a2001bffffffffffffffff0142beef'],
    ['a number of no meaning', 'a3000a0142beef0581820340'],
    ['bytes that are too few', 'a2000a0141be'],
    ['bytes that are too many', 'a2000a0143beefee'],
    ['text that is too long', 'a3000a0142beef0269414141414141414141'],
    ['text that is no UTF-8', 'a3000a0142beef0262c328'],
    ['text with an encoded surrogate', 'a3000a0142beef0263eda080'],
    ['too many items', 'a3000a0142beef0583820140820140820140'],
    ['a million items announced', 'a3000a0142beef059a000f4240'],
    ['a tuple with too few', 'a3000a0142beef05818101'],
    ['a byte string of 4 GiB announced', 'a2000a015affffffff'],
    ['a thousand nested arrays', '81'.repeat(1_000)],
  ])('refuses %s', (_, given) => {
    expect(refusal(() => decodeAs(schema, hex(given)))).toBe('MALFORMED');
  });

  it.each([
    { count: 1_001, id: hex('beef') },
    { count: -1, id: hex('beef') },
    { count: 0.5, id: hex('beef') },
    { count: Number.NaN, id: hex('beef') },
    { count: 1, id: hex('be') },
    { count: 1, id: hex('beef'), name: 'nine long' },
    { count: 1, id: hex('beef'), name: '\ud800' },
    { count: 1, id: hex('beef'), parts: Array.from({ length: 3 }, () => [1, hex('')] as const) },
  ])('does not write %o either', (value) => {
    expect(refusal(() => encodeAs(schema, value as never))).toBe('MALFORMED');
  });
});

describe('an entry', () => {
  it('is not read when it is larger than any may be', () => {
    expect(refusal(() => readEntry(new Uint8Array(MAX_ENTRY_BYTES + 1)))).toBe('TOO_LARGE');
    expect(refusal(() => readEntry(new Uint8Array(MAX_ENTRY_BYTES)))).toBe('MALFORMED');
    expect(refusal(() => readEntry(new Uint8Array(0)))).toBe('MALFORMED');
  });

  it('of a socket’s buffer keeps its own bytes when the buffer is used again', () => {
    const written = encodeAs(tuple(bytes(2), bytes(1)), [hex('beef'), hex('01')]);
    const buffer = Buffer.from(written);
    const [first] = decodeAs(tuple(bytes(2), bytes(1)), buffer);
    buffer.fill(0);
    expect([...first]).toEqual([0xbe, 0xef]);
  });

  it('of another suite is refused as such', () => {
    const entry = encodeAs(tuple(bytes(3), bytes(0), bytes(64)), [hex('a10002'), hex(''), new Uint8Array(64)]);
    expect(refusal(() => readEntry(entry))).toBe('SUITE');
  });
});
