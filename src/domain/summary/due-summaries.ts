// When summaries are told: as reminders, so that they are shown once, by one tab, and after the app was closed (DS1–DS3).
import type { Reminder } from '../reminders/reminder.js';
import { dayOf, formatIsoDate, localOfDay, weekdayOf } from '../time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_MINUTE, type Window } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { Summary } from './summary.js';

/**
 * Summaries that are told within the window, by time; those that are switched off are not. The time is that of the wall
 * clock of the zone, also where clocks change.
 *
 * @param timeZone - IANA.
 */
export function dueSummaries(summaries: readonly Summary[], window: Window, timeZone: string): Reminder[] {
  const first = dayOf(epochToLocal(timeZone, window.from)) - 1;
  const last = dayOf(epochToLocal(timeZone, window.to)) + 1;
  const found: Reminder[] = [];
  for (const summary of summaries) {
    if (!summary.on) continue;
    for (let told = first; told <= last; told += 1) {
      const day = (summary.about === 'tomorrow' ? told + 1 : told) as DayNumber;
      const reminder = reminderOf(summary, told, day, timeZone);
      const isIn = reminder.at >= window.from && reminder.at < window.to;
      if (isIn && summary.weekdays.includes(weekdayOf(day))) found.push(reminder);
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

function reminderOf({ id, minute, channel }: Summary, told: number, day: DayNumber, timeZone: string): Reminder {
  const date = formatIsoDate(day);
  return {
    key: `summary ${id} ${date}`,
    at: localToEpoch(timeZone, (localOfDay(told) + minute * MS_PER_MINUTE) as LocalMs),
    collectionId: '',
    uid: id,
    title: '',
    start: localToEpoch(timeZone, localOfDay(day)),
    end: localToEpoch(timeZone, localOfDay(day + 1)),
    allDay: true,
    task: false,
    summary: { date, quiet: channel === 'app' },
  };
}
