// Rows of tasks to what lists and views draw (TA5–TA7 in docs/rules/tasks.md).

import { expandFairly, expandOne } from '../calendar/expand-fairly.js';
import type { EventOccurrence } from '../calendar/occurrence.js';
import { occurrencesOf } from '../calendar/occurrences-of.js';
import { formatRecurrenceId } from '../calendar/recurrence-id.js';
import type { EventRow, SeriesRow, TaskRow, TaskState } from '../calendar/row-types.js';
import { dayOf, localOfDay } from '../time/calendar-date.js';
import { formatIcalDate } from '../time/ical-time.js';
import { type EpochMs, MS_PER_DAY, type Window } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import { isClosed, type TaskEntry, type TaskStatus } from './task-entry.js';

/** Days looked at, one after the other, for the next occurrence of a series: a month, a year, nine years. */
const REACHES = [35, 400, 3300] as const;
/** Completed occurrences of one series that a list shows, the latest. */
const MAX_DONE_OCCURRENCES = 20;
/** All of time that dates can name (years 1 to 9999), and more. */
const ALWAYS: Window = { from: -8.64e15 as EpochMs, to: 8.64e15 as EpochMs };

/** State of an occurrence by its recurrence id. */
function statesOf(row: TaskRow): ReadonlyMap<string, TaskState> {
  const { series, states = [] } = row;
  if (series === undefined || states.length === 0) return new Map();
  const form = { date: series.allDay, utc: series.utc };
  const ids = new Map(series.overrides?.map(({ at, recurrenceId }) => [at as number, recurrenceId]));
  return new Map(states.map((state) => [ids.get(state.at) ?? formatRecurrenceId(state.at, form), state]));
}

function entryOf(row: TaskRow, found: EventOccurrence, state: TaskState): TaskEntry {
  const { key, collectionId, recurrenceId, start, end, allDay, recurring } = found;
  const isAfter = end > start || row.startOnly === true;
  return {
    key: `task ${key}`,
    collectionId,
    uid: row.uid,
    ...(recurrenceId !== undefined && { recurrenceId }),
    ...namesOf(row, found.title),
    ...stateOf(state),
    ...(isAfter && { start }),
    ...(!row.startOnly && { due: end }),
    allDay,
    recurring,
  };
}

function namesOf({ location, parent, color, sort }: TaskRow, title: string) {
  const place = sort === undefined ? {} : { sort };
  return { title, ...(location && { location }), ...(parent && { parent }), ...(color && { color }), ...place };
}

function stateOf({ status, percent = 0, completed, priority = 0 }: TaskState) {
  const shown: TaskStatus = status ?? 'NEEDS-ACTION';
  const at = completed === undefined ? {} : { completed: completed as EpochMs };
  return { status: shown, percent: status === 'COMPLETED' ? 100 : percent, priority, ...at };
}

function eventRowOf(row: TaskRow, once: NonNullable<TaskRow['once']>): EventRow {
  return { kind: 'event', uid: row.uid, title: row.title, ...once };
}

/**
 * What a list shows of a task: itself; of a series the occurrence that is to be done now (TA5), and those completed lately.
 *
 * @param displayZone - Where all-day and floating times are laid out.
 */
export function listedTasks(row: TaskRow, collectionId: string, displayZone: string, now: EpochMs): TaskEntry[] {
  const { once, series } = row;
  if (series !== undefined) return seriesEntries(row, series, collectionId, displayZone, now);
  const found = once && occurrencesOf([eventRowOf(row, once)], ALWAYS, displayZone, collectionId)[0];
  if (found !== undefined) return [entryOf(row, found, row)];
  const key = `task ${collectionId}/${row.uid}/`;
  const fixed = { key, collectionId, uid: row.uid, allDay: false, recurring: false };
  return [{ ...fixed, ...namesOf(row, row.title), ...stateOf(row) }];
}

function seriesEntries(
  row: TaskRow,
  series: SeriesRow,
  collectionId: string,
  displayZone: string,
  now: EpochMs,
): TaskEntry[] {
  const states = statesOf(row);
  const midnight = endOfDay(now, displayZone);
  const expand = (from: number, to: number) =>
    occurrencesOf([series], { from: from as EpochMs, to: to as EpochMs }, displayZone, collectionId)
      .map((found) => entryOf(row, found, states.get(found.recurrenceId ?? '') ?? row))
      .sort((a, b) => whenOf(a) - whenOf(b));
  if (isClosed(stateOf(row))) return expand(now, ALWAYS.to).slice(0, 1);
  const done = [...states]
    .filter(([, state]) => state.status === 'COMPLETED')
    .sort(([, a], [, b]) => (b.completed ?? 0) - (a.completed ?? 0))
    .slice(0, MAX_DONE_OCCURRENCES);
  const doneIds = new Set(done.map(([id]) => id));
  const closed = overridesOf(row, series, collectionId, displayZone, states).filter(({ recurrenceId = '' }) =>
    doneIds.has(recurrenceId),
  );
  const current = currentOf(expand, midnight);
  return current === undefined ? closed : [current, ...closed];
}

