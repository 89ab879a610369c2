// What My Day tells of events (MD2–MD4). Without a zone of its own, so that the kept picture, which has no time to ask for one, is
// told by the same rule.
import type { EventOccurrence } from '../calendar/occurrence.js';
import { contactOfDay } from '../contacts/special-days.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../time/types.js';

/** Of an event, what decides when it is told. */
export type ToldEvent = Pick<EventOccurrence, 'uid' | 'start' | 'end' | 'allDay' | 'title' | 'locked'>;

/** An event among the next ones. */
export interface NextEvent<E extends ToldEvent = EventOccurrence> {
  readonly occurrence: E;
  /** It has begun. */
  readonly running: boolean;
  /** It begins tomorrow. */
  readonly tomorrow: boolean;
}

export interface DayEvents<E extends ToldEvent = EventOccurrence> {
  /** What goes on, or comes next. */
  readonly main: NextEvent<E> | undefined;
  readonly next: readonly NextEvent<E>[];
  /** All-day events of today, birthdays among them. */
  readonly allDay: readonly E[];
}

/** Lines below what is at the moment. */
export const MAX_NEXT = 5;
/** With fewer left of today, tomorrow is told, too. */
const FEW = 3;
/** All-day events that are named. */
export const MAX_ALL_DAY = 4;

/** Whether My Day tells of it at all. */
export function isTold({ status, declined, task }: Pick<EventOccurrence, 'status' | 'declined' | 'task'>): boolean {
  return status !== 'CANCELLED' && declined !== true && task === undefined;
}

/**
 * @param told - Events that are told at all, of today and tomorrow at least.
 * @param dayAt - Which day it is then, on the person's clock.
 */
export function arrangeDay<E extends ToldEvent>(
  told: readonly E[],
  now: EpochMs,
  dayAt: (epoch: EpochMs) => number,
): DayEvents<E> {
  const today = dayAt(now);
  const isLong = ({ allDay, start, end }: E) => allDay || end - start >= MS_PER_DAY;
  const timed = told.filter((one) => !isLong(one) && one.end > now).sort((a, b) => a.start - b.start || a.end - b.end);
  const running = timed.filter(({ start }) => start <= now);
  const coming = timed.filter(({ start }) => start > now);
  const ofToday = coming.filter(({ start }) => dayAt(start) === today);
  const ofTomorrow = coming.filter(({ start }) => dayAt(start) === today + 1);
  const entry = (occurrence: E): NextEvent<E> => ({
    occurrence,
    running: occurrence.start <= now,
    tomorrow: dayAt(occurrence.start) > today,
  });
  const latest = running.at(-1) ?? ofToday[0] ?? ofTomorrow[0];
  const others = [...running, ...ofToday].filter((one) => one !== latest);
  const more = others.length < FEW ? ofTomorrow.filter((one) => one !== latest) : [];
  const touches = ({ start, end }: E) => dayAt(start) <= today && dayAt(Math.max(start, end - 1) as EpochMs) >= today;
  return {
    main: latest && entry(latest),
    next: [...others, ...more].slice(0, MAX_NEXT).map(entry),
    allDay: told.filter((one) => isLong(one) && touches(one)).sort(byBirthday),
  };
}

/** Birthdays first: they are what one would forget. */
function byBirthday(a: ToldEvent, b: ToldEvent): number {
  const isBirthday = ({ locked, uid }: ToldEvent) => locked === true && contactOfDay(uid) !== undefined;
  return Number(isBirthday(b)) - Number(isBirthday(a)) || a.start - b.start || (a.title < b.title ? -1 : 1);
}

/** How long until it begins, or ends. */
export interface Countdown {
  readonly kind: 'left' | 'until' | 'tomorrow';
  readonly hours: number;
  readonly minutes: number;
}

/** Whole minutes, the one under way counted. */
export function countdown({ occurrence, running, tomorrow }: NextEvent<ToldEvent>, now: EpochMs): Countdown {
  const minutes = Math.ceil(((running ? occurrence.end : occurrence.start) - now) / MS_PER_MINUTE);
  const kind = running ? 'left' : tomorrow ? 'tomorrow' : 'until';
  return { kind, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
