// Walks through what a rule yields, in order, from anywhere: a period is found by arithmetic, never by stepping from
// DTSTART (RR2). All times are wall clock of the series' zone, in milliseconds.
import { civilFromDay, dayFromCivil, dayOf, isoWeek, startOfWeek, timeOfDay } from '../../time/calendar-date.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../time/types.js';
import { daysOfMonthPeriod, daysOfWeekPeriod, daysOfYearPeriod, runsOnDay } from './day-sets.js';
import { MAX_EMPTY_WORK, MAX_YEAR, WORK_OF_MONTH, WORK_OF_YEAR, WORK_WITHIN_DAY } from './limits.js';
import { DAILY, HOURLY, MINUTELY, MONTHLY, type RulePlan, SECONDLY, WEEKLY, YEARLY } from './plan.js';

/** Called with each time; false ends the walk. */
export type Visit = (local: number) => boolean;

const LAST_DAY = dayFromCivil(MAX_YEAR, 12, 31);

/** Steps that walks may still take: periods looked at, times visited. Set by `withSteps` alone. */
let stepsLeft = Number.POSITIVE_INFINITY;

export const getStepsLeft = (): number => stepsLeft;

export function setStepsLeft(steps: number): void {
  stepsLeft = steps;
}

/** Have the walks of now no steps left? What they say then is no answer. */
export function isExhausted(): boolean {
  return stepsLeft <= 0;
}

/** One walk: what it still may yield, and when it gives up. */
class Walk {
  #emptyWork = 0;
  #last = Number.NEGATIVE_INFINITY;
  readonly #cost: number;
  done = false;

  constructor(
    readonly plan: RulePlan,
    readonly from: number,
    readonly to: number,
    readonly visit: Visit,
  ) {
    this.#cost = plan.freq === YEARLY ? WORK_OF_YEAR : plan.freq === MONTHLY ? WORK_OF_MONTH : 1;
  }

  /** Yields the times of one period: each of the days at each hour, minute and second. */
  period(
    days: readonly number[],
    hours: readonly number[],
    minutes: readonly number[],
    seconds: readonly number[],
  ): void {
    const before = this.#last;
    if (this.plan.rule.bySetPos === undefined) this.#all(days, hours, minutes, seconds);
    else this.#positions(days, hours, minutes, seconds, this.plan.rule.bySetPos);
    if (this.#last === before) this.empty();
    else this.#emptyWork = 0;
  }

  /** A period without any time. A rule that goes on like this never comes back: 30 February. */
  empty(work = this.#cost): void {
    this.#emptyWork += work;
    if (this.#emptyWork > MAX_EMPTY_WORK) this.done = true;
    this.#step();
  }

  #step(): void {
    stepsLeft -= 1;
    if (stepsLeft <= 0) this.done = true;
  }

  #all(
    days: readonly number[],
    hours: readonly number[],
    minutes: readonly number[],
    seconds: readonly number[],
  ): void {
    for (const day of days) {
      if ((day + 1) * MS_PER_DAY <= this.from) continue;
      for (const hour of hours) {
        if (day * MS_PER_DAY + (hour + 1) * 3_600_000 <= this.from) continue;
        for (const minute of minutes) {
          const base = day * MS_PER_DAY + (hour * 60 + minute) * 60_000;
          for (const second of seconds) {
            this.#yield(base + second * 1000);
            if (this.done) return;
          }
        }
      }
    }
  }

  /** BYSETPOS picks by arithmetic: the set of a period may have millions of members (RR9). */
  #positions(
    days: readonly number[],
    hours: readonly number[],
    minutes: readonly number[],
    seconds: readonly number[],
    positions: readonly number[],
  ): void {
    const perHour = minutes.length * seconds.length;
    const perDay = hours.length * perHour;
    const size = days.length * perDay;
    const indexes = new Set<number>();
    for (const position of positions) {
      const index = position > 0 ? position - 1 : size + position;
      if (index >= 0 && index < size) indexes.add(index);
    }
    for (const index of [...indexes].sort((a, b) => a - b)) {
      const inDay = index % perDay;
      const inHour = inDay % perHour;
      const day = days[Math.floor(index / perDay)] ?? 0;
      const hour = hours[Math.floor(inDay / perHour)] ?? 0;
      const minute = minutes[Math.floor(inHour / seconds.length)] ?? 0;
      const second = seconds[inHour % seconds.length] ?? 0;
      this.#yield(day * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000);
      if (this.done) return;
    }
  }

  #yield(local: number): void {
    if (local > this.to) {
      this.done = true;
      return;
    }
    // SKIP=FORWARD may give a day that the next period gives again.
    this.#step();
    if (local < this.from || local <= this.#last) return;
    this.#last = local;
    if (!this.visit(local)) this.done = true;
  }
}

/**
 * Visits what the rule itself yields in `[from, to]`, in order; COUNT and UNTIL are the caller's. Ends early when the
 * visitor says so, and when a rule yields nothing for a very long time.
 */
