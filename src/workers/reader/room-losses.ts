// Bookings of this person that an earlier one has taken the room from, or that were declined, with what is free instead (docs/rules/rooms.md, RM44).
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { ALTERNATIVES, alternatives } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type {
  LostBooking,
  OtherRoom,
  RoomBooking,
  RoomsAnswer,
  RoomsOverview,
  RoomsRequest,
} from '../../domain/rooms/room-query.js';
import { fieldsOf } from '../../domain/rooms/slot-fields.js';
import type { Clock } from '../../domain/time/clock.js';
import { MS_PER_DAY } from '../../domain/time/types.js';

export interface LossSources {
  readonly clock: Clock;
  /** Rooms this person booked last by uid, the newest first. */
  readonly lastBooked: () => Promise<readonly string[]>;
  readonly overview: () => Promise<RoomsOverview>;
  readonly bookingsOf: (rooms: readonly Room[], slot: Slot, timeZone: string) => Promise<readonly RoomBooking[]>;
  readonly find: (request: RoomsRequest) => Promise<RoomsAnswer>;
  /** The series that a booking is of, as its room's calendar has it. */
  readonly seriesOf: (room: Room, uid: string) => Promise<EventFields | undefined>;
}

/** How far ahead is looked, and in how many of the rooms booked last: this is asked after every change. */
const AHEAD = 60 * MS_PER_DAY;
const MAX_ROOMS = 20;
/** Losses that are told at once; the next ones when those are settled. */
const MAX_LOSSES = 5;

export function createLossReader({ clock, lastBooked, overview, bookingsOf, find, seriesOf }: LossSources) {
  /** RM43, RM45. */
  async function othersOf(room: Room, booking: RoomBooking, times: number, timeZone: string) {
    const freeFor = async (fields: EventFields) =>
      alternatives(room, (await find({ fields, timeZone, uid: booking.uid })).choices).map((choice) => choice.room);
    const series = times > 1 ? await seriesOf(room, booking.uid) : undefined;
    const always = series === undefined ? [] : await freeFor(series);
    const known = new Set(always.map(({ uid }) => uid));
    const once = (await freeFor(fieldsOf(booking, timeZone))).filter(({ uid }) => !known.has(uid));
    return [
      ...always.map((other): OtherRoom => ({ room: other, always: true })),
      ...once.map((other): OtherRoom => ({ room: other, always: false })),
    ].slice(0, ALTERNATIVES);
  }

  /** The soonest first; of a series once. */
  return async (timeZone: string): Promise<readonly LostBooking[]> => {
    const booked = new Set((await lastBooked()).slice(0, MAX_ROOMS).map((uid) => uid.toLowerCase()));
    if (booked.size === 0) return [];
    const { rooms } = await overview();
    const mine = rooms.filter(({ uid }) => booked.has(uid.toLowerCase()));
    const now = clock.now();
    const bookings = await bookingsOf(mine, { start: now, end: now + AHEAD }, timeZone);
    // Who says no to their own booking knows.
    const refused = new Set(mine.filter(({ manageable }) => !manageable).map(({ uid }) => uid));
    const lost = new Map<string, { booking: RoomBooking; times: number }>();
    for (const booking of [...bookings].sort((a, b) => a.start - b.start)) {
      if (!booking.mine || !(booking.state === 'lost' || (booking.state === 'declined' && refused.has(booking.room))))
        continue;
      const key = `${booking.room} ${booking.uid}`;
      const known = lost.get(key);
      if (known === undefined) lost.set(key, { booking, times: 1 });
      else known.times += 1;
    }
    return Promise.all(
      [...lost.values()].slice(0, MAX_LOSSES).map(async ({ booking, times }) => {
        const room = mine.find(({ uid }) => uid === booking.room)!;
        return { room, booking, times, others: await othersOf(room, booking, times, timeZone) };
      }),
    );
  };
}
