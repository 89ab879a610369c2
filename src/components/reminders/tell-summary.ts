// What a daily summary says when it is told: its day as it is at that moment.
import { readDaySummary } from '../../app/day-summary.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Reminder } from '../../domain/reminders/reminder.js';
import { dayOf, parseIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { nearText, notificationText } from '../calendar/summary/summary-texts.js';

/** The reminder with what it says: the title in short, the events of the day as its place. */
export async function tellSummary(
  reminder: Reminder,
  services: Services,
  { timeZone, locale }: DisplaySettings,
): Promise<Reminder> {
  const today = dayOf(epochToLocal(timeZone, systemClock.now()));
  const day = parseIsoDate(reminder.summary?.date ?? '') ?? today;
  const text = createLocalFormats(locale);
  try {
    const { summaries } = await firstOf(services.settings.watch());
    const summary = summaries.find(({ id }) => id === reminder.uid);
    const told = notificationText(await readDaySummary(services, { day, today, timeZone, summary }), today, text);
    return { ...reminder, title: told.title, ...(told.body !== '' && { location: told.body }) };
  } catch {
    // It cannot be read now: the day alone leads to where the reason stands.
    return { ...reminder, title: nearText(day, today) || text.shortDay(day) };
  }
}
