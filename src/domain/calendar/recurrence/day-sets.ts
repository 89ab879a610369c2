// Which days of a year, month or week a rule names. Each function gives day numbers, sorted, without duplicates.
import {
  civilFromDay,
  dayFromCivil,
  daysInMonth,
  daysInYear,
  firstWeekStart,
  isoWeek,
  weekdayOf,
} from '../../time/calendar-date.js';
import { DAILY, type RulePlan } from './plan.js';

function sorted(days: number[]): number[] {
  for (let i = 1; i < days.length; i += 1) {
    if (days[i]! <= days[i - 1]!) return [...new Set(days)].sort((a, b) => a - b);
  }
  return days;
}

/** Parts that made the day and need not be looked at again. */
interface MadeBy {
  readonly months?: boolean;
  readonly weekdays?: boolean;
  readonly monthDays?: boolean;
  readonly yearDays?: boolean;
  readonly weekNumbers?: boolean;
}

const MADE_BY_MONTH_DAY: MadeBy = { months: true, monthDays: true };

/** Does a day pass the parts that limit? Ordinals of BYDAY count within `scope`. */
function passes(plan: RulePlan, day: number, scope: 'month' | 'year', made: MadeBy = {}): boolean {
  if (!made.weekdays && !passesWeekday(plan, day, scope)) return false;
  const months = made.months ? 0 : plan.months;
  const monthDays = made.monthDays ? undefined : plan.monthDays;
  const yearDays = made.yearDays ? undefined : plan.yearDays;
  const weekNumbers = made.weekNumbers ? undefined : plan.weekNumbers;
  if (months === 0 && monthDays === undefined && yearDays === undefined && weekNumbers === undefined) return true;
  const date = civilFromDay(day);
  if (months !== 0 && !(months & (1 << date.month))) return false;
  if (monthDays !== undefined) {
    const fromEnd = date.day - daysInMonth(date.year, date.month) - 1;
    if (!monthDays.includes(date.day) && !monthDays.includes(fromEnd)) return false;
  }
  if (yearDays !== undefined) {
    const dayOfYear = day - dayFromCivil(date.year, 1, 1) + 1;
    if (!yearDays.includes(dayOfYear) && !yearDays.includes(dayOfYear - daysInYear(date.year) - 1)) return false;
  }
  return weekNumbers === undefined || passesWeekNumber(plan, weekNumbers, day);
}

function passesWeekNumber(plan: RulePlan, weekNumbers: readonly number[], day: number): boolean {
  const { weekStart } = plan.rule;
  const { year, week } = isoWeek(day, weekStart);
  return weekNumbers.includes(week) || weekNumbers.includes(week - weeksInYear(year, weekStart) - 1);
}

function weeksInYear(year: number, weekStart: number): number {
  return (firstWeekStart(year + 1, weekStart) - firstWeekStart(year, weekStart)) / 7;
}

function passesWeekday(plan: RulePlan, day: number, scope: 'month' | 'year'): boolean {
  if (plan.weekdays === 0 && plan.nthDays.length === 0) return true;
  const weekday = weekdayOf(day);
  if (plan.weekdays & (1 << weekday)) return true;
  if (!plan.nthDays.some((nth) => nth.weekday === weekday)) return false;
  const date = civilFromDay(day);
  const first = scope === 'month' ? day - date.day + 1 : dayFromCivil(date.year, 1, 1);
  const length = scope === 'month' ? daysInMonth(date.year, date.month) : daysInYear(date.year);
  const fromStart = Math.floor((day - first) / 7) + 1;
  const fromEnd = -Math.floor((first + length - 1 - day) / 7) - 1;
  return plan.nthDays.some(({ weekday: wanted, nth }) => wanted === weekday && (nth === fromStart || nth === fromEnd));
}

/** All weekdays that BYDAY names in a stretch of days (RR6). */
function weekdaysIn(plan: RulePlan, first: number, length: number, out: number[]): void {
  const last = first + length - 1;
  if (plan.weekdays !== 0) {
    for (let day: number = first, weekday = weekdayOf(first); day <= last; day += 1) {
      if (plan.weekdays & (1 << weekday)) out.push(day);
      weekday = weekday === 7 ? 1 : weekday + 1;
    }
  }
  for (const { weekday, nth } of plan.nthDays) {
    const day =
      nth > 0
        ? first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1)
        : last - ((weekdayOf(last) - weekday + 7) % 7) + 7 * (nth + 1);
    if (day >= first && day <= last) out.push(day);
  }
}

/** The n-th of `length` days from `first`, from the end when negative; SKIP moves one that does not exist (RR12). */
function pushNth(plan: RulePlan, first: number, length: number, n: number, out: number[]): void {
  if (Math.abs(n) <= length) out.push(n > 0 ? first + n - 1 : first + length + n);
  else if (plan.rule.skip === 'BACKWARD') out.push(n > 0 ? first + length - 1 : first - 1);
  else if (plan.rule.skip === 'FORWARD') out.push(n > 0 ? first + length : first);
}

