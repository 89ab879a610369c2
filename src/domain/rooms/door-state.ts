// What stands on a door at a moment (docs/rules/rooms.md, RM71–RM72). Pure: the tablet has the clock.
import type { DoorBoard, DoorBooking } from './door-board.js';
import { type RoomMoment, roomMoment } from './room-moment.js';
import { holdsRoom, settleBookings } from './settle-bookings.js';

/** @param now - Epoch ms. @param timeZone - IANA, of the door. */
export function doorState(board: DoorBoard, now: number, timeZone: string): RoomMoment<DoorBooking> {
  const settled = settleBookings(board.bookings, board, now);
  const holding = board.bookings.filter(({ key }) => holdsRoom(settled.get(key)?.state ?? 'lost'));
  return roomMoment(board, holding, now, timeZone);
}
