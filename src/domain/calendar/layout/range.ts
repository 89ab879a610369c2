import {
  addMonths,
  civilFromDay,
  daysInMonth,
  daysInYear,
  startOfMonth,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from '../../time/calendar-date.js';
import type { DayNumber } from '../../time/types.js';

/** `days` is a view of several days in a row. */
export type ViewName = 'day' | 'workweek' | 'week' | 'days' | 'month' | 'year' | 'schedule';
export const viewNames: readonly ViewName[] = ['day', 'workweek', 'week', 'days', 'month', 'year', 'schedule'];

/** Days a view shows, from `first` on. */
export interface DayRange {
  readonly first: DayNumber;
  readonly days: number;
  /** Dates of the pages before and after, of a schedule that does not grow. */
  readonly previous?: DayNumber;
  readonly next?: DayNumber;
}

export interface RangeOptions {
  /** 1 = Monday … 7 = Sunday. */
  readonly firstDay: number;
  /** How many days `days` shows, 1–7. */
  readonly count: number;
  /** Weekdays of a work week, 1 = Monday … 7 = Sunday; at least one. */
  readonly workDays: readonly number[];
}

/** Days a schedule shows before more are asked for. */
export const SCHEDULE_DAYS = 30;

/** The days a view shows for a date (V1, V3 to V5). */
export function rangeOf(view: ViewName, day: DayNumber, { firstDay, count, workDays }: RangeOptions): DayRange {
  const week = startOfWeek(day, firstDay);
  const { year, month } = civilFromDay(day);
  switch (view) {
    case 'day':
      return { first: day, days: 1 };
    case 'days':
      return { first: day, days: count };
    case 'week':
      return { first: week, days: 7 };
    case 'workweek': {
      const offsets = workDays.map((weekday) => (weekday - firstDay + 7) % 7);
      const from = Math.min(...offsets);
      return { first: (week + from) as DayNumber, days: Math.max(...offsets) - from + 1 };
    }
    case 'schedule':
      return { first: day, days: SCHEDULE_DAYS };
    case 'year':
      return { first: startOfYear(day), days: daysInYear(year) };
    case 'month': {
      const start = startOfMonth(day);
      const first = startOfWeek(start, firstDay);
      return { first, days: Math.ceil((start - first + daysInMonth(year, month)) / 7) * 7 };
    }
  }
}

/** Whether a view leaves a day of its range out: a work week's free Wednesday (V3). */
export function isLeftOut(view: ViewName, day: number, workDays: readonly number[]): boolean {
  return view === 'workweek' && !workDays.includes(weekdayOf(day));
}

/** The date one page on (1) or back (-1) (V2). @param count - How many days `days` shows. */
export function stepDay(view: ViewName, day: DayNumber, by: 1 | -1, count: number): DayNumber {
  if (view === 'month') return addMonths(day, by);
  if (view === 'year') return addMonths(day, by * 12);
  const days = view === 'schedule' ? SCHEDULE_DAYS : view === 'day' ? 1 : view === 'days' ? count : 7;
  return (day + by * days) as DayNumber;
}
