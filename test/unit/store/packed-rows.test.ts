import { expect, it } from 'vitest';
import { isSameData, packPlacements, unpackRows } from '../../../src/store/packed-rows.js';

const rowsOf = (title: string) =>
  packPlacements('c', [{ table: 'events', from: 1, to: 1, row: { uid: 'a', title } as { uid: string } }]).events;

it('gives back the rows that were packed, and those that older versions wrote as text', () => {
  const [record] = rowsOf('Zürich – 日本 𝄞');
  expect(unpackRows(record!)).toEqual([{ uid: 'a', title: 'Zürich – 日本 𝄞' }]);
  expect(unpackRows({ data: '[{"uid":"b"}]' })).toEqual([{ uid: 'b' }]);
});

it('knows records of the same rows by their bytes', () => {
  const [one, same, other] = ['Lunch', 'Lunch', 'Lunge'].map((title) => rowsOf(title)[0]!);
  expect(isSameData(one!, same!)).toBe(true);
  expect(isSameData(one!, other!)).toBe(false);
  expect(isSameData(one!, { ...same!, data: '[]' })).toBe(false);
});
