// What My Day tells of events and tasks (MD1–MD5). Pure: what the services answer in, what is shown out.
import type { EventOccurrence } from '../calendar/occurrence.js';
import { isClosed, type TaskEntry } from '../tasks/task-entry.js';
import { dayOf } from '../time/calendar-date.js';
import type { DayNumber, EpochMs } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';
import { arrangeDay, type DayEvents, isTold } from './day-events.js';

export { type DayEvents, MAX_ALL_DAY, MAX_NEXT, type NextEvent } from './day-events.js';

export type Greeting = 'morning' | 'afternoon' | 'evening';

/** @param minute - Of the day, on the person's clock. */
export function greetingAt(minute: number): Greeting {
  const hour = Math.floor(minute / 60);
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** How somebody is spoken to: the first word of the name; `Dr. Anna Amsler` is spoken to by all of it. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words[0]?.endsWith('.') ? words.join(' ') : (words[0] ?? '');
}

export interface DayEventFacts {
  /** That touch today or tomorrow. */
  readonly occurrences: readonly EventOccurrence[];
  readonly now: EpochMs;
  /** IANA. */
  readonly timeZone: string;
}

export function dayEvents({ occurrences, now, timeZone }: DayEventFacts): DayEvents {
  return arrangeDay(occurrences.filter(isTold), now, (epoch) => dayOf(epochToLocal(timeZone, epoch)));
}

/** Tasks that are named. */
export const MAX_TASKS = 6;
/** How many days ahead. */
const AHEAD = 7;

const whenOf = ({ due, start }: TaskEntry): EpochMs | undefined => due ?? start;

export interface DayTasks {
  readonly tasks: readonly TaskEntry[];
  /** How many more there are. */
  readonly more: number;
}

/** @param today - On the person's clock. */
export function dayTasks(entries: readonly TaskEntry[], today: DayNumber, timeZone: string): DayTasks {
  const open = entries.filter((entry) => !isClosed(entry));
  const due = open.filter((entry) => {
    const when = whenOf(entry);
    return when !== undefined && dayOf(epochToLocal(timeZone, when)) < today + AHEAD;
  });
  const priorityOf = ({ priority }: TaskEntry) => (priority === 0 ? 10 : priority);
  const dayOfTask = (entry: TaskEntry) => dayOf(epochToLocal(timeZone, whenOf(entry)!));
  due.sort(
    (a, b) =>
      dayOfTask(a) - dayOfTask(b) ||
      priorityOf(a) - priorityOf(b) ||
      whenOf(a)! - whenOf(b)! ||
      (a.key < b.key ? -1 : 1),
  );
  return { tasks: due.slice(0, MAX_TASKS), more: Math.max(0, due.length - MAX_TASKS) };
}
