import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLeftOut,
  type RangeOptions,
  rangeOf,
  stepDay,
  viewNames,
} from '../../../../../src/domain/calendar/layout/range.js';
import { dayFromCivil, startOfWeek } from '../../../../../src/domain/time/calendar-date.js';
import type { DayNumber } from '../../../../../src/domain/time/types.js';

const options = (change: Partial<RangeOptions> = {}): RangeOptions => ({
  firstDay: 1,
  count: 3,
  workDays: [1, 2, 3, 4, 5],
  ...change,
});
const wednesday = dayFromCivil(2026, 11, 18);

describe('rangeOf', () => {
  it('[V1] shows whole weeks of the month, from the chosen first day', () => {
    expect(rangeOf('month', wednesday, options())).toEqual({ first: dayFromCivil(2026, 10, 26), days: 42 });
    expect(rangeOf('month', wednesday, options({ firstDay: 7 }))).toEqual({
      first: dayFromCivil(2026, 11, 1),
      days: 35,
    });
    expect(rangeOf('month', dayFromCivil(2027, 2, 10), options())).toEqual({
      first: dayFromCivil(2027, 2, 1),
      days: 28,
    });
    expect(rangeOf('week', wednesday, options())).toEqual({ first: dayFromCivil(2026, 11, 16), days: 7 });
    expect(rangeOf('week', wednesday, options({ firstDay: 6 }))).toEqual({
      first: dayFromCivil(2026, 11, 14),
      days: 7,
    });
    expect(rangeOf('day', wednesday, options())).toEqual({ first: wednesday, days: 1 });
  });

  it('[V3] shows the working days of the week the date is in, and leaves free ones out', () => {
    const monday = dayFromCivil(2026, 11, 16);
    expect(rangeOf('workweek', wednesday, options())).toEqual({ first: monday, days: 5 });
    expect(rangeOf('workweek', dayFromCivil(2026, 11, 22), options())).toEqual({ first: monday, days: 5 });
    expect(rangeOf('workweek', wednesday, options({ firstDay: 7 }))).toEqual({ first: monday, days: 5 });
    const sundayToThursday = options({ firstDay: 7, workDays: [1, 2, 3, 4, 7] });
    expect(rangeOf('workweek', wednesday, sundayToThursday)).toEqual({ first: monday - 1, days: 5 });
    const workDays = [1, 2, 4];
    expect(rangeOf('workweek', wednesday, options({ workDays }))).toEqual({ first: monday, days: 4 });
    expect([0, 1, 2, 3].map((i) => isLeftOut('workweek', monday + i, workDays))).toEqual([false, false, true, false]);
    expect(isLeftOut('week', wednesday, workDays)).toBe(false);
  });

  it('[V4] shows several days from the date on', () => {
    expect(rangeOf('days', wednesday, options({ count: 4 }))).toEqual({ first: wednesday, days: 4 });
  });

  it('[V5] shows a year from its first day to its last', () => {
    expect(rangeOf('year', wednesday, options())).toEqual({ first: dayFromCivil(2026, 1, 1), days: 365 });
    expect(rangeOf('year', dayFromCivil(2028, 12, 31), options())).toEqual({
      first: dayFromCivil(2028, 1, 1),
      days: 366,
    });
  });

  it('always has the date in it, but for a free day of a work week', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...viewNames),
        fc.integer({ min: -700_000, max: 2_900_000 }),
        fc.integer({ min: 1, max: 7 }),
        weekdays,
        (view, number, firstDay, workDays) => {
          const day = number as DayNumber;
          const { first, days } = rangeOf(view, day, { firstDay, count: 3, workDays });
          expect(days).toBeGreaterThan(0);
          if (view === 'workweek') expect(startOfWeek(first, firstDay)).toBe(startOfWeek(day, firstDay));
          if (!isLeftOut(view, day, workDays)) {
            expect(day).toBeGreaterThanOrEqual(first);
            expect(day).toBeLessThan(first + days);
          }
        },
      ),
    );
  });
});

describe('stepDay', () => {
  it('[V2] goes to the last day of a shorter month', () => {
    expect(stepDay('month', dayFromCivil(2026, 1, 31), 1, 3)).toBe(dayFromCivil(2026, 2, 28));
    expect(stepDay('year', dayFromCivil(2028, 2, 29), 1, 3)).toBe(dayFromCivil(2029, 2, 28));
    expect(stepDay('week', dayFromCivil(2026, 1, 5), -1, 3)).toBe(dayFromCivil(2025, 12, 29));
    expect(stepDay('workweek', dayFromCivil(2026, 1, 5), -1, 3)).toBe(dayFromCivil(2025, 12, 29));
    expect(stepDay('days', wednesday, 1, 4)).toBe(wednesday + 4);
    expect(stepDay('day', wednesday, -1, 4)).toBe(wednesday - 1);
  });
});
