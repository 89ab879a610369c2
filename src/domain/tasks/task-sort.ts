// Where a task stands in an order that a person makes by hand, as other programs know it (X-APPLE-SORT-ORDER): TA11.
import { lineOf, type ScannedComponent } from '../calendar/component-scan.js';
import type { ItemRows } from '../calendar/row-types.js';
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

/** What says where a task stands. */
export const sortNames = ['X-APPLE-SORT-ORDER', 'CREATED'] as const;

/** Rows of tasks with their place: lists have it, calendars do without. @param components - Those the rows were made of. */
export function withSort(rows: ItemRows, components: readonly ScannedComponent[]): ItemRows {
  if (!rows.some(({ kind }) => kind === 'task')) return rows;
  const todos = components.filter(({ name }) => name === 'VTODO');
  const own = todos.find((todo) => lineOf(todo, 'RECURRENCE-ID') === undefined) ?? todos[0];
  const valueIn = (name: (typeof sortNames)[number]) => (own && lineOf(own, name)?.value) ?? '';
  const sort = readSort(valueIn('X-APPLE-SORT-ORDER')) ?? sortOfCreation(valueIn('CREATED'));
  return sort === undefined ? rows : rows.map((row) => (row.kind === 'task' ? { ...row, sort } : row));
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
