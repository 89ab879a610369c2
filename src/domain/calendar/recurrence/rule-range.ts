// COUNT and UNTIL: where a rule ends.
import { dayOf } from '../../time/calendar-date.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../time/types.js';
import { MAX_COUNTED } from './limits.js';
import { type RulePlan, WEEKLY } from './plan.js';
import { walkRule } from './walk.js';

/**
 * Last wall-clock time that UNTIL allows: the whole day when it is a date. `Infinity` without UNTIL.
 *
 * @param utcToLocal - turns UNTIL in UTC into the wall clock of the series' zone; identity for floating and all-day.
 */
export function untilLocal(plan: RulePlan, allDay: boolean, utcToLocal: (epoch: number) => number): number {
  const { until } = plan.rule;
  if (until === undefined) return Number.POSITIVE_INFINITY;
  if (until.date || allDay) return (dayOf(until.local) + 1) * MS_PER_DAY - 1;
  return until.utc ? utcToLocal(until.local) : until.local;
}

/**
 * Wall-clock time of the last occurrence that COUNT allows; `Infinity` without COUNT, or when there are more than can
 * be counted (MAX_COUNTED).
 *
 * @param count - COUNT, less what DTSTART has used of it.
 */
export function countedEnd(plan: RulePlan, count: number, budget = MAX_COUNTED): number {
  if (count <= 0) return Number.NEGATIVE_INFINITY;
  if (isPlain(plan)) return plan.start + (count - 1) * plan.interval * STEP_MS[plan.freq]!;
  if (count > budget) return Number.POSITIVE_INFINITY;
  let left = count;
  let last = Number.NEGATIVE_INFINITY;
  walkRule(plan, plan.start, Number.POSITIVE_INFINITY, (local) => {
    last = local;
    left -= 1;
    return left > 0;
  });
  return last;
}

const STEP_MS = [1000, MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY, 7 * MS_PER_DAY];

/** One occurrence in each period, at even steps: no BYxxx, and no period of uneven length. */
function isPlain(plan: RulePlan): boolean {
  const { byDay, byHour, byMinute, byMonth, byMonthDay, bySecond, bySetPos, byWeekNo, byYearDay } = plan.rule;
  const lists = [byDay, byHour, byMinute, byMonth, byMonthDay, bySecond, bySetPos, byWeekNo, byYearDay];
  return plan.freq <= WEEKLY && lists.every((list) => list === undefined);
}

/** First time that the rule itself yields; undefined when it never does. */
export function firstOf(plan: RulePlan): number | undefined {
  let first: number | undefined;
  walkRule(plan, plan.start, Number.POSITIVE_INFINITY, (local) => {
    first = local;
    return false;
  });
  return first;
}
