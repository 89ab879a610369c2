// A series made ready to expand.
import type { EpochMs } from '../time/types.js';
import { epochToLocal, findZone, utcZone, type Zone } from '../time/zone.js';
import { createOnsetZone } from './onset-zone.js';
import { MAX_ONWARDS } from './recurrence/limits.js';
import { compileSet, type RecurrenceSet } from './recurrence/recurrence-set.js';
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
function isCostly({ onsets, rules, exrules = [] }: SeriesRow): boolean {
  return onsets !== undefined || [...rules, ...exrules].some((rule) => /COUNT/i.test(rule));
}

function zoneOfRow(row: SeriesRow): Zone | undefined {
  if (row.floating) return undefined;
  if (row.onsets) return createOnsetZone(row.onsets);
  return findZone(row.zone ?? 'UTC') ?? utcZone;
}

function compile(row: SeriesRow): CompiledSeries {
  const { overrides = [], extras = [] } = row;
  const zone = zoneOfRow(row);
  const set = compileSet({
    start: row.start,
    allDay: row.allDay === true,
    rules: row.rules,
    exrules: row.exrules,
    extras: extras.map(({ start }) => start),
    exdates: row.exdates,
    exdays: row.exdays,
    utcToLocal: zone ? (epoch) => epochToLocal(zone, epoch as EpochMs) : (epoch) => epoch,
    includeStart: true,
  });
  return {
    set,
    zone,
    overrides: new Map(overrides.map((override) => [override.at, override])),
    onwards: overrides
      .filter(({ onwards }) => onwards !== undefined)
      .slice(0, MAX_ONWARDS)
      .sort((a, b) => a.at - b.at),
    extras: new Map(extras.filter(({ length }) => length !== undefined).map((extra) => [extra.start, extra])),
  };
}
