import { addMonths, civilFromDay, daysInMonth, startOfMonth, startOfWeek } from '../../time/calendar-date.js';
import type { DayNumber } from '../../time/types.js';

export type ViewName = 'month' | 'week' | 'day' | 'schedule';
export const viewNames: readonly ViewName[] = ['day', 'week', 'month', 'schedule'];

/** Days a view shows, from `first` on. */
export interface DayRange {
  readonly first: DayNumber;
  readonly days: number;
}

/** Days a schedule shows before more are asked for. */
export const SCHEDULE_DAYS = 30;

/** The days a view shows for a date (V1). @param firstDay - 1 = Monday … 7 = Sunday. */
export function rangeOf(view: ViewName, day: DayNumber, firstDay: number): DayRange {
  switch (view) {
    case 'day':
      return { first: day, days: 1 };
    case 'week':
      return { first: startOfWeek(day, firstDay), days: 7 };
    case 'schedule':
      return { first: day, days: SCHEDULE_DAYS };
    case 'month': {
      const start = startOfMonth(day);
      const { year, month } = civilFromDay(day);
      const first = startOfWeek(start, firstDay);
      return { first, days: Math.ceil((start - first + daysInMonth(year, month)) / 7) * 7 };
    }
  }
}

/** The date one page on (1) or back (-1) (V2). */
export function stepDay(view: ViewName, day: DayNumber, by: 1 | -1): DayNumber {
  if (view === 'month') return addMonths(day, by);
  if (view === 'schedule') return (day + by * SCHEDULE_DAYS) as DayNumber;
  return (day + by * (view === 'week' ? 7 : 1)) as DayNumber;
}
