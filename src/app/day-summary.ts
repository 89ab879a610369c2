// A day's summary out of what the services answer (docs/rules/summaries.md): followed by a page, read once for a notification.
import type { EventOccurrence } from '../domain/calendar/occurrence.js';
import { type DayFacts, type DaySummary, summarizeDay } from '../domain/summary/summarize-day.js';
import type { Summary } from '../domain/summary/summary.js';
import type { TaskEntry } from '../domain/tasks/task-entry.js';
import { localOfDay } from '../domain/time/calendar-date.js';
import { localToEpoch } from '../domain/time/zone.js';
import { firstOf, type Watchable } from '../domain/watchable.js';
import type { Services } from './services.js';

export interface DayQuestion extends Pick<DayFacts, 'day' | 'today' | 'timeZone'> {
  /** Whose calendars and choices count; all that is shown without one. */
  readonly summary?: Pick<Summary, 'calendars' | 'recurring'>;
}

/** The summary of a day, again after each change of what is in it. */
export function watchDaySummary(
  services: Pick<Services, 'calendar' | 'tasks'>,
  { day, today, timeZone, summary }: DayQuestion,
): Watchable<DaySummary> {
  const calendars = summary?.calendars ?? [];
  const where = { timeZone, ...(calendars.length > 0 && { collectionIds: calendars }) };
  const [from, to] = [day, day + 1].map((one) => localToEpoch(timeZone, localOfDay(one))) as [never, never];
  return {
    subscribe(observer) {
      let occurrences: readonly EventOccurrence[] | undefined;
      let tasks: readonly TaskEntry[] | undefined;
      const tell = () => {
        if (occurrences === undefined || tasks === undefined) return;
        const recurring = summary?.recurring ?? true;
        observer.next(summarizeDay({ day, today, timeZone, recurring, occurrences, tasks }));
      };
      const error = (reason: unknown) => observer.error(reason);
      const subscriptions = [
        services.calendar.watchOccurrences({ ...where, from, to, tasks: true }).subscribe({
          next(found) {
            occurrences = found;
            tell();
          },
          error,
        }),
        services.tasks.watch(where).subscribe({
          next(found) {
            tasks = found;
            tell();
          },
          error,
        }),
      ];
      return {
        unsubscribe() {
          for (const subscription of subscriptions) subscription.unsubscribe();
        },
      };
    },
  };
}

/** The summary of a day as it is now. */
export function readDaySummary(
  services: Pick<Services, 'calendar' | 'tasks'>,
  question: DayQuestion,
): Promise<DaySummary> {
  return firstOf(watchDaySummary(services, question));
}
