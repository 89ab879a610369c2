import { timeOfDay } from '../../time/calendar-date.js';
import type { DayNumber, LocalMs } from '../../time/types.js';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../time/types.js';
import type { LocalTimes } from './span.js';

/** What is pointed at: a day, and a minute of it where the view shows time. */
export interface Slot {
  readonly day: DayNumber;
  /** Absent in month rows and in the all-day lane. */
  readonly minute?: number;
}

/** Times snap to this. */
export const SNAP_MINUTES = 15;
const DEFAULT_MINUTES = 60;

/** A wall-clock time. */
export function localAt(day: number, minute = 0): LocalMs {
  return (day * MS_PER_DAY + minute * MS_PER_MINUTE) as LocalMs;
}

/** The times after an event was taken at `from` and put down at `to` (D1 to D3). */
export function moveTimes(times: LocalTimes, from: Slot, to: Slot): LocalTimes {
  const days = (to.day - from.day) * MS_PER_DAY;
  const length = times.end - times.start;
  if (from.minute === undefined && to.minute === undefined) return shift(times, days); // D1
  if (to.minute === undefined) {
    const start = localAt(to.day);
    return { start, end: localAt(to.day + Math.max(1, Math.round(length / MS_PER_DAY))), allDay: true }; // D3
  }
  if (from.minute === undefined) {
    const start = localAt(to.day, snap(to.minute));
    return { start, end: (start + DEFAULT_MINUTES * MS_PER_MINUTE) as LocalMs, allDay: false }; // D3
  }
  return shift(times, days + snap(to.minute - from.minute) * MS_PER_MINUTE); // D2
}

/** The times after an edge was dragged to `to`; never shorter than one step, or a day when all-day (D4). */
export function resizeTimes(times: LocalTimes, edge: 'start' | 'end', to: Slot): LocalTimes {
  const shortest = times.allDay ? MS_PER_DAY : MIN_MS;
  const at = edgeAt(times, edge, to);
  if (edge === 'start') return { ...times, start: Math.min(at, times.end - shortest) as LocalMs };
  return { ...times, end: Math.max(at, times.start + shortest) as LocalMs };
}

/** Over whole days the edge of a timed event keeps its time of day. */
function edgeAt(times: LocalTimes, edge: 'start' | 'end', { day, minute }: Slot): number {
  if (times.allDay) return localAt(edge === 'end' ? day + 1 : day);
  if (minute === undefined) return localAt(day) + timeOfDay(times[edge]);
  return localAt(day, snap(minute));
}

/** The times of a new event drawn from one slot to another, in either direction (D5). */
export function newTimes(from: Slot, to: Slot): LocalTimes {
  if (from.minute === undefined || to.minute === undefined) {
    const [first, last] = from.day <= to.day ? [from.day, to.day] : [to.day, from.day];
    return { start: localAt(first), end: localAt(last + 1), allDay: true };
  }
  const a = localAt(from.day, snapDown(from.minute));
  const b = localAt(to.day, snapDown(to.minute));
  const step = SNAP_MINUTES * MS_PER_MINUTE;
  return { start: Math.min(a, b) as LocalMs, end: (Math.max(a, b) + step) as LocalMs, allDay: false };
}

/** An hour from a slot that was only clicked; the whole day where no time is shown (D5). */
export function clickTimes({ day, minute }: Slot): LocalTimes {
  if (minute === undefined) return { start: localAt(day), end: localAt(day + 1), allDay: true };
  const start = Math.min(Math.floor(minute / 30) * 30, 1440 - DEFAULT_MINUTES);
  return { start: localAt(day, start), end: localAt(day, start + DEFAULT_MINUTES), allDay: false };
}

const MIN_MS = SNAP_MINUTES * MS_PER_MINUTE;
const snap = (minutes: number) => Math.round(minutes / SNAP_MINUTES) * SNAP_MINUTES;
const snapDown = (minutes: number) => Math.floor(minutes / SNAP_MINUTES) * SNAP_MINUTES;
const shift = (times: LocalTimes, by: number): LocalTimes => ({
  start: (times.start + by) as LocalMs,
  end: (times.end + by) as LocalMs,
  allDay: times.allDay,
});
