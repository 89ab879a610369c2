// Components to rows: reads only what is drawn, in one pass over the text.

import { unescapeText } from '../items/content-line.js';
import { dayOf } from '../time/calendar-date.js';
import { parseDuration } from '../time/ical-time.js';
import type { LocalMs } from '../time/types.js';
import { lineOf, type ScannedComponent, scannedParam } from './component-scan.js';
import { type ItemZone, ItemZones } from './item-zones.js';
import {
  fixedTimes,
  lengthTo,
  onSeriesClock,
  type ReadTime,
  type ReadTimes,
  readTime,
  readTimes,
} from './read-times.js';
import { parseRule } from './recurrence/rule.js';
import { formatRecurrenceId } from './recurrence-id.js';
import type { DrawnFields, EventRow, ExtraRow, Length, OverrideRow, SeriesRow } from './row-types.js';
import { lastStartOf } from './series.js';

/** Longer titles and places are cut: rows are for drawing. */
const MAX_TEXT = 500;

const NO_LENGTH: Length = { days: 0, seconds: 0 };
const ONE_DAY: Length = { days: 1, seconds: 0 };

/**
 * Rows of one kind of component of an item: the series or single, or the overrides that came without it.
 *
 * @param zones - of the whole file, where the components do not hold their own.
 */
export function projectComponents(
  uid: string,
  components: readonly ScannedComponent[],
  name: 'VEVENT' | 'VTODO' | 'VJOURNAL',
  zones = new ItemZones(components),
): (EventRow | SeriesRow)[] {
  const masters: ScannedComponent[] = [];
  const overrides: ScannedComponent[] = [];
  for (const component of components) {
    if (component.name === name) (lineOf(component, 'RECURRENCE-ID') ? overrides : masters).push(component);
  }
  const rows: (EventRow | SeriesRow)[] = [];
  for (const master of masters) {
    const times = readTimes(master, zones);
    if (times === undefined) continue;
    // Two components of one UID without RECURRENCE-ID: both are drawn, overrides belong to the first.
    const own = rows.length === 0 ? overrides : [];
    const part = rows.length > 0 ? { part: rows.length } : {};
    rows.push({ ...projectMaster(uid, master, times, own, zones), ...part });
  }
  if (rows.length > 0) return rows;
  for (const orphan of overrides) {
    const times = readTimes(orphan, zones) ?? timesOfId(orphan, zones);
    const part = rows.length > 0 ? { part: rows.length } : {};
    if (times !== undefined) rows.push({ ...projectOrphan(uid, orphan, times, zones), ...part });
  }
  return rows;
}

/** An override without its series: on its own, with what it repeats itself (Lotus Notes sends series like this). */
function projectOrphan(
  uid: string,
  orphan: ScannedComponent,
  times: ReadTimes,
  zones: ItemZones,
): EventRow | SeriesRow {
  const row = projectMaster(uid, orphan, times, [], zones);
  const recurrenceId = lineOf(orphan, 'RECURRENCE-ID')?.value.trim() ?? '';
  return row.kind === 'event' ? { ...row, recurrenceId } : row;
}

/** An override that does not say when it is stays where it was. */
function timesOfId(override: ScannedComponent, zones: ItemZones, length = NO_LENGTH): ReadTimes | undefined {
  const line = lineOf(override, 'RECURRENCE-ID');
  const start = line && readTime(line, line.value.trim(), zones);
  return start && { start, length: start.date && length.days === 0 ? ONE_DAY : length };
}

const RECURRING = new Set(['RRULE', 'RDATE', 'EXDATE']);

function projectMaster(
  uid: string,
  master: ScannedComponent,
  times: ReadTimes,
  overrides: readonly ScannedComponent[],
  zones: ItemZones,
): EventRow | SeriesRow {
  if (overrides.length === 0 && !master.lines.some(({ name }) => RECURRING.has(name))) {
    return { kind: 'event', uid, ...drawnFields(master), ...fixedTimes(times) };
  }
  const series = projectSeries(uid, master, times, overrides, zones);
  // A rule that cannot be read or followed leaves a single event (RR1).
  const single = series.rules.length === 0 && !series.extras && !series.exdates && !series.exdays && !series.overrides;
  return single ? { kind: 'event', uid, ...drawnFields(master), ...fixedTimes(times) } : series;
}

