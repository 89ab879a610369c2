import type { ToLocal } from '../../../../../src/domain/calendar/layout/span.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../../src/domain/time/types.js';

export const utc: ToLocal = (instant) => instant as number as LocalMs;

/** From one hour of a day to another; hours over 24 are the next day's. */
export function timed(day: number, from: number, to: number) {
  const at = (hour: number) => (day * MS_PER_DAY + hour * MS_PER_HOUR) as EpochMs;
  return { start: at(from), end: at(to), allDay: false };
}

export function allDay(day: number, days: number) {
  return { start: (day * MS_PER_DAY) as EpochMs, end: ((day + days) * MS_PER_DAY) as EpochMs, allDay: true };
}
