// What My Day tells of events and tasks (MD1–MD5). Pure: what the services answer in, what is shown out.
import type { EventOccurrence } from '../calendar/occurrence.js';
import { contactOfDay } from '../contacts/special-days.js';
import { isClosed, type TaskEntry } from '../tasks/task-entry.js';
import { dayOf } from '../time/calendar-date.js';
import { type DayNumber, type EpochMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';

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

/** An event among the next ones. */
export interface NextEvent {
  readonly occurrence: EventOccurrence;
  /** It has begun. */
  readonly running: boolean;
  /** It begins tomorrow. */
  readonly tomorrow: boolean;
}

export interface DayEvents {
  /** What goes on, or comes next. */
  readonly main: NextEvent | undefined;
  readonly next: readonly NextEvent[];
  /** All-day events of today, birthdays among them. */
  readonly allDay: readonly EventOccurrence[];
}

export interface DayEventFacts {
  /** That touch today or tomorrow. */
  readonly occurrences: readonly EventOccurrence[];
  readonly now: EpochMs;
  /** IANA. */
  readonly timeZone: string;
}

/** Lines below what is at the moment. */
export const MAX_NEXT = 5;
/** With fewer left of today, tomorrow is told, too. */
const FEW = 3;
/** All-day events that are named. */
export const MAX_ALL_DAY = 4;

export function dayEvents({ occurrences, now, timeZone }: DayEventFacts): DayEvents {
  const today = dayOf(epochToLocal(timeZone, now));
  const dayOfStart = ({ start }: EventOccurrence) => dayOf(epochToLocal(timeZone, start));
  const told = occurrences.filter(
    ({ status, declined, task }) => status !== 'CANCELLED' && declined !== true && task === undefined,
  );
  const isLong = ({ allDay, start, end }: EventOccurrence) => allDay || end - start >= MS_PER_DAY;
  const timed = told.filter((one) => !isLong(one) && one.end > now).sort((a, b) => a.start - b.start || a.end - b.end);
  const running = timed.filter(({ start }) => start <= now);
  const coming = timed.filter(({ start }) => start > now);
  const ofToday = coming.filter((one) => dayOfStart(one) === today);
  const ofTomorrow = coming.filter((one) => dayOfStart(one) === today + 1);
  const entry = (occurrence: EventOccurrence): NextEvent => ({
    occurrence,
    running: occurrence.start <= now,
    tomorrow: dayOfStart(occurrence) > today,
  });
  const latest = running.at(-1) ?? ofToday[0] ?? ofTomorrow[0];
  const others = [...running, ...ofToday].filter((one) => one !== latest);
  const more = others.length < FEW ? ofTomorrow.filter((one) => one !== latest) : [];
  const touches = ({ start, end }: EventOccurrence) =>
    dayOf(epochToLocal(timeZone, start)) <= today &&
    dayOf(epochToLocal(timeZone, Math.max(start, end - 1) as EpochMs)) >= today;
  return {
    main: latest && entry(latest),
    next: [...others, ...more].slice(0, MAX_NEXT).map(entry),
    allDay: told.filter((one) => isLong(one) && touches(one)).sort(byBirthday),
  };
}

/** Birthdays first: they are what one would forget. */
function byBirthday(a: EventOccurrence, b: EventOccurrence): number {
  const isBirthday = ({ locked, uid }: EventOccurrence) => locked === true && contactOfDay(uid) !== undefined;
  return Number(isBirthday(b)) - Number(isBirthday(a)) || a.start - b.start || (a.title < b.title ? -1 : 1);
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
