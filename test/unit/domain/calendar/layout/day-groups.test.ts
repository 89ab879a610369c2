import { describe, expect, it } from 'vitest';
import { groupByDay } from '../../../../../src/domain/calendar/layout/day-groups.js';
import { spansOf } from '../../../../../src/domain/calendar/layout/span.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';
import { allDay, timed, utc } from './build.js';

const day = dayFromCivil(2026, 11, 18);
const group = (events: ReturnType<typeof timed>[], days: number) =>
  groupByDay(spansOf(events, utc), day, days).map((g) => [g.day - day, g.spans.map((s) => s.index)]);

describe('groupByDay', () => {
  it('[S1] lists days that have something, and what lasts several days on each', () => {
    expect(group([allDay(day - 2, 4), timed(day + 3, 9, 10), timed(day + 9, 9, 10)], 5)).toEqual([
      [0, [0]],
      [1, [0]],
      [3, [1]],
    ]);
  });
  it('[S2] bars come first, then by start; what began yesterday before today', () => {
    expect(group([timed(day, 9, 10), timed(day, 8, 9), allDay(day, 1), timed(day - 1, 23, 25)], 1)).toEqual([
      [0, [2, 3, 1, 0]],
    ]);
  });
});
