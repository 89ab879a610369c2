// RRULE values (RFC 5545 §3.3.10, RFC 7529): from text to data. Rule numbers are those of docs/rules/calendar.md.
import { type IcalTime, parseIcalTime } from '../../time/ical-time.js';
import { MAX_RULE_LENGTH } from './limits.js';

export const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** `MO`, or `-1MO` with `nth`. */
export interface ByDay {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** 0: every such weekday. */
  readonly nth: number;
}

/** A rule as written. Lists are sorted and without duplicates; a missing part is undefined. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: IcalTime;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  readonly bySecond?: readonly number[];
  readonly byMinute?: readonly number[];
  readonly byHour?: readonly number[];
  readonly byDay?: readonly ByDay[];
  readonly byMonthDay?: readonly number[];
  readonly byYearDay?: readonly number[];
  readonly byWeekNo?: readonly number[];
  readonly byMonth?: readonly number[];
  readonly bySetPos?: readonly number[];
  /** What happens to dates that do not exist (RFC 7529 §4.1). */
  readonly skip: (typeof SKIPS)[number];
}

const SKIPS = ['OMIT', 'BACKWARD', 'FORWARD'] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const BY_DAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const INTEGER = /^[+-]?\d{1,3}$/;
const LARGE_INTEGER = /^\+?\d{1,15}$/;

type Lists = { -readonly [Key in keyof Rule]?: Rule[Key] };

/** Key and range of each list of numbers; where they may be negative they count from the end too, and have no zero. */
const NUMBER_LISTS = new Map<string, readonly [key: keyof Rule, min: number, max: number]>([
  ['BYSECOND', ['bySecond', 0, 60]],
  ['BYMINUTE', ['byMinute', 0, 59]],
  ['BYHOUR', ['byHour', 0, 23]],
  ['BYMONTHDAY', ['byMonthDay', -31, 31]],
  ['BYYEARDAY', ['byYearDay', -366, 366]],
  ['BYWEEKNO', ['byWeekNo', -53, 53]],
  ['BYMONTH', ['byMonth', 1, 12]],
  ['BYSETPOS', ['bySetPos', -366, 366]],
]);

/**
 * Reads the value of RRULE or EXRULE. Case and order of the parts do not matter; parts that begin with `X-` are passed
 * over. Anything else that the grammar does not have makes the whole rule invalid: half a rule would show wrong days.
 *
 * @returns undefined for an invalid rule, and for one of another calendar than the Gregorian.
 */
export function parseRule(text: string): Rule | undefined {
  if (text.length > MAX_RULE_LENGTH) return undefined;
  const parts: Lists = {};
  for (const part of text.toUpperCase().split(';')) {
    const at = part.indexOf('=');
    const name = (at === -1 ? part : part.slice(0, at)).trim();
    if (name === '' && at === -1) continue;
    if (!readPart(parts, name, at === -1 ? '' : part.slice(at + 1).trim())) return undefined;
  }
  return parts.freq && { interval: 1, weekStart: 1, skip: 'OMIT', ...parts, freq: parts.freq };
}

/** @returns whether there is such a part, and such a value of it. */
function readPart(parts: Lists, name: string, value: string): boolean {
  switch (name) {
    case 'FREQ':
      parts.freq = FREQUENCIES.find((freq) => freq === value);
      return parts.freq !== undefined;
    case 'INTERVAL':
      parts.interval = readPositive(value);
      return parts.interval > 0;
    case 'COUNT':
      parts.count = readPositive(value);
      return parts.count > 0;
    case 'UNTIL':
      parts.until = parseIcalTime(value);
      return parts.until !== undefined;
    case 'WKST':
      parts.weekStart = WEEKDAYS.indexOf(value) + 1;
      return parts.weekStart > 0;
    case 'BYDAY':
      parts.byDay = readByDay(value);
      return parts.byDay !== undefined;
    case 'SKIP':
      parts.skip = SKIPS.find((skip) => skip === value);
      return parts.skip !== undefined;
    case 'RSCALE':
      return value === 'GREGORIAN';
    default:
      return readNumbers(parts, name, value);
  }
}

/** 0 when it is no positive number. */
function readPositive(value: string): number {
  return LARGE_INTEGER.test(value) ? Number(value) : 0;
}

function readNumbers(parts: Lists, name: string, value: string): boolean {
  const list = NUMBER_LISTS.get(name);
  if (list === undefined) return name.startsWith('X-');
  const [key, min, max] = list;
  const numbers = new Set<number>();
  for (const text of value.split(',')) {
    // Not -0.
    const number = INTEGER.test(text.trim()) ? Number(text) + 0 : Number.NaN;
    if (!(number >= min && number <= max) || (number === 0 && min < 0)) return false;
    numbers.add(number);
  }
  Object.assign(parts, { [key]: [...numbers].sort((a, b) => a - b) });
  return true;
}

function readByDay(value: string): ByDay[] | undefined {
  const days = new Map<string, ByDay>();
  for (const text of value.split(',')) {
    const [match, nth, weekday = ''] = BY_DAY.exec(text.trim()) ?? [];
    if (match === undefined) return undefined;
    const day = { weekday: WEEKDAYS.indexOf(weekday) + 1, nth: Number(nth ?? 0) };
    if (nth !== undefined && (day.nth === 0 || Math.abs(day.nth) > 53)) return undefined;
    days.set(`${day.nth} ${day.weekday}`, day);
  }
  return [...days.values()];
}
