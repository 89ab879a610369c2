import type { DayNumber } from '../../time/types.js';
import type { Span } from './span.js';

export interface DayGroup {
  readonly day: DayNumber;
  /** Bars first, then by time. */
  readonly spans: readonly Span[];
}

/** The days from `first` on that have something, each with everything that touches it (rules S1, S2). */
export function groupByDay(spans: readonly Span[], first: DayNumber, days: number): DayGroup[] {
  const lists: Span[][] = Array.from({ length: days }, () => []);
  for (const span of [...spans].sort(byTime)) {
    const to = Math.min(span.last, first + days - 1);
    for (let day = Math.max(span.first, first); day <= to; day++) lists[day - first]!.push(span);
  }
  return lists
    .map((list, i) => ({ day: (first + i) as DayNumber, spans: list }))
    .filter((group) => group.spans.length > 0);
}

/** What began on an earlier day comes before what begins on the day. */
function byTime(a: Span, b: Span): number {
  return Number(b.bar) - Number(a.bar) || a.first - b.first || a.startMinute - b.startMinute || a.index - b.index;
}
