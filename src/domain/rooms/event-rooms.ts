// Rooms of an event: guests of a kind of their own (RFC 5545 §3.2.3), which other software shows as such, and its place.
import type { AttendeeField, EventFields } from '../calendar/event-fields.js';
import { type RoomFields, roomAddress, roomOfAddress } from './room.js';

/** What an event says of a room. */
export type NamedRoom = Pick<RoomFields, 'name' | 'floor' | 'address'> & { readonly uid: string };

/** The place of an event in a room, in words: `Léman, 3rd floor, Rue du Lac 4`. */
export const roomPlace = ({ name, floor, address }: Omit<NamedRoom, 'uid'>): string =>
  [name, floor, address].filter((text) => text !== '').join(', ');

/** A room that was booked; `waits` as long as somebody has to say yes. */
export function roomAttendee({ uid, name }: NamedRoom, waits = false): AttendeeField {
  const status = waits ? 'NEEDS-ACTION' : 'ACCEPTED';
  return { address: roomAddress(uid), name, status, role: 'NON-PARTICIPANT', rsvp: false, kind: 'ROOM' };
}

/** Whether a guest is a room of ours: one with a calendar that is booked, not invited. */
export const isRoom = ({ address }: Pick<AttendeeField, 'address'>): boolean => roomOfAddress(address) !== undefined;

/** Rooms of an event, by uid in lower case. */
export const roomsOf = ({ attendees }: Pick<EventFields, 'attendees'>): readonly string[] =>
  attendees.flatMap(({ address }) => roomOfAddress(address)?.toLowerCase() ?? []);

/** People and rooms apart. */
export const peopleOf = (attendees: readonly AttendeeField[]): readonly AttendeeField[] =>
  attendees.filter((attendee) => !isRoom(attendee));

type Placed = Pick<EventFields, 'attendees' | 'location'>;

const placesOf = (rooms: readonly NamedRoom[]) => rooms.map(roomPlace).join('; ');

/**
 * RM60: the event in these rooms instead of those. The place is theirs too, unless the person wrote another one.
 *
 * @param before - Rooms it is in now, as far as they are known.
 * @param asks - Rooms, by uid, for which somebody has to say yes.
 */
export function withRooms<Fields extends Placed>(
  fields: Fields,
  before: readonly NamedRoom[],
  after: readonly NamedRoom[],
  asks: ReadonlySet<string> = new Set(),
): Fields {
  const kept = new Map(fields.attendees.filter(isRoom).map((one) => [one.address.toLowerCase(), one]));
  const rooms = after.map(
    (room) => kept.get(roomAddress(room.uid).toLowerCase()) ?? roomAttendee(room, asks.has(room.uid)),
  );
  const isOwnPlace = fields.location.trim() !== '' && fields.location !== placesOf(before);
  return {
    ...fields,
    attendees: [...peopleOf(fields.attendees), ...rooms],
    location: isOwnPlace ? fields.location : placesOf(after),
  };
}
