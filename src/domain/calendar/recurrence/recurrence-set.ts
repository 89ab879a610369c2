// A recurrence set (RFC 5545 §3.8.5): DTSTART, RRULEs and RDATEs, less EXRULEs and EXDATEs. Wall clock throughout.
import { dayOf } from '../../time/calendar-date.js';
import { MAX_COUNTED, MAX_OCCURRENCES, MAX_RULES } from './limits.js';
import { planRule, type RulePlan } from './plan.js';
import { parseRule } from './rule.js';
import { countedEnd, firstOf, untilLocal } from './rule-range.js';
import { isExhausted, walkRule } from './walk.js';

export interface RecurrenceSource {
  readonly start: number;
  readonly allDay: boolean;
  readonly rules: readonly string[];
  readonly exrules?: readonly string[];
  /** RDATEs. */
  readonly extras?: readonly number[];
  readonly exdates?: readonly number[];
  /** Day numbers of which every occurrence is taken away. */
  readonly exdays?: readonly number[];
  /** Turns UNTIL in UTC into the series' wall clock. */
  readonly utcToLocal: (epoch: number) => number;
  /** Where the one rule ends, when that is known already. */
  readonly end?: number;
  /** DTSTART belongs to the set even if no rule yields it, and uses up one of COUNT (RR3). */
  readonly includeStart: boolean;
}

/** A rule with its end, which is looked for when it is first needed. */
interface BoundedRule {
  readonly plan: RulePlan;
  end: number | undefined;
}

export interface RecurrenceSet {
  readonly source: RecurrenceSource;
  readonly rules: readonly BoundedRule[];
  readonly exrules: readonly BoundedRule[];
  readonly exdates: ReadonlySet<number>;
  readonly exdays: ReadonlySet<number>;
}

/** Rules that cannot be read are left out: the event is shown without them (RR1). */
export function compileSet(source: RecurrenceSource): RecurrenceSet {
  return {
    source,
    rules: planAll(source.rules, source, source.end),
    exrules: source.exrules ? planAll(source.exrules, source) : none,
    exdates: source.exdates ? new Set(source.exdates) : noTimes,
    exdays: source.exdays ? new Set(source.exdays) : noTimes,
  };
}

const none: readonly BoundedRule[] = [];
const noTimes: ReadonlySet<number> = new Set();

function planAll(texts: readonly string[], source: RecurrenceSource, end?: number): BoundedRule[] {
  const rules: BoundedRule[] = [];
  for (const text of texts.slice(0, MAX_RULES)) {
    const rule = parseRule(text);
    const plan = rule && planRule(rule, source.start, source.allDay);
    if (plan !== undefined) rules.push({ plan, end });
  }
  return rules;
}

function endOf(bounded: BoundedRule, source: RecurrenceSource, budget = MAX_COUNTED): number {
  if (bounded.end !== undefined) return bounded.end;
  const { plan } = bounded;
  const { count } = plan.rule;
  let end = untilLocal(plan, source.allDay, source.utcToLocal);
  if (count !== undefined) {
    const startCounts = source.includeStart && firstOf(plan) !== source.start;
    end = Math.min(end, countedEnd(plan, startCounts ? count - 1 : count, budget));
  }
  if (budget === MAX_COUNTED && !isExhausted()) bounded.end = end;
  return end;
}

/**
 * Last wall-clock start of the set, exceptions not considered; `Infinity` when it has no end.
 *
 * @param budget - occurrences that may be counted per rule; a rule with more counts as endless.
 */
export function lastStart(set: RecurrenceSet, budget: number): number {
  let last = set.source.start;
  for (const rule of set.rules) last = Math.max(last, endOf(rule, set.source, budget));
  for (const extra of set.source.extras ?? []) last = Math.max(last, extra);
  return last;
}

/** Is a time taken away by EXDATE or EXRULE? */
export function isExcluded(set: RecurrenceSet, local: number): boolean {
  if (set.exdates.has(local) || (set.exdays.size > 0 && set.exdays.has(dayOf(local)))) return true;
  return set.exrules.some((rule) => yields(rule, set.source, local));
}

function yields(rule: BoundedRule, source: RecurrenceSource, local: number): boolean {
  if (local > endOf(rule, source)) return false;
  let found = false;
  walkRule(rule.plan, local, local, () => {
    found = true;
    return false;
  });
  // When nobody can say any more, nothing is shown that may have been taken away.
  return found || isExhausted();
}

/**
 * Starts of the set in `[from, to]`, in order, without duplicates, exceptions taken away.
 *
 * @param limit - at most so many of each rule are looked at.
 * @param onLimit - Called when a rule has as many, or more.
 */
export function startsBetween(
  set: RecurrenceSet,
  from: number,
  to: number,
  limit = MAX_OCCURRENCES,
  onLimit?: () => void,
): number[] {
  const { source } = set;
  const starts: number[] = [];
  const add = (local: number) => {
    if (local >= from && local <= to) starts.push(local);
  };
  if (source.includeStart) add(source.start);
  for (const rule of set.rules) {
    const room = starts.length + limit + set.exdates.size;
    walkRule(rule.plan, from, Math.min(to, endOf(rule, source)), (local) => {
      starts.push(local);
      if (starts.length < room) return true;
      onLimit?.();
      return false;
    });
  }
  for (const extra of source.extras ?? []) add(extra);
  const ordered = inOrder(starts);
  const exclude = set.exdates.size > 0 || set.exdays.size > 0 || set.exrules.length > 0;
  return exclude ? ordered.filter((local) => !isExcluded(set, local)) : ordered;
}

function inOrder(starts: number[]): number[] {
  for (let i = 1; i < starts.length; i += 1) {
    if (starts[i]! <= starts[i - 1]!) return [...new Set(starts)].sort((a, b) => a - b);
  }
  return starts;
}
