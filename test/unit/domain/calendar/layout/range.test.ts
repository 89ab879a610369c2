import { describe, expect, it } from 'vitest';
import { rangeOf, stepDay } from '../../../../../src/domain/calendar/layout/range.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';

describe('rangeOf', () => {
  it('[V1] shows whole weeks of the month, from the chosen first day', () => {
    const day = dayFromCivil(2026, 11, 18);
    expect(rangeOf('month', day, 1)).toEqual({ first: dayFromCivil(2026, 10, 26), days: 42 });
    expect(rangeOf('month', day, 7)).toEqual({ first: dayFromCivil(2026, 11, 1), days: 35 });
    expect(rangeOf('month', dayFromCivil(2027, 2, 10), 1)).toEqual({ first: dayFromCivil(2027, 2, 1), days: 28 });
    expect(rangeOf('week', day, 1)).toEqual({ first: dayFromCivil(2026, 11, 16), days: 7 });
    expect(rangeOf('week', day, 6)).toEqual({ first: dayFromCivil(2026, 11, 14), days: 7 });
    expect(rangeOf('day', day, 1)).toEqual({ first: day, days: 1 });
  });
});

describe('stepDay', () => {
  it('[V2] goes to the last day of a shorter month', () => {
    expect(stepDay('month', dayFromCivil(2026, 1, 31), 1)).toBe(dayFromCivil(2026, 2, 28));
    expect(stepDay('week', dayFromCivil(2026, 1, 5), -1)).toBe(dayFromCivil(2025, 12, 29));
  });
});
