import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';

/** A free time of a room was pressed. */
export class RoomSlotEvent extends Event {
  constructor(
    readonly room: Room,
    readonly slot: Slot,
  ) {
    super('ik-room-slot');
  }
}

/** A booking was pressed. */
export class RoomBookingEvent extends Event {
  constructor(
    readonly room: Room,
    readonly booking: RoomBooking,
  ) {
    super('ik-room-booking');
  }
}

/** A day of a week was pressed that is too small to be pressed in: it is to be shown by itself. */
export class RoomDayEvent extends Event {
  constructor(
    readonly room: Room,
    /** Where, epoch ms. */
    readonly at: number,
  ) {
    super('ik-room-day');
  }
}

export type RoomAction = 'edit' | 'duplicate' | 'share' | 'remove';

/** Something is wanted of a room. */
export class RoomActionEvent extends Event {
  constructor(
    readonly room: Room,
    readonly action: RoomAction,
  ) {
    super('ik-room-action');
  }
}

/** Other rooms are in sight. */
export class RoomsInSightEvent extends Event {
  constructor(readonly uids: readonly string[]) {
    super('ik-rooms-in-sight');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-rooms-in-sight': RoomsInSightEvent;
    'ik-room-slot': RoomSlotEvent;
    'ik-room-booking': RoomBookingEvent;
    'ik-room-day': RoomDayEvent;
    'ik-room-action': RoomActionEvent;
  }
}
