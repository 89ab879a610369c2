import { civilFromDay } from './calendar-date.js';
import { createLocalFormats } from './local-formats.js';
import { type DayNumber, MS_PER_DAY } from './types.js';

/** By locale: making one costs more than a hundred uses. */
const formats = new Map<string, Intl.DateTimeFormat>();

function shortFormat(locale: string): Intl.DateTimeFormat {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
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
  if (civilFromDay(first).month === civilFromDay(last).month) return createLocalFormats(locale).dayRange(first, last);
  const format = formats.get(locale) ?? shortFormat(locale);
  formats.set(locale, format);
  return format.formatRange(first * MS_PER_DAY, last * MS_PER_DAY);
}
