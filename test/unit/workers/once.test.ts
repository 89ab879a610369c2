import { expect, it } from 'vitest';
import { createOnce } from '../../../src/workers/reader/once.js';

it('a change that comes with the answer and as told to all is news once, whichever comes first', () => {
  const isNews = createOnce();
  expect([isNews('a'), isNews('b'), isNews('a'), isNews('b')]).toEqual([true, true, false, false]);
  expect([isNews(undefined), isNews(undefined)]).toEqual([true, true]);
});

it('forgets what only half was heard of, one day', () => {
  const isNews = createOnce();
  for (let index = 0; index < 300; index += 1) isNews(`other tab ${index}`);
  expect(isNews('other tab 0')).toBe(true);
  expect(isNews('other tab 299')).toBe(false);
});
