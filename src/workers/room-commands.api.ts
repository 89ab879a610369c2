// What writes rooms and their bookings (docs/rules/rooms.md).
import type { ItemRef } from '../domain/items/item.js';
import type { RoomFields } from '../domain/rooms/room.js';

export type RoomCommand =
  /** Rooms (docs/rules/rooms.md): a new one gets a calendar of its own, and a list where there is none. */
  | {
      readonly type: 'createRooms';
      readonly rooms: readonly RoomFields[];
      /** Absent: the person's own list, which is made with the first room. */
      readonly listId?: string;
      /** Of a list that is made. */
      readonly listName: string;
    }
  | {
      readonly type: 'updateRoom';
      readonly ref: ItemRef;
      readonly fields: RoomFields;
      /** As for events. */
      readonly before: RoomFields;
    }
  /** How many rooms a list has at most; 0 for any number. */
  | { readonly type: 'limitRooms'; readonly listId: string; readonly limit: number }
  | { readonly type: 'removeRooms'; readonly refs: readonly ItemRef[] }
  /** What somebody who manages the room says of a booking; '' takes it back. */
  | {
      readonly type: 'decideBooking';
      readonly room: string;
      readonly uid: string;
      readonly state: 'APPROVED' | 'DECLINED' | '';
    }
  /** Somebody has come. @param local - Start of the occurrence in its own zone. */
  | {
      readonly type: 'checkIn';
      readonly room: string;
      readonly uid: string;
      readonly local: string;
      readonly here: boolean;
    };
