// When a booking ends, of which only the time of day is said (docs/rules/rooms.md, RM76).
import { dayOf, localOfDay, timeOfDay } from '../time/calendar-date.js';
import { type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../time/types.js';

/** What is further over midnight is a slip of the hand. */
const MAX_OVER_MIDNIGHT = 12 * MS_PER_HOUR;

/**
 * RM76: at that time of the day it starts, or else of the next one.
 *
 * @param end - On any day.
 * @returns not after `start` where the end is wrong.
 */
export function endAfter(start: LocalMs, end: LocalMs): LocalMs {
  const sameDay = localOfDay(dayOf(start)) + timeOfDay(end);
  if (sameDay > start) return sameDay as LocalMs;
  const next = sameDay + MS_PER_DAY;
  return (timeOfDay(end) === 0 || next - start <= MAX_OVER_MIDNIGHT ? next : sameDay) as LocalMs;
}
