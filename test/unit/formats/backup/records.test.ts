import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BackupRecord,
  createRecordReader,
  MAX_RECORD,
  packRecord,
} from '../../../../src/formats/backup/records.js';

const joined = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 20 }),
  fc.uint16Array({ maxLength: 9 }),
  fc.uint32Array({ maxLength: 9 }),
  fc.float64Array({ maxLength: 9 }),
);
const key = fc
  .oneof(fc.string(), fc.constantFrom('$u8', '$map', '$object', 'a'))
  .filter((name) => name !== '__proto__');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
  ),
}));

describe('records of a backup', () => {
  it('come out as they went in, however their bytes are divided [BK1]', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (values, step) => {
        const records: BackupRecord[] = values.map((each) => ({ table: 't', value: each }));
        const bytes = joined(records.flatMap(packRecord));
        const reader = createRecordReader();
        const found: BackupRecord[] = [];
        for (let at = 0; at < bytes.length; at += step) found.push(...reader.add(bytes.slice(at, at + step)));
        reader.end();
        expect(found).toEqual(records);
      }),
    );
  });

  it('are refused when they are cut, and for what is no record; nothing else is thrown [BK5]', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const reader = createRecordReader();
        try {
          [...reader.add(bytes)];
          reader.end();
        } catch (error) {
          expect(error).toMatchObject({ code: 'backup/refused', detail: { why: 'damaged' } });
        }
      }),
    );
    const bytes = joined(packRecord({ table: 't', value: { a: new Uint8Array(9) } }));
    const reader = createRecordReader();
    expect([...reader.add(bytes.slice(0, -1))]).toEqual([]);
    expect(() => reader.end()).toThrow(expect.objectContaining({ code: 'backup/refused' }));
  });

  it('are not waited for beyond their limit [BK6]', () => {
    const head = (length: number) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setUint32(0, length);
      return bytes;
    };
    expect([...createRecordReader().add(head(MAX_RECORD))]).toEqual([]);
    expect(() => [...createRecordReader().add(head(MAX_RECORD + 1))]).toThrow(
      expect.objectContaining({ code: 'backup/refused' }),
    );
    expect(() => [...createRecordReader().add(head(0))]).toThrow(expect.objectContaining({ code: 'backup/refused' }));
  });
});
