import { msg, str } from '@lit/localize';
import type { ViewName } from '../../domain/calendar/layout/range.js';

/** What the views are called, in the person's language. @param count - How many days `days` shows. */
export function viewLabels(count: number): Readonly<Record<ViewName, string>> {
  return {
    day: msg('Day'),
    workweek: msg('Work week'),
    week: msg('Week'),
    days: msg(str`${count} days`),
    month: msg('Month'),
    year: msg('Year'),
    schedule: msg('Schedule'),
  };
}

/** Those a person finds less often: a menu has them. */
export const isLesser = (view: ViewName): boolean => view === 'workweek' || view === 'days';
