import { dayOf } from '../../time/calendar-date.js';
import type { Window } from '../../time/types.js';
import type { EventOccurrence } from '../occurrence.js';
import { spanOf, type ToLocal } from './span.js';

/** How many events touch each day of a window, from its first day on. */
export interface DayCounter {
  readonly counts: readonly number[];
  add(occurrence: EventOccurrence): void;
}

/**
 * Counts events by day (Y1). What lasts several days counts on each of them, what was cancelled on none; an event of a
 * thousand years costs no more than the window has days.
 *
 * @param toLocal - Wall clock of the zone the days are of.
 */
export function createDayCounter({ from, to }: Window, toLocal: ToLocal): DayCounter {
  const first = dayOf(toLocal(from));
  const counts = new Array<number>(Math.max(0, dayOf(toLocal(to)) - first)).fill(0);
  return {
    counts,
    add(occurrence) {
      if (occurrence.status === 'CANCELLED') return;
      const span = spanOf(occurrence, 0, toLocal);
      const last = Math.min(span.last - first, counts.length - 1);
      for (let day = Math.max(span.first - first, 0); day <= last; day++) counts[day]!++;
    },
  };
}

/** How busy a day looks, 0–4 (Y2). */
export function busyLevel(count: number): 0 | 1 | 2 | 3 | 4 {
  if (count < 3) return count === 0 ? 0 : 1;
  if (count < 6) return 2;
  return count < 10 ? 3 : 4;
}
