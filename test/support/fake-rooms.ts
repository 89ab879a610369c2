// Rooms that are kept in memory, for component tests.
import type { Services } from '../../src/app/services.js';
import type { RoomChoice } from '../../src/domain/rooms/choose-rooms.js';
import { emptyRoom, type Room } from '../../src/domain/rooms/room.js';
import type { LostBooking, RoomBooking, RoomsOverview } from '../../src/domain/rooms/room-query.js';
import { createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

export function room(uid: string, fields: Partial<Room> = {}): Room {
  return {
    ...emptyRoom,
    name: uid,
    uid,
    listId: 'list',
    calendarId: `cal-${uid}`,
    bookable: true,
    manageable: true,
    ...fields,
  };
}

export function choice(one: Room, fields: Partial<RoomChoice> = {}): RoomChoice {
  return {
    ...{
      room: one,
      free: true,
      clashes: [],
      clashCount: 0,
      checked: 1,
      more: false,
      shared: false,
      problems: [],
      asks: false,
    },
    ...fields,
  };
}

/** Rooms that are always free but for those in `taken`. */
export function createFakeRooms(
  log: Log,
  given: {
    readonly rooms?: readonly Room[];
    readonly bookings?: readonly RoomBooking[];
    readonly taken?: readonly string[];
    readonly lastBooked?: readonly string[];
    readonly lost?: readonly LostBooking[];
  } = {},
): Services['rooms'] {
  const { bookings = [], taken = [], lastBooked = [], lost = [] } = given;
  const overview = createCell<RoomsOverview>({ rooms: given.rooms ?? [], lists: [], lastBooked });
  const find: Services['rooms']['find'] = async ({ rooms: wanted }) => ({
    choices: overview
      .get()
      .rooms.filter(({ uid }) => wanted?.includes(uid) ?? true)
      .map((one) => choice(one, taken.includes(one.uid) ? { free: false, clashCount: 1 } : {})),
    lastBooked,
  });
  return {
    watch: () => overview,
    watchBookings: ({ rooms }) => createCell(bookings.filter((booking) => rooms.includes(booking.room))),
    watchFor: (request) => ({
      subscribe(observer) {
        let open = true;
        void find(request).then((answer) => open && observer.next(answer));
        return {
          unsubscribe() {
            open = false;
          },
        };
      },
    }),
    watchLost: () => createCell(lost),
    find,
    async create(fields, listName) {
      const made = fields.map((one, index) => room(`room-${overview.get().rooms.length + index + 1}`, one));
      overview.set({ ...overview.get(), rooms: [...overview.get().rooms, ...made] });
      return { ...log('rooms.create', fields, listName), uid: made[0]?.uid ?? '', takeBack: async () => [] };
    },
    update: async (...args) => ({ ...log('rooms.update', ...args), takeBack: async () => [] }),
    limit: async (...args) => ({ ...log('rooms.limit', ...args), takeBack: async () => [] }),
    remove: async (...args) => ({ ...log('rooms.remove', ...args), takeBack: async () => [] }),
    book: async (request) => ({
      ...log('rooms.book', request),
      takeBack: async () => [],
      ref: { collectionId: request.calendarId, uid: 'booked' },
    }),
    eventOf: async ({ uid }) => ({ collectionId: 'work', uid }),
    decide: async (...args) => ({ ...log('rooms.decide', ...args), takeBack: async () => [] }),
    checkIn: async (...args) => ({ ...log('rooms.checkIn', ...args), takeBack: async () => [] }),
  };
}