export function walkRule(plan: RulePlan, from: number, to: number, visit: Visit): void {
  const walk = new Walk(plan, Math.max(from, plan.start), Math.min(to, (LAST_DAY + 1) * MS_PER_DAY - 1), visit);
  if (walk.from > walk.to || isExhausted()) return;
  if (plan.freq === YEARLY) walkYears(walk);
  else if (plan.freq === MONTHLY) walkMonths(walk);
  else if (plan.freq === WEEKLY) walkWeeks(walk);
  else if (plan.freq === DAILY) walkDays(walk);
  else walkWithinDays(walk);
}

/** First of `base, base + interval, …` that is not before `wanted`. */
function firstFrom(base: number, interval: number, wanted: number): number {
  return wanted <= base ? base : base + Math.ceil((wanted - base) / interval) * interval;
}

const none: readonly number[] = [];

function walkYears(walk: Walk): void {
  const { plan } = walk;
  const byWeek = plan.weekNumbers !== undefined;
  // DTSTART on the first days of January may be in a week of the year before (RR8).
  const base = byWeek ? isoWeek(plan.startDay, plan.rule.weekStart).year : civilFromDay(plan.startDay).year;
  // A year's weeks and skipped days may reach into its neighbours.
  const wanted = civilFromDay(dayOf(walk.from)).year - 1;
  const last = Math.min(civilFromDay(dayOf(walk.to)).year + 1, MAX_YEAR + 1);
  for (let year = firstFrom(base, plan.interval, wanted); year <= last && !walk.done; year += plan.interval) {
    walk.period(daysOfYearPeriod(plan, year), plan.hours ?? none, plan.minutes ?? none, plan.seconds ?? none);
  }
}

function walkMonths(walk: Walk): void {
  const { plan } = walk;
  const index = (day: number) => {
    const date = civilFromDay(day);
    return date.year * 12 + date.month - 1;
  };
  const last = index(dayOf(walk.to)) + 1;
  let month = firstFrom(index(plan.startDay), plan.interval, index(dayOf(walk.from)) - 1);
  for (; month <= last && !walk.done; month += plan.interval) {
    const days = daysOfMonthPeriod(plan, Math.floor(month / 12), (month % 12) + 1);
    walk.period(days, plan.hours ?? none, plan.minutes ?? none, plan.seconds ?? none);
  }
}

function walkWeeks(walk: Walk): void {
  const { plan } = walk;
  const base = startOfWeek(plan.startDay, plan.rule.weekStart);
  const step = plan.interval * 7;
  for (
    let week: number = firstFrom(base, step, dayOf(walk.from) - 6);
    week <= dayOf(walk.to) && !walk.done;
    week += step
  ) {
    walk.period(daysOfWeekPeriod(plan, week), plan.hours ?? none, plan.minutes ?? none, plan.seconds ?? none);
  }
}

function walkDays(walk: Walk): void {
  const { plan } = walk;
  const one = [0];
  const last = dayOf(walk.to);
  for (let day = firstFrom(plan.startDay, plan.interval, dayOf(walk.from)); day <= last && !walk.done; ) {
    one[0] = day;
    if (runsOnDay(plan, day)) walk.period(one, plan.hours ?? none, plan.minutes ?? none, plan.seconds ?? none);
    else walk.empty();
    day += plan.interval;
  }
}

const UNIT_MS = { [HOURLY]: MS_PER_HOUR, [MINUTELY]: MS_PER_MINUTE, [SECONDLY]: 1000 } as const;

/** HOURLY, MINUTELY, SECONDLY: step by step, and at once over the days, hours and minutes in which the rule rests. */
function walkWithinDays(walk: Walk): void {
  const { plan } = walk;
  const { interval, minutes = none, seconds = none } = plan;
  const freq = plan.freq as 0 | 1 | 2;
  const unitMs = UNIT_MS[freq];
  const unitFrom = (local: number) => firstFrom(Math.floor(plan.start / unitMs), interval, Math.floor(local / unitMs));
  for (let unit = unitFrom(walk.from); !walk.done && unit * unitMs <= walk.to; ) {
    const local = unit * unitMs;
    const rest = restAt(plan, local);
    if (rest > 0) {
      walk.empty(rest === MS_PER_DAY ? 1 : WORK_WITHIN_DAY);
      unit = unitFrom((Math.floor(local / rest) + 1) * rest);
      continue;
    }
    // Each step is a period of its own: BYSETPOS sees one at a time.
    const { hour, minute, second } = clockOf(local);
    walk.period([dayOf(local)], [hour], freq === HOURLY ? minutes : [minute], freq === SECONDLY ? [second] : seconds);
    unit += interval;
  }
}

/** The longest of day, hour, minute and second around a time in which the rule does not run at all; 0 when it runs. */
function restAt(plan: RulePlan, local: number): number {
  const { freq, hours, minutes, seconds } = plan;
  const { hour, minute, second } = clockOf(local);
  if (!runsOnDay(plan, dayOf(local))) return MS_PER_DAY;
  if (hours && !hours.includes(hour)) return MS_PER_HOUR;
  if (freq < HOURLY && minutes && !minutes.includes(minute)) return MS_PER_MINUTE;
  return freq === SECONDLY && seconds && !seconds.includes(second) ? 1000 : 0;
}

function clockOf(local: number): { hour: number; minute: number; second: number } {
  const seconds = timeOfDay(local) / 1000;
  return { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: Math.floor(seconds) % 60 };
}
