import type { ViewName } from '../../domain/calendar/layout/range.js';
import { type CalendarRoute, parseCalendarPath } from './calendar-route.js';

/** The view last shown on this device. */
const VIEW_KEY = 'ik-calendar-view';
/** The day in sight, while the tab lives: `YYYY-MM-DD`. Today is not kept, so that tomorrow begins with tomorrow. */
const DATE_KEY = 'ik-calendar-date';

/** What was shown last; read at once, so that the first view waits for nothing. */
export function rememberedRoute(): CalendarRoute {
  try {
    const view = localStorage.getItem(VIEW_KEY) ?? '';
    return parseCalendarPath(`${view}/${sessionStorage.getItem(DATE_KEY) ?? ''}`);
  } catch {
    return { view: undefined, date: undefined }; // storage is blocked
  }
}

export function rememberRoute(view: ViewName, date: string, today: string): void {
  try {
    localStorage.setItem(VIEW_KEY, view);
    if (date === today) sessionStorage.removeItem(DATE_KEY);
    else sessionStorage.setItem(DATE_KEY, date);
  } catch {
    // blocked or full: then it is not remembered
  }
}