/** Of the occurrences due until tonight the last, when it is open; what was due before it is let go. Otherwise the next. */
function currentOf(expand: (from: number, to: number) => TaskEntry[], midnight: number): TaskEntry | undefined {
  for (const days of REACHES) {
    const latest = expand(midnight - days * MS_PER_DAY, midnight)
      .filter((entry) => whenOf(entry) < midnight)
      .at(-1);
    if (latest === undefined) continue;
    if (!isClosed(latest)) return latest;
    break;
  }
  for (const days of REACHES) {
    const next = expand(midnight - 1, midnight + days * MS_PER_DAY).find(
      (entry) => whenOf(entry) >= midnight && !isClosed(entry),
    );
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Occurrences that differ from their series, wherever they are. */
function overridesOf(
  row: TaskRow,
  series: SeriesRow,
  collectionId: string,
  displayZone: string,
  states: ReadonlyMap<string, TaskState>,
): TaskEntry[] {
  const form = { date: series.allDay, utc: series.utc };
  return (series.overrides ?? []).flatMap((override) => {
    const { at, recurrenceId = formatRecurrenceId(at, form), onwards: _, ...fields } = override;
    const alone: EventRow = { ...fields, kind: 'event', uid: row.uid, recurrenceId };
    return occurrencesOf([alone], ALWAYS, displayZone, collectionId).map((found) =>
      entryOf(row, found, states.get(recurrenceId) ?? row),
    );
  });
}

/** When it counts: when it is due, else when it starts. */
export function whenOf({ due, start }: Pick<TaskEntry, 'due' | 'start'>): number {
  return due ?? start ?? Number.POSITIVE_INFINITY;
}

function endOfDay(instant: EpochMs, zone: string): EpochMs {
  return localToEpoch(zone, localOfDay(dayOf(epochToLocal(zone, instant)) + 1));
}

/**
 * Tasks that are due in a window, as a calendar draws them: on their day, or at their time without length (TA6).
 *
 * @param onCut - Called with each task that comes too often to be there whole (RL7).
 */
export function taskOccurrences(
  rows: readonly TaskRow[],
  window: Window,
  displayZone: string,
  collectionId: string,
  onCut: (row: TaskRow) => void = () => {},
): EventOccurrence[] {
  const found: EventOccurrence[] = [];
  // What is due at the very beginning ends there.
  const wider = { from: (window.from - 1) as EpochMs, to: window.to };
  const shares = expandFairly(rows, (row, limit) => {
    const base = row.series ?? (row.once && eventRowOf(row, row.once));
    return expandOne(base === undefined ? [] : [base], wider, displayZone, collectionId, limit);
  });
  for (const [index, row] of rows.entries()) {
    const states = statesOf(row);
    const { found: own, cut } = shares[index]!;
    if (cut) onCut(row);
    for (const occurrence of own) {
      if (occurrence.end < window.from || occurrence.end >= window.to) continue;
      const entry = entryOf(row, occurrence, states.get(occurrence.recurrenceId ?? '') ?? row);
      if (entry.status === 'CANCELLED') continue;
      found.push(drawnOccurrence(occurrence, entry, displayZone));
    }
  }
  return found;
}

function drawnOccurrence(occurrence: EventOccurrence, entry: TaskEntry, displayZone: string): EventOccurrence {
  const due = occurrence.end;
  const { status: _, ...rest } = occurrence;
  return {
    ...rest,
    key: entry.key,
    title: entry.title,
    start: due,
    end: occurrence.allDay ? endOfDay(due, displayZone) : due,
    task: entry.status === 'COMPLETED' ? 'done' : 'open',
    ...(entry.color && { color: entry.color }),
  };
}

/**
 * A task as a search finds it: when what is to be done of it counts (TA14). One that names no day stands on the present one, and
 * says that it has none.
 */
export function searchedTask(
  row: TaskRow,
  collectionId: string,
  displayZone: string,
  now: EpochMs,
): EventOccurrence | undefined {
  const entries = listedTasks(row, collectionId, displayZone, now);
  const entry = entries.find((one) => !isClosed(one)) ?? entries[0];
  if (entry === undefined) return undefined;
  const { key, uid, recurrenceId, title, location, recurring, color } = entry;
  const named = entry.due ?? entry.start;
  const start = named ?? localToEpoch(displayZone, localOfDay(dayOf(epochToLocal(displayZone, now))));
  const allDay = named === undefined || entry.allDay;
  return {
    ...{ key, collectionId, uid, title, allDay, recurring, start, end: allDay ? endOfDay(start, displayZone) : start },
    ...{ floating: allDay, local: formatIcalDate(epochToLocal(displayZone, start)) },
    ...(recurrenceId !== undefined && { recurrenceId }),
    ...(location && { location }),
    ...(color && { color }),
    ...(named === undefined && { undated: true }),
    ...(entry.status === 'CANCELLED' && { status: entry.status }),
    task: entry.status === 'COMPLETED' ? 'done' : 'open',
  };
}
