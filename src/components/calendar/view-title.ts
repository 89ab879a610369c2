import type { DayRange, ViewName } from '../../domain/calendar/layout/range.js';
import { civilFromDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';

/** What the header says about the days shown. */
export function viewTitle(view: ViewName, focus: DayNumber, range: DayRange, text: LocalFormats): string {
  if (view === 'month' || view === 'schedule') return text.monthAndYear(focus);
  if (view === 'day') return text.longDay(focus);
  if (view === 'year') return String(civilFromDay(focus).year);
  return text.dayRange(range.first, (range.first + range.days - 1) as DayNumber);
}
