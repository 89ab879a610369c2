import { describe, expect, it } from 'vitest';
import { firstDayOfLocale } from '../../../../src/domain/time/local-formats.js';

describe('firstDayOfLocale', () => {
  it.each([
    ['fr', 1],
    ['en-US', 7],
    ['en', 7],
    ['ar-EG', 6],
    ['pt-BR', 7],
    ['not a locale', 1],
  ])('%s starts on %i', (locale, day) => {
    expect(firstDayOfLocale(locale)).toBe(day);
  });
});