function projectSeries(
  uid: string,
  master: ScannedComponent,
  times: ReadTimes,
  overrides: readonly ScannedComponent[],
  zones: ItemZones,
): SeriesRow {
  const { start, length } = times;
  const exdates: number[] = [];
  const exdays: number[] = [];
  for (const time of timesOf(master, 'EXDATE', zones)) {
    if (time.date && !start.date) exdays.push(dayOf(time.local));
    else exdates.push(onSeriesClock(start, time));
  }
  const extras = extrasOf(master, start, zones);
  const rows = overrides.map((override) => projectOverride(override, times, zones)).filter((row) => row !== undefined);
  const exrules = rulesOf(master, 'EXRULE');
  const row: SeriesRow = {
    kind: 'series',
    uid,
    ...drawnFields(master),
    start: start.local,
    length,
    ...(start.date && { allDay: true }),
    ...zoneFields(start.zone),
    ...(start.utc && { utc: true }),
    rules: rulesOf(master, 'RRULE'),
    ...(exrules.length > 0 && { exrules }),
    ...(extras.length > 0 && { extras }),
    ...(exdates.length > 0 && { exdates }),
    ...(exdays.length > 0 && { exdays }),
    ...(rows.length > 0 && { overrides: rows }),
  };
  const last = lastStartOf(row);
  return Number.isFinite(last) ? { ...row, last: last as LocalMs } : row;
}

function zoneFields(zone: ItemZone | undefined): Pick<SeriesRow, 'floating' | 'zone' | 'onsets'> {
  if (zone === undefined) return { floating: true };
  return zone.name === undefined ? { onsets: zone.onsets } : { zone: zone.name };
}

function rulesOf(master: ScannedComponent, name: 'RRULE' | 'EXRULE'): string[] {
  const values = master.lines.filter((line) => line.name === name).map(({ value }) => value.trim());
  return values.filter((value) => parseRule(value) !== undefined);
}

function timesOf(master: ScannedComponent, name: string, zones: ItemZones): ReadTime[] {
  const times: ReadTime[] = [];
  for (const line of master.lines) {
    if (line.name !== name) continue;
    for (const value of line.value.split(',')) {
      const time = readTime(line, value.trim(), zones);
      if (time !== undefined) times.push(time);
    }
  }
  return times;
}

/** RDATEs, periods among them. */
function extrasOf(master: ScannedComponent, series: ReadTime, zones: ItemZones): ExtraRow[] {
  const extras: ExtraRow[] = [];
  for (const line of master.lines) {
    if (line.name !== 'RDATE') continue;
    for (const value of line.value.split(',')) {
      const [from = '', to] = value.trim().split('/');
      const time = readTime(line, from, zones);
      if (time === undefined) continue;
      const end = to === undefined ? undefined : readTime(line, to, zones);
      const length = end ? lengthTo(time, end) : parseDuration(to ?? '');
      extras.push({ start: onSeriesClock(series, time), ...(length && length.seconds >= 0 && { length }) });
    }
  }
  return extras;
}

function projectOverride(override: ScannedComponent, master: ReadTimes, zones: ItemZones): OverrideRow | undefined {
  const series = master.start;
  const line = lineOf(override, 'RECURRENCE-ID');
  const id = line && readTime(line, line.value.trim(), zones);
  const times = readTimes(override, zones) ?? timesOfId(override, zones, master.length);
  if (line === undefined || id === undefined || times === undefined) return undefined;
  const at = onSeriesClock(series, id);
  const written = line.value.trim();
  const onwards = scannedParam(line, 'RANGE')?.toUpperCase() === 'THISANDFUTURE';
  return {
    at,
    ...(written !== formatRecurrenceId(at, series) && { recurrenceId: written }),
    ...drawnFields(override),
    ...fixedTimes(times),
    ...(onwards && { onwards: { shift: onSeriesClock(series, times.start) - at, length: times.length } }),
  };
}

/** The longest is lightgoldenrodyellow. */
const COLOR_NAME = /^[a-z]{3,20}$/;
const STATUSES = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;

function drawnFields(component: ScannedComponent): DrawnFields {
  let title = '';
  let location = '';
  let status: DrawnFields['status'];
  let transparent = false;
  let color = '';
  for (const { name, value } of component.lines) {
    if (name === 'SUMMARY') title ||= drawn(value);
    else if (name === 'LOCATION') location ||= drawn(value);
    else if (name === 'STATUS') status = STATUSES.find((known) => known === value.trim().toUpperCase());
    else if (name === 'TRANSP') transparent = value.trim().toUpperCase() === 'TRANSPARENT';
    else if (name === 'COLOR') color = value.trim().toLowerCase();
  }
  return {
    title,
    ...(location !== '' && { location }),
    ...(status && { status }),
    ...(transparent && { transparent }),
    ...(COLOR_NAME.test(color) && { color }),
  };
}

function drawn(value: string): string {
  return unescapeText(value.slice(0, MAX_TEXT)).trim();
}
