import type { DayNumber } from '../../time/types.js';
import type { Span } from './span.js';

/** One piece of an occurrence in one row of days. */
export interface Segment {
  readonly span: Span;
  /** First column of the row it covers, from 0. */
  readonly column: number;
  /** How many columns it covers. */
  readonly length: number;
  /** Line from the top, from 0. */
  readonly lane: number;
  /** The occurrence goes on before this piece. */
  readonly before: boolean;
  /** The occurrence goes on after this piece. */
  readonly after: boolean;
}

export interface DayRow {
  /** By column, then lane. */
  readonly segments: readonly Segment[];
  /** How many occurrences of each column are not shown: "+n more". */
  readonly hidden: readonly number[];
  /** Lines in use, "+n more" included. */
  readonly lanes: number;
}

export interface RowsOptions {
  readonly first: DayNumber;
  readonly rows: number;
  /** Days in a row: 7 in a month. */
  readonly columns: number;
  /** Lines that fit in a row, at least 1; "+n more" takes one of them. */
  readonly capacity: number;
}

interface Piece {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
  /** Goes on in the row before, or earlier. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/**
 * Lays spans out in rows of days (rules R1 to R6). Spans that touch no shown day are left out.
 * O(n log n + n · capacity).
 */
export function layoutRows(spans: readonly Span[], options: RowsOptions): DayRow[] {
  const pieces: Piece[][] = Array.from({ length: options.rows }, () => []);
  for (const span of [...spans].sort(byImportance)) addPieces(span, pieces, options);
  return pieces.map((row) => layoutRow(row, options));
}

/** Bars first, then by start, longer first, then as given (R1). */
function byImportance(a: Span, b: Span): number {
  return (
    Number(b.bar) - Number(a.bar) ||
    a.first - b.first ||
    (a.bar ? b.last - a.last : a.startMinute - b.startMinute) ||
    a.index - b.index
  );
}

function addPieces(span: Span, rows: Piece[][], { first, columns }: RowsOptions): void {
  const from = span.first - first;
  const to = (span.bar ? span.last : span.first) - first; // R2
  const lastRow = Math.min(rows.length - 1, Math.floor(to / columns));
  for (let row = Math.max(0, Math.floor(from / columns)); row <= lastRow; row++) {
    const offset = row * columns;
    rows[row]?.push({
      span,
      from: Math.max(0, from - offset),
      to: Math.min(columns - 1, to - offset),
      cutBefore: from < offset,
      cutAfter: to >= offset + columns,
    });
  }
}

function layoutRow(pieces: readonly Piece[], options: RowsOptions): DayRow {
  const { columns, capacity } = options;
  const lanes = placeInLanes(pieces, columns, capacity);
  const counts = new Array<number>(columns).fill(0);
  const shown = new Array<number>(columns).fill(0);
  const overflows = new Array<boolean>(columns).fill(false);
  pieces.forEach(({ from, to }, i) => {
    for (let column = from; column <= to; column++) {
      counts[column]!++;
      if (lanes[i] === -1) overflows[column] = true;
    }
  });
  const segments: Segment[] = [];
  let used = 0;
  pieces.forEach((piece, i) => {
    const lane = lanes[i]!;
    if (lane === -1) return;
    for (const [from, to] of visibleRuns(piece, (column) => lane < capacity - 1 || !overflows[column])) {
      segments.push(toSegment(piece, from, to, lane));
      used = Math.max(used, lane + 1);
      for (let column = from; column <= to; column++) shown[column]!++;
    }
  });
  segments.sort((a, b) => a.column - b.column || a.lane - b.lane);
  return {
    segments,
    hidden: counts.map((count, column) => count - shown[column]!),
    lanes: overflows.includes(true) ? capacity : used,
  };
}

/** The lowest lane that is free on all days of a piece, -1 when none is (R3). */
function placeInLanes(pieces: readonly Piece[], columns: number, capacity: number): number[] {
  const taken = new Uint8Array(columns * capacity);
  return pieces.map(({ from, to }) => {
    for (let lane = 0; lane < capacity; lane++) {
      let column = from;
      while (column <= to && taken[lane * columns + column] === 0) column++;
      if (column > to) {
        taken.fill(1, lane * columns + from, lane * columns + to + 1);
        return lane;
      }
    }
    return -1;
  });
}

/** The runs of days on which a piece is shown: the last line of a day may belong to "+n more" (R4). */
function visibleRuns({ from, to }: Piece, isShown: (column: number) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  for (let column = from; column <= to; column++) {
    if (!isShown(column)) continue;
    const run = runs.at(-1);
    if (run !== undefined && run[1] === column - 1) run[1] = column;
    else runs.push([column, column]);
  }
  return runs;
}

function toSegment(piece: Piece, column: number, last: number, lane: number): Segment {
  const { span, from, to, cutBefore, cutAfter } = piece;
  const length = last - column + 1;
  return { span, column, length, lane, before: cutBefore || column > from, after: cutAfter || last < to };
}
