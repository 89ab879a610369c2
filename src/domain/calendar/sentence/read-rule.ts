import { type DateContext, weekdayAt } from './read-date.js';
import { matchAt, readNumber, skipSpace, wordEnd } from './scan.js';

export interface FoundRule {
  readonly end: number;
  /** RRULE value without its end. */
  readonly rrule: string;
  /** 1 = Monday; empty when the rule names none. */
  readonly weekdays: readonly number[];
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORKDAYS = [1, 2, 3, 4, 5];

function weekly(weekdays: readonly number[], interval: number, end: number): FoundRule {
  const days = [...new Set(weekdays)].sort().map((day) => DAYS[day - 1]);
  return {
    rrule: `FREQ=WEEKLY${interval === 1 ? '' : `;INTERVAL=${interval}`};BYDAY=${days.join(',')}`,
    weekdays,
    end,
  };
}

/** Monday, Wednesday and Friday. */
function weekdaysFrom(
  context: DateContext,
  at: number,
): { readonly weekdays: number[]; readonly end: number } | undefined {
  const { v, text } = context;
  const weekdays: number[] = [];
  let end = -1;
  for (let next = at; ; ) {
    const found = weekdayAt(context, next);
    if (found === undefined) break;
    weekdays.push(found.weekday);
    end = found.end;
    const comma = matchAt(text, end, '[ ]?,[ ]?');
    const and = wordEnd(text, skipSpace(text, comma === undefined ? end : end + comma[0].length), v.and);
    if (comma === undefined && and === -1) break;
    next = skipSpace(text, and === -1 ? end + comma![0].length : and);
    // French and Italian say the article again: les lundis et les mercredis.
    next += matchAt(text, next, '(?:les|le|il|la|los|i|el|jeden)[ ]')?.[0].length ?? 0;
  }
  return end === -1 ? undefined : { weekdays, end };
}

/** How an event repeats, said there. */
export function readRuleAt(context: DateContext, at: number): FoundRule | undefined {
  const { v, text } = context;
  for (const [index, words] of v.everyWeekday.entries()) {
    const end = wordEnd(text, at, words);
    if (end === -1) continue;
    const and = wordEnd(text, skipSpace(text, end), v.and);
    const more =
      and === -1 ? undefined : (readRuleAt(context, skipSpace(text, and)) ?? moreDays(context, skipSpace(text, and)));
    return weekly([index + 1, ...(more?.weekdays ?? [])], 1, more?.end ?? end);
  }
  const workdays = wordEnd(text, at, v.workdays);
  if (workdays !== -1) return weekly(WORKDAYS, 1, workdays);
  const words = [
    [v.daily, 'DAILY'],
    [v.weekly, 'WEEKLY'],
    [v.monthly, 'MONTHLY'],
    [v.yearly, 'YEARLY'],
  ] as const;
  for (const [alternatives, freq] of words) {
    const end = wordEnd(text, at, alternatives);
    if (end !== -1) return { rrule: `FREQ=${freq}`, weekdays: [], end };
  }
  const other = wordEnd(text, at, v.everyOther);
  const every = other === -1 ? wordEnd(text, at, v.every) : other;
  if (every === -1) return undefined;
  const from = skipSpace(text, every);
  const number = other === -1 ? readNumber(v, text, from) : { value: 2, end: from };
  const interval = number === undefined ? 1 : Math.round(number.value);
  const next = number === undefined ? from : skipSpace(text, number.end);
  const days = weekdaysFrom(context, next);
  if (days !== undefined) return weekly(days.weekdays, interval, days.end);
  for (const [unit, freq] of [
    ['day', 'DAILY'],
    ['week', 'WEEKLY'],
    ['month', 'MONTHLY'],
    ['year', 'YEARLY'],
  ] as const) {
    const end = wordEnd(text, next, v.units[unit]);
    if (end !== -1 && interval >= 1 && interval <= 99)
      return { rrule: `FREQ=${freq}${interval === 1 ? '' : `;INTERVAL=${interval}`}`, weekdays: [], end };
  }
  return undefined;
}

function moreDays(context: DateContext, at: number) {
  return weekdaysFrom(context, at);
}

/** 10 times. */
export function readCountAt(
  { v, text }: DateContext,
  at: number,
): { readonly end: number; readonly count: number } | undefined {
  const number = readNumber(v, text, at);
  const end = number === undefined ? -1 : wordEnd(text, skipSpace(text, number.end), v.times);
  return number === undefined || end === -1 || number.value < 1 ? undefined : { count: Math.round(number.value), end };
}
