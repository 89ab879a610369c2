// What a day holds, as a summary tells it (DS4–DS7). Pure: occurrences and tasks in, their order and what overlaps out.
import { type Span, spanOf } from '../calendar/layout/span.js';
import type { EventOccurrence } from '../calendar/occurrence.js';
import { contactOfDay } from '../contacts/special-days.js';
import { isClosed, type TaskEntry } from '../tasks/task-entry.js';
import { dayOf } from '../time/calendar-date.js';
import type { DayNumber } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';

/** An event of the day. */
export interface DayEntry {
  readonly occurrence: EventOccurrence;
  /** Its days and minutes on the wall clock. */
  readonly span: Span;
  /** Other events at the same time, by start; at most `MAX_OVERLAPS`. */
  readonly overlaps: readonly EventOccurrence[];
}

export interface DaySummary {
  readonly day: DayNumber;
  /** All-day, and what lasts 24 hours and more; what began earlier first. */
  readonly allDay: readonly DayEntry[];
  /** By start. */
  readonly timed: readonly DayEntry[];
  /** Birthdays and anniversaries of contacts. */
  readonly birthdays: readonly EventOccurrence[];
  /** Tasks due on the day that are not done, by time. */
  readonly tasks: readonly EventOccurrence[];
  /** Tasks that were due before and are still open, the oldest first. */
  readonly overdue: readonly TaskEntry[];
  /** Events with a time that overlap another one. */
  readonly clashes: number;
}

export interface DayFacts {
  readonly day: DayNumber;
  /** The day it is now: what was due before is told of today and tomorrow only. */
  readonly today: DayNumber;
  /** IANA. */
  readonly timeZone: string;
  /** With events that repeat. */
  readonly recurring: boolean;
  /** Events and tasks that touch the day. */
  readonly occurrences: readonly EventOccurrence[];
  /** Open tasks, whenever they are due. */
  readonly tasks: readonly TaskEntry[];
}

/** Attack: ten thousand events at one time, each naming all others. */
export const MAX_OVERLAPS = 5;

/** Whether there is nothing to tell. */
export function isEmptyDay({ allDay, timed, birthdays, tasks, overdue }: DaySummary): boolean {
  return allDay.length + timed.length + birthdays.length + tasks.length + overdue.length === 0;
}

export function summarizeDay(facts: DayFacts): DaySummary {
  const { day, occurrences, timeZone } = facts;
  const allDay: DayEntry[] = [];
  const timed: DayEntry[] = [];
  const birthdays: EventOccurrence[] = [];
  const tasks: EventOccurrence[] = [];
  occurrences.forEach((occurrence, index) => {
    const span = spanOf(occurrence, index, (instant) => epochToLocal(timeZone, instant));
    if (span.first > day || span.last < day || occurrence.status === 'CANCELLED') return;
    if (occurrence.task !== undefined) {
      if (occurrence.task === 'open') tasks.push(occurrence);
    } else if (occurrence.locked && contactOfDay(occurrence.uid) !== undefined) birthdays.push(occurrence);
    else if (isTold(occurrence, facts)) (span.bar ? allDay : timed).push({ occurrence, span, overlaps: [] });
  });
  const inOrder = timed.sort(byStart);
  const overlaps = overlapsOf(inOrder);
  return {
    day,
    allDay: allDay.sort(byStart),
    timed: inOrder.map((entry, at) => ({ ...entry, overlaps: overlaps[at] ?? [] })),
    birthdays: birthdays.sort(byTitle),
    tasks: tasks.sort((a, b) => a.start - b.start || byTitle(a, b)),
    overdue: overdueOf(facts),
    clashes: overlaps.filter((others) => others.length > 0).length,
  };
}

function isTold({ recurring, declined }: EventOccurrence, facts: DayFacts): boolean {
  return declined !== true && (facts.recurring || !recurring);
}

const titles = new Intl.Collator();
const byTitle = (a: EventOccurrence, b: EventOccurrence) =>
  titles.compare(a.title, b.title) || (a.key < b.key ? -1 : 1);
const byStart = (a: DayEntry, b: DayEntry) =>
  a.occurrence.start - b.occurrence.start || b.occurrence.end - a.occurrence.end || byTitle(a.occurrence, b.occurrence);

const takesTime = ({ transparent, start, end }: EventOccurrence) => transparent !== true && end > start;

/** For each entry those that are at the same time, free ones apart. @param entries - By start. */
function overlapsOf(entries: readonly DayEntry[]): EventOccurrence[][] {
  const found: EventOccurrence[][] = entries.map(() => []);
  const put = (to: number, other: number) => {
    const list = found[to]!;
    if (list.length < MAX_OVERLAPS) list.push(entries[other]!.occurrence);
  };
  entries.forEach(({ occurrence }, at) => {
    if (!takesTime(occurrence)) return;
    let named = 0;
    for (let next = at + 1; next < entries.length && named < MAX_OVERLAPS; next += 1) {
      const other = entries[next]!.occurrence;
      if (other.start >= occurrence.end) break;
      if (!takesTime(other)) continue;
      named += 1;
      put(at, next);
      put(next, at);
    }
  });
  return found.map((list) => list.sort((a, b) => a.start - b.start));
}

/** Said of a day that is now or next: of a day in a month nobody knows yet. */
function overdueOf({ day, today, tasks, timeZone }: DayFacts): TaskEntry[] {
  if (day !== today && day !== today + 1) return [];
  return tasks
    .filter((task) => !isClosed(task) && task.due !== undefined && dayOf(epochToLocal(timeZone, task.due)) < day)
    .sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || titles.compare(a.title, b.title));
}
