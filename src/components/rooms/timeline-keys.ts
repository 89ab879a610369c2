// Where a key leads in a timeline of rooms (WAI-ARIA Authoring Practices, grid).
import { dayOf, localOfDay, timeOfDay } from '../../domain/time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { instantAt, type Scale } from './timeline-scale.js';

/** A half hour of a room. */
export interface TimelinePlace {
  readonly row: number;
  /** Epoch ms. */
  readonly start: number;
}

interface TimelineRows {
  readonly rows: number;
  /** Rows in sight. */
  readonly page: number;
  readonly isRtl: boolean;
}

export const STEP = 30 * MS_PER_MINUTE;

/** Over the hours that no day shows, to the next evening or morning. */
function overNight({ from, to, timeZone }: Scale, start: number, isForward: boolean): number {
  const local = epochToLocal(timeZone, start as EpochMs);
  const [time, midnight] = [timeOfDay(local), localOfDay(dayOf(local))];
  const [morning, evening] = [from * MS_PER_HOUR, to * MS_PER_HOUR];
  if (time >= morning && time < evening) return start;
  const first = midnight + morning + (time < morning ? 0 : MS_PER_DAY);
  const last = midnight + evening - STEP - (time < morning ? MS_PER_DAY : 0);
  return localToEpoch(timeZone, (isForward ? first : last) as LocalMs);
}

/** @returns `undefined` when the key is none of those that lead somewhere; the same place at an edge. */
export function placeAfter(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, start }: TimelinePlace,
  { rows, page, isRtl }: TimelineRows,
  scale: Scale,
): TimelinePlace | undefined {
  const [first, last] = [instantAt(scale, 0, STEP), instantAt(scale, 1, STEP)];
  const inRow = (to: number) => ({ row: Math.max(0, Math.min(rows - 1, to)), start });
  const step = (isForward: boolean) => {
    const to = overNight(scale, start + (isForward ? STEP : -STEP), isForward);
    return { row, start: to < first || to > last ? start : to };
  };
  switch (key) {
    case 'ArrowRight':
      return step(!isRtl);
    case 'ArrowLeft':
      return step(isRtl);
    case 'ArrowDown':
      return inRow(row + 1);
    case 'ArrowUp':
      return inRow(row - 1);
    case 'PageDown':
      return inRow(row + page);
    case 'PageUp':
      return inRow(row - page);
    case 'Home':
      return { row: ctrlKey ? 0 : row, start: first };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, start: last };
    default:
      return undefined;
  }
}
