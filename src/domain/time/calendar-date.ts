// Calendar arithmetic on integers: proleptic Gregorian dates as days since 1970-01-01. No Date, no zone.
import { type DayNumber, type LocalMs, MS_PER_DAY } from './types.js';

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

const DAYS_PER_ERA = 146_097; // 400 years
const DAYS_TO_EPOCH = 719_468; // from 0000-03-01 to 1970-01-01

/** 1970-01-05: days of the week are told by those that follow it. */
export const A_MONDAY = 4 as DayNumber;

/** Day number of a date. A day beyond its month runs on: (2026, 2, 30) is 2 March. */
export function dayFromCivil(year: number, month: number, day: number): DayNumber {
  // Years begin in March here, so that the leap day is the last of the year (H. Hinnant, "chrono-compatible dates").
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH) as DayNumber;
}

export function civilFromDay(dayNumber: number): CivilDate {
  const shifted = dayNumber + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * march + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param month - 1–12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 30);
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** First day of the week that `day` is in. @param firstDay - 1 = Monday … 7 = Sunday. */
export function startOfWeek(day: number, firstDay = 1): DayNumber {
  return (day - ((weekdayOf(day) - firstDay + 7) % 7)) as DayNumber;
}

/**
 * First day of week 1 of a year: the first week with at least four of its days in that year.
 *
 * @see RFC 5545 §3.3.10 (WKST); with Monday it is ISO 8601
 */
export function firstWeekStart(year: number, firstDay = 1): DayNumber {
  return startOfWeek(dayFromCivil(year, 1, 4), firstDay);
}

export interface WeekOfYear {
  /** Belongs to the week: 2026-12-31 may be in week 1 of 2027's year. */
  readonly year: number;
  /** 1–53. */
  readonly week: number;
}

/** Week number by the rule of four days. @param firstDay - 1 (Monday) gives ISO weeks. */
export function isoWeek(day: number, firstDay = 1): WeekOfYear {
  let { year } = civilFromDay(day);
  if (day >= firstWeekStart(year + 1, firstDay)) year += 1;
  else if (day < firstWeekStart(year, firstDay)) year -= 1;
  return { year, week: Math.floor((day - firstWeekStart(year, firstDay)) / 7) + 1 };
}

/** Same day of another month; the last one when that month is shorter. */
export function addMonths(day: number, months: number): DayNumber {
  const date = civilFromDay(day);
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayFromCivil(year, month, Math.min(date.day, daysInMonth(year, month)));
}

export function startOfMonth(day: number): DayNumber {
  return (day - civilFromDay(day).day + 1) as DayNumber;
}

/** First day of the year. */
export function startOfYear(day: number): DayNumber {
  return dayFromCivil(civilFromDay(day).year, 1, 1);
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `2026-11-18`; `undefined` for anything else, also for 2026-02-30. */
export function parseIsoDate(text: string): DayNumber | undefined {
  const match = ISO_DATE.exec(text);
  if (match === null) return undefined;
  return validDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Day number of a date that exists; `undefined` otherwise. */
export function validDay(year: number, month: number, day: number): DayNumber | undefined {
  // Asked so that not-a-number is refused too.
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && !Number.isNaN(year);
  return exists ? dayFromCivil(year, month, day) : undefined;
}

/** `2026-11-18`. Years are four digits: 0–9999. */
export function formatIsoDate(day: number): string {
  const date = civilFromDay(day);
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/** Day a wall-clock time is on. */
export function dayOf(local: number): DayNumber {
  return Math.floor(local / MS_PER_DAY) as DayNumber;
}

/** Midnight at which a day begins, as wall clock. */
export function localOfDay(day: number): LocalMs {
  return (day * MS_PER_DAY) as LocalMs;
}

/** Milliseconds since midnight of a wall-clock time. */
export function timeOfDay(local: number): number {
  return local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY;
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
