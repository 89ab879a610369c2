import type { EventRow, SeriesRow, Span } from './row-types.js';

/**
 * UTC months (`2026-11`) whose packed record must hold this row, so that the months of any window, in any display zone,
 * find it. Empty for an event of more than twelve months: it is kept by its span, like a series.
 */
export function rowMonths(row: EventRow): string[] {
  throw new Error(row.uid);
}

/** From the first start to the last end, padded for every display zone; `last` is Infinity for a series without end. */
export function seriesSpan(row: EventRow | SeriesRow): Span {
  throw new Error(row.uid);
}
