import { describe, expect, it } from 'vitest';
import { busyLevel, createDayCounter } from '../../../../../src/domain/calendar/layout/day-counts.js';
import type { EventOccurrence } from '../../../../../src/domain/calendar/occurrence.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../../src/domain/time/types.js';

const window = { from: 0 as EpochMs, to: (5 * MS_PER_DAY) as EpochMs };
const toLocal = (instant: EpochMs) => instant as number as LocalMs;
const occurrence = (startHour: number, endHour: number, more: Partial<EventOccurrence> = {}) =>
  ({ start: startHour * MS_PER_HOUR, end: endHour * MS_PER_HOUR, allDay: false, ...more }) as EventOccurrence;

function countsOf(...occurrences: readonly EventOccurrence[]) {
  const counter = createDayCounter(window, toLocal);
  for (const each of occurrences) counter.add(each);
  return counter.counts;
}

describe('[Y1] a day counts', () => {
  it('what touches it, half-open', () =>
    expect(countsOf(occurrence(9, 10), occurrence(20, 24), occurrence(23, 25))).toEqual([3, 1, 0, 0, 0]));

  it('what lasts several days, on each of them that is in the window', () =>
    expect(countsOf(occurrence(-48, 48, { allDay: true }), occurrence(96, 96_000))).toEqual([1, 1, 0, 0, 1]));

  it('nothing that was cancelled', () =>
    expect(countsOf(occurrence(9, 10, { status: 'CANCELLED' }))).toEqual([0, 0, 0, 0, 0]));
});

it('[Y2] looks free, or busy in four degrees', () =>
  expect([0, 1, 2, 3, 5, 6, 9, 10, 5000].map(busyLevel)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]));
