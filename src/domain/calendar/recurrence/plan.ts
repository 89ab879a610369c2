// A rule made ready to run from one DTSTART: defaults taken from it, lists turned into bit masks.
import { civilFromDay, dayOf, timeOfDay, weekdayOf } from '../../time/calendar-date.js';
import { FREQUENCIES, type Rule } from './rule.js';

export const SECONDLY = 0;
export const MINUTELY = 1;
export const HOURLY = 2;
export const DAILY = 3;
export const WEEKLY = 4;
export const MONTHLY = 5;
export const YEARLY = 6;

/** Everything in wall-clock time of the series' zone; times of day in seconds. */
export interface RulePlan {
  readonly rule: Rule;
  /** Index into FREQUENCIES. */
  readonly freq: number;
  readonly interval: number;
  /** DTSTART in milliseconds and as a day. */
  readonly start: number;
  readonly startDay: number;
  /** Times of day that a day-sized period expands to; of HOURLY and finer those parts that are expanded. */
  readonly hours: readonly number[] | undefined;
  readonly minutes: readonly number[] | undefined;
  readonly seconds: readonly number[] | undefined;
  /** Bit n = month n; 0 = any. */
  readonly months: number;
  /** Bit n = weekday n of BYDAY without ordinal; 0 = none. */
  readonly weekdays: number;
  /** Ordinals of BYDAY; empty where RFC 5545 has no meaning for them (RR7). */
  readonly nthDays: readonly { readonly weekday: number; readonly nth: number }[];
  readonly monthDays: readonly number[] | undefined;
  readonly yearDays: readonly number[] | undefined;
  readonly weekNumbers: readonly number[] | undefined;
  /** Month, day and weekday of DTSTART, for rules that name none. */
  readonly startMonth: number;
  readonly startDayOfMonth: number;
  readonly startWeekday: number;
}

const LEAP_SECOND = 60;

/**
 * @param start - DTSTART as wall clock.
 * @param allDay - DTSTART is a date: BYHOUR, BYMINUTE and BYSECOND are passed over (RFC 5545 §3.3.10).
 * @returns undefined for a rule that a date cannot follow: steps of hours, minutes or seconds.
 */
export function planRule(rule: Rule, start: number, allDay: boolean): RulePlan | undefined {
  const freq = FREQUENCIES.indexOf(rule.freq);
  if (allDay && freq < DAILY) return undefined;
  const startDay = dayOf(start);
  const second = Math.floor(timeOfDay(start) / 1000);
  const date = civilFromDay(startDay);
  const ordinals = freq >= MONTHLY && rule.byWeekNo === undefined;
  const nthDays = ordinals ? (rule.byDay ?? []).filter(({ nth }) => nth !== 0) : [];
  const plain = ordinals ? (rule.byDay ?? []).filter(({ nth }) => nth === 0) : (rule.byDay ?? []);
  // A part coarser than the frequency limits, a finer one expands and defaults to DTSTART's.
  const times = (list: readonly number[] | undefined, unit: number, own: number) =>
    allDay ? [0] : (list ?? (freq > unit ? [own] : undefined));
  const seconds = rule.bySecond?.map((value) => (value === LEAP_SECOND ? LEAP_SECOND - 1 : value));
  return {
    rule,
    freq,
    interval: rule.interval,
    start,
    startDay,
    hours: times(rule.byHour, HOURLY, Math.floor(second / 3600)),
    minutes: times(rule.byMinute, MINUTELY, Math.floor(second / 60) % 60),
    seconds: times(seconds && [...new Set(seconds)], SECONDLY, second % 60),
    months: mask(rule.byMonth),
    weekdays: mask(plain.map(({ weekday }) => weekday)),
    nthDays,
    monthDays: rule.byMonthDay,
    yearDays: rule.byYearDay,
    weekNumbers: rule.byWeekNo,
    startMonth: date.month,
    startDayOfMonth: date.day,
    startWeekday: weekdayOf(startDay),
  };
}

function mask(values: readonly number[] | undefined): number {
  let bits = 0;
  for (const value of values ?? []) bits |= 1 << value;
  return bits;
}
