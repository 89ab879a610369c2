import type { Window } from '../time/types.js';
import type { EventOccurrence } from './occurrence.js';
import type { CalendarRow } from './row-types.js';

/** Occurrences that touch the window, sorted by start, longer first. All-day and floating ones are laid out in `displayZone`. */
export function occurrencesOf(
  rows: readonly CalendarRow[],
  window: Window,
  displayZone: string,
  collectionId: string,
): EventOccurrence[] {
  throw new Error(`${rows.length} ${window.from} ${displayZone} ${collectionId}`);
}
