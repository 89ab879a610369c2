import { mergeFields, mergeLists } from '../items/merge-fields.js';
import type { LocalMs } from '../time/types.js';
import { alarmKey } from './event-alarms.js';
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

/**
 * `mergeFields` for an event: somebody who moves it and somebody who makes it longer both get their way; so do two who
 * invite, or answer for, different people, add reminders or files.
 */
export function mergeEventFields(before: EventFields, after: EventFields, now: EventFields): EventFields {
  const list = <Name extends 'categories' | 'alarms' | 'moreAlarms' | 'attendees'>(
    name: Name,
    keyOf: (value: EventFields[Name][number]) => string,
  ) => mergeLists<EventFields[Name][number]>(before[name], after[name], now[name], keyOf);
  const merged: EventFields = {
    ...mergeFields(before, after, now),
    ...mergeTimes(before, after, now),
    categories: list('categories', String),
    alarms: list('alarms', String),
    moreAlarms: list('moreAlarms', alarmKey),
    attendees: list('attendees', ({ address }) => address.trim().toLowerCase()),
  };
  return merged.zone === '' ? { ...merged, endZone: '' } : merged;
}
