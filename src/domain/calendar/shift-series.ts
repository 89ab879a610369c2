// When an occurrence of a series is put elsewhere, the series starts elsewhere.
import type { Moment } from '../items/moment.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import type { EventFields } from './event-fields.js';

const startOfDay = (local: number) => Math.floor(local / MS_PER_DAY) * MS_PER_DAY;

/** A start moved by as much as another one was, on the wall clock; days only when all-day or timed changes. */
export function movedStart(
  start: Moment,
  before: Pick<EventFields, 'start' | 'allDay'>,
  after: Pick<EventFields, 'start' | 'allDay'>,
  tzid: string,
): Moment {
  const zone = after.allDay ? '' : tzid;
  if (before.allDay === after.allDay && start.date === after.allDay) {
    return { ...start, zone, local: (start.local + after.start - before.start) as LocalMs };
  }
  const days = startOfDay(after.start) - startOfDay(before.start);
  const time = after.allDay ? 0 : after.start - startOfDay(after.start);
  return { date: after.allDay, zone, local: (startOfDay(start.local) + days + time) as LocalMs };
}
