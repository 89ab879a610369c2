// Public holidays as the build makes them (scripts/holidays.mjs), and a calendar file of them.
import type { HolidaySource } from '../collections/calendar-source.js';
import { escapeText, foldLine } from '../items/content-line.js';
import { normalizeForSearch } from '../text/fold.js';
import { civilFromDay, validDay } from '../time/calendar-date.js';
import { formatIcalDate } from '../time/ical-time.js';
import { type DayNumber, MS_PER_DAY } from '../time/types.js';

/** `[20261225, 1, 7, 'p', [0, 3]]`: date, days long, which of the names, free day or observance, which of the regions (0: all). */
export type HolidayDay = readonly [
  date: number,
  days: number,
  name: number,
  kind: 'p' | 'o',
  regions: 0 | readonly number[],
];

/** One country's file. */
export interface HolidayFile {
  readonly country: string;
  /** The country's first language. */
  readonly native: string;
  /** First and last year that are in it. */
  readonly from: number;
  readonly to: number;
  /** Code and name; the first, `''`, is the whole country. */
  readonly regions: readonly (readonly [code: string, name: string])[];
  /** By language. */
  readonly names: readonly Readonly<Record<string, string>>[];
  readonly days: readonly HolidayDay[];
}

/** The list of countries. */
export interface HolidayIndex {
  readonly from: number;
  readonly to: number;
  /** Code (ISO 3166-1), first language, regions. */
  readonly countries: readonly (readonly [
    code: string,
    native: string,
    regions: readonly (readonly [code: string, name: string])[],
  ])[];
}

/** The name in a language, else in the country's own, else in any. */
function nameIn(names: Readonly<Record<string, string>>, language: string, native: string): string {
  const [plain = ''] = language.split('-');
  return names[plain] ?? names[native] ?? names.en ?? Object.values(names)[0] ?? '';
}

function dayOfNumber(date: number): DayNumber | undefined {
  return validDay(Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100);
}

/** Says the same thing the same way in every build: unchanged holidays cost no write. */
function eventLines(uid: string, day: DayNumber, days: number, title: string): string {
  const end = (day + Math.max(1, days)) * MS_PER_DAY;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20000101T000000Z',
    `DTSTART;VALUE=DATE:${formatIcalDate(day * MS_PER_DAY)}`,
    `DTEND;VALUE=DATE:${formatIcalDate(end)}`,
    foldLine(`SUMMARY:${escapeText(title)}`),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ].join('\r\n');
}

/** iCalendar text of the chosen country's and region's days. */
export function holidayCalendar(file: HolidayFile, source: Omit<HolidaySource, 'kind'>): string {
  const wanted = Math.max(
    0,
    file.regions.findIndex(([code]) => code === source.region),
  );
  const events = new Map<string, string>();
  for (const [date, days, name, kind, regions] of file.days) {
    const day = dayOfNumber(date);
    const names = file.names[name];
    if (day === undefined || names === undefined || (kind === 'o' && !source.observances)) continue;
    if (regions !== 0 && !regions.includes(wanted)) continue;
    const slug = normalizeForSearch(nameIn(names, file.native, file.native)).replace(/[^\p{L}\p{N}]+/gu, '-');
    const place = [source.country, source.region].filter((part) => part !== '').join('-');
    const { year } = civilFromDay(day);
    const uid = `holiday-${place}-${year}-${formatIcalDate(day * MS_PER_DAY).slice(4)}-${slug.slice(0, 40)}`;
    events.set(uid, eventLines(uid, day, days, nameIn(names, source.language, file.native)));
  }
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.values(), 'END:VCALENDAR', ''].join('\r\n');
}
