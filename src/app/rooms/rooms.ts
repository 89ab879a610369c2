// What views may ask of rooms.
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { Room, RoomFields } from '../../domain/rooms/room.js';
import type {
  BookingsQuery,
  LostBooking,
  RoomBooking,
  RoomsAnswer,
  RoomsOverview,
  RoomsRequest,
} from '../../domain/rooms/room-query.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Done } from '../done.js';

/** A booking in two clicks: an event of the person's own, which names the room. */
export interface BookRequest {
  readonly room: Pick<Room, 'uid'>;
  readonly fields: EventFields;
  /** The person's calendar. */
  readonly calendarId: string;
  /** IANA. */
  readonly timeZone: string;
}

export interface RoomService {
  watch(): Watchable<RoomsOverview>;
  /** Who has these rooms when. */
  watchBookings(query: BookingsQuery): Watchable<readonly RoomBooking[]>;
  /** Rooms this person has lost to earlier bookings, the soonest first. @param timeZone - IANA. */
  watchLost(timeZone: string): Watchable<readonly LostBooking[]>;
  /** Rooms for an event, over all of its times. */
  watchFor(request: RoomsRequest): Watchable<RoomsAnswer>;
  find(request: RoomsRequest): Promise<RoomsAnswer>;
  /** Each with a calendar of its own. @param listName - Of the list that is made where there is none. */
  create(rooms: readonly RoomFields[], listName: string, listId?: string): Promise<Done & { readonly uid: string }>;
  /** What others changed since `before` is kept. */
  update(room: Pick<Room, 'uid' | 'listId'>, before: RoomFields, fields: RoomFields): Promise<Done>;
  /** How many rooms a list has at most; 0 for any number. */
  limit(listId: string, limit: number): Promise<Done>;
  remove(rooms: readonly Pick<Room, 'uid' | 'listId'>[]): Promise<Done>;
  /** Rejects with AppError `slot/taken` when the room is not free any more. */
  book(request: BookRequest): Promise<Done & { readonly ref: ItemRef }>;
  /** The event that a booking is of, when it is in a calendar on this device. */
  eventOf(booking: Pick<RoomBooking, 'uid' | 'recurrenceId'>): Promise<OccurrenceRef | undefined>;
  /** Of whoever manages the room: yes, no, or neither. */
  decide(booking: Pick<RoomBooking, 'uid' | 'room'>, state: 'APPROVED' | 'DECLINED' | ''): Promise<Done>;
  /** Somebody has come, or has not after all. */
  checkIn(booking: Pick<RoomBooking, 'uid' | 'room' | 'local'>, here: boolean): Promise<Done>;
}
