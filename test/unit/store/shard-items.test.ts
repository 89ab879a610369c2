import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../src/domain/collections/document-id.js';
import { changeCollection, collectionToKeys, recordToCollection } from '../../../src/store/collection-record.js';
import { changeTexts, emptyTexts, findItem, isCounted } from '../../../src/store/shard-items.js';
import { mergeStoreChanges } from '../../../src/store/store-change.js';
import { toStoreError } from '../../../src/store/store-errors.js';

describe('shards', () => {
  it('of a uid never change: other devices compute the same', () => {
    // The first three are test vectors of FNV-1a; the others hold what has been in use since.
    expect(['', 'a', 'foobar', 'ü€😀', '20261118T140000Z-1@example.com'].map((uid) => shardOf(uid, 64))).toEqual([
      5, 44, 40, 8, 2,
    ]);
  });

  it('spread uids evenly', () => {
    const sizes = new Array<number>(64).fill(0);
    for (let index = 0; index < 10_000; index += 1) {
      const shard = shardOf(`uid-${index}@example.com`, 64);
      sizes[shard] = (sizes[shard] ?? 0) + 1;
    }
    expect(Math.max(...sizes)).toBeLessThan(2 * Math.min(...sizes));
  });
});

describe('a shard’s items', () => {
  const filled = () => {
    const record = emptyTexts('c', 0);
    changeTexts(
      record,
      new Map([
        ['b', 'B'],
        ['a', 'A'],
        ['b\nSUMMARY', 'SUMMARY:b'],
      ]),
    );
    return record;
  };

  it('stay sorted by uid, each with its edits', () => {
    expect(filled()).toEqual({
      collectionId: 'c',
      shard: 0,
      uids: ['a', 'b'],
      texts: ['A', 'B'],
      edits: [null, { SUMMARY: 'SUMMARY:b' }],
    });
  });

  it('tell what changed', () => {
    const record = filled();
    const changed = changeTexts(
      record,
      new Map([
        ['b\nSUMMARY', undefined],
        ['b\nLOCATION', 'LOCATION:x'],
        ['c', 'C'],
      ]),
    );
    expect([...changed.keys()]).toEqual(['b', 'c']);
    expect(changed.get('b')?.before?.edits).toEqual({ SUMMARY: 'SUMMARY:b' });
    expect(changed.get('b')?.after?.edits).toEqual({ LOCATION: 'LOCATION:x' });
    expect(changed.get('c')?.before).toBeUndefined();
    changeTexts(record, new Map([['c', undefined]]));
    expect(findItem(record, 'c')).toBeUndefined();
  });

  it('do not count while deleted, or while only an edit of them has arrived', () => {
    const record = filled();
    changeTexts(
      record,
      new Map([
        ['a\ndeleted', '20261118T000000Z'],
        ['z\nSUMMARY', 'SUMMARY:z'],
      ]),
    );
    expect(['a', 'b', 'z'].map((uid) => isCounted(findItem(record, uid)))).toEqual([false, true, false]);
    changeTexts(
      record,
      new Map([
        ['a\ndeleted', ''],
        ['z', 'Z'],
      ]),
    );
    expect(['a', 'b', 'z'].map((uid) => isCounted(findItem(record, uid)))).toEqual([true, true, true]);
  });

  it('may be called like what every object has', () => {
    const record = emptyTexts('c', 0);
    changeTexts(
      record,
      new Map([
        ['__proto__', 'P'],
        ['x\n__proto__', 'edit'],
        ['x', 'X'],
      ]),
    );
    expect(findItem(record, '__proto__')?.text).toBe('P');
    expect(Object.getOwnPropertyNames(findItem(record, 'x')?.edits)).toEqual(['__proto__']);
    expect(findItem(record, 'constructor')).toBeUndefined();
  });
});

describe('a collection’s properties', () => {
  const properties = {
    kind: 'addressbook',
    name: 'People',
    hue: 30,
    description: '',
    order: 2,
    visible: true,
    shards: 256,
  } as const;

  it('are what was written', () => {
    const record = changeCollection(undefined, 'id', collectionToKeys(properties));
    expect(record).toEqual({ id: 'id', deleted: false, itemCount: 0, ...properties });
    expect(recordToCollection(changeCollection(record, 'id', new Map([['visible', '']]))).visible).toBe(false);
  });

  it.each([
    ['hue', '361'],
    ['hue', 'red'],
    ['order', 'NaN'],
    ['shards', '0'],
    ['shards', '100000000'],
    ['kind', 'mailbox'],
    ['itemCount', '7'],
  ])('are left as they were by %s = %s, which no version of ours writes', (key, value) => {
    const record = changeCollection(undefined, 'id', collectionToKeys(properties));
    expect(changeCollection(record, 'id', new Map([[key, value]]))).toEqual(record);
  });
});

describe('changes of several writes', () => {
  it('name each item once, and none where there are too many', () => {
    const part = (uids?: readonly string[]) => ({
      items: [{ collectionId: 'c', uids }],
      collections: false,
      settings: false,
    });
    expect(mergeStoreChanges([part(['a', 'b']), part(['b'])]).items).toEqual([{ collectionId: 'c', uids: ['a', 'b'] }]);
    expect(mergeStoreChanges([part(['a']), part(undefined)]).items).toEqual([{ collectionId: 'c' }]);
    const many = Array.from({ length: 501 }, (_, index) => `u${index}`);
    expect(mergeStoreChanges([part(many)]).items).toEqual([{ collectionId: 'c' }]);
  });
});

describe('a failure of the database', () => {
  it('is told by what can be done about it', () => {
    const quota = new DOMException('full', 'QuotaExceededError');
    expect(toStoreError(quota).code).toBe('store/quota');
    expect(toStoreError({ name: 'AbortError', inner: quota }).code).toBe('store/quota');
    expect(toStoreError({ name: 'BulkError', failures: [quota] }).code).toBe('store/quota');
    expect(toStoreError({ name: 'DatabaseClosedError' }).code).toBe('store/closed');
    expect(toStoreError(new TypeError('x')).code).toBe('store/failed');
  });
});
