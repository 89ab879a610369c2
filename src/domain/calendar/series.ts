// A series made ready to expand.
import type { EpochMs } from '../time/types.js';
import { epochToLocal, findZone, utcZone, type Zone } from '../time/zone.js';
import { createOnsetZone } from './onset-zone.js';
import { MAX_ONWARDS } from './recurrence/limits.js';
import { compileSet, lastStart, type RecurrenceSet } from './recurrence/recurrence-set.js';
import type { ExtraRow, OverrideRow, SeriesRow } from './row-types.js';

export interface CompiledSeries {
  readonly set: RecurrenceSet;
  /** Undefined: floating or all-day. */
  readonly zone: Zone | undefined;
  readonly overrides: ReadonlyMap<number, OverrideRow>;
  /** RANGE=THISANDFUTURE, earliest first. */
  readonly onwards: readonly OverrideRow[];
  /** RDATEs with a length of their own. */
  readonly extras: ReadonlyMap<number, ExtraRow>;
}

const compiled = new WeakMap<SeriesRow, CompiledSeries>();

export function compileSeries(row: SeriesRow): CompiledSeries {
  const known = compiled.get(row);
  if (known !== undefined) return known;
  const series = compile(row);
  if (isCostly(row)) compiled.set(row, series);
  return series;
}

/** Worth remembering: COUNT is counted and zones are worked out once. The rest is made faster than it is found again. */
function isCostly({ onsets, rules, exrules, last }: SeriesRow): boolean {
  const counts = (rule: string) => /COUNT/i.test(rule);
  return onsets !== undefined || (last === undefined && rules.some(counts)) || exrules?.some(counts) === true;
}

/** Occurrences counted to find the end of COUNT; a longer series is kept as endless, which only costs a look. */
const MAX_COUNTED_FOR_LAST = 2000;

/** Whether a rule ends. */
const ENDS = /COUNT|UNTIL/i;

/** Wall clock of the last start, exceptions not considered; `Infinity` when there is none, or it is too far to count. */
export function lastStartOf(row: SeriesRow): number {
  if (row.last !== undefined) return row.last;
  if (!row.rules.every((rule) => ENDS.test(rule))) return Number.POSITIVE_INFINITY;
  return lastStart(compileSeries(row).set, MAX_COUNTED_FOR_LAST);
}

function zoneOfRow(row: SeriesRow): Zone | undefined {
  if (row.floating) return undefined;
  if (row.onsets) return createOnsetZone(row.onsets);
  return findZone(row.zone ?? 'UTC') ?? utcZone;
}

const none: readonly never[] = [];
const noOverrides: ReadonlyMap<number, OverrideRow> = new Map();
const isOnwards = ({ onwards }: OverrideRow) => onwards !== undefined;

function compile(row: SeriesRow): CompiledSeries {
  const { overrides = none, extras = none, rules, last } = row;
  const zone = zoneOfRow(row);
  const set = compileSet({
    start: row.start,
    allDay: row.allDay === true,
    rules,
    exrules: row.exrules,
    ...(extras.length > 0 && { extras: extras.map(({ start }) => start) }),
    exdates: row.exdates,
    exdays: row.exdays,
    // Where there are others, the last start may be theirs.
    ...(last !== undefined && rules.length === 1 && extras.length === 0 && { end: last }),
    utcToLocal: zone ? (epoch) => epochToLocal(zone, epoch as EpochMs) : (epoch) => epoch,
    includeStart: true,
  });
  return {
    set,
    zone,
    overrides: overrides.length > 0 ? new Map(overrides.map((override) => [override.at, override])) : noOverrides,
    onwards: overrides.some(isOnwards)
      ? overrides
          .filter(isOnwards)
          .slice(0, MAX_ONWARDS)
          .sort((a, b) => a.at - b.at)
      : none,
    extras: new Map(extras.filter(({ length }) => length !== undefined).map((extra) => [extra.start, extra])),
  };
}
