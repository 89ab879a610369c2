// Dates as people remember birthdays: sometimes without the year (RFC 6350 §4.3.1).
import { dayFromCivil, daysInMonth } from './calendar-date.js';
import { MS_PER_DAY } from './types.js';

export interface PartialDate {
  /** `undefined` when only the day of the year is known. */
  readonly year: number | undefined;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

/** A leap year: 29 February exists in it. */
const ANY_YEAR = 2000;
const FORM = /^(?:(\d{4})-|--)(\d{2})-(\d{2})$/;

/** Reads `1985-03-04` or `--03-04`; `undefined` for any other text and for days that do not exist. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const year = match[1] === undefined ? undefined : Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year ?? ANY_YEAR, month)) return undefined;
  return { year, month, day };
}

/** `1985-03-04`, or `--03-04` without year. */
export function formatPartialDate({ year, month, day }: PartialDate): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year === undefined ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** For the eye, such as `4 March 1985` or `4 March`; text of any other form comes back as it is. */
export function displayPartialDate(text: string, locale: string): string {
  const date = parsePartialDate(text);
  if (date === undefined) return text;
  const year = date.year === undefined ? {} : ({ year: 'numeric' } as const);
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year, timeZone: 'UTC' });
  return format.format(dayFromCivil(date.year ?? ANY_YEAR, date.month, date.day) * MS_PER_DAY);
}

/** Names of the months, January first. */
export function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(dayFromCivil(ANY_YEAR, month + 1, 1) * MS_PER_DAY));
}
