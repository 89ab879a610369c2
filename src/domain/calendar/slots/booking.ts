// What booking a slot makes: an event with the guest, marked with the schedule it came from.
import { type Component, parseComponents } from '../../items/component.js';
import { formatEditKey } from '../../items/edit-key.js';
import type { Edits } from '../../items/item.js';
import type { EpochMs } from '../../time/types.js';
import { epochToLocal } from '../../time/zone.js';
import type { Interval } from '../availability/availability.js';
import { type EventFields, emptyEventFields, newAttendee } from '../event-fields.js';
import { propertyLine } from '../event-lines.js';
import { lineOfPart } from '../read-event-fields.js';
import type { SlotFields } from './slot-fields.js';

/** UID of the schedule that an event was booked by. */
const BOOKED = 'X-IKEBANA-SLOT';

/** Who books, and for which time. */
export interface Booking {
  readonly slot: Interval;
  readonly name: string;
  /** Mail address; '' when somebody has none, as on the phone. */
  readonly email: string;
  readonly note: string;
}

/** How long what a guest says may be. */
export const bookingLimits = { name: 200, email: 254, note: 2000 } as const;

/** The event of a booking (rule BS8). @param title - In the person's language, with the guest's name. */
export function bookedEvent(fields: SlotFields, { slot, name, email, note }: Booking, title: string): EventFields {
  const { timeZone, location, conference, description } = fields;
  const local = (instant: number) => epochToLocal(timeZone, instant as EpochMs);
  const guest = { ...newAttendee(`mailto:${email}`, name), status: 'ACCEPTED' as const, rsvp: false };
  return {
    ...emptyEventFields,
    title,
    location,
    conference,
    description: [note, description].filter(Boolean).join('\n\n'),
    start: local(slot.start),
    end: local(slot.end),
    zone: timeZone,
    attendees: email === '' ? [] : [guest],
  };
}

/** The edit that marks an event as booked by a schedule. */
export const bookedEdits = (uid: string): Edits => ({ [formatEditKey({ name: BOOKED })]: propertyLine(BOOKED, uid) });

/** Whether a text may be a booking: a look for letters. */
export const mayBeBooked = (text: string): boolean => text.includes(`${BOOKED}:`);

/** By which schedule an event was booked; '' when by none. */
export function bookedBy(text: string): string {
  const isEvent = ({ name }: Component) => name === 'VEVENT';
  const event = parseComponents(text).find(isEvent);
  return (event && lineOfPart(event, BOOKED)?.value.trim()) ?? '';
}
