import type { Collection } from '../../domain/collections/collection.js';
import { defaultSettings, type Settings } from '../../domain/settings/settings.js';

/** Reminders, in minutes before, of something new in a calendar. */
export type RemindersOf = (calendarId: string, allDay: boolean) => readonly number[];

/** Those of the calendar, or of the settings, when it has none of its own. */
export function remindersFor(
  calendars: readonly Pick<Collection, 'id' | 'alarms'>[],
  settings: Settings = defaultSettings,
): RemindersOf {
  return (calendarId, allDay) =>
    calendars.find(({ id }) => id === calendarId)?.alarms ??
    (allDay ? settings.allDayReminders : settings.timedReminders);
}

/**
 * What is written, with the reminders of where and when it is now, as long as the person has left them alone.
 *
 * @param was - The reminders it would have by itself before the change.
 * @param is - Those after it.
 */
export function followReminders<Draft extends { readonly alarms: readonly number[] }>(
  before: Draft,
  after: Draft,
  was: readonly number[],
  is: readonly number[],
): Draft {
  const isTouched = after.alarms !== before.alarms || before.alarms.join() !== was.join();
  return isTouched ? after : { ...after, alarms: is };
}
