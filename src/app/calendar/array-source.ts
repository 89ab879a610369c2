import type { EventCard } from '../../domain/calendar/event-card.js';
import { createSpanIndex } from '../../domain/calendar/layout/span-index.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { CalendarRow, SeriesRow } from '../../domain/calendar/row-types.js';
import { seriesSpan } from '../../domain/calendar/rows.js';
import { MS_PER_DAY } from '../../domain/time/types.js';
import { type CalendarEventInput, type InputTimes, inputTimes, inputToRow } from './event-input.js';
import { createMemorySource, type MemoryCalendar, type MemorySource } from './memory-source.js';

/** An event whose row is made when it comes into sight: most never do. */
interface Entry extends InputTimes {
  readonly input: CalendarEventInput;
  /** Of an event that repeats. */
  readonly row?: CalendarRow;
}

/** A source of the events a page gave. Those without a readable start are left out. */
export function createArraySource(events: readonly CalendarEventInput[]): MemorySource {
  const entriesByCalendar = new Map<string, Entry[]>();
  for (const input of events) {
    const times = inputTimes(input);
    if (times === undefined) continue;
    const calendar = input.calendar ?? '';
    const entries = entriesByCalendar.get(calendar);
    const entry = toEntry(input, times);
    if (entries === undefined) entriesByCalendar.set(calendar, [entry]);
    else entries.push(entry);
  }
  const calendars = [...entriesByCalendar].map(([id, entries]) => createEntryCalendar(id, entries));
  return createMemorySource(calendars, (ref) => cardOf(events, ref));
}

/** Wall clocks may be of any zone: they are found a day early and a day late, and looked at closely then. */
function toEntry(input: CalendarEventInput, { start, end, allDay, fixed }: InputTimes): Entry {
  const padding = fixed ? 0 : MS_PER_DAY;
  if (!input.rrule) return { input, start: start - padding, end: end + padding, allDay, fixed };
  const row = inputToRow(input, { start, end, allDay, fixed });
  const { first, last } = seriesSpan(row as SeriesRow);
  return { input, row, start: first, end: last, allDay, fixed };
}

function createEntryCalendar(id: string, entries: readonly Entry[]): MemoryCalendar {
  const index = createSpanIndex(
    entries,
    ({ start }) => start,
    ({ end }) => end,
  );
  return {
    id,
    find: (from, to) =>
      index.query(from, to).map(({ input, row, start, end, allDay, fixed }) => {
        const padding = fixed ? 0 : MS_PER_DAY;
        return row ?? inputToRow(input, { start: start + padding, end: end - padding, allDay, fixed });
      }),
  };
}

function cardOf(events: readonly CalendarEventInput[], ref: OccurrenceRef): EventCard | undefined {
  const event = events.find(({ id, calendar = '' }) => id === ref.uid && calendar === ref.collectionId);
  if (event === undefined) return undefined;
  const { location = '', description = '', url = '', rrule = '' } = event;
  return { location, description, url, rrule, alarms: [], attendees: [] };
}
