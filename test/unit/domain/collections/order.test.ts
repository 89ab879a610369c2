import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedBy, movedTo, orderChanges } from '../../../../src/domain/collections/order.js';

describe('[CO1] order of calendars', () => {
  it('moves one by a place and stops at the ends', () => {
    expect(movedBy(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(movedBy(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(movedBy(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(movedBy(['a', 'b', 'c'], 'none', 1)).toEqual(['a', 'b', 'c']);
  });

  it('puts what is dropped where the other one is', () => {
    expect(movedTo(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a']);
    expect(movedTo(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  });

  it('writes only what stands elsewhere then; others keep their places', () => {
    const all = ['a', 'x', 'b', 'c'].map((id, order) => ({ id, order }));
    expect(orderChanges(all, ['b', 'a', 'c'])).toEqual([
      { id: 'b', change: { order: 0 } },
      { id: 'a', change: { order: 2 } },
    ]);
    expect(orderChanges(all, ['a', 'b', 'c'])).toEqual([]);
  });

  it('gives each a place of its own, also where several had the same', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ids, fc.nat(), fc.integer({ min: -12, max: 12 }), (all, pick, by) => {
        const wanted = movedBy(all, all[pick % all.length] ?? '', by);
        const orders = new Map(all.map((id) => [id, 0]));
        const before = all.map((id) => ({ id, order: 0 }));
        for (const { id, change } of orderChanges(before, wanted)) orders.set(id, change.order);
        expect([...orders].sort((a, b) => a[1] - b[1]).map(([id]) => id)).toEqual(wanted);
      }),
    );
  });
});
