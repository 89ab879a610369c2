// What is said of rooms and their bookings.
import { msg, str } from '@lit/localize';
import type { RoomChoice } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { PolicyProblem } from '../../domain/rooms/room-policy.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';

/** `12 people`; '' for a room whose size nobody wrote down. */
export function peopleText(capacity: number, locale: string): string {
  if (capacity === 0) return '';
  const count = capacity.toLocaleString(locale);
  return capacity === 1 ? msg('1 person') : msg(str`${count} people`);
}

/** A floor by its number alone says what it is: `Floor 2`. */
export const floorName = (floor: string): string =>
  /^[-+]?\d{1,3}$/.test(floor.trim()) ? msg(str`Floor ${floor.trim()}`) : floor;

export const floorText = ({ floor, address }: Pick<Room, 'floor' | 'address'>): string =>
  [floorName(floor), address].filter((text) => text !== '').join(' · ');

export function problemText(problem: PolicyProblem): string {
  if (problem === 'hours') return msg('The room is closed at this time.');
  if (problem === 'window') return msg('This is further ahead than the room can be booked.');
  return msg('This is longer than the room may be booked.');
}

/** Why a room cannot be had, or what is to be known of it; '' when it is simply free. */
export function choiceText(choice: RoomChoice, locale: string): string {
  const { room, problems, clashCount, checked, shared, asks, more, partly } = choice;
  if (!room.bookable) return msg('You may look at this room, not book it.');
  const [problem] = problems;
  if (problem !== undefined) return problemText(problem);
  const [taken, all] = [clashCount.toLocaleString(locale), checked.toLocaleString(locale)];
  if (clashCount > 0 && checked === 1) return shared ? msg('Shared with another booking.') : msg('Taken at this time.');
  if (clashCount > 0) return msg(str`Taken ${taken} of ${all} times.`);
  if (partly) return msg('Free the first time. Choose it to look at the others.');
  if (asks) return msg('Somebody has to say yes.');
  return checked > 1 && more ? msg(str`Free the next ${all} times.`) : '';
}

/** What is special about a booking; '' when nothing is. */
export function stateText({ state, odd, holder, declined }: RoomBooking): string {
  const who = holder?.by ?? '';
  if (state === 'lost' && holder?.mine) return msg('You had booked the room already.');
  if (state === 'lost')
    return who === '' ? msg('Another booking was earlier.') : msg(str`${who} booked the room earlier.`);
  if (state === 'waiting') return msg('Waits for somebody to say yes.');
  if (state === 'declined') return msg('Declined.');
  if (state === 'released') return declined ? msg('Released: all guests declined.') : msg('Released: nobody came.');
  if (state === 'cancelled') return msg('Cancelled.');
  if (state === 'shared') return msg('Shares the room with another booking.');
  const [first] = odd;
  return first === undefined ? '' : oddText(first);
}

function oddText(problem: PolicyProblem): string {
  if (problem === 'hours') return msg('Booked while the room is closed.');
  return msg('Booked for longer than the room allows.');
}

/** What a booking is called where its title is not told. */
export const bookingTitle = ({ title, by }: Pick<RoomBooking, 'title' | 'by'>): string => title || by || msg('Booked');

/** What a room has at a time. */
export function momentText({ name }: Pick<Room, 'name'>, when: string, booking: RoomBooking | undefined): string {
  if (booking === undefined) return msg(str`${name}: ${when}, free`);
  const title = bookingTitle(booking);
  return msg(str`${name}: ${when}, ${title}`);
}
