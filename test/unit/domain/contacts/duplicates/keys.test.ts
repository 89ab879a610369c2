import { describe, expect, it } from 'vitest';
import { MAX_KEYS, mailKey, readCardSigns } from '../../../../../src/domain/contacts/duplicates/card-signs.js';
import {
  areAllDistinct,
  distinctEdits,
  hasDistinct,
  readMark,
} from '../../../../../src/domain/contacts/duplicates/distinct-marks.js';
import { areCompatible, nameKey } from '../../../../../src/domain/contacts/duplicates/name-key.js';
import { completePhones, phoneKey } from '../../../../../src/domain/contacts/duplicates/phone-key.js';

describe('keys by which cards are compared', () => {
  it.each([
    [['Ada', 'Lovelace'], 'ada lovelace'],
    [['Lovelace, Ada'], 'ada lovelace'],
    [['Frau Dr. Ada Lovelace'], 'ada lovelace'],
    [['Dr.'], 'dr'],
    [['ada@example.org'], ''],
    [['+43 660 123'], ''],
    [['O’Neill', "d'Arc"], 'darc oneill'],
    [['山田', '太郎'], '太郎 山田'],
    [[''], ''],
  ])('name of %j', (names, words) => {
    expect(nameKey(names).words).toBe(words);
  });

  it('name tells generations apart', () => {
    expect(nameKey(['John Smith Jr.'])).toEqual({ words: 'john smith', generation: '2' });
    expect(nameKey(['John', 'Smith'], 'Sr.')).toEqual({ words: 'john smith', generation: '1' });
    expect(nameKey(['John Smith']).generation).toBe('');
  });

  it.each([
    ['ada lovelace', 'a lovelace', true],
    ['ada lovelace', 'ada', true],
    ['ada lovelace', 'a l', false],
    ['ada lovelace', 'ada king', false],
    ['ada lovelace', 'bob', false],
    ['a', 'ada', false],
  ])('names %j and %j', (a, b, compatible) => {
    expect(areCompatible(a, b)).toBe(compatible);
    expect(areCompatible(b, a)).toBe(compatible);
  });

  it.each([
    ['+43 (0)660 123456', '+43660123456'],
    ['0043 660 123456', '+43660123456'],
    ['0660-123456', '660123456'],
    ['tel:+43-660-123456;phone-context=x', '+43660123456'],
    ['１２３４５６７', '1234567'],
    ['12345', ''],
    ['1'.repeat(25), ''],
    ['call me', ''],
  ])('telephone number %j', (value, key) => {
    expect(phoneKey(value)).toBe(key);
  });

  it('telephone numbers without country find the one that has it', () => {
    const keys = ['+43660123456', '660123456', '123456', '+49660999999', '9123456'];
    expect(Object.fromEntries(completePhones(keys))).toEqual({
      '+43660123456': '+43660123456',
      '660123456': '+43660123456',
      '123456': '123456', // too short to be sure
      '+49660999999': '+49660999999',
      '9123456': '9123456',
    });
  });

  it.each([
    ['Ada@Example.ORG', 'ada@example.org'],
    ['mailto:ada@example.org', 'ada@example.org'],
    ['Ada <ada@example.org>', 'ada@example.org'],
    ['ada', ''],
    ['a b@x', ''],
  ])('address %j', (value, key) => {
    expect(mailKey(value)).toBe(key);
  });

  it('at most so many of one card are keys', () => {
    for (const count of [0, MAX_KEYS, MAX_KEYS + 1]) {
      const mails = Array.from({ length: count }, (_, index) => `EMAIL:m${index}@x.org\r\n`).join('');
      const signs = readCardSigns(`BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\n${mails}END:VCARD\r\n`);
      expect(signs?.mails).toHaveLength(Math.min(count, MAX_KEYS));
    }
  });
});

describe('marks of different people', () => {
  const marks = (uids: readonly string[]) =>
    distinctEdits(uids.map((uid) => ({ collectionId: 'b', uid }))).map(({ edits }) =>
      Object.values(edits).map((line) => line.replace(/^[^:]*:/, '')),
    );

  it('[DU5] are the same on every device, and readable', () => {
    expect(
      distinctEdits([
        { collectionId: 'b', uid: 'x' },
        { collectionId: 'b', uid: 'y' },
      ])[0]?.edits,
    ).toEqual(
      distinctEdits([
        { collectionId: 'b', uid: 'y' },
        { collectionId: 'b', uid: 'x' },
      ])[1]?.edits,
    );
    expect(readMark(marks(['x', 'y'])[0]?.[0] ?? '')).toBeDefined();
    expect(readMark('no mark')).toBeUndefined();
  });

  it('[DU5] hold for each pair, also from several decisions', () => {
    const [ab, bc, ca] = [marks(['a', 'b']), marks(['b', 'c']), marks(['a', 'c'])] as [
      string[][],
      string[][],
      string[][],
    ];
    const a = [...(ab[0] ?? []), ...(ca[0] ?? [])];
    const b = [...(ab[1] ?? []), ...(bc[0] ?? [])];
    const c = [...(bc[1] ?? []), ...(ca[1] ?? [])];
    expect(areAllDistinct([a, b, c])).toBe(true);
    expect(areAllDistinct([a, b, []])).toBe(false);
    expect(areAllDistinct([a, a])).toBe(false);
    expect(areAllDistinct([ab[0] ?? [], ab[1] ?? [], bc[1] ?? []])).toBe(false);
    expect(hasDistinct([ab[0] ?? [], ab[1] ?? []])).toBe(true);
    expect(hasDistinct([ab[0] ?? [], bc[1] ?? []])).toBe(false);
  });
});