/** Days of one month: FREQ=MONTHLY, and YEARLY that works by month. @param ownDay - no BYxxx names the day. */
function monthInto(plan: RulePlan, year: number, month: number, ownDay: boolean, out: number[]): void {
  const first = dayFromCivil(year, month, 1);
  const length = daysInMonth(year, month);
  if (plan.monthDays !== undefined || ownDay) {
    const days: number[] = [];
    for (const n of plan.monthDays ?? [plan.startDayOfMonth]) pushNth(plan, first, length, n, days);
    // A skipped day has left its month: its month was right before.
    for (const day of days) if (passes(plan, day, 'month', MADE_BY_MONTH_DAY)) out.push(day);
    return;
  }
  const named = plan.weekdays !== 0 || plan.nthDays.length > 0;
  const days: number[] = [];
  if (named) weekdaysIn(plan, first, length, days);
  else for (let day: number = first; day < first + length; day += 1) days.push(day);
  const unlimited = plan.yearDays === undefined && plan.weekNumbers === undefined;
  for (const day of days) if (unlimited || passes(plan, day, 'month', { months: true, weekdays: true })) out.push(day);
}

function namesDays(plan: RulePlan): boolean {
  return (
    plan.monthDays !== undefined ||
    plan.yearDays !== undefined ||
    plan.weekNumbers !== undefined ||
    plan.weekdays !== 0 ||
    plan.nthDays.length > 0
  );
}

/** @param month - 1–12. */
export function daysOfMonthPeriod(plan: RulePlan, year: number, month: number): number[] {
  if (plan.months !== 0 && !(plan.months & (1 << month))) return [];
  const out: number[] = [];
  monthInto(plan, year, month, !namesDays(plan), out);
  return sorted(out);
}

/** Days of a year, in the order RFC 5545 §3.3.10 applies the parts (RR5). */
export function daysOfYearPeriod(plan: RulePlan, year: number): number[] {
  const out: number[] = [];
  const scope = plan.months === 0 ? 'year' : 'month';
  const first = dayFromCivil(year, 1, 1);
  if (plan.weekNumbers !== undefined) {
    weeksInto(plan, year, out);
  } else if (plan.yearDays !== undefined) {
    const days: number[] = [];
    for (const n of plan.yearDays) pushNth(plan, first, daysInYear(year), n, days);
    for (const day of days) if (passes(plan, day, scope, { yearDays: true })) out.push(day);
  } else if (plan.months === 0 && namesDays(plan) && (plan.monthDays === undefined || plan.nthDays.length > 0)) {
    // Ordinals of BYDAY count within the year here, also where BYMONTHDAY limits them.
    const days: number[] = [];
    weekdaysIn(plan, first, daysInYear(year), days);
    for (const day of days) if (passes(plan, day, scope, { weekdays: true })) out.push(day);
  } else {
    const ownDay = !namesDays(plan);
    const months = plan.months === 0 && ownDay ? 1 << plan.startMonth : plan.months;
    for (let month = 1; month <= 12; month += 1) {
      if (months === 0 || months & (1 << month)) monthInto(plan, year, month, ownDay, out);
    }
  }
  return sorted(out);
}

/** BYWEEKNO: the weeks of that year, some days of which are in the year before or after (RR8). */
function weeksInto(plan: RulePlan, year: number, out: number[]): void {
  const { weekStart } = plan.rule;
  const firstWeek = firstWeekStart(year, weekStart);
  const weeks = weeksInYear(year, weekStart);
  const anyDay = plan.weekdays !== 0 || plan.monthDays !== undefined || plan.yearDays !== undefined;
  for (const n of plan.weekNumbers ?? []) {
    if (Math.abs(n) > weeks) continue;
    const first = firstWeek + 7 * (n > 0 ? n - 1 : weeks + n);
    for (let day = first; day < first + 7; day += 1) {
      if (!anyDay && weekdayOf(day) !== plan.startWeekday) continue;
      if (passes(plan, day, 'year', { weekNumbers: true })) out.push(day);
    }
  }
}

/** @param first - first day of the week, by WKST. */
export function daysOfWeekPeriod(plan: RulePlan, first: number): number[] {
  const out: number[] = [];
  const ownDay = !namesDays(plan);
  for (let day = first; day < first + 7; day += 1) {
    if (ownDay && weekdayOf(day) !== plan.startWeekday) continue;
    if (passes(plan, day, 'month')) out.push(day);
  }
  return out;
}

/** FREQ=DAILY and finer: does the rule run on this day? */
export function runsOnDay(plan: RulePlan, day: number): boolean {
  return plan.freq <= DAILY && passes(plan, day, 'month');
}
