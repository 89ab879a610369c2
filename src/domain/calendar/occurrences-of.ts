// Rows to what a view draws, for one window (RS1–RS8 in docs/rules/calendar.md).
import { formatIcalDate, formatIcalLocal } from '../time/ical-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, type Window } from '../time/types.js';
import { epochToLocal, findZone, localToEpoch, utcZone, type Zone } from '../time/zone.js';
import { milliseconds } from './length.js';
import type { EventOccurrence } from './occurrence.js';
import { endOf } from './read-times.js';
import { MAX_OCCURRENCES } from './recurrence/limits.js';
import { isExcluded, startsBetween } from './recurrence/recurrence-set.js';
import { formatRecurrenceId } from './recurrence-id.js';
import type { CalendarRow, DrawnFields, EventRow, FixedTimes, Length, OverrideRow, SeriesRow } from './row-types.js';
import { type CompiledSeries, compileSeries } from './series.js';

/**
 * Occurrences that touch the window, sorted by start, longer first. All-day and floating ones are laid out in
 * `displayZone`. An unknown `displayZone` counts as UTC.
 *
 * @param limit - at most so many occurrences of each series.
 * @param onCut - Called with each series of which not everything is in the result (RL3).
 */
export function occurrencesOf(
  rows: readonly CalendarRow[],
  window: Window,
  displayZone: string,
  collectionId: string,
  limit = MAX_OCCURRENCES,
  onCut?: (row: SeriesRow) => void,
): EventOccurrence[] {
  const query: Query = { window, display: findZone(displayZone) ?? utcZone, collectionId, limit, found: [] };
  for (const row of rows) {
    if (row.kind === 'event') addEvent(query, row);
    else if (row.kind === 'series' && addSeries(query, row)) onCut?.(row);
  }
  return query.found.sort((a, b) => a.start - b.start || b.end - a.end);
}

interface Query {
  readonly window: Window;
  readonly display: Zone;
  readonly collectionId: string;
  readonly limit: number;
  readonly found: EventOccurrence[];
}

/** What all occurrences of a row have in common. */
interface RowNames {
  readonly uid: string;
  /** What the keys of its occurrences begin with. */
  readonly key: string;
  readonly recurring: boolean;
}

