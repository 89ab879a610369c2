import { dayOf } from '../../domain/time/calendar-date.js';
import { dayRangeText } from '../../domain/time/day-range-text.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import type { RangeChangeEvent } from './calendar-events.js';

/** What the calendar shows now. Its title says several days in fewer words than the calendar itself does. */
export function shownRange({ view, from, to, title }: RangeChangeEvent, timeZone: string, locale: string) {
  const [first, end] = [from, to].map((at) => dayOf(epochToLocal(timeZone, at))) as [DayNumber, DayNumber];
  const isRange = view === 'week' || view === 'workweek' || view === 'days';
  return { first, days: end - first, title: isRange ? dayRangeText(locale, first, (end - 1) as DayNumber) : title };
}
