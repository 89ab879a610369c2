import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EventDetail } from '../../domain/calendar/event-query.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { CalendarRow } from '../../domain/calendar/row-types.js';
import type { LocalMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { type CalendarEventInput, inputTimes, inputToRow } from './event-input.js';
import { createMemorySource, type MemorySource } from './memory-source.js';

/** A source of the events a page gave. Those without a readable start are left out. */
export function createArraySource(events: readonly CalendarEventInput[]): MemorySource {
  const rowsByCalendar = new Map<string, CalendarRow[]>();
  for (const event of events) {
    const times = inputTimes(event);
    if (times === undefined) continue;
    const calendar = event.calendar ?? '';
    const rows = rowsByCalendar.get(calendar);
    if (rows === undefined) rowsByCalendar.set(calendar, [inputToRow(event, times)]);
    else rows.push(inputToRow(event, times));
  }
  const calendars = [...rowsByCalendar].map(([id, rows]) => ({ id, rows }));
  return createMemorySource(calendars, (ref) => detailOf(events, ref));
}

function detailOf(events: readonly CalendarEventInput[], ref: OccurrenceRef): EventDetail | undefined {
  const event = events.find(({ id, calendar = '' }) => id === ref.uid && calendar === ref.collectionId);
  const times = event === undefined ? undefined : inputTimes(event);
  if (event === undefined || times === undefined) return undefined;
  const zone = times.fixed ? (event.timeZone ?? 'UTC') : '';
  const local = (at: number) => (zone === '' ? at : epochToLocal(zone, at as never)) as LocalMs;
  const fields: EventFields = {
    title: event.title,
    location: event.location ?? '',
    description: event.description ?? '',
    url: event.url ?? '',
    allDay: times.allDay,
    start: local(times.start),
    end: local(times.end),
    zone,
    rrule: event.rrule ?? '',
    transparent: event.transparent ?? false,
    status: event.status ?? '',
    visibility: 'PUBLIC',
    categories: [],
    alarms: [],
    organizer: '',
    attendees: [],
  };
  return { ref, fields, recurring: fields.rrule !== '', overridden: false, text: '' };
}
