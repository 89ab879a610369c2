// One rule becomes two: up to a moment, and from it on (SS2–SS4 in docs/rules/calendar.md).
import { dayOf, localOfDay } from '../time/calendar-date.js';
import { formatIcalDate, formatIcalLocal, formatIcalUtc } from '../time/ical-time.js';
import type { LocalMs } from '../time/types.js';
import { localToEpoch } from '../time/zone.js';
import { MAX_COUNTED } from './recurrence/limits.js';
import { planRule, type RulePlan } from './recurrence/plan.js';
import { startsBetween } from './recurrence/recurrence-set.js';
import { parseRule } from './recurrence/rule.js';
import { firstOf, untilLocal } from './recurrence/rule-range.js';
import { walkRule } from './recurrence/walk.js';
import { withRulePart } from './rule-parts.js';
import type { CompiledSeries } from './series.js';

/** Occurrences compared to see whether a rule goes on in the same way from another start. */
const COMPARED = 60;
/** Occurrences before the split that are tried as a start the rules agree with. */
const MAX_ANCHORS = 100;
/** Excluded dates a new series may begin with. */
const MAX_SKIPPED = 2000;

/** The two halves of a rule; absent where it yields nothing. */
export interface RuleHalves {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How a series is divided. Wall clock of the series throughout. */
export interface Division {
  /** The first occurrence of the new series. */
  readonly at: LocalMs;
  /** DTSTART of the new series: `at`, or earlier where only then its rules keep their rhythm. */
  readonly start: LocalMs;
  /** Starts from `start` on that are before `at`: to be excluded. */
  readonly skipped: readonly number[];
}

interface Series {
  readonly row: { readonly start: LocalMs; readonly allDay?: true; readonly floating?: true };
  readonly compiled: CompiledSeries;
  /** RRULEs and EXRULEs as written. */
  readonly rules: readonly string[];
}

function planOf(rule: string, start: number, allDay: boolean): RulePlan | undefined {
  const parsed = parseRule(rule);
  return parsed && planRule(parsed, start, allDay);
}

function take(plan: RulePlan, from: number, to: number, limit: number): number[] {
  const found: number[] = [];
  walkRule(plan, from, to, (local) => {
    found.push(local);
    return found.length < limit;
  });
  return found;
}

/** Would every rule yield the same from `at` on if DTSTART were `start`? */
function keepsRhythm({ row, rules }: Series, start: number, at: number): boolean {
  return rules.every((rule) => {
    const [now, then] = [planOf(rule, row.start, row.allDay === true), planOf(rule, start, row.allDay === true)];
    if (now === undefined || then === undefined) return true;
    const endless = Number.POSITIVE_INFINITY;
    return take(now, at, endless, COMPARED).join() === take(then, at, endless, COMPARED).join();
  });
}

/** Where the new series starts: an RDATE, or a time of another rule, can be out of step with a rule of every second week. */
export function divide(series: Series, at: LocalMs): Division {
  if (keepsRhythm(series, at, at)) return { at, start: at, skipped: [] };
  const { set } = series.compiled;
  const earlier = startsBetween(
    { ...set, exdates: new Set(), exdays: new Set(), exrules: [] },
    series.row.start,
    at - 1,
  );
  const candidates = [...earlier.slice(-MAX_ANCHORS).reverse(), series.row.start];
  const start = candidates.find((candidate) => keepsRhythm(series, candidate, at)) ?? at;
  const skipped = earlier.filter((local) => local >= start);
  if (skipped.length > MAX_SKIPPED) return { at, start: at, skipped: [] };
  return { at, start: start as LocalMs, skipped };
}

/** How many times the rule has had before `at`, DTSTART among them (RR3). More than can be counted: undefined. */
function countBefore(plan: RulePlan, at: number): number | undefined {
  const count = take(plan, plan.start, at - 1, MAX_COUNTED + 1).length;
  if (count > MAX_COUNTED) return undefined;
  return count + (firstOf(plan) === plan.start || plan.start >= at ? 0 : 1);
}

/**
 * The last moment of the old series as UNTIL says it (RFC 5545 §3.3.10): a date when all-day, UTC when there is a zone.
 * The end of the day before where nothing of the series is earlier on the day itself: then it still holds when another
 * device moves the series by some hours at the same time.
 */
export function untilBefore({ row, compiled }: Series, at: LocalMs): string {
  const midnight = localOfDay(dayOf(at));
  if (row.allDay) return formatIcalDate((midnight - 1) as LocalMs);
  const sameDay = startsBetween(compiled.set, midnight, at - 1, 1).length > 0;
  const last = ((sameDay ? at : midnight) - 1000) as LocalMs;
  return compiled.zone === undefined ? formatIcalLocal(last) : formatIcalUtc(localToEpoch(compiled.zone, last));
}

/** Divides one RRULE or EXRULE. One that we cannot read (RR1) ends all the same: others may. */
export function splitRule(series: Series, rule: string, { at, start }: Division): RuleHalves {
  const { row, compiled } = series;
  const allDay = row.allDay === true;
  const plan = planOf(rule, row.start, allDay);
  const ended = withRulePart(rule, 'UNTIL', untilBefore(series, at));
  if (plan === undefined) return { before: withRulePart(ended, 'COUNT', ''), after: rule };
  const until = untilLocal(plan, allDay, compiled.set.source.utcToLocal);
  if (until < at) return { before: rule, after: undefined };
  const { count } = plan.rule;
  if (count === undefined) return { before: ended, after: rule };
  const used = countBefore(plan, at);
  // Beyond what is counted a rule is endless (RL4).
  if (used === undefined) return { before: withRulePart(ended, 'COUNT', ''), after: withRulePart(rule, 'COUNT', '') };
  if (used >= count) return { before: rule, after: undefined };
  const then = planOf(rule, start, allDay);
  const early = then === undefined ? 0 : take(then, start, at - 1, MAX_COUNTED).length;
  const startCounts = then !== undefined && firstOf(then) !== start ? 1 : 0;
  return {
    before: withRulePart(rule, 'COUNT', String(used)),
    after: withRulePart(rule, 'COUNT', String(count - used + early + startCounts)),
  };
}
