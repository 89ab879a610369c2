// Where a task stands in an order that a person makes by hand, as other programs know it (X-APPLE-SORT-ORDER): TA11.
import { parseIcalTime } from '../time/ical-time.js';
import type { TaskEntry } from './task-entry.js';

/** What a task without a place of its own counts from: seconds since then until it was created. */
const FIRST = Date.UTC(2001, 0, 1);
/** Attack: a number with a thousand digits. What is beyond that stands there. */
export const MAX_SORT = 2 ** 50;

/** X-APPLE-SORT-ORDER's value: the smaller, the higher. `undefined` when it is none. */
export function readSort(value: string): number | undefined {
  const text = value.trim();
  return /^[+-]?\d+$/.test(text) ? Math.max(-MAX_SORT, Math.min(MAX_SORT, Number(text))) : undefined;
}

/** Of a task that was never put anywhere: it stands where it was created. @param created - CREATED's value. */
export function sortOfCreation(created: string): number | undefined {
  const time = parseIcalTime(created.trim());
  return time && Math.floor((time.local - FIRST) / 1000);
}

const sortOf = ({ sort = 0 }: Pick<TaskEntry, 'sort'>) => sort;

/**
 * The places of a sequence in which one task has been moved, as few as possible of them new.
 *
 * @param sequence - As it is to be from now on.
 * @param at - Which of it was moved.
 * @returns By index: what has to be written.
 */
export function sortChanges(sequence: readonly Pick<TaskEntry, 'sort'>[], at: number): ReadonlyMap<number, number> {
  const wanted = sequence.map(sortOf);
  const others = wanted.toSpliced(at, 1);
  const isInOrder = others.every((sort, i) => i === 0 || (others[i - 1] ?? 0) <= sort);
  if (isInOrder) wanted[at] = between(wanted[at - 1], wanted[at + 1], wanted[at] ?? 0);
  // What has no room makes way downwards; what was in another order until now gets one.
  for (let i = isInOrder ? at + 1 : 1; i < wanted.length; i += 1) {
    const least = (wanted[i - 1] ?? 0) + 1;
    if ((wanted[i] ?? 0) < least) wanted[i] = least;
    else if (isInOrder) break;
  }
  return new Map(wanted.flatMap((sort, i) => (sort === sortOf(sequence[i] ?? {}) ? [] : [[i, sort] as const])));
}

/** A place between two others, or right behind the first; its own, where there is none. */
function between(before: number | undefined, after: number | undefined, own: number): number {
  if (before === undefined) return after === undefined ? own : after - 1;
  return after === undefined ? before + 1 : Math.max(before + 1, Math.floor((before + after) / 2));
}
