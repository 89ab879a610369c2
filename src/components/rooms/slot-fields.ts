import { type EventFields, emptyEventFields } from '../../domain/calendar/event-fields.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

/** An event of that time, of which nothing else is said. */
export function fieldsOf({ start, end }: Slot, timeZone: string): EventFields {
  const local = (at: number) => epochToLocal(timeZone, at as EpochMs);
  return { ...emptyEventFields, zone: timeZone, start: local(start), end: local(end) };
}
