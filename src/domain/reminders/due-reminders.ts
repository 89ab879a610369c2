// When alarms of rows go off within a window (RM2–RM6).

import { expandOne } from '../calendar/expand-fairly.js';
import type { EventOccurrence } from '../calendar/occurrence.js';
import { formatRecurrenceId } from '../calendar/recurrence-id.js';
import { seriesSpan } from '../calendar/row-span.js';
import type { Span } from '../calendar/row-types.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, type Window } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { Alarm, AlarmRow, Reminder } from './reminder.js';

/** Occurrences of one series looked at: a reminder every minute for a day. */
const MAX_OCCURRENCES = 1500;
/** A day of the calendar may be that much longer or shorter than 24 hours. */
const DAY_PAD = MS_PER_DAY;
/** How far after an absolute alarm of a series the occurrence is looked for that it is about. */
const ABOUT = 400 * MS_PER_DAY;

/** Earliest and latest distance of an alarm from the start or end it counts from, in milliseconds. */
function reachOf(alarms: readonly Alarm[]): { readonly earliest: number; readonly latest: number } | undefined {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const alarm of alarms) {
    if (!('from' in alarm)) continue;
    const by = alarm.days * MS_PER_DAY + alarm.seconds * 1000;
    earliest = Math.min(earliest, by);
    latest = Math.max(latest, by + (alarm.repeat ?? 0) * (alarm.every ?? 0) * 1000);
  }
  if (latest === Number.NEGATIVE_INFINITY) return undefined;
  return { earliest: earliest - DAY_PAD, latest: latest + DAY_PAD };
}

const allAlarms = ({ alarms, own = [] }: AlarmRow): readonly Alarm[] => [
  ...alarms,
  ...own.flatMap((one) => one.alarms),
];

/** From the first to the last instant at which anything of a row may go off, wide enough for every display zone. */
export function alarmSpan(row: AlarmRow): Span {
  const alarms = allAlarms(row);
  const reach = reachOf(alarms);
  const span = reach && seriesSpan(row.row);
  let first = span === undefined ? Number.POSITIVE_INFINITY : span.first + (reach?.earliest ?? 0);
  let last = span === undefined ? Number.NEGATIVE_INFINITY : span.last + (reach?.latest ?? 0);
  for (const alarm of alarms) {
    if (!('at' in alarm)) continue;
    first = Math.min(first, alarm.at);
    last = Math.max(last, alarm.at + (alarm.repeat ?? 0) * (alarm.every ?? 0) * 1000);
  }
  return { first, last };
}

/**
 * Reminders that go off in the window, by time. What was acknowledged since is left out, so is what is cancelled.
 *
 * @param displayZone - Where all-day and floating times are laid out.
 */
export function dueReminders(
  rows: readonly AlarmRow[],
  window: Window,
  displayZone: string,
  collectionId: string,
): Reminder[] {
  const found = new Map<string, Reminder>();
  for (const row of rows) {
    const own = ownAlarms(row);
    for (const occurrence of occurrencesNear(row, window, displayZone, collectionId)) {
      for (const alarm of own.get(occurrence.recurrenceId ?? '') ?? row.alarms) {
        if (!('from' in alarm)) continue;
        const base = baseOf(alarm, occurrence, displayZone);
        addAll(found, row, occurrence, alarm, base, window);
      }
    }
    for (const alarm of row.alarms) {
      if (!('at' in alarm) || alarm.at >= window.to) continue;
      const occurrence = occurrenceAfter(row, alarm.at, displayZone, collectionId);
      if (occurrence !== undefined) addAll(found, row, occurrence, alarm, alarm.at, window);
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** Alarms of occurrences that have their own, by recurrence id. */
function ownAlarms({ row, own = [] }: AlarmRow): ReadonlyMap<string, readonly Alarm[]> {
  if (row.kind === 'event' || own.length === 0) return new Map();
  const form = { date: row.allDay, utc: row.utc };
  const ids = new Map(row.overrides?.map(({ at, recurrenceId }) => [at as number, recurrenceId]));
  return new Map(own.map(({ at, alarms }) => [ids.get(at) ?? formatRecurrenceId(at, form), alarms]));
}

/** Occurrences near enough to the window for one of their alarms to be in it. */
function occurrencesNear(
  row: AlarmRow,
  window: Window,
  zone: string,
  collectionId: string,
): readonly EventOccurrence[] {
  const reach = reachOf(allAlarms(row));
  if (reach === undefined) return [];
  const from = (window.from - reach.latest) as EpochMs;
  const to = (window.to - reach.earliest) as EpochMs;
  return expandOne([row.row], { from, to }, zone, collectionId, MAX_OCCURRENCES).found;
}

/** The occurrence an alarm at an instant is about: the next, or the only one. */
function occurrenceAfter(
  { row }: AlarmRow,
  at: EpochMs,
  zone: string,
  collectionId: string,
): EventOccurrence | undefined {
  const from = row.kind === 'event' ? Math.min(at, row.start - 2 * MS_PER_DAY) : at;
  const to = row.kind === 'event' ? Math.max(at, row.start + 2 * MS_PER_DAY) : at + ABOUT;
  return expandOne([row], { from: from as EpochMs, to: to as EpochMs }, zone, collectionId, 1).found[0];
}

/** Days on the wall clock of the event first, then exact seconds (RM2; RFC 5545 §3.3.6). */
function baseOf(alarm: Extract<Alarm, { from: string }>, occurrence: EventOccurrence, displayZone: string): EpochMs {
  const { start, end, zone, floating } = occurrence;
  const base = alarm.from === 'end' ? end : start;
  if (alarm.days === 0) return (base + alarm.seconds * 1000) as EpochMs;
  const clock = zone ?? (floating ? displayZone : undefined);
  if (clock === undefined) return (base + alarm.days * MS_PER_DAY + alarm.seconds * 1000) as EpochMs;
  const local = (epochToLocal(clock, base) + alarm.days * MS_PER_DAY) as LocalMs;
  return (localToEpoch(clock, local) + alarm.seconds * 1000) as EpochMs;
}

function addAll(
  found: Map<string, Reminder>,
  row: AlarmRow,
  occurrence: EventOccurrence,
  alarm: Alarm,
  first: EpochMs,
  window: Window,
): void {
  if (occurrence.status === 'CANCELLED') return;
  const every = (alarm.every ?? 0) * 1000;
  for (let n = 0; n <= (alarm.repeat ?? 0); n += 1) {
    const at = (first + n * every) as EpochMs;
    if (at < window.from || at >= window.to || (alarm.acknowledged ?? Number.NEGATIVE_INFINITY) >= at) continue;
    const reminder = reminderOf(row, occurrence, at);
    found.set(reminder.key, reminder);
  }
}

function reminderOf({ uid, task }: AlarmRow, occurrence: EventOccurrence, at: EpochMs): Reminder {
  const { key, collectionId, recurrenceId, title, location, start, end, allDay } = occurrence;
  return {
    key: `${key} ${at}`,
    at,
    collectionId,
    uid,
    ...(recurrenceId !== undefined && { recurrenceId }),
    title,
    ...(location !== undefined && { location }),
    start: task ? end : start,
    end,
    allDay,
    task: task === true,
  };
}
