// What views write about dates, from Intl, with its formatters made once. Times are turned to wall clock here and
// formatted as UTC, so that one set of formatters serves every zone.
import { dayFromCivil, dayOf, localOfDay } from './calendar-date.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_HOUR } from './types.js';
import { epochToLocal, offsetAt } from './zone.js';

export type NameStyle = 'long' | 'short' | 'narrow';

/** Dates in words for one locale and display zone. Days are day numbers, `LocalMs` is wall clock of that zone. */
export interface DateFormats {
  readonly locale: string;
  readonly timeZone: string;
  /** First day of the week: 1 = Monday … 7 = Sunday. */
  readonly firstDay: number;
  /** Does the locale (or the option) write `2 PM`? */
  readonly hour12: boolean;
  /** Wall clock of an instant in the display zone. */
  toLocal(epoch: EpochMs): LocalMs;
  /** `November 2026`. */
  monthTitle(day: number): string;
  /** @param month - 1–12. */
  monthName(month: number, style?: NameStyle): string;
  /** `2026`. */
  yearTitle(day: number): string;
  /** Seven names in the order of the week, `firstDay` first. */
  weekdayNames(style?: NameStyle): readonly string[];
  weekdayName(day: number, style?: NameStyle): string;
  /** `18` in the locale's digits. */
  dayOfMonth(day: number): string;
  /** `Wednesday, 18 November 2026`. */
  dayLabel(day: number): string;
  /** `Wed, 18 Nov 2026`. */
  dayShort(day: number): string;
  /** `18 Nov`. */
  monthDay(day: number): string;
  /** `2 PM` or `14:00`: what stands beside a row of a day grid. @param hour - 0–24. */
  hourLabel(hour: number): string;
  time(epoch: EpochMs): string;
  timeOfLocal(local: LocalMs): string;
  /** `14:00 – 15:30`. */
  timeRange(start: EpochMs, end: EpochMs): string;
  /** `16 – 22 November 2026`. @param last - inclusive. */
  dateRange(first: number, last: number): string;
  /** `Wed, 18 Nov 2026, 14:00`. */
  dateTime(epoch: EpochMs): string;
  /** `Wed, 18 Nov 2026, 14:00 – 15:30`, over days when it takes several. */
  dateTimeRange(start: EpochMs, end: EpochMs): string;
}

export interface DateFormatsOptions {
  /** Follows the locale when absent. */
  readonly hour12?: boolean;
  /** 1 = Monday … 7 = Sunday; follows the locale when absent or 0. */
  readonly firstDay?: number;
}

const made = new Map<string, DateFormats>();
const MAX_MADE = 20;

/** @param locale - BCP 47; '' is the browser's. An ill-formed one counts as `en`. */
export function createDateFormats(locale: string, timeZone: string, options: DateFormatsOptions = {}): DateFormats {
  const key = JSON.stringify([locale, timeZone, options.hour12, options.firstDay]);
  let formats = made.get(key);
  if (formats === undefined) {
    if (made.size >= MAX_MADE) made.clear();
    formats = build(supportedLocale(locale), timeZone, options);
    made.set(key, formats);
  }
  return formats;
}

function supportedLocale(locale: string): string {
  try {
    return new Intl.DateTimeFormat(locale === '' ? undefined : locale).resolvedOptions().locale;
  } catch {
    return 'en';
  }
}

type Options = Intl.DateTimeFormatOptions;

/** Makes a formatter when it is first needed. */
function lazy(locale: string, options: Options): () => Intl.DateTimeFormat {
  let format: Intl.DateTimeFormat | undefined;
  return () => {
    format ??= new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return format;
  };
}

