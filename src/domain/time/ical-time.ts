// DATE, DATE-TIME, PERIOD parts and DURATION as iCalendar writes them (RFC 5545 §3.3.4–6).
import { civilFromDay, dayOf, pad, timeOfDay, validDay } from './calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './types.js';

/** A DATE or DATE-TIME as written, before any zone is looked at. */
export interface IcalTime {
  /** Midnight when `date`. For `…Z` the wall clock of UTC. */
  readonly local: LocalMs;
  /** A date without time. */
  readonly date: boolean;
  /** Written with `Z`. */
  readonly utc: boolean;
}

const ISO_PUNCTUATION = /(?<=\d)[-:](?=\d)/g;

/** A number of so many digits at a place of a text; NaN when there are others, or none. */
export function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Longest text that can be a time; what is longer is not looked at. */
const MAX_TIME_LENGTH = 32;

/**
 * Reads `20261118`, `20261118T140000` or `20261118T140000Z`; `undefined` when it is neither, or no such day exists.
 * ISO 8601's punctuation, lower case and missing seconds are read too, and a leap second as the second before it.
 */
export function parseIcalTime(text: string): IcalTime | undefined {
  if (text.length > MAX_TIME_LENGTH) return undefined;
  const compact = text.length === 8 || text.charCodeAt(8) === 84 ? text : normalised(text);
  const day = validDay(digits(compact, 0, 4), digits(compact, 4, 2), digits(compact, 6, 2));
  if (day === undefined) return undefined;
  if (compact.length === 8) return { local: (day * MS_PER_DAY) as LocalMs, date: true, utc: false };
  const utc = compact.endsWith('Z');
  const length = compact.length - (utc ? 1 : 0);
  if (compact.charCodeAt(8) !== 84 || (length !== 15 && length !== 13)) return undefined;
  const hour = digits(compact, 9, 2);
  const minute = digits(compact, 11, 2);
  const second = length === 15 ? Math.min(digits(compact, 13, 2), 59) : 0;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const time = hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * 1000;
  return { local: (day * MS_PER_DAY + time) as LocalMs, date: false, utc };
}

function normalised(text: string): string {
  return text.trim().toUpperCase().replace(ISO_PUNCTUATION, '');
}

/** `20261118`: the day a wall-clock time is on. */
export function formatIcalDate(local: number): string {
  const { year, month, day } = civilFromDay(dayOf(local));
  return pad(year * 10_000 + month * 100 + day, 8);
}

/** `20261118T140000`. */
export function formatIcalLocal(local: number): string {
  const seconds = Math.floor(timeOfDay(local) / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = Math.floor(minutes / 60) * 10_000 + (minutes % 60) * 100 + (seconds % 60);
  return `${formatIcalDate(local)}T${pad(time, 6)}`;
}

/** `20261118T140000Z`. */
export function formatIcalUtc(epoch: EpochMs): string {
  return `${formatIcalLocal(epoch)}Z`;
}

/** Days apart from seconds: a day is 23 or 25 hours long where clocks change (RFC 5545 §3.3.6). */
export interface IcalDuration {
  readonly days: number;
  readonly seconds: number;
}

const DURATION = /^\s*([+-])?P(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:(T)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?\s*$/i;

/**
 * Reads `-PT15M`, `P1W`, `P1DT12H`; `undefined` when it is no duration. A bare `P`, `PT` or trailing `T` is none.
 *
 * @see RFC 5545 §3.3.6
 */
export function parseDuration(text: string): IcalDuration | undefined {
  if (text.length > MAX_TIME_LENGTH * 2) return undefined;
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [, sign, weeks, days, time, hours, minutes, seconds] = match;
  if (time !== undefined && hours === undefined && minutes === undefined && seconds === undefined) return undefined;
  if (weeks === undefined && days === undefined && time === undefined) return undefined;
  const signed = (value: number) => (sign === '-' && value !== 0 ? -value : value);
  return {
    days: signed(7 * Number(weeks ?? 0) + Number(days ?? 0)),
    seconds: signed(3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0)),
  };
}

/** Shortest form: `P1D`, `PT1H30M`, `-PT15M`, `PT0S`. Days and seconds have the same sign. */
export function formatDuration({ days, seconds }: IcalDuration): string {
  const sign = days < 0 || seconds < 0 ? '-' : '';
  const wholeDays = Math.abs(days);
  const rest = Math.abs(seconds);
  const part = (value: number, unit: string) => (value === 0 ? '' : `${value}${unit}`);
  const time = part(Math.floor(rest / 3600), 'H') + part(Math.floor(rest / 60) % 60, 'M') + part(rest % 60, 'S');
  if (time === '') return wholeDays === 0 ? 'PT0S' : `${sign}P${wholeDays}D`;
  return `${sign}P${part(wholeDays, 'D')}T${time}`;
}
