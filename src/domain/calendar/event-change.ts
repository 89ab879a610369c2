import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { EventFields } from './event-fields.js';

/** Which occurrences of a series a change is for; `following`: the one it is made at and all later ones. */
export type Scope = 'this' | 'following' | 'all';

/** New times of an occurrence, as drag and resize give them. */
export interface NewTimes {
  /** Wall clock in `timeZone`. */
  readonly start: LocalMs;
  /** Exclusive. */
  readonly end: LocalMs;
  readonly allDay: boolean;
  /** The zone the view is drawn in. The event keeps its own; times are converted. */
  readonly timeZone: string;
}

const startOfDay = (local: number) => (Math.floor(local / MS_PER_DAY) * MS_PER_DAY) as LocalMs;
const endOfDay = (local: number) => (Math.ceil(local / MS_PER_DAY) * MS_PER_DAY) as LocalMs;

/** A wall clock of the view in the event's own zone; a floating event goes by the wall clock it is looked at with. */
function toEventZone(local: LocalMs, viewZone: string, eventZone: string): LocalMs {
  return eventZone === '' || eventZone === viewZone ? local : epochToLocal(eventZone, localToEpoch(viewZone, local));
}

/** An occurrence's fields after it was dragged to new times. It keeps its zone; all-day events have none. */
export function moveFields(occurrence: EventFields, times: NewTimes): EventFields {
  if (times.allDay) {
    const start = startOfDay(times.start);
    const end = Math.max(endOfDay(times.end), start + MS_PER_DAY) as LocalMs;
    return { ...occurrence, allDay: true, zone: '', endZone: '', start, end };
  }
  // An event that was all-day happens where it was dropped.
  const zone = occurrence.allDay ? times.timeZone : occurrence.zone;
  const start = toEventZone(times.start, times.timeZone, zone);
  const end = toEventZone(Math.max(times.start, times.end) as LocalMs, times.timeZone, zone);
  return { ...occurrence, allDay: false, zone, start, end };
}
