// Many series in one answer: all of them get something, and all of it stays bounded (RL7 in docs/rules/calendar.md).
import type { Window } from '../time/types.js';
import type { EventOccurrence } from './occurrence.js';
import { occurrencesOf } from './occurrences-of.js';
import { MAX_OCCURRENCES, MAX_STEPS } from './recurrence/limits.js';
import { withSteps } from './recurrence/steps.js';
import type { CalendarRow } from './row-types.js';

/** Occurrences of series in one answer. Attack: 300 series that come every minute, three million boxes a month. */
export const MAX_SHOWN = 50_000;
/** Of answers that only count, for a year: five hundred series that come daily. */
export const MAX_COUNTED_ONCE = 200_000;
/** What a series gets unasked: one that comes daily, for a year; hourly, for two weeks. */
const FIRST_SHARE = 400;
/** Steps of all rules in one answer; about two seconds of a slow machine. */
export const MAX_STEPS_SHOWN = 5_000_000;
/** Steps that a series gets however many there are: enough for every honest one. */
const LEAST_STEPS = 2000;

/** One series' part of an answer. */
export interface Share {
  readonly found: readonly EventOccurrence[];
  /** There are more. */
  readonly cut: boolean;
}

/** Expands a series to at most so many occurrences; more only where each of them is stored by itself. */
export type ExpandOne<Row> = (row: Row, limit: number) => Share;

/**
 * Expands series within a common limit. As long as all fit nothing is cut; where they do not, each gets the same share, and
 * what some do not need goes to the others.
 *
 * @returns in the order of the rows.
 */
export function expandFairly<Row>(
  rows: readonly Row[],
  expand: ExpandOne<Row>,
  { total = MAX_SHOWN, steps = MAX_STEPS_SHOWN } = {},
): readonly Share[] {
  const shares: Share[] = [];
  let stepsLeft = steps;
  const expandOnce = (row: Row, limit: number, allowed: number) => {
    const { result, used } = withSteps(Math.max(LEAST_STEPS, allowed), () => expand(row, limit));
    stepsLeft -= used;
    return result;
  };
  let limit = Math.max(1, Math.min(FIRST_SHARE, Math.floor(total / Math.max(1, rows.length))));
  for (const row of rows) shares.push(expandOnce(row, limit, Math.floor(steps / rows.length)));
  // Each round gives what is left to those that want more, in equal parts; it ends when a round has nothing to give.
  for (let grown = true; grown; ) {
    const wanting = [...shares.keys()].filter((index) => shares[index]!.cut);
    const used = shares.reduce((sum, { found }) => sum + found.length, 0);
    const more = Math.floor((total - used) / Math.max(1, wanting.length));
    grown = false;
    if (wanting.length === 0 || more < 1) break;
    limit += more;
    const allowed = Math.floor(stepsLeft / wanting.length);
    if (allowed < LEAST_STEPS) break;
    for (const index of wanting) {
      const before = shares[index]!;
      const next = expandOnce(rows[index]!, limit, allowed);
      if (next.found.length > before.found.length || !next.cut) {
        shares[index] = next;
        grown = true;
      }
    }
  }
  return shares;
}

/** `occurrencesOf` within the steps of one series (RL8), with whether there are more. */
export function expandOne(
  rows: readonly CalendarRow[],
  window: Window,
  displayZone: string,
  collectionId: string,
  limit = MAX_OCCURRENCES,
): Share {
  let cut = false;
  const onCut = () => {
    cut = true;
  };
  const expand = () => occurrencesOf(rows, window, displayZone, collectionId, limit, onCut);
  const { result: found, exhausted } = withSteps(MAX_STEPS, expand);
  return { found, cut: cut || exhausted };
}
