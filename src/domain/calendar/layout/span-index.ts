/** Longer ones are looked at in every query, so that the short ones can be found by their start. */
const LONG_MS = 32 * 86_400_000;

/** Finds what touches an interval: the cost of a question depends on its answer, not on how much there is. */
export interface SpanIndex<T> {
  /** Everything that touches `[from, to)`, in no order. What has no length touches it when its instant does. */
  query(from: number, to: number): T[];
}

/** Builds an index over half-open spans; O(n log n), O(n) when they come sorted. */
export function createSpanIndex<T>(
  values: readonly T[],
  startOf: (value: T) => number,
  endOf: (value: T) => number,
): SpanIndex<T> {
  const short: T[] = [];
  const long: T[] = [];
  let sorted = true;
  let last = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const start = startOf(value);
    if (endOf(value) - start > LONG_MS) {
      long.push(value);
      continue;
    }
    sorted &&= start >= last;
    last = start;
    short.push(value);
  }
  if (!sorted) short.sort((a, b) => startOf(a) - startOf(b));
  const touches = (value: T, from: number, to: number) =>
    startOf(value) < to && (endOf(value) > from || startOf(value) >= from);
  return {
    query(from, to) {
      const found = long.filter((value) => touches(value, from, to));
      for (let i = firstFrom(short, startOf, from - LONG_MS); i < short.length && startOf(short[i]!) < to; i++)
        if (touches(short[i]!, from, to)) found.push(short[i]!);
      return found;
    },
  };
}

/** Index of the first value that starts at `from` or later. */
function firstFrom<T>(values: readonly T[], startOf: (value: T) => number, from: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(values[middle]!) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
