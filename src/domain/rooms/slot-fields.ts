import { type EventFields, emptyEventFields } from '../calendar/event-fields.js';
import type { EpochMs } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';
import type { Slot } from './room-policy.js';

/** An event of that time, of which nothing else is said. */
export function fieldsOf({ start, end }: Slot, timeZone: string): EventFields {
  const local = (at: number) => epochToLocal(timeZone, at as EpochMs);
  return { ...emptyEventFields, zone: timeZone, start: local(start), end: local(end) };
}
