import type { EventCard } from '../../domain/calendar/event-card.js';
import type { NewTimes } from '../../domain/calendar/event-change.js';
import type { OccurrenceQuery } from '../../domain/calendar/event-query.js';
import { createSpanIndex } from '../../domain/calendar/layout/span-index.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { CalendarRow } from '../../domain/calendar/row-types.js';
import { occurrencesOf, seriesSpan } from '../../domain/calendar/rows.js';
import { localToEpoch } from '../../domain/time/zone.js';
import type { Watchable } from '../../domain/watchable.js';

/** A calendar that lives in memory: events a page gave, or a file it named. */
export interface MemorySource {
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  read(ref: OccurrenceRef): Promise<{ readonly fields: EventCard } | undefined>;
  /** Draws an occurrence at other times from now on. Nothing else remembers it. */
  keep(occurrence: EventOccurrence, times: NewTimes): void;
}

/** One calendar's events. */
export interface MemoryCalendar {
  readonly id: string;
  /** Rows of what may touch `[from, to)`; a few too many do no harm. */
  find(from: number, to: number): readonly CalendarRow[];
}

/** @param readCard - Gives an event's details. */
export function createMemorySource(
  calendars: readonly MemoryCalendar[],
  readCard: (ref: OccurrenceRef) => EventCard | undefined,
): MemorySource {
  const moved = new Map<string, EventOccurrence>();
  const watchers = new Set<() => void>();

  function occurrencesIn(query: OccurrenceQuery): EventOccurrence[] {
    const { from, to, timeZone, collectionIds } = query;
    const found = calendars
      .filter(({ id }) => collectionIds?.includes(id) ?? true)
      .flatMap((calendar) => occurrencesOf(calendar.find(from, to), { from, to }, timeZone, calendar.id))
      .filter(({ key }) => !moved.has(key));
    for (const occurrence of moved.values()) if (occurrence.start < to && occurrence.end > from) found.push(occurrence);
    return calendars.length === 1 && moved.size === 0
      ? found
      : found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  return {
    watchOccurrences: (query) => ({
      subscribe(observer) {
        const tell = () => {
          try {
            observer.next(occurrencesIn(query));
          } catch (error) {
            observer.error(error);
          }
        };
        watchers.add(tell);
        tell();
        return { unsubscribe: () => watchers.delete(tell) };
      },
    }),
    async read(ref) {
      const fields = readCard(ref);
      return fields && { fields };
    },
    keep(occurrence, { start, end, allDay, timeZone }) {
      const times = { start: localToEpoch(timeZone, start), end: localToEpoch(timeZone, end), allDay };
      moved.set(occurrence.key, { ...occurrence, ...times });
      for (const tell of watchers) tell();
    },
  };
}

/** A calendar of rows, found by their spans. */
export function createRowCalendar(id: string, rows: readonly CalendarRow[]): MemoryCalendar {
  const spans = rows.flatMap((row) =>
    row.kind === 'event' || row.kind === 'series' ? [{ row, ...seriesSpan(row) }] : [],
  );
  const index = createSpanIndex(
    spans,
    ({ first }) => first,
    ({ last }) => last,
  );
  return { id, find: (from, to) => index.query(from, to).map(({ row }) => row) };
}
