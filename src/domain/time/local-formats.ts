// Days and wall-clock times in a person's language: what grids and forms are labelled with. No zone is involved.
import { type DayNumber, type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './types.js';

export interface LocalFormats {
  /** Time of day from minutes after midnight: 09:00, 9:00 AM. Kept, as grids ask for the same ones again. */
  time(minute: number): string;
  /** An hour of the day in as few letters as it needs: 09:00, 9 AM. */
  hour(hour: number): string;
  weekday(day: DayNumber, style: 'long' | 'short' | 'narrow'): string;
  /** Wednesday 18 November 2026. */
  longDay(day: DayNumber): string;
  /** Wed 18 Nov. */
  shortDay(day: DayNumber): string;
  /** Nov. */
  shortMonth(day: DayNumber): string;
  /** November. */
  longMonth(day: DayNumber): string;
  /** November 2026. */
  monthAndYear(day: DayNumber): string;
  /** 16–22 November 2026; `last` belongs to it. */
  dayRange(first: DayNumber, last: DayNumber): string;
  /** Wed 18 Nov, 14:00 – 15:00; Wed 18 Nov 2026, … with the year. `end` is exclusive. */
  span(times: { readonly start: LocalMs; readonly end: LocalMs; readonly allDay: boolean }, withYear?: boolean): string;
}

/** @param locale - BCP 47; one the platform does not know counts as English. */
export function createLocalFormats(locale: string): LocalFormats {
  const formatOf = formatsFor(locale);
  const times = new Map<number, string>();
  const dayFormat = (options: Intl.DateTimeFormatOptions) => {
    const format = formatOf(options);
    return (day: number) => format().format(day * MS_PER_DAY);
  };
  const weekdays = {
    long: dayFormat({ weekday: 'long' }),
    short: dayFormat({ weekday: 'short' }),
    narrow: dayFormat({ weekday: 'narrow' }),
  };
  const range = formatOf({ day: 'numeric', month: 'long', year: 'numeric' });
  const clock = formatOf({ hour: 'numeric', minute: '2-digit' });
  const longDay = dayFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortDay = dayFormat({ weekday: 'short', day: 'numeric', month: 'short' });
  const yearDay = dayFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const time = (minute: number) => {
    const known = times.get(minute);
    if (known !== undefined) return known;
    const text = clock()
      .format(minute * MS_PER_MINUTE)
      .replace(/^\d:\d\d$/, '0$&'); // as wide as 10:00
    times.set(minute, text);
    return text;
  };
  const hours = formatOf({ hour: 'numeric' });
  const timeOf = (local: number) =>
    time(Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / MS_PER_MINUTE));
  return {
    time,
    hour: (hour) => (clock().resolvedOptions().hour12 ? hours().format(hour * MS_PER_HOUR) : time(hour * 60)),
    weekday: (day, style) => weekdays[style](day),
    longDay,
    shortDay,
    shortMonth: dayFormat({ month: 'short' }),
    longMonth: dayFormat({ month: 'long' }),
    monthAndYear: dayFormat({ month: 'long', year: 'numeric' }),
    dayRange: (first, last) => range().formatRange(first * MS_PER_DAY, last * MS_PER_DAY),
    span({ start, end, allDay }, withYear = false) {
      const text = withYear ? yearDay : shortDay;
      const first = Math.floor(start / MS_PER_DAY);
      const last = Math.max(first, Math.floor((end - 1) / MS_PER_DAY));
      const days = first === last ? text(first) : `${text(first)} – ${text(last)}`;
      if (allDay) return days;
      if (first === last || end - start < MS_PER_DAY)
        return `${text(first)}, ${timeOf(start)}${end > start ? ` – ${timeOf(end)}` : ''}`;
      return `${text(first)}, ${timeOf(start)} – ${text(last)}, ${timeOf(end)}`;
    },
  };
}

/** Each format is made when it is first used: making one costs more than a hundred uses. */
function formatsFor(locale: string): (options: Intl.DateTimeFormatOptions) => () => Intl.DateTimeFormat {
  return (options) => {
    let format: Intl.DateTimeFormat | undefined;
    return () => {
      format ??= createFormat(locale, { ...options, timeZone: 'UTC' });
      return format;
    };
  };
}

/** Tried instead of asked for: `supportedLocalesOf` alone takes 10 ms in Chromium, more than the month it is for. */
function createFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat('en-GB', options); // no language tag at all
  }
}

// For browsers without Intl.Locale.getWeekInfo (CLDR 47, supplemental data: weekData). Everywhere else: Monday.
const SUNDAY_REGIONS =
  'AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW';
const SATURDAY_REGIONS = 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';

/** 1 = Monday … 7 = Sunday: where weeks begin for a locale; Monday when it is no locale. */
export function firstDayOfLocale(locale: string): number {
  try {
    const about = new Intl.Locale(locale) as Intl.Locale & {
      getWeekInfo?(): { firstDay: number };
      readonly weekInfo?: { firstDay: number };
    };
    const known = about.getWeekInfo?.().firstDay ?? about.weekInfo?.firstDay;
    if (known !== undefined) return known;
    const region = about.maximize().region ?? '';
    if (SUNDAY_REGIONS.split(' ').includes(region)) return 7;
    return SATURDAY_REGIONS.split(' ').includes(region) ? 6 : 1;
  } catch {
    return 1;
  }
}
