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
}

/** Shorter boxes are drawn, and overlap, as if they lasted this long (T2). */
export const MIN_MINUTES = 25;

type Draft = { -readonly [K in keyof TimeBox]: TimeBox[K] };

/** The boxes of each of `days` days from `first` on (rules T1 to T5). Bars are left out. */
export function layoutTimeGrid(spans: readonly Span[], first: DayNumber, days: number): TimeBox[][] {
  const boxes: Draft[][] = Array.from({ length: days }, () => []);
  for (const span of spans) {
    if (span.bar) continue;
    for (let day = Math.max(span.first, first); day <= span.last; day++) boxes[day - first]?.push(toBox(span, day));
  }
  for (const day of boxes) placeInColumns(day);
  return boxes;
}

function toBox(span: Span, day: number): Draft {
  const before = day > span.first;
  const after = day < span.last;
  const end = after ? 1440 : span.endMinute;
  const from = Math.min(before ? 0 : span.startMinute, 1440 - MIN_MINUTES);
  return { span, from, to: Math.max(end, from + MIN_MINUTES), column: 0, width: 1, columns: 1, before, after };
}

/** Gives each box of one day its column; `boxes` is sorted and filled in. */
function placeInColumns(boxes: Draft[]): void {
  boxes.sort((a, b) => a.from - b.from || b.to - a.to || a.span.index - b.span.index);
  let group: Draft[] = [];
  let groupEnd = 0;
  for (const box of boxes) {
    if (box.from >= groupEnd && group.length > 0) {
      placeGroup(group);
      group = [];
    }
    group.push(box);
    groupEnd = Math.max(groupEnd, box.to);
  }
  if (group.length > 0) placeGroup(group);
}

/** One group of boxes that overlap each other, directly or through others. */
function placeGroup(group: readonly Draft[]): void {
  const columns: Draft[][] = [];
  for (const box of group) {
    let column = 0;
    while (column < columns.length && columns[column]!.at(-1)!.to > box.from) column++;
    box.column = column;
    const boxes = columns[column];
    if (boxes === undefined) columns.push([box]);
    else boxes.push(box);
  }
  for (const box of group) {
    box.columns = columns.length;
    while (box.column + box.width < columns.length && isFree(columns[box.column + box.width]!, box)) box.width++;
  }
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
