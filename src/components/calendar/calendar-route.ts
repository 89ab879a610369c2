import { type ViewName, viewNames } from '../../domain/calendar/layout/range.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { parseIsoDate } from '../../domain/time/calendar-date.js';

/** The list of tasks. */
export const TASKS_URL = '/calendar/tasks';
/** Times that others can book. */
export const SLOTS_URL = '/calendar/slots';

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

type Named = Pick<OccurrenceRef, 'uid' | 'collectionId'> & { readonly recurrenceId?: string | undefined };

/** Address at which an event's card opens, on a day it touches. */
export function eventUrl({ uid, collectionId, recurrenceId }: Named, date: string): string {
  return `${calendarUrl('day', date)}?${queryOf({ uid, collectionId, recurrenceId })}`;
}

/** Address at which a task's form opens, above the list of tasks. */
export const taskUrl = (ref: Named): string => `${TASKS_URL}?${queryOf(ref)}`;

function queryOf({ uid, collectionId, recurrenceId }: Named): URLSearchParams {
  const query = new URLSearchParams({ event: uid, calendar: collectionId });
  if (recurrenceId !== undefined) query.set('occurrence', recurrenceId);
  return query;
}

/** A day's summary, and which of the person's it is. */
export interface SummaryRoute {
  /** `YYYY-MM-DD`; today when absent. */
  readonly date: string | undefined;
  readonly id: string | undefined;
}

/** Reads `summary`, `summary/<date>`, `summary/<date>/<id>`. @returns `undefined` for other addresses. */
export function parseSummaryPath(path: string): SummaryRoute | undefined {
  const [place, date = '', id] = path.split('/');
  if (place !== 'summary') return undefined;
  return { date: parseIsoDate(date) === undefined ? undefined : date, id };
}

export function summaryUrl(date: string, id?: string): string {
  return `/calendar/summary/${date}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}

/** What the search page looks for. */
export interface SearchRoute {
  readonly text: string;
  /** Part of a name or address. */
  readonly person: string;
}

/** Reads `search`, `search/<text>`, `search/<text>/<person>`; `-` stands for no text. @returns `undefined` for other addresses. */
export function parseSearchPath(path: string): SearchRoute | undefined {
  const [place, text = '-', person = ''] = path.split('/');
  if (place !== 'search') return undefined;
  const decoded = decode(text);
  return { text: decoded === '-' ? '' : decoded, person: decode(person) };
}

export function searchUrl({ text, person }: SearchRoute): string {
  const parts = ['search', text.trim() || '-', ...(person.trim() === '' ? [] : [person.trim()])];
  return `/calendar/${parts.map(encodeURIComponent).join('/')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray %: looked for as it is
  }
}
