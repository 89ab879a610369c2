// When rows begin, for lists that show one line each.
import type { EpochMs, LocalMs } from '../time/types.js';
import { localToEpoch, offsetAt } from '../time/zone.js';
import type { EventRow, SeriesRow } from './row-types.js';
import { compileSeries, lastStartOf } from './series.js';

/** When something begins: an instant, or the wall clock of wherever it is looked at. */
export type Start = { readonly instant: EpochMs } | { readonly wallClock: LocalMs };

/** When a row first happens. */
export function startOf(row: EventRow | SeriesRow): Start {
  if (row.floating) return { wallClock: row.start as LocalMs };
  if (row.kind === 'event') return { instant: row.start as EpochMs };
  const { zone = 'UTC' } = compileSeries(row);
  return { instant: localToEpoch(zone, row.start) };
}

/** First and last start on the event's own wall clock; the first twice for a series without end. */
export function ownStarts(row: EventRow | SeriesRow): { readonly first: LocalMs; readonly last: LocalMs } {
  if (row.kind === 'series') {
    const last = lastStartOf(row);
    return { first: row.start, last: (Number.isFinite(last) ? last : row.start) as LocalMs };
  }
  const offset = row.floating ? 0 : (row.offset ?? offsetAt(row.zone ?? 'UTC', row.start as EpochMs));
  const first = (row.start + offset) as LocalMs;
  return { first, last: first };
}
