import { AppError } from '../../domain/errors.js';
import type { RoomsRequest } from '../../domain/rooms/room-query.js';
import type { StoreChange } from '../../workers/query.api.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { RoomService } from './rooms.js';

const anything = ({ items, collections, settings, sync }: StoreChange) =>
  items.length > 0 || collections || settings || sync === true;

export function createRoomService(engine: Engine): RoomService {
  const find = (request: RoomsRequest) => engine.query((api) => api.roomsFor(request));
  return {
    watch: () => watchQuery(engine.changes, () => engine.query((api) => api.roomsOverview()), anything),
    watchBookings: (query) =>
      watchQuery(engine.changes, () => engine.query((api) => api.roomBookings(query)), anything),
    watchFor: (request) => watchQuery(engine.changes, () => find(request), anything),
    watchLost: (timeZone) =>
      watchQuery(engine.changes, () => engine.query((api) => api.lostBookings(timeZone)), anything, {
        isPatient: true,
      }),
    find,
    async create(rooms, listName, listId) {
      const done = await engine.run({ type: 'createRooms', rooms, listName, ...(listId !== undefined && { listId }) });
      if (done.uid === undefined) throw new AppError('store/failed', 'No room was made.');
      return { ...done, uid: done.uid };
    },
    update: ({ listId, uid }, before, fields) =>
      engine.run({ type: 'updateRoom', ref: { collectionId: listId, uid }, before, fields }),
    limit: (listId, limit) => engine.run({ type: 'limitRooms', listId, limit }),
    remove: (rooms) =>
      engine.run({ type: 'removeRooms', refs: rooms.map(({ listId, uid }) => ({ collectionId: listId, uid })) }),
    async book({ room, fields, calendarId, timeZone }) {
      const { choices } = await find({ fields, timeZone, rooms: [room.uid] });
      if (choices[0]?.free !== true) throw new AppError('slot/taken', 'The room is not free then.', { uid: room.uid });
      const done = await engine.run({ type: 'createEvent', collectionId: calendarId, fields });
      if (done.uid === undefined) throw new AppError('store/failed', 'No event was made.');
      return { ...done, ref: { collectionId: calendarId, uid: done.uid } };
    },
    async eventOf({ uid, recurrenceId }) {
      const collections = await engine.query((api) => api.collections());
      for (const { id, kind } of collections) {
        if (kind !== 'calendar') continue;
        const ref = { collectionId: id, uid, ...(recurrenceId !== undefined && { recurrenceId }) };
        if ((await engine.query((api) => api.readEvent(ref))) !== undefined) return ref;
      }
      return undefined;
    },
    decide: ({ room, uid }, state) => engine.run({ type: 'decideBooking', room, uid, state }),
    checkIn: ({ room, uid, local }, here) => engine.run({ type: 'checkIn', room, uid, local, here }),
  };
}
