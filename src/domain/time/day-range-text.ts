import { civilFromDay } from './calendar-date.js';
import { type DayNumber, MS_PER_DAY } from './types.js';

/** By locale and length of months: making one costs more than a hundred uses, and pages ask each time they are drawn. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, month: 'long' | 'short'): Intl.DateTimeFormat {
  const key = `${locale} ${month}`;
  const format = formats.get(key) ?? newFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}

function newFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat('en-GB', options); // no language tag at all
  }
}

/**
 * Days of a heading: `16 – 22 November 2026`; two months are shortened, as headings have no room for two long ones:
 * `30 Nov – 6 Dec 2026`. `last` belongs to it.
 */
export function dayRangeText(locale: string, first: DayNumber, last: DayNumber): string {
  const month = civilFromDay(first).month === civilFromDay(last).month ? 'long' : 'short';
  return formatOf(locale, month).formatRange(first * MS_PER_DAY, last * MS_PER_DAY);
}
