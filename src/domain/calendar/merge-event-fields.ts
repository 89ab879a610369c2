import { mergeFields } from '../items/merge-fields.js';
import type { LocalMs } from '../time/types.js';
import type { EventFields } from './event-fields.js';

type Times = Pick<EventFields, 'start' | 'end' | 'allDay' | 'zone'>;

const timesOf = ({ start, end, allDay, zone }: Times): Times => ({ start, end, allDay, zone });
const isSameClock = (a: Times, b: Times) => a.allDay === b.allDay && a.zone === b.zone;

/** Start and length are two things; both together where the wall clock they are written in is another one. */
function mergeTimes(before: Times, after: Times, now: Times): Times {
  const isMoved = before.start !== after.start;
  const isResized = before.end - before.start !== after.end - after.start;
  if (!isMoved && !isResized && isSameClock(before, after)) return timesOf(now);
  if (!isSameClock(before, after) || !isSameClock(before, now)) return timesOf(after);
  const start = isMoved ? after.start : now.start;
  const { start: from, end: to } = isResized ? after : now;
  return { ...timesOf(after), start, end: (start + (to - from)) as LocalMs };
}

/** `mergeFields` for an event: somebody who moves it and somebody who makes it longer both get their way. */
export function mergeEventFields(before: EventFields, after: EventFields, now: EventFields): EventFields {
  return { ...mergeFields(before, after, now), ...mergeTimes(before, after, now) };
}
