import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstHour } from '../../../../src/domain/calendar/first-hour.js';
import { dayOf, localOfDay } from '../../../../src/domain/time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../../../../src/domain/time/types.js';

const DAY = 20_786 as DayNumber;
const at = (hours: number, minutes = 0) => (localOfDay(DAY) + (hours * 60 + minutes) * MS_PER_MINUTE) as LocalMs;

describe('something new without a time begins', () => {
  it('at the hour that comes', () => {
    expect(firstHour(DAY, at(9, 1))).toBe(at(10));
    expect(firstHour(DAY, at(9))).toBe(at(9));
  });

  it('at nine of another day', () => {
    expect(firstHour((DAY + 1) as DayNumber, at(15))).toBe(at(24 + 9));
  });

  it('in the hour that has begun when it is the last of the day', () => {
    expect(firstHour(DAY, at(23, 26))).toBe(at(23));
  });

  it('on the day in sight, whatever the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MS_PER_DAY - 1 }), fc.integer({ min: -1, max: 1 }), (time, by) => {
        const day = (DAY + by) as DayNumber;
        return dayOf(firstHour(day, (localOfDay(DAY) + time) as LocalMs)) === day;
      }),
    );
  });
});
