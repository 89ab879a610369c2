import { describe, expect, it } from 'vitest';
import { mergeFields } from '../../../../src/domain/items/merge-fields.js';

const phone = (id: string, value: string) => ({ id, value });
const before = { name: 'Ada', note: '', tags: ['a'], phones: [phone('1', '11'), phone('2', '22'), phone('3', '33')] };

describe('mergeFields', () => {
  it('keeps what either side changed', () => {
    const merged = mergeFields(before, { ...before, name: 'Eve' }, { ...before, note: 'Met twice.', tags: ['a', 'b'] });
    expect(merged).toEqual({ ...before, name: 'Eve', note: 'Met twice.', tags: ['a', 'b'] });
  });

  it('takes the form where both changed the same field', () => {
    expect(mergeFields(before, { ...before, name: 'Eve' }, { ...before, name: 'Bob' }).name).toBe('Eve');
  });

  it('merges values one by one: added, changed and removed by either side', () => {
    const mine = { ...before, phones: [phone('1', '11'), phone('2', '222'), phone('', '44')] }; // changed 2, removed 3
    const now = { ...before, phones: [phone('2', '22'), phone('3', '33'), phone('n5', '55')] }; // removed 1, added 5
    expect(mergeFields(before, mine, now).phones).toEqual([phone('2', '222'), phone('', '44'), phone('n5', '55')]);
  });

  it('is the form when nothing else changed', () => {
    const after = { ...before, tags: [], phones: [] };
    expect(mergeFields(before, after, before)).toEqual(after);
  });
});
