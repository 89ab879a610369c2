import { describe, expect, it } from 'vitest';
import { schedulePage } from '../../../../../src/domain/calendar/layout/schedule-period.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';

const day = dayFromCivil(2026, 11, 18);
const at = dayFromCivil;

describe('[V6] a schedule shows', () => {
  it('thirty days and more as one scrolls, unless a period is chosen', () =>
    expect(schedulePage('30-days', day, 1)).toBeUndefined());

  it('the week of the date, from the day weeks begin on', () => {
    expect(schedulePage('this-week', day, 1)).toEqual({
      first: at(2026, 11, 16),
      days: 7,
      previous: day - 7,
      next: day + 7,
    });
    expect(schedulePage('this-week', day, 7)?.first).toBe(at(2026, 11, 15));
  });

  it('seven days from the date', () => expect(schedulePage('7-days', day, 1)).toMatchObject({ first: day, days: 7 }));

  it('the month of the date, or the one after', () => {
    expect(schedulePage('this-month', day, 1)).toEqual({
      first: at(2026, 11, 1),
      days: 30,
      previous: at(2026, 10, 18),
      next: at(2026, 12, 18),
    });
    expect(schedulePage('next-month', at(2027, 1, 31), 1)).toMatchObject({ first: at(2027, 2, 1), days: 28 });
  });

  it('chosen days, and pages as long before and after them', () => {
    const chosen = '2026-11-10/2026-11-19';
    expect(schedulePage(chosen, day, 1)).toEqual({
      first: at(2026, 11, 10),
      days: 10,
      previous: day - 10,
      next: day + 10,
    });
    expect(schedulePage(chosen, at(2026, 11, 20), 1)?.first).toBe(at(2026, 11, 20));
    expect(schedulePage(chosen, at(2026, 11, 9), 1)?.first).toBe(at(2026, 10, 31));
    expect(schedulePage('nonsense/', day, 1)).toBeUndefined();
  });
});
