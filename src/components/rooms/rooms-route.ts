import { formatIsoDate, parseIsoDate } from '../../domain/time/calendar-date.js';
import type { DayNumber } from '../../domain/time/types.js';

export type RoomsView = 'day' | 'week' | 'table';

export interface RoomsRoute {
  readonly view: RoomsView;
  /** Today when absent. */
  readonly day?: DayNumber;
}

/** @param path - After `/rooms/`: `week/2026-11-18`. */
export function parseRoomsRoute(path: string): RoomsRoute {
  const [view = '', date = ''] = path.split('/');
  const day = parseIsoDate(date);
  return {
    view: view === 'week' || view === 'table' ? view : 'day',
    ...(day !== undefined && { day: day as DayNumber }),
  };
}

export const roomsUrl = (view: RoomsView, day?: DayNumber): string =>
  day === undefined || view === 'table' ? `/rooms/${view}` : `/rooms/${view}/${formatIsoDate(day)}`;
