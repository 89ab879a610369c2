// How much work a hostile rule may cause. Honest rules stay far below each of these.

/**
 * How long a rule may yield nothing before it counts as finished: 20,000 days or weeks, 10,000 months, 2,000 years.
 * The calendar repeats after 400 years; 29 February on one weekday comes back after 40 at most.
 */
export const MAX_EMPTY_WORK = 20_000;
export const WORK_OF_MONTH = 2;
export const WORK_OF_YEAR = 10;
/** An hour or minute that steps of the rule miss. */
export const WORK_WITHIN_DAY = 0.1;

/** Occurrences that are counted to find the end of a rule with COUNT; beyond them it counts as endless. */
export const MAX_COUNTED = 50_000;

/** No rule goes on after this year: longer years do not fit iCalendar's DATE. */
export const MAX_YEAR = 9999;

/** Occurrences of one series in one query, when the caller names no limit. */
export const MAX_OCCURRENCES = 10_000;

/** Longest RRULE value that is read. */
export const MAX_RULE_LENGTH = 8192;

/** RRULE and EXRULE lines of one series that are read. */
export const MAX_RULES = 50;

/** Overrides of one series with RANGE=THISANDFUTURE that are followed. */
export const MAX_ONWARDS = 500;

/**
 * Steps of all rules of one series in one query. Attack: fifty rules that never run, looked for second by second, or
 * that have to be counted; each is within its own limits, all together take half a minute. This many take some tenths of
 * a second.
 */
export const MAX_STEPS = 1_000_000;
