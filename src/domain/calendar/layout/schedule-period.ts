import { parsePeriod } from '../../settings/read-settings.js';
import type { SchedulePeriod } from '../../settings/settings.js';
import { addMonths, civilFromDay, daysInMonth, startOfMonth, startOfWeek } from '../../time/calendar-date.js';
import type { DayNumber } from '../../time/types.js';
import type { DayRange } from './range.js';

/** The days of a schedule, and the dates that show the pages before and after. */
export interface SchedulePage extends DayRange {
  readonly previous: DayNumber;
  readonly next: DayNumber;
}

/**
 * What a schedule with a chosen period shows for a date (V6). `undefined` for the thirty days that grow as one scrolls.
 *
 * @param firstDay - Of a week: 1 = Monday … 7 = Sunday.
 */
export function schedulePage(period: SchedulePeriod, day: DayNumber, firstDay: number): SchedulePage | undefined {
  switch (period) {
    case '30-days':
      return undefined;
    case 'this-week':
      return page(startOfWeek(day, firstDay), 7, day);
    case '7-days':
      return page(day, 7, day);
    case 'this-month':
      return monthPage(startOfMonth(day), day);
    case 'next-month':
      return monthPage(addMonths(startOfMonth(day), 1), day);
    default: {
      const chosen = parsePeriod(period);
      if (chosen === undefined) return undefined;
      const days = chosen.last - chosen.first + 1;
      // Other pages are as long, one after the other, before and after the chosen one.
      return page(chosen.first + Math.floor((day - chosen.first) / days) * days, days, day);
    }
  }
}

const page = (first: number, days: number, day: number): SchedulePage => ({
  first: first as DayNumber,
  days,
  previous: (day - days) as DayNumber,
  next: (day + days) as DayNumber,
});

function monthPage(first: DayNumber, day: DayNumber): SchedulePage {
  const { year, month } = civilFromDay(first);
  return { first, days: daysInMonth(year, month), previous: addMonths(day, -1), next: addMonths(day, 1) };
}
