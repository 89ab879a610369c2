// What is drawn of a file's items, and what a person is told of them.

import { mayTouch, type PlainEvent, readPlainEvent } from '../../domain/calendar/plain-event.js';
import type { ItemRows, TaskRow } from '../../domain/calendar/rows.js';
import { ownStarts } from '../../domain/calendar/starts.js';
import type { ImportPreview } from '../../domain/items/import.js';
import type { CalendarItem } from '../../domain/items/item.js';
import type { LocalMs, Window } from '../../domain/time/types.js';
import type { Placement } from '../../store/packed-rows.js';
import { drawItem, placeAlarms, placeRow } from '../project-stored.js';

type Counts = ImportPreview['counts'];

export interface DrawnItems {
  /** All but tasks. */
  readonly placements: readonly Placement[];
  /** Where they are packed depends on how many shards the collection has. */
  readonly tasks: readonly TaskRow[];
  /** Events of a long file that happen once: counted, and not drawn. */
  readonly undrawn: readonly PlainEvent[];
  readonly counts: Counts;
  readonly span: ImportPreview['span'];
}

/** Less than a millisecond of work. */
const ITEMS_PER_STEP = 20;
/** Of a file of more items, events that happen once are drawn when they are in sight, and afterwards. */
const MAX_DRAWN_AHEAD = 2000;
export const noCounts: Counts = { events: 0, series: 0, tasks: 0, journals: 0, contacts: 0 };

/** Yields how many are drawn. @param most - Of more items, events that happen once are left undrawn. */
export function* drawSteps(items: readonly CalendarItem[], most = MAX_DRAWN_AHEAD): Generator<number, DrawnItems> {
  const counts = { ...noCounts };
  const placements: Placement[] = [];
  const tasks: TaskRow[] = [];
  const undrawn: PlainEvent[] = [];
  const isLong = items.length > most;
  let others = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let done = 0;
  for (const item of items) {
    done += 1;
    if (done % ITEMS_PER_STEP === 0) yield done;
    const plain = isLong && item.kind === 'event' ? readPlainEvent(item) : undefined;
    if (plain !== undefined) {
      undrawn.push(plain);
      counts.events += 1;
      first = Math.min(first, plain.first);
      last = Math.max(last, plain.first);
      continue;
    }
    const { rows, alarms } = drawItem(item);
    placements.push(...placeAlarms(alarms));
    for (const row of rows) {
      if (row.kind === 'task') tasks.push(row);
      if (row.kind !== 'event' && row.kind !== 'series') continue;
      placements.push(...placeRow(row));
      const starts = ownStarts(row);
      first = Math.min(first, starts.first);
      last = Math.max(last, starts.last);
    }
    const kind = countedAs(item, rows);
    if (kind === undefined) others += 1;
    else counts[kind] += 1;
  }
  const span = first <= last ? { first: first as LocalMs, last: last as LocalMs } : undefined;
  return { placements, tasks, undrawn, counts: { ...counts, ...(others > 0 && { others }) }, span };
}

function countedAs(item: CalendarItem, rows: ItemRows): 'tasks' | 'journals' | 'series' | 'events' | undefined {
  if (item.kind === 'task') return 'tasks';
  if (item.kind === 'journal') return 'journals';
  if (item.kind !== 'event') return undefined;
  return rows.some(({ kind }) => kind === 'series') ? 'series' : 'events';
}

/** Rows of those that may be in one of the windows. */
export function drawInSight({ undrawn }: DrawnItems, windows: readonly Window[] = []): Placement[] {
  return undrawn
    .filter((event) => windows.some((window) => mayTouch(event, window)))
    .flatMap(({ item }) => {
      const { rows, alarms } = drawItem(item);
      const drawn = rows.flatMap((row) => (row.kind === 'event' || row.kind === 'series' ? placeRow(row) : []));
      return [...drawn, ...placeAlarms(alarms)];
    });
}

/** All of them, in one go. */
export function drawAll(items: readonly CalendarItem[]): DrawnItems {
  const steps = drawSteps(items, Number.POSITIVE_INFINITY);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
