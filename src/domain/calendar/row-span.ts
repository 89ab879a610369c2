// Where the store keeps rows, so that the rows of a window are found.
import { civilFromDay, dayOf } from '../time/calendar-date.js';
import { MS_PER_DAY } from '../time/types.js';
import { milliseconds } from './length.js';
import type { EventRow, FixedTimes, SeriesRow, Span } from './row-types.js';
import { lastStartOf } from './series.js';

/** Wall clocks are at most 14 hours from UTC; a day is on the safe side. */
const ZONE_PAD = MS_PER_DAY;
/** An event that touches more months than this is kept by its span. */
const MAX_MONTHS = 12;

function spanOf(times: FixedTimes): Span {
  const padding = times.floating ? ZONE_PAD : 0;
  return { first: times.start - padding, last: Math.max(times.end, times.start + 1) + padding };
}

/** Number of the UTC month of an instant that counts on: year × 12 + month 0–11. */
export function monthIndex(epoch: number): number {
  const { year, month } = civilFromDay(dayOf(epoch));
  return year * 12 + month - 1;
}

/**
 * UTC months (see {@link monthIndex}) whose packed record must hold this row, so that the UTC months of any window, in any display
 * zone, find it. Empty for an event of more than twelve months: that is kept by its span, like a series.
 */
export function rowMonths(row: EventRow): number[] {
  const { first, last } = spanOf(row);
  const months: number[] = [];
  const from = monthIndex(first);
  const to = monthIndex(last - 1);
  if (to - from >= MAX_MONTHS) return months;
  for (let index = from; index <= to; index += 1) months.push(index);
  return months;
}

/** From the first start to the last end, wide enough for every display zone; `last` is Infinity without end. */
export function seriesSpan(row: EventRow | SeriesRow): Span {
  if (row.kind === 'event') return spanOf(row);
  let longest = milliseconds(row.length);
  let firstStart: number = row.start;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  let shiftBack = 0;
  let shiftOn = 0;
  for (const extra of row.extras ?? []) {
    firstStart = Math.min(firstStart, extra.start);
    if (extra.length) longest = Math.max(longest, milliseconds(extra.length));
  }
  for (const override of row.overrides ?? []) {
    const { first, last } = spanOf(override);
    earliest = Math.min(earliest, first);
    latest = Math.max(latest, last);
    if (override.onwards === undefined) continue;
    longest = Math.max(longest, milliseconds(override.onwards.length));
    shiftBack = Math.min(shiftBack, override.onwards.shift);
    shiftOn = Math.max(shiftOn, override.onwards.shift);
  }
  const last = lastStartOf(row);
  return {
    first: Math.min(earliest, firstStart + shiftBack - ZONE_PAD),
    last: Math.max(latest, last + longest + shiftOn + ZONE_PAD),
  };
}
