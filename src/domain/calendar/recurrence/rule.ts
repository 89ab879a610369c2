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
  readonly skip: 'OMIT' | 'BACKWARD' | 'FORWARD';
}

/** `unsupported`: a well-formed rule in a calendar other than the Gregorian one. */
export type RuleReading =
  | { readonly rule: Rule; readonly problem?: undefined }
  | { readonly rule?: undefined; readonly problem: 'invalid' | 'unsupported'; readonly message: string };

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const BY_DAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const INTEGER = /^[+-]?\d{1,3}$/;
const LARGE_INTEGER = /^\+?\d{1,15}$/;

type Lists = { -readonly [Key in keyof Rule]?: Rule[Key] };

/** Range of each list of numbers; `negative` parts count from the end too, and have no zero. */
const NUMBER_LISTS: Readonly<Record<string, { key: keyof Rule; min: number; max: number; negative?: true }>> = {
  BYSECOND: { key: 'bySecond', min: 0, max: 60 },
  BYMINUTE: { key: 'byMinute', min: 0, max: 59 },
  BYHOUR: { key: 'byHour', min: 0, max: 23 },
  BYMONTHDAY: { key: 'byMonthDay', min: 1, max: 31, negative: true },
  BYYEARDAY: { key: 'byYearDay', min: 1, max: 366, negative: true },
  BYWEEKNO: { key: 'byWeekNo', min: 1, max: 53, negative: true },
  BYMONTH: { key: 'byMonth', min: 1, max: 12 },
  BYSETPOS: { key: 'bySetPos', min: 1, max: 366, negative: true },
};

/**
 * Reads the value of RRULE or EXRULE. Case and order of the parts do not matter; parts that begin with `X-` are passed
 * over. Anything else that the grammar does not have makes the whole rule invalid: half a rule would show wrong days.
 */
export function parseRule(text: string): RuleReading {
  if (text.length > MAX_RULE_LENGTH) return invalid('The rule is too long.');
  const parts: Lists = {};
  for (const part of text.toUpperCase().split(';')) {
    const at = part.indexOf('=');
    const name = (at === -1 ? part : part.slice(0, at)).trim();
    if (name === '' && at === -1) continue;
    const problem = readPart(parts, name, at === -1 ? '' : part.slice(at + 1).trim());
    if (problem !== undefined) return problem;
  }
  if (parts.freq === undefined) return invalid('The rule has no FREQ.');
  return { rule: { interval: 1, weekStart: 1, skip: 'OMIT', ...parts, freq: parts.freq } };
}

function invalid(message: string): RuleReading {
  return { problem: 'invalid', message };
}

function readPart(parts: Lists, name: string, value: string): RuleReading | undefined {
  const bad = invalid(`${name.slice(0, 20)} cannot be ${value.slice(0, 40) || 'empty'}.`);
  switch (name) {
    case 'FREQ':
      parts.freq = FREQUENCIES.find((freq) => freq === value);
      return parts.freq === undefined ? bad : undefined;
    case 'INTERVAL':
    case 'COUNT': {
      const number = LARGE_INTEGER.test(value) ? Number(value) : 0;
      if (number < 1) return bad;
      parts[name === 'COUNT' ? 'count' : 'interval'] = number;
      return undefined;
    }
    case 'UNTIL':
      parts.until = parseIcalTime(value);
      return parts.until === undefined ? bad : undefined;
    case 'WKST':
      parts.weekStart = WEEKDAYS.indexOf(value) + 1;
      return parts.weekStart === 0 ? bad : undefined;
    case 'BYDAY':
      parts.byDay = readByDay(value);
      return parts.byDay === undefined ? bad : undefined;
    case 'SKIP':
      if (value !== 'OMIT' && value !== 'BACKWARD' && value !== 'FORWARD') return bad;
      parts.skip = value;
      return undefined;
    case 'RSCALE':
      return value === 'GREGORIAN' ? undefined : { problem: 'unsupported', message: `RSCALE ${value.slice(0, 40)}` };
    default:
      return readNumbers(parts, name, value) ? undefined : bad;
  }
}

function readNumbers(parts: Lists, name: string, value: string): boolean {
  if (!Object.hasOwn(NUMBER_LISTS, name)) return name.startsWith('X-');
  const list = NUMBER_LISTS[name];
  if (list === undefined) return false;
  const numbers = new Set<number>();
  for (const text of value.split(',')) {
    const number = INTEGER.test(text.trim()) ? Number(text) : Number.NaN;
    const size = list.negative ? Math.abs(number) : number;
    if (!(size >= list.min && size <= list.max)) return false;
    numbers.add(number === 0 ? 0 : number);
  }
  Object.assign(parts, { [list.key]: [...numbers].sort((a, b) => a - b) });
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
