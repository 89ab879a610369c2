import type { NewTimes } from '../../domain/calendar/event-change.js';
import type { EventDetail, OccurrenceQuery } from '../../domain/calendar/event-query.js';
import { createSpanIndex } from '../../domain/calendar/layout/span-index.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { CalendarRow, EventRow } from '../../domain/calendar/row-types.js';
import { occurrencesOf, type Span, seriesSpan } from '../../domain/calendar/rows.js';
import { MS_PER_DAY } from '../../domain/time/types.js';
import { localToEpoch } from '../../domain/time/zone.js';
import type { Watchable } from '../../domain/watchable.js';

/** A calendar that lives in memory: events a page gave, or a file it named. */
export interface MemorySource {
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  read(ref: OccurrenceRef): Promise<EventDetail | undefined>;
  /** Draws an occurrence at other times from now on. Nothing else remembers it. */
  keep(occurrence: EventOccurrence, times: NewTimes): void;
}

/** Rows of one calendar. */
export interface MemoryCalendar {
  readonly id: string;
  readonly rows: readonly CalendarRow[];
}

/** @param read - Gives an event's details. */
export function createMemorySource(
  calendars: readonly MemoryCalendar[],
  read: (ref: OccurrenceRef) => EventDetail | undefined,
): MemorySource {
  const indexes = calendars.map(({ id, rows }) => ({ id, index: indexOf(rows) }));
  const moved = new Map<string, EventOccurrence>();
  const watchers = new Set<() => void>();

  function occurrencesIn(query: OccurrenceQuery): EventOccurrence[] {
    const { from, to, timeZone, collectionIds } = query;
    const found = indexes
      .filter(({ id }) => collectionIds?.includes(id) ?? true)
      .flatMap(({ id, index }) => occurrencesOf(index.query(from, to), { from, to }, timeZone, id))
      .filter(({ key }) => !moved.has(key));
    for (const occurrence of moved.values()) if (occurrence.start < to && occurrence.end > from) found.push(occurrence);
    return indexes.length === 1 && moved.size === 0 ? found : found.sort((a, b) => a.start - b.start || b.end - a.end);
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
    read: async (ref) => read(ref),
    keep(occurrence, { start, end, allDay, timeZone }) {
      const times = { start: localToEpoch(timeZone, start), end: localToEpoch(timeZone, end), allDay };
      moved.set(occurrence.key, { ...occurrence, ...times });
      for (const tell of watchers) tell();
    },
  };
}

/** Wall-clock rows may be in any zone: they are found a day early and a day late, and looked at closely then. */
function indexOf(rows: readonly CalendarRow[]) {
  const drawn = rows.filter((row) => row.kind === 'event' || row.kind === 'series');
  const series = new Map<CalendarRow, Span>();
  for (const row of drawn) if (row.kind === 'series') series.set(row, seriesSpan(row));
  return createSpanIndex<CalendarRow>(
    drawn,
    (row) => series.get(row)?.first ?? (row as EventRow).start - MS_PER_DAY,
    (row) => series.get(row)?.last ?? (row as EventRow).end + MS_PER_DAY,
  );
}
