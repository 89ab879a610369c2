import { dayOf, localOfDay } from '../time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_HOUR } from '../time/types.js';

const MORNING = 9 * MS_PER_HOUR;
const LAST_HOUR = 23 * MS_PER_HOUR;

/**
 * When something new on the day in sight begins as long as nobody said when: at the hour that comes, or at nine in the morning
 * of a day that is not today. It stays on its day: in the last hour of today that has begun, so that who makes it sees it.
 *
 * @param now - On the wall clock of the person.
 */
export function firstHour(day: DayNumber, now: LocalMs): LocalMs {
  const midnight = localOfDay(day);
  if (day !== dayOf(now)) return (midnight + MORNING) as LocalMs;
  const next = Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR;
  return Math.min(next, midnight + LAST_HOUR) as LocalMs;
}
