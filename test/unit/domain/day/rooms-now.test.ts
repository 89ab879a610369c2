import { expect, it } from 'vitest';
import { roomsNow, roomsToWatch } from '../../../../src/domain/day/rooms-now.js';
import type { RoomBooking } from '../../../../src/domain/rooms/room-query.js';
import { room } from '../../../support/fake-rooms.js';

const at = (hour: number) => Date.UTC(2026, 10, 18, hour);
const booking = (uid: string, from: number, to: number, state: RoomBooking['state'] = 'held') =>
  ({ room: uid, start: at(from), end: at(to), state }) as RoomBooking;

it('[MD9] shows the three booked last, then what is free the longest, five', () => {
  const rooms = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((uid) => room(uid, { zone: 'UTC' }));
  const bookings = [
    booking('a', 12, 13),
    booking('b', 9, 11),
    booking('c', 9, 11, 'lost'),
    booking('d', 11, 12),
    booking('g', 9, 10),
  ];
  const last = ['g', 'gone', 'b', 'f', 'a'];
  const watched = roomsToWatch(rooms, last);
  expect(watched.map(({ uid }) => uid)).toEqual(['g', 'b', 'f', 'a', 'c', 'd', 'e']);
  const shown = roomsNow(watched, bookings, last, at(10), 'UTC');
  expect(shown.map(({ room: { uid }, moment }) => `${uid} ${moment.kind}`)).toEqual([
    'g free',
    'b busy',
    'f free',
    'c free',
    'e free',
  ]);
});

it('[MD9] looks at 24 rooms, and at none whose calendar is not here', () => {
  const rooms = Array.from({ length: 200 }, (_, n) => room(`r${n}`));
  expect(roomsToWatch(rooms, ['r150']).map(({ uid }) => uid)).toEqual([
    'r150',
    ...rooms.slice(0, 23).map(({ uid }) => uid),
  ]);
  expect(roomsToWatch([room('away', { calendarId: '' })], ['away'])).toEqual([]);
});
