import { type EventFields, emptyEventFields } from '../../src/domain/calendar/event-fields.js';
import { type ContactFields, emptyContactFields } from '../../src/domain/contacts/contact-fields.js';
import type { LocalMs } from '../../src/domain/time/types.js';

/** Lunch on 18 November 2026, 12:00–13:00 in Vienna. */
export function eventFields(fields: Partial<EventFields> = {}): EventFields {
  return {
    ...emptyEventFields,
    title: 'Lunch',
    start: Date.UTC(2026, 10, 18, 12) as LocalMs,
    end: Date.UTC(2026, 10, 18, 13) as LocalMs,
    zone: 'Europe/Vienna',
    ...fields,
  };
}

/** Ada Lovelace, nothing else known. */
export function contactFields(fields: Partial<ContactFields> = {}): ContactFields {
  return { ...emptyContactFields, given: 'Ada', family: 'Lovelace', ...fields };
}
