// Rooms at this moment, as My Day shows them (docs/rules/day.md, MD9).
import { LAST_BOOKED } from '../rooms/choose-rooms.js';
import type { Room } from '../rooms/room.js';
import { type RoomMoment, roomMoment } from '../rooms/room-moment.js';
import type { RoomBooking } from '../rooms/room-query.js';
import { holdsRoom } from '../rooms/settle-bookings.js';

export interface RoomNow {
  readonly room: Room;
  readonly moment: RoomMoment<RoomBooking>;
}

/** Rooms whose bookings are read: an organisation's two hundred would keep the day waiting. */
const MAX_WATCHED = 24;
/** Rooms that are shown. */
const MAX_SHOWN = 5;

const isHere = ({ calendarId }: Room) => calendarId !== '';

function lastOf(rooms: readonly Room[], lastBooked: readonly string[]): readonly Room[] {
  return lastBooked.flatMap((uid) => rooms.find((room) => room.uid === uid) ?? []).slice(0, LAST_BOOKED);
}

/** MD9: those booked last, then by name as many as are read in a moment. @param rooms - By name. */
export function roomsToWatch(rooms: readonly Room[], lastBooked: readonly string[]): readonly Room[] {
  const here = rooms.filter(isHere);
  const last = lastOf(here, lastBooked);
  return [...last, ...here.filter((room) => !last.includes(room))].slice(0, MAX_WATCHED);
}

/**
 * MD9: the three booked last, as they are; then those that are free, the longest first; then the others.
 *
 * @param watched - As `roomsToWatch` says.
 */
export function roomsNow(
  watched: readonly Room[],
  bookings: readonly RoomBooking[],
  lastBooked: readonly string[],
  now: number,
  timeZone: string,
): readonly RoomNow[] {
  const all = watched.map((room) => {
    const own = bookings.filter((booking) => booking.room === room.uid && holdsRoom(booking.state));
    return { room, moment: roomMoment(room, own, now, timeZone) };
  });
  const last = new Set(lastOf(watched, lastBooked));
  const rank = ({ room, moment }: RoomNow) => (last.has(room) ? 0 : moment.kind === 'free' && room.bookable ? 1 : 2);
  const length = ({ moment: { until = Number.POSITIVE_INFINITY } }: RoomNow) => until;
  const longerFirst = (a: RoomNow, b: RoomNow) => (length(a) === length(b) ? 0 : length(b) - length(a));
  return all.sort((a, b) => rank(a) - rank(b) || (rank(a) === 1 ? longerFirst(a, b) : 0)).slice(0, MAX_SHOWN);
}
