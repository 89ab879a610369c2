// When a zone's offset changes: what VTIMEZONEs are written from.
import type { EpochMs } from './types.js';
import { offsetAt, type Zone } from './zone.js';

/** A change of a zone's offset from UTC. */
export interface Transition {
  /** The first instant with the new offset. */
  readonly at: EpochMs;
  /** Milliseconds to add to UTC, before and after. */
  readonly from: number;
  readonly to: number;
}

/**
 * 2 ** 30 ms, some 12 days: the steps in which `zone.ts` looks at Intl, so that nothing it knows is missed here. Shorter
 * than any stretch between two changes that undo each other.
 */
const STEP_MS = 2 ** 30;

/** Changes in `[from, to)`, in order. */
export function transitionsBetween(zone: Zone | string, from: EpochMs, to: EpochMs): Transition[] {
  const found: Transition[] = [];
  let low = from as number;
  let offset = offsetAt(zone, from);
  while (low < to) {
    const high = Math.min(to, (Math.floor(low / STEP_MS) + 1) * STEP_MS);
    const next = offsetAt(zone, high as EpochMs);
    if (next !== offset) {
      const at = firstWith(zone, low, high, next);
      if (at < to) found.push({ at, from: offset, to: next });
      offset = next;
    }
    low = high;
  }
  return found;
}

function firstWith(zone: Zone | string, low: number, high: number, offset: number): EpochMs {
  let before = Math.floor(low / 1000);
  let after = Math.ceil(high / 1000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, (middle * 1000) as EpochMs) === offset) after = middle;
    else before = middle;
  }
  return (after * 1000) as EpochMs;
}
