// Another room instead of one that somebody else has, in the event that wanted it.
import type { Done, Services } from '../../app/services.js';
import { withRooms } from '../../domain/rooms/event-rooms.js';
import { type Room, roomOfAddress } from '../../domain/rooms/room.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';

/**
 * @param rooms - All that are known.
 * @param other - Absent: the event does without the room.
 * @param always - At all times of a series; otherwise at this one.
 * @returns undefined when the event is in no calendar on this device.
 */
export async function moveBooking(
  { rooms: service, calendar }: Pick<Services, 'rooms' | 'calendar'>,
  rooms: readonly Room[],
  booking: RoomBooking,
  other: Room | undefined,
  always = false,
): Promise<Done | undefined> {
  const ref = await service.eventOf(booking);
  const detail = ref && (await calendar.read(ref));
  if (ref === undefined || detail === undefined) return undefined;
  const named = new Set(detail.fields.attendees.flatMap(({ address }) => roomOfAddress(address)?.toLowerCase() ?? []));
  const now = rooms.filter(({ uid }) => named.has(uid.toLowerCase()));
  const kept = now.filter(({ uid }) => uid !== booking.room);
  const asks = new Set(other?.approval === true && !other.manageable ? [other.uid] : []);
  const fields = withRooms(detail.fields, now, other === undefined ? kept : [...kept, other], asks);
  // A no is about the whole series.
  const isWhole = !booking.recurring || always || (booking.state === 'declined' && other === undefined);
  return calendar.update(ref, fields, isWhole ? 'all' : 'this', { before: detail.fields });
}
