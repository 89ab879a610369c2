// Where the store keeps rows, so that the rows of a window are found.
import { civilFromDay, dayOf, pad } from '../time/calendar-date.js';
import { MS_PER_DAY } from '../time/types.js';
import { lastStart } from './recurrence/recurrence-set.js';
import type { EventRow, FixedTimes, Length, SeriesRow, Span } from './row-types.js';
import { compileSeries } from './series.js';

/** Wall clocks are at most 14 hours from UTC; a day is on the safe side. */
const ZONE_PAD = MS_PER_DAY;
/** An event that touches more months than this is kept by its span. */
const MAX_MONTHS = 12;
/** Occurrences counted to find the end of COUNT; a longer series is kept as endless, which only costs a look. */
const MAX_COUNTED_FOR_SPAN = 2000;

function spanOf(times: FixedTimes): Span {
  const padding = times.floating ? ZONE_PAD : 0;
  return { first: times.start - padding, last: Math.max(times.end, times.start + 1) + padding };
}

function monthIndex(epoch: number): number {
  const { year, month } = civilFromDay(dayOf(epoch));
  return year * 12 + month - 1;
}

/**
 * UTC months (`2026-11`) whose packed record must hold this row, so that the UTC months of any window, in any display
 * zone, find it. Empty for an event of more than twelve months: that is kept by its span, like a series.
 */
export function rowMonths(row: EventRow): string[] {
  const { first, last } = spanOf(row);
  const months: string[] = [];
  const from = monthIndex(first);
  const to = monthIndex(last - 1);
  if (to - from >= MAX_MONTHS) return months;
  for (let index = from; index <= to; index += 1) {
    months.push(`${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}`);
  }
  return months;
}

/** From the first start to the last end, wide enough for every display zone; `last` is Infinity without end. */
export function seriesSpan(row: EventRow | SeriesRow): Span {
  if (row.kind === 'event') return spanOf(row);
  const { overrides = [], extras = [], start, length } = row;
  const lengths = [length, ...extras.map((extra) => extra.length ?? length)];
  for (const { onwards } of overrides) if (onwards) lengths.push(onwards.length);
  const shifts = overrides.map(({ onwards }) => onwards?.shift ?? 0);
  const longest = Math.max(...lengths.map(milliseconds));
  const spans = overrides.map(spanOf);
  const firstStart = Math.min(start, ...extras.map((extra) => extra.start)) + Math.min(0, ...shifts);
  const last = lastStart(compileSeries(row).set, MAX_COUNTED_FOR_SPAN) + Math.max(0, ...shifts) + longest;
  return {
    first: Math.min(firstStart - ZONE_PAD, ...spans.map(({ first }) => first)),
    last: Math.max(last + ZONE_PAD, ...spans.map((span) => span.last)),
  };
}

/** Upper bound of a length: a day may have 25 hours. */
export function milliseconds({ days, seconds }: Length): number {
  return days * (MS_PER_DAY + 3_600_000) + seconds * 1000;
}
