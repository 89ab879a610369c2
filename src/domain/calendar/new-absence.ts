import { localOfDay } from '../time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../time/types.js';
import type { Absence } from './absence-fields.js';
import { type EventFields, emptyEventFields } from './event-fields.js';
import { firstHour } from './first-hour.js';

const FOCUS_LENGTH = 2 * MS_PER_HOUR;

/**
 * An absence as a form begins with it: out of office all of the day in sight, or two hours of focus, from the hour that
 * comes (rule UN1).
 *
 * @param now - On the wall clock of `timeZone`.
 * @param texts - In the person's language.
 */
export function newAbsence(
  kind: Absence,
  at: { readonly day: DayNumber; readonly now: LocalMs; readonly timeZone: string },
  texts: { readonly title: string; readonly declineText: string },
): EventFields {
  const { day, now, timeZone } = at;
  const base = { ...emptyEventFields, ...texts, absence: kind, decline: 'offer' as const };
  if (kind === 'out-of-office')
    return { ...base, allDay: true, start: localOfDay(day), end: (localOfDay(day) + MS_PER_DAY) as LocalMs };
  const start = firstHour(day, now);
  return { ...base, zone: timeZone, start, end: (start + FOCUS_LENGTH) as LocalMs };
}
