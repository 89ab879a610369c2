import type { DayNumber } from '../../time/types.js';
import type { Span } from './span.js';

/** A box of the time grid: one day's part of a timed occurrence. */
export interface TimeBox {
  readonly span: Span;
  /** Minutes after midnight, wall clock. */
  readonly from: number;
  /** Exclusive, at least `MIN_MINUTES` after `from`. */
  readonly to: number;
  /** Which of `columns` it starts in, from 0. */
  readonly column: number;
  /** How many of them it covers. */
  readonly width: number;
  /** Columns its group of overlapping boxes is divided into. */
  readonly columns: number;
  readonly before: boolean;
  readonly after: boolean;
  /** Events it stands for: 1, or all that there is no room for (T6). */
  readonly count: number;
}

/** Shorter boxes are drawn, and overlap, as if they lasted this long (T2). */
export const MIN_MINUTES = 25;

type Draft = { -readonly [K in keyof TimeBox]: TimeBox[K] };

/**
 * The boxes of each of `days` days from `first` on (rules T1 to T6). Bars are left out.
 *
 * @param capacity - Columns a day has room for, at least 2.
 */
export function layoutTimeGrid(
  spans: readonly Span[],
  first: DayNumber,
  days: number,
  capacity = Number.POSITIVE_INFINITY,
): TimeBox[][] {
  const boxes: Draft[][] = Array.from({ length: days }, () => []);
  for (const span of spans) {
    if (span.bar) continue;
    for (let day = Math.max(span.first, first); day <= span.last; day++) boxes[day - first]?.push(toBox(span, day));
  }
  return boxes.map((day) => placeInColumns(day, capacity));
}

function toBox(span: Span, day: number): Draft {
  const before = day > span.first;
  const after = day < span.last;
  const end = after ? 1440 : span.endMinute;
  const from = Math.min(before ? 0 : span.startMinute, 1440 - MIN_MINUTES);
  return {
    span,
    from,
    to: Math.max(end, from + MIN_MINUTES),
    column: 0,
    width: 1,
    columns: 1,
    before,
    after,
    count: 1,
  };
}

/** Gives each box of one day its column; `boxes` is sorted and filled in. */
function placeInColumns(boxes: Draft[], capacity: number): Draft[] {
  const placed: Draft[] = [];
  boxes.sort((a, b) => a.from - b.from || b.to - a.to || a.span.index - b.span.index);
  let group: Draft[] = [];
  let groupEnd = 0;
  for (const box of boxes) {
    if (box.from >= groupEnd && group.length > 0) {
      placed.push(...placeGroup(group, capacity));
      group = [];
    }
    group.push(box);
    groupEnd = Math.max(groupEnd, box.to);
  }
  placed.push(...placeGroup(group, capacity));
  return placed;
}

/** One group of boxes that overlap each other, directly or through others. */
function placeGroup(group: readonly Draft[], capacity: number): readonly Draft[] {
  const columns: Draft[][] = [];
  for (const box of group) {
    let column = 0;
    while (column < columns.length && columns[column]!.at(-1)!.to > box.from) column++;
    box.column = column;
    const boxes = columns[column];
    if (boxes === undefined) columns.push([box]);
    else boxes.push(box);
  }
  const placed = columns.length > capacity ? foldInto(columns, group, capacity - 1) : group;
  for (const box of placed) {
    box.columns = columns.length;
    while (box.column + box.width < columns.length && isFree(columns[box.column + box.width]!, box)) box.width++;
  }
  return placed;
}

/** Leaves one column after the first `last` ones: a box there for each stretch of those without room. */
function foldInto(columns: Draft[][], group: readonly Draft[], last: number): Draft[] {
  const folded: Draft[] = [];
  for (const box of group) {
    if (box.column < last) continue;
    const open = folded.at(-1);
    if (open === undefined || open.to <= box.from) folded.push({ ...box, column: last });
    else {
      open.to = Math.max(open.to, box.to);
      open.count++;
    }
  }
  columns.splice(last, columns.length, folded);
  return columns.flat();
}

/** Whether a column has nothing between a box's start and end: binary search for the first box that ends later. */
function isFree(column: readonly Draft[], { from, to }: Draft): boolean {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]!.to > from) high = middle;
    else low = middle + 1;
  }
  return low === column.length || column[low]!.from >= to;
}
