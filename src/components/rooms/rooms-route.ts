import { formatIsoDate, parseIsoDate } from '../../domain/time/calendar-date.js';
import type { DayNumber } from '../../domain/time/types.js';

export type RoomsView = 'day' | 'week' | 'table';

export interface RoomsRoute {
  readonly view: RoomsView;
  /** Today when absent. */
  readonly day?: DayNumber;
  /** A room that is to be booked now: somebody stands before its door. */
  readonly book?: string;
}

/** @param path - After `/rooms/`: `week/2026-11-18`. */
export function parseRoomsRoute(path: string): RoomsRoute {
  const [view = '', date = ''] = path.split('/');
  if (view === 'book' && /^[\w-]{1,100}$/.test(date)) return { view: 'day', book: date };
  const day = parseIsoDate(date);
  return {
    view: view === 'week' || view === 'table' ? view : 'day',
    ...(day !== undefined && { day: day as DayNumber }),
  };
}

export const roomsUrl = (view: RoomsView, day?: DayNumber): string =>
  day === undefined || view === 'table' ? `/rooms/${view}` : `/rooms/${view}/${formatIsoDate(day)}`;

/** What the code beside a room's door leads to. @param origin - Of the app. */
export const bookUrl = (origin: string, uid: string): string => `${origin}/rooms/book/${encodeURIComponent(uid)}`;
