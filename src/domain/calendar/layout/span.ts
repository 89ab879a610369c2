import { dayOf } from '../../time/calendar-date.js';
import type { DayNumber, EpochMs, LocalMs } from '../../time/types.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../time/types.js';

/** What layout needs of an occurrence. */
export interface Placeable {
  readonly start: EpochMs;
  /** Exclusive. */
  readonly end: EpochMs;
  readonly allDay: boolean;
}

/** Where an occurrence lies in the wall clock of the zone a view is drawn in. */
export interface Span {
  /** Position in the list of occurrences the span was made from. */
  readonly index: number;
  readonly first: DayNumber;
  /** Last day it touches, inclusive. */
  readonly last: DayNumber;
  /** Wall clock, minutes after midnight of `first`. */
  readonly startMinute: number;
  /** Wall clock, minutes after midnight of `last`, exclusive; 1440 is its end. */
  readonly endMinute: number;
  /** All-day or 24 hours and longer: drawn as a bar, not in the time grid (rule L3). */
  readonly bar: boolean;
}

/** Wall-clock start and exclusive end. */
export interface LocalTimes {
  readonly start: LocalMs;
  readonly end: LocalMs;
  readonly allDay: boolean;
}

/** Wall clock of an instant in the display zone. */
export type ToLocal = (instant: EpochMs) => LocalMs;

const HALF_DAY = 12 * MS_PER_HOUR;

/** One span for each occurrence, in the same order (rules L1 to L4). */
export function spansOf(occurrences: readonly Placeable[], toLocal: ToLocal): Span[] {
  return occurrences.map((occurrence, index) => spanOf(occurrence, index, toLocal));
}

/** The days and minutes one occurrence covers. */
export function spanOf(occurrence: Placeable, index: number, toLocal: ToLocal): Span {
  const { start, end, allDay } = occurrence;
  return spanOfLocal({ start: toLocal(start), end: toLocal(end), allDay }, index, end - start >= MS_PER_DAY);
}

/** The same for times that are wall clock already. */
export function spanOfLocal(times: LocalTimes, index = 0, isLong = times.end - times.start >= MS_PER_DAY): Span {
  const { start, end } = times;
  if (times.allDay) return allDaySpan(start, end, index);
  const first = dayOf(start);
  // Where clocks go back, an end may read earlier than its start: then it is drawn as ending when it starts (L4).
  const last = end > start ? dayOf(end - 1) : first;
  return {
    index,
    first,
    last,
    startMinute: minuteOf(start, first),
    endMinute: Math.max(minuteOf(end, last), last === first ? minuteOf(start, first) : 0),
    bar: isLong,
  };
}

/** Days are counted from noon to noon: where a zone skips midnight, a day starts at 01:00 (L2). */
function allDaySpan(start: LocalMs, end: LocalMs, index: number): Span {
  const first = dayOf(start + HALF_DAY);
  const last = Math.max(first, dayOf(end - HALF_DAY)) as DayNumber;
  return { index, first, last, startMinute: 0, endMinute: 1440, bar: true };
}

function minuteOf(local: LocalMs, day: DayNumber): number {
  return (local - day * MS_PER_DAY) / MS_PER_MINUTE;
}
