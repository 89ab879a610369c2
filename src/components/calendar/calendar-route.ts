import { type ViewName, viewNames } from '../../domain/calendar/layout/range.js';
import { parseIsoDate } from '../../domain/time/calendar-date.js';

/** What an address of the calendar shows; what it does not say is `undefined`. */
export interface CalendarRoute {
  readonly view: ViewName | undefined;
  /** `YYYY-MM-DD`. */
  readonly date: string | undefined;
}

/** Reads `week/2026-11-18`. */
export function parseCalendarPath(path: string): CalendarRoute {
  const [view, date = ''] = path.split('/');
  return {
    view: viewNames.find((name) => name === view),
    date: parseIsoDate(date) === undefined ? undefined : date,
  };
}

export function calendarUrl(view: ViewName, date: string): string {
  return `/calendar/${view}/${date}`;
}
