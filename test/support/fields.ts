import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import { type ContactFields, emptyContactFields } from '../../src/domain/contacts/contact-fields.js';
import type { LocalMs } from '../../src/domain/time/types.js';

/** Lunch on 18 November 2026, 12:00–13:00 in Vienna. */
export function eventFields(fields: Partial<EventFields> = {}): EventFields {
  return {
    title: 'Lunch',
    location: '',
    description: '',
    url: '',
    allDay: false,
    start: Date.UTC(2026, 10, 18, 12) as LocalMs,
    end: Date.UTC(2026, 10, 18, 13) as LocalMs,
    zone: 'Europe/Vienna',
    rrule: '',
    transparent: false,
    status: '',
    visibility: 'PUBLIC',
    categories: [],
    alarms: [],
    organizer: '',
    attendees: [],
    ...fields,
  };
}

/** Ada Lovelace, nothing else known. */
export function contactFields(fields: Partial<ContactFields> = {}): ContactFields {
  return { ...emptyContactFields, given: 'Ada', family: 'Lovelace', ...fields };
}
