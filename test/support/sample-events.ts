import { type CalendarEventInput, inputTimes } from '../../src/app/calendar/event-input.js';
import type { CalendarInfo } from '../../src/components/calendar/ik-calendar.js';
import { emptyEventFields } from '../../src/domain/calendar/event-fields.js';
import type { EventDetail } from '../../src/domain/calendar/event-query.js';
import type { OccurrenceRef } from '../../src/domain/calendar/occurrence.js';
import type { LocalMs } from '../../src/domain/time/types.js';

/** Calendars of somebody's working week. */
export const sampleCalendars: readonly CalendarInfo[] = [
  { id: 'work', name: 'Work', hue: 265 },
  { id: 'family', name: 'Family', hue: 150 },
  { id: 'product', name: 'Product team', hue: 185 },
  { id: 'tasks', name: 'Tasks', hue: 75 },
  { id: 'people', name: 'Interviews', hue: 15 },
];

const event = (
  calendar: string,
  title: string,
  start: string,
  end: string,
  more: Partial<CalendarEventInput> = {},
) => ({
  id: `${title} ${start}`,
  calendar,
  title,
  start,
  end,
  ...more,
});

/** The week of 16 to 22 November 2026, and some of what is around it. */
export const sampleEvents: readonly CalendarEventInput[] = [
  event('work', 'Stand-up', '2026-11-02T09:00', '2026-11-02T10:00', { rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }),
  event('product', 'Design review', '2026-11-16T10:30', '2026-11-16T12:00', { location: 'Léman' }),
  event('tasks', 'Ship 1.0 notes', '2026-11-17', '2026-11-18'),
  event('family', 'Lunch w/ Sophie', '2026-11-17T12:00', '2026-11-17T13:00'),
  event('work', 'Roadmap Q1', '2026-11-17T14:00', '2026-11-17T16:00', { location: 'Online' }),
  event('product', 'Customer call', '2026-11-18T10:30', '2026-11-18T12:00'),
  event('people', 'Interview', '2026-11-18T11:00', '2026-11-18T12:30', { location: 'Jura' }),
  event('work', 'Relay rollout', '2026-11-18T14:00', '2026-11-18T15:00', {
    location: 'Léman · 3rd floor',
    description: 'Notes: https://example.org/rollout. Questions to mailto:ops@example.org, please.',
    rrule: 'FREQ=WEEKLY;BYDAY=WE',
  }),
  event('product', 'Offsite · Lausanne', '2026-11-19', '2026-11-21'),
  event('family', 'School concert', '2026-11-19T16:00', '2026-11-19T17:00'),
  event('family', 'Hike · Dent de Vaulion', '2026-11-22T11:00', '2026-11-22T14:00'),
  event('family', 'Holidays in Ticino', '2026-11-06', '2026-11-11'),
  event('work', 'Cancelled sync', '2026-11-12T15:00', '2026-11-12T16:00', { status: 'CANCELLED' }),
  event('people', 'Maybe dinner', '2026-11-13T19:00', '2026-11-13T22:00', { status: 'TENTATIVE' }),
  event('family', 'Night train', '2026-11-26T22:30', '2026-11-27T06:10', { location: 'Zürich HB' }),
  ...Array.from({ length: 7 }, (_, i) => event('work', `Call ${i + 1}`, `2026-11-24T1${i}:00`, `2026-11-24T1${i}:30`)),
];

/** A sample as the app's calendar service would read it. */
export async function readSample(ref: OccurrenceRef): Promise<EventDetail | undefined> {
  const event = sampleEvents.find(({ id }) => id === ref.uid);
  const times = event && inputTimes(event);
  if (event === undefined || times === undefined) return undefined;
  const { title, location = '', description = '', url = '', rrule = '', status = '' } = event;
  return {
    ref,
    fields: {
      ...emptyEventFields,
      ...{ title, location, description, url, rrule, status },
      ...{ allDay: times.allDay, start: times.start as LocalMs, end: times.end as LocalMs },
    },
    recurring: rrule !== '',
    overridden: false,
    odd: [],
    text: '',
  };
}
