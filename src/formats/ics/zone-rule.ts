// From the changes of a zone's clocks to the parts of its VTIMEZONE: where they are regular, as a rule.
import { civilFromDay, dayOf, daysInMonth, timeOfDay, weekdayOf } from '../../domain/time/calendar-date.js';
import type { Transition } from '../../domain/time/transitions.js';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Fewer are written as dates. */
const MIN_RUN = 3;
/** Years in which a rule has held that is written as holding on: each weekday has begun a year, leap years too. */
const PROVEN_YEARS = 11;

/** An onset on its own wall clock, the one that held before. */
interface Onset {
  readonly transition: Transition;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** ISO, 1 = Monday. */
  readonly weekday: number;
  readonly time: number;
}

/** Onsets that one STANDARD or DAYLIGHT stands for. */
export interface OnsetRun {
  readonly transitions: readonly Transition[];
  /** BYMONTH and the day, without FREQ and UNTIL; absent: dates. */
  readonly rule?: string;
  /** The rule goes on after the last one. */
  readonly open: boolean;
}

function onsetOf(transition: Transition): Onset {
  const local = transition.at + transition.from;
  const day = dayOf(local);
  return { transition, ...civilFromDay(day), weekday: weekdayOf(day), time: timeOfDay(local) };
}

const sameKind = (a: Onset, b: Onset) =>
  a.transition.from === b.transition.from &&
  a.transition.to === b.transition.to &&
  a.month === b.month &&
  a.time === b.time;

/** Days that a rule would give, as RRULE says them; `undefined` when none fits all. */
function ruleOf(onsets: readonly Onset[]): string | undefined {
  const [first] = onsets;
  if (first === undefined) return undefined;
  const { month, weekday } = first;
  const days = onsets.map(({ day }) => day);
  if (onsets.every((onset) => onset.weekday === weekday)) {
    const name = DAYS[weekday - 1];
    if (onsets.every(({ year, day }) => day + 7 > daysInMonth(year, month))) return `BYMONTH=${month};BYDAY=-1${name}`;
    const nth = Math.ceil(first.day / 7);
    if (nth < 5 && days.every((day) => Math.ceil(day / 7) === nth)) return `BYMONTH=${month};BYDAY=${nth}${name}`;
    const from = Math.max(1, Math.max(...days) - 6);
    if (from <= Math.min(...days) && from + 6 <= daysInMonth(2001, month)) {
      const week = Array.from({ length: 7 }, (_, index) => from + index).join(',');
      return `BYMONTH=${month};BYMONTHDAY=${week};BYDAY=${name}`;
    }
  }
  return days.every((day) => day === first.day) ? `BYMONTH=${month};BYMONTHDAY=${first.day}` : undefined;
}

/** Runs of years that follow each other under one rule; what is left over stands alone. */
function runsOf(onsets: readonly Onset[], lastYear: number): OnsetRun[] {
  const open: Onset[][] = [];
  const done: Onset[][] = [];
  for (const onset of onsets) {
    const index = open.findIndex(
      (run) => sameKind(run[0]!, onset) && run.at(-1)!.year === onset.year - 1 && ruleOf([...run, onset]) !== undefined,
    );
    if (index >= 0) open[index]!.push(onset);
    else {
      // One of the same kind that was left off ends there.
      const ended = open.findIndex((run) => sameKind(run[0]!, onset));
      if (ended >= 0) done.push(...open.splice(ended, 1));
      open.push([onset]);
    }
  }
  return [...done, ...open].map((run) => {
    const transitions = run.map(({ transition }) => transition);
    const rule = run.length < MIN_RUN ? undefined : ruleOf(run);
    if (rule === undefined) return { transitions, open: false };
    return { transitions, rule, open: run.length >= PROVEN_YEARS && run.at(-1)!.year >= lastYear };
  });
}

/**
 * All changes, as few parts as they need.
 *
 * @param lastYear - The last year that was looked at: a rule that holds until then, and long enough, holds on.
 */
export function onsetRuns(transitions: readonly Transition[], lastYear: number): OnsetRun[] {
  const runs = runsOf(transitions.map(onsetOf), lastYear);
  const ruled = runs.filter(({ rule }) => rule !== undefined);
  const dates = new Map<string, Transition[]>();
  for (const { transitions: single } of runs.filter(({ rule }) => rule === undefined)) {
    const key = `${single[0]!.from} ${single[0]!.to}`;
    dates.set(
      key,
      [...(dates.get(key) ?? []), ...single].sort((a, b) => a.at - b.at),
    );
  }
  const all = [...ruled, ...[...dates.values()].map((some) => ({ transitions: some, open: false }))];
  return all.sort((a, b) => a.transitions[0]!.at - b.transitions[0]!.at);
}
