// Bookings as a timeline draws them: by room, each list the same object as long as it says the same, so that its row is drawn once.
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
import { holdsRoom } from '../../domain/rooms/settle-bookings.js';
import { dayOf, timeOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

export type BookingsByRoom = ReadonlyMap<string, readonly RoomBooking[]>;

const isSame = (a: RoomBooking, b: RoomBooking) =>
  a.key === b.key &&
  a.start === b.start &&
  a.end === b.end &&
  a.state === b.state &&
  a.title === b.title &&
  a.by === b.by &&
  a.mine === b.mine &&
  a.checkedIn === b.checkedIn &&
  a.holder?.by === b.holder?.by &&
  (a.odd === b.odd || a.odd.join() === b.odd.join());

/** @param before - As it was: lists of it that say the same are kept. */
export function bookingsByRoom(bookings: readonly RoomBooking[], before: BookingsByRoom): BookingsByRoom {
  const found = new Map<string, RoomBooking[]>();
  for (const booking of bookings) {
    const own = found.get(booking.room);
    if (own === undefined) found.set(booking.room, [booking]);
    else own.push(booking);
  }
  const kept = [...found].map(([room, own]) => {
    const old = before.get(room);
    return [room, old?.length === own.length && old.every((one, at) => isSame(one, own[at]!)) ? old : own] as const;
  });
  return new Map(kept);
}

const holdsAt = (start: number) => (booking: RoomBooking) =>
  booking.start <= start && start < booking.end && holdsRoom(booking.state);

/** What has the room then. @param bookings - Of one room. @param start - Epoch ms. */
export function bookingAt(bookings: readonly RoomBooking[], start: number): RoomBooking | undefined {
  return bookings.find(holdsAt(start));
}

/** A free time of that length from there, or as much of it as there is; undefined when it is taken. */
export function freeFrom(
  room: Pick<Room, 'double'>,
  bookings: readonly RoomBooking[],
  start: number,
  length: number,
): Slot | undefined {
  if (room.double) return { start, end: start + length };
  if (bookings.some(holdsAt(start))) return undefined;
  const later = bookings.filter((one) => one.start > start && holdsRoom(one.state)).map((one) => one.start);
  return { start, end: Math.min(...later, start + length) };
}

/** Short names of the days of the week: a row asks for 140 of them. */
const weekdays = new WeakMap<LocalFormats, Map<number, string>>();

function weekdayOf(text: LocalFormats, day: DayNumber): string {
  let known = weekdays.get(text);
  if (known === undefined) {
    known = new Map();
    weekdays.set(text, known);
  }
  const at = day % 7;
  const name = known.get(at) ?? text.weekday(day, 'short');
  known.set(at, name);
  return name;
}

/** When it is: without the day where only one is shown, and out of words that are kept where it begins and ends on one day. */
export function timesText(
  { start, end }: Pick<RoomBooking, 'start' | 'end'>,
  timeZone: string,
  text: LocalFormats,
  withDay: boolean,
): string {
  const [from, to] = [start, end].map((at) => epochToLocal(timeZone, at as EpochMs)) as [never, never];
  if (dayOf(from) !== dayOf(to)) return text.span({ start: from, end: to, allDay: false });
  const [begin, finish] = [from, to].map((local) => text.time(Math.floor(timeOfDay(local) / MS_PER_MINUTE)));
  return `${withDay ? `${weekdayOf(text, dayOf(from))} ` : ''}${begin} – ${finish}`;
}
