import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  civilFromDay,
  dayFromCivil,
  daysInMonth,
  formatIsoDate,
  isoWeek,
  parseIsoDate,
  startOfWeek,
  weekdayOf,
} from '../../../../src/domain/time/calendar-date.js';

/** Years −400 to 9999. */
const days = fc.integer({ min: -866_000, max: 2_932_896 });

describe('day numbers', () => {
  it('are what Date counts', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilFromDay(day)).toEqual(civil);
        expect(dayFromCivil(civil.year, civil.month, civil.day)).toBe(day);
        expect(weekdayOf(day)).toBe(date.getUTCDay() || 7);
      }),
    );
  });

  it('read and write ISO dates, only those that exist', () => {
    expect(formatIsoDate(dayFromCivil(2026, 11, 18))).toBe('2026-11-18');
    expect(parseIsoDate('2026-11-18')).toBe(dayFromCivil(2026, 11, 18));
    expect(parseIsoDate('2028-02-29')).toBe(dayFromCivil(2028, 2, 29));
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-11-18T10:00']) {
      expect(parseIsoDate(text)).toBeUndefined();
    }
  });

  it('go on by months, to the last day where a month is short', () => {
    expect(formatIsoDate(addMonths(dayFromCivil(2026, 1, 31), 1))).toBe('2026-02-28');
    expect(formatIsoDate(addMonths(dayFromCivil(2026, 1, 31), -2))).toBe('2025-11-30');
    expect(formatIsoDate(addMonths(dayFromCivil(2024, 2, 29), 12))).toBe('2025-02-28');
  });
});

describe('weeks', () => {
  // ISO 8601's own examples: the year of a week may be the one before or after.
  it.each([
    [2005, 1, 1, 2004, 53],
    [2005, 1, 3, 2005, 1],
    [2007, 12, 31, 2008, 1],
    [2008, 12, 28, 2008, 52],
    [2010, 1, 3, 2009, 53],
    [2026, 11, 18, 2026, 47],
  ])('[W1] %i-%i-%i is in week %i/%i', (year, month, day, weekYear, week) => {
    expect(isoWeek(dayFromCivil(year, month, day))).toEqual({ year: weekYear, week });
  });

  it('begin on the day asked for', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (day, firstDay) => {
        const start = startOfWeek(day, firstDay);
        expect(weekdayOf(start)).toBe(firstDay);
        expect(day - start).toBeGreaterThanOrEqual(0);
        expect(day - start).toBeLessThan(7);
      }),
    );
  });

  it('know leap years', () => {
    expect([1900, 2000, 2024, 2026].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  });
});
