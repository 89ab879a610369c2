import { validDay } from './calendar-date.js';
import { digits } from './ical-time.js';
import { type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './types.js';

/** A date or date-time as ISO 8601 text gives it. */
export interface IsoTime {
  /** The wall clock that is written; midnight for a date. */
  readonly local: LocalMs;
  /** A date without time. */
  readonly date: boolean;
  /** Wall clock minus instant, ms, when the text says it (`Z`, `+01:00`). */
  readonly offset: number | undefined;
}

/** Longest text that can be one. */
const MAX_LENGTH = 35;

/**
 * Reads `2026-11-18`, `2026-11-18T14:00`, with seconds, fractions, `Z` or `±hh:mm`; a space may stand for the `T`.
 * `undefined` for anything else. Character by character: widgets are given tens of thousands of these at once.
 */
export function parseIsoTime(text: string): IsoTime | undefined {
  const { length } = text;
  if (length < 10 || length > MAX_LENGTH || text[4] !== '-' || text[7] !== '-') return undefined;
  const day = validDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (day === undefined) return undefined;
  const midnight = day * MS_PER_DAY;
  if (length === 10) return { local: midnight as LocalMs, date: true, offset: undefined };
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (!'Tt '.includes(text[10]!) || text[13] !== ':' || !(hour <= 24 && minute < 60)) return undefined;
  const hasSeconds = text[16] === ':';
  const second = hasSeconds ? digits(text, 17, 2) : 0;
  if (!(second <= 60)) return undefined;
  const offset = zoneOffset(text, hasSeconds ? afterFraction(text, 19) : 16);
  if (offset === null) return undefined;
  const local = midnight + hour * MS_PER_HOUR + minute * MS_PER_MINUTE + Math.min(second, 59) * 1000;
  return { local: local as LocalMs, date: false, offset };
}

function afterFraction(text: string, at: number): number {
  if (text[at] !== '.') return at;
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** What is after the time: nothing, or an offset; `null` when it is something else. */
function zoneOffset(text: string, at: number): number | undefined | null {
  if (at === text.length) return undefined;
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return at + 1 === text.length ? 0 : null;
  if (sign !== '+' && sign !== '-') return null;
  const minutesAt = text[at + 3] === ':' ? at + 4 : at + 3;
  const hours = digits(text, at + 1, 2);
  const minutes = minutesAt === text.length ? 0 : digits(text, minutesAt, 2);
  if (!(hours < 24 && minutes < 60) || text.length > minutesAt + 2) return null;
  return (sign === '-' ? -1 : 1) * (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE);
}

const isDigit = (code: number) => code >= 48 && code <= 57;