function namesOf(query: Query, { uid, part }: EventRow | SeriesRow, recurring: boolean): RowNames {
  return { uid, key: `${query.collectionId}/${uid}${part === undefined ? '' : `#${part}`}/`, recurring };
}

function touches({ from, to }: Window, start: number, end: number): boolean {
  return start < to && (end > from || (start === end && start >= from));
}

function addEvent(query: Query, row: EventRow): void {
  const recurring = row.recurrenceId !== undefined;
  addFixed(query, namesOf(query, row, recurring), row, row, row.recurrenceId);
}

function addFixed(
  query: Query,
  names: RowNames,
  fields: DrawnFields,
  times: FixedTimes,
  recurrenceId: string | undefined,
): void {
  let { start, end } = times;
  let local = start;
  if (times.floating) {
    start = localToEpoch(query.display, times.start as LocalMs);
    end = localToEpoch(query.display, times.end as LocalMs);
  }
  if (!touches(query.window, start, end)) return;
  if (times.offset !== undefined) local = start + times.offset;
  else if (times.zone !== undefined) local = epochToLocal(times.zone, start as EpochMs);
  add(query, names, fields, { ...times, start, end, local }, recurrenceId);
}

interface Placed {
  readonly start: number;
  readonly end: number;
  /** Wall clock in its own zone. */
  readonly local: number;
  readonly allDay?: boolean;
  readonly floating?: boolean;
  readonly zone?: string;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Field by field: this runs for each occurrence of each view, and spreading costs more than all the rest. */
function add(query: Query, names: RowNames, fields: DrawnFields, placed: Placed, recurrenceId?: string): void {
  const found: Writable<EventOccurrence> = {
    key: recurrenceId === undefined ? names.key : names.key + recurrenceId,
    collectionId: query.collectionId,
    uid: names.uid,
    start: placed.start as EpochMs,
    end: placed.end as EpochMs,
    allDay: placed.allDay === true,
    floating: placed.floating === true,
    local: placed.allDay ? formatIcalDate(placed.local) : formatIcalLocal(placed.local),
    title: fields.title,
    recurring: names.recurring,
  };
  if (recurrenceId !== undefined) found.recurrenceId = recurrenceId;
  if (placed.zone !== undefined) found.zone = placed.zone;
  if (fields.location !== undefined) found.location = fields.location;
  if (fields.status !== undefined) found.status = fields.status;
  if (fields.transparent) found.transparent = true;
  if (fields.away) found.away = fields.away;
  if (fields.hue !== undefined) found.hue = fields.hue;
  if (fields.color !== undefined) found.color = fields.color;
  query.found.push(found);
}

/** @returns whether there is more than the limit. */
function addSeries(query: Query, row: SeriesRow): boolean {
  let cut = false;
  if (isElsewhere(row, query.window)) return cut;
  const series = compileSeries(row);
  const names = namesOf(query, row, true);
  const form = { date: row.allDay, utc: row.utc };
  for (const override of row.overrides ?? []) {
    // Taken away wins over changed (RS5).
    if (isExcluded(series.set, override.at)) continue;
    addFixed(query, names, override, override, override.recurrenceId ?? formatRecurrenceId(override.at, form));
  }
  const clock = series.zone ?? query.display;
  const { from, to } = reach(row, series, clock, query.window);
  let room = query.limit;
  let last: number | undefined;
  const onLimit = () => {
    cut = true;
  };
  // More than is wanted, as some are outside the window: that tells whether there are more.
  for (const at of startsBetween(series.set, from, to, query.limit + SLACK, onLimit)) {
    if (series.overrides.has(at) || takenAwayByInstant(series, clock, at)) continue;
    const placed = place(row, series, clock, at);
    // Two times of an hourly rule are one instant where clocks go forward (DT2).
    if (placed.start === last || !touches(query.window, placed.start, placed.end)) continue;
    if (room <= 0) return true;
    room -= 1;
    last = placed.start;
    add(query, names, lastOnwards(series.onwards, at) ?? row, placed, formatRecurrenceId(at, form));
  }
  return cut;
}

/** Starts looked at beyond the limit of a query. */
const SLACK = 50;
/** Wall clocks are at most 14 hours from UTC; a day is on the safe side. */
const ZONE_PAD = MS_PER_DAY;

/** Before its first start or after its last: seen without a look at its rules. Most series of ten years are. */
function isElsewhere({ start, last, length, extras, overrides }: SeriesRow, { from, to }: Window): boolean {
  if (extras !== undefined) return false;
  const over = last !== undefined && last + milliseconds(length) + ZONE_PAD < from;
  if (!over && start - ZONE_PAD <= to) return false;
  return overrides === undefined || overrides.every((one) => isElsewhereToo(one, from, to));
}

function isElsewhereToo({ start, end, onwards }: OverrideRow, from: number, to: number): boolean {
  return onwards === undefined && (end + ZONE_PAD < from || start - ZONE_PAD > to);
}

/** Wall-clock bounds outside which no start has an occurrence that touches the window. */
function reach(row: SeriesRow, series: CompiledSeries, clock: Zone, window: Window): { from: number; to: number } {
  let longest = milliseconds(row.length);
  let later = 0;
  let earlier = 0;
  for (const { length } of series.extras.values()) if (length) longest = Math.max(longest, milliseconds(length));
  for (const { onwards } of series.onwards) {
    if (onwards === undefined) continue;
    longest = Math.max(longest, milliseconds(onwards.length));
    later = Math.max(later, onwards.shift);
    earlier = Math.max(earlier, -onwards.shift);
  }
  const before = window.from - longest;
  // Wall clocks are that much ahead or behind where clocks change; nothing elsewhere, or an endless rule of seconds
  // would use up its limit outside the window.
  const offsets = [before - MS_PER_DAY, before, window.from, window.to, window.to + MS_PER_DAY].map((epoch) =>
    clock.offsetAt(epoch),
  );
  const change = Math.max(...offsets) - Math.min(...offsets);
  return {
    from: epochToLocal(clock, window.from) - longest - later - change,
    to: epochToLocal(clock, window.to) + earlier + change,
  };
}

/** EXDATE in UTC for an occurrence that a change of clocks has moved: its wall clock is not the rule's any more (RS4). */
function takenAwayByInstant({ set, zone }: CompiledSeries, clock: Zone, at: number): boolean {
  if (set.exdates.size === 0 || zone === undefined) return false;
  const shown = epochToLocal(clock, localToEpoch(clock, at as LocalMs));
  return shown !== at && set.exdates.has(shown);
}

/** Where an occurrence is: moved and as long as the latest change onwards says. */
function place(row: SeriesRow, series: CompiledSeries, clock: Zone, at: number): Placed {
  const changed = lastOnwards(series.onwards, at)?.onwards;
  const local = at + (changed?.shift ?? 0);
  const length: Length = changed?.length ?? series.extras.get(at)?.length ?? row.length;
  const start = localToEpoch(clock, local as LocalMs);
  const shown = series.zone === undefined ? local : epochToLocal(clock, start);
  const end = length.days === 0 ? start + length.seconds * 1000 : endOf(clock, local, length);
  return { start, end, local: shown, allDay: row.allDay, floating: row.floating, zone: row.zone };
}

function lastOnwards(onwards: readonly OverrideRow[], at: number): OverrideRow | undefined {
  return onwards.findLast((override) => override.at <= at);
}
