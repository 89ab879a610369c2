// What is drawn of a file's items, and what a person is told of them.

import type { ItemRows, TaskRow } from '../../domain/calendar/rows.js';
import { ownStarts } from '../../domain/calendar/starts.js';
import type { ImportPreview } from '../../domain/items/import.js';
import type { CalendarItem } from '../../domain/items/item.js';
import { projectWithAlarms } from '../../domain/reminders/project-alarms.js';
import type { LocalMs } from '../../domain/time/types.js';
import type { Placement } from '../../store/packed-rows.js';
import { placeAlarms, placeRow } from '../project-stored.js';

type Counts = ImportPreview['counts'];

export interface DrawnItems {
  /** All but tasks. */
  readonly placements: readonly Placement[];
  /** Where they are packed depends on how many shards the collection has. */
  readonly tasks: readonly TaskRow[];
  readonly counts: Counts;
  readonly span: ImportPreview['span'];
}

/** Less than a millisecond of work. */
const ITEMS_PER_STEP = 20;
export const noCounts: Counts = { events: 0, series: 0, tasks: 0, journals: 0, contacts: 0 };

/** Yields how many are drawn. */
export function* drawSteps(items: readonly CalendarItem[]): Generator<number, DrawnItems> {
  const counts = { ...noCounts };
  const placements: Placement[] = [];
  const tasks: TaskRow[] = [];
  let others = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let done = 0;
  for (const item of items) {
    const { rows, alarms } = projectWithAlarms(item);
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
    done += 1;
    if (done % ITEMS_PER_STEP === 0) yield done;
  }
  const span = first <= last ? { first: first as LocalMs, last: last as LocalMs } : undefined;
  return { placements, tasks, counts: { ...counts, ...(others > 0 && { others }) }, span };
}

function countedAs(item: CalendarItem, rows: ItemRows): 'tasks' | 'journals' | 'series' | 'events' | undefined {
  if (item.kind === 'task') return 'tasks';
  if (item.kind === 'journal') return 'journals';
  if (item.kind !== 'event') return undefined;
  return rows.some(({ kind }) => kind === 'series') ? 'series' : 'events';
}

/** In one go. */
export function drawAll(items: readonly CalendarItem[]): DrawnItems {
  const steps = drawSteps(items);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