function build(locale: string, timeZone: string, options: DateFormatsOptions): DateFormats {
  // Not hour12: some browsers take its `false` for a day from 1:00 to 24:00.
  const hours: Options = options.hour12 === undefined ? {} : { hourCycle: options.hour12 ? 'h12' : 'h23' };
  const weekdays: Record<NameStyle, () => Intl.DateTimeFormat> = {
    long: lazy(locale, { weekday: 'long' }),
    short: lazy(locale, { weekday: 'short' }),
    narrow: lazy(locale, { weekday: 'narrow' }),
  };
  const months: Record<NameStyle, () => Intl.DateTimeFormat> = {
    long: lazy(locale, { month: 'long' }),
    short: lazy(locale, { month: 'short' }),
    narrow: lazy(locale, { month: 'narrow' }),
  };
  const monthTitle = lazy(locale, { month: 'long', year: 'numeric' });
  const year = lazy(locale, { year: 'numeric' });
  const dayOfMonth = lazy(locale, { day: 'numeric' });
  const full = lazy(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const short = lazy(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const monthDay = lazy(locale, { day: 'numeric', month: 'short' });
  const range = lazy(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const time = lazy(locale, { hour: 'numeric', minute: '2-digit', ...hours });
  const hour12 = time().resolvedOptions().hour12 === true;
  const hour = hour12 ? lazy(locale, { hour: 'numeric', ...hours }) : time;
  const dayAndTime = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const dateTime = lazy(locale, { ...dayAndTime, hour: 'numeric', minute: '2-digit', ...hours });
  const firstDay = options.firstDay || firstDayOf(locale);
  const toLocal = (epoch: EpochMs) => epochToLocal(timeZone, epoch);
  const onDay = (format: () => Intl.DateTimeFormat, day: number) => format().format(localOfDay(day));
  return {
    locale,
    timeZone,
    firstDay,
    hour12,
    toLocal,
    monthTitle: (day) => onDay(monthTitle, day),
    monthName: (month, style = 'long') => onDay(months[style], dayFromCivil(2026, month, 1)),
    yearTitle: (day) => onDay(year, day),
    weekdayNames: (style = 'short') => sevenDays(firstDay).map((day) => onDay(weekdays[style], day)),
    weekdayName: (day, style = 'long') => onDay(weekdays[style], day),
    dayOfMonth: (day) =>
      dayOfMonth()
        .formatToParts(localOfDay(day))
        .find(({ type }) => type === 'day')?.value ?? '',
    dayLabel: (day) => onDay(full, day),
    dayShort: (day) => onDay(short, day),
    monthDay: (day) => onDay(monthDay, day),
    hourLabel: (value) => hour().format(value * MS_PER_HOUR),
    time: (epoch) => time().format(toLocal(epoch)),
    timeOfLocal: (local) => time().format(local),
    timeRange: (start, end) => timeRange(time(), toLocal(start), toLocal(end)),
    dateRange: (first, last) => range().formatRange(localOfDay(first), localOfDay(last)),
    dateTime: (epoch) => dateTime().format(toLocal(epoch)),
    dateTimeRange: (start, end) => dateTime().formatRange(toLocal(start), toLocal(end)),
  };
}

/** Over midnight formatRange would write the dates too. */
function timeRange(format: Intl.DateTimeFormat, start: LocalMs, end: LocalMs): string {
  if (dayOf(start) === dayOf(end)) return format.formatRange(start, end);
  return `${format.format(start)} – ${format.format(end)}`;
}

/** Days of a week that begins on `firstDay`. */
function sevenDays(firstDay: number): DayNumber[] {
  const monday = dayFromCivil(2026, 11, 16);
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => (monday + ((firstDay - 1 + offset) % 7)) as DayNumber);
}

// CLDR supplemental/weekData firstDay, for browsers without Intl.Locale's week information. The rest begin on Monday.
const FIRST_DAY_SATURDAY = 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' ');
const FIRST_DAY_SUNDAY =
  'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'.split(
    ' ',
  );

interface WeekInfo {
  readonly firstDay: number;
}

/** Newer than TypeScript's library; a method by now, a property before. */
type LocaleWithWeek = Intl.Locale & { getWeekInfo?(): WeekInfo; readonly weekInfo?: WeekInfo };

/** First day of the week where a locale is spoken: 1 = Monday … 7 = Sunday. */
export function firstDayOf(locale: string): number {
  const { maximal, info } = weekOf(locale);
  if (info !== undefined) return info.firstDay;
  const region = maximal.region ?? '';
  if (FIRST_DAY_SATURDAY.includes(region)) return 6;
  return FIRST_DAY_SUNDAY.includes(region) ? 7 : 1;
}

function weekOf(locale: string): { maximal: Intl.Locale; info: WeekInfo | undefined } {
  const maximal: LocaleWithWeek = new Intl.Locale(supportedLocale(locale)).maximize();
  return { maximal, info: maximal.getWeekInfo?.() ?? maximal.weekInfo };
}

/** Every zone the platform can show, `UTC` first. */
export function allZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** `+05:30`, `-03:00`: a zone's offset at an instant. */
export function offsetLabel(timeZone: string, epoch: EpochMs): string {
  const minutes = Math.round(offsetAt(timeZone, epoch) / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
