import { addMonths, civilFromDay, startOfWeek, validDay, weekdayOf } from '../../time/calendar-date.js';
import type { DayNumber } from '../../time/types.js';
import { matchAt, readLength, skipSpace, wordEnd } from './scan.js';
import type { Vocabulary } from './vocabulary.js';

export interface FoundDate {
  readonly end: number;
  readonly day: DayNumber;
  /** The last day, of a range. */
  readonly last?: DayNumber;
  /** In the evening. */
  readonly evening?: boolean;
}

export interface DateContext {
  readonly v: Vocabulary;
  /** Folded. */
  readonly text: string;
  /** As typed: English short names count only when capitalised. */
  readonly typed: string;
  readonly today: DayNumber;
  /** 12/3 is the third of December (en-US). */
  readonly monthBeforeDay: boolean;
}

const NO_TIME_AFTER = '(?![\\d:/]|[ ]?(?:h|am|pm|uhr|a\\.m|p\\.m)(?![a-z]))';

/** Day and month without a year: the next one. */
function nextOf(today: DayNumber, month: number, day: number): DayNumber | undefined {
  const { year } = civilFromDay(today);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = validDay(year + ahead, month, day); // 29 February may be years away
    if (found !== undefined && found >= today) return found;
  }
  return undefined;
}

function dayIn(context: DateContext, month: number, day: number, year: string | undefined): DayNumber | undefined {
  if (year === undefined) return nextOf(context.today, month, day);
  return validDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
}

/** A month's name there. A dot of an abbreviation belongs to it. */
function monthAt({ v, text }: DateContext, at: number): { readonly month: number; readonly end: number } | undefined {
  for (const [index, names] of v.months.entries()) {
    const end = wordEnd(text, at, names);
    if (end !== -1) return { month: index + 1, end: text[end] === '.' ? end + 1 : end };
  }
  return undefined;
}

function yearAt({ v, text }: DateContext, at: number): { readonly year: string; readonly end: number } | undefined {
  const found = matchAt(text, at, `(?:[ ]?,)?[ ]?(?:(?:${v.of})[ ])?((?:19|20|21)\\d\\d)(?!\\d|[ ]?h|:)`);
  return found && { year: found[1]!, end: at + found[0].length };
}

/** The number of a day, and whether it says that it is one: 3rd, 3. */
function dayNumberAt({ v, text }: DateContext, at: number) {
  const found = matchAt(text, at, `(\\d{1,2})(${v.ordinal})?(?![\\d:/a-z])`);
  const day = Number(found?.[1]);
  return found !== undefined && day >= 1 && day <= 31
    ? { day, ordinal: found[2] !== undefined, end: at + found[0].length }
    : undefined;
}

/** 3 December, 3. Dezember 2026, 3 de diciembre. */
function dayThenMonth(context: DateContext, at: number): FoundDate | undefined {
  const { v, text } = context;
  const number = dayNumberAt(context, at);
  if (number === undefined) return undefined;
  let next = skipSpace(text, number.end);
  const of = wordEnd(text, next, v.of);
  if (of !== -1) next = skipSpace(text, of);
  const month = monthAt(context, next);
  return month && withYear(context, month.month, number.day, month.end);
}

/** December 3, 2026. */
function monthThenDay(context: DateContext, at: number): FoundDate | undefined {
  if (!context.v.monthFirst) return undefined;
  const month = monthAt(context, at);
  const from = month && skipSpace(context.text, month.end);
  const number = from === undefined ? undefined : dayNumberAt(context, from);
  if (month === undefined || number === undefined || matchAt(context.text, number.end, NO_TIME_AFTER) === undefined)
    return undefined;
  return withYear(context, month.month, number.day, number.end);
}

function withYear(context: DateContext, month: number, day: number, end: number): FoundDate | undefined {
  const year = yearAt(context, end);
  const found = dayIn(context, month, day, year?.year);
  return found && { day: found, end: year?.end ?? end };
}

/** Numbers only: 2026-12-03, 3/12, 03/12/2026, 3.12. */
function numbersOnly(context: DateContext, at: number): FoundDate | undefined {
  const { text, v } = context;
  const iso = matchAt(text, at, '(\\d{4})-(\\d\\d)-(\\d\\d)(?!\\d)');
  if (iso !== undefined) {
    const day = validDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return day && { day, end: at + iso[0].length };
  }
  const slash = matchAt(text, at, '(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d\\d))?(?![\\d/])');
  const dots = v.dotDates ? matchAt(text, at, '(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d\\d)?(?!\\d)') : undefined;
  const found = slash ?? dots;
  // Round the clock, and fractions.
  if (found === undefined || (found[3] === undefined && /^(?:24\/7|1\/[1234]|[23]\/[34])$/.test(found[0])))
    return undefined;
  const [first, second] = [Number(found[1]), Number(found[2])];
  const isMonthFirst = slash !== undefined && context.monthBeforeDay;
  const day = dayIn(context, isMonthFirst ? first : second, isMonthFirst ? second : first, found[3]);
  return day && { day, end: at + found[0].length };
}

function absoluteAt(context: DateContext, at: number): FoundDate | undefined {
  return numbersOnly(context, at) ?? dayThenMonth(context, at) ?? monthThenDay(context, at);
}

/** A weekday's name there, 1 = Monday. */
export function weekdayAt({ v, text, typed }: Pick<DateContext, 'v' | 'text' | 'typed'>, at: number) {
  for (const [index, names] of v.weekdays.entries()) {
    const end = wordEnd(text, at, names);
    if (end !== -1) return { weekday: index + 1, end };
  }
  for (const [index, names] of v.shortWeekdays.entries()) {
    const end = wordEnd(text, at, names);
    if (end === -1) continue;
    if (text[end] === '.') return { weekday: index + 1, end: end + 1 };
    // "Sat with the team": somebody sat there.
    const isCapital = typed[at] !== text[at] && matchAt(text, end, '[ ](?:with|on|in|down|by)(?![a-z])') === undefined;
    if (isCapital && (v.code === 'en' || matchAt(text, end, '[ ,]+\\d') !== undefined))
      return { weekday: index + 1, end };
  }
  return undefined;
}

/** The day of that name after today. */
export const comingWeekday = (today: DayNumber, weekday: number): DayNumber =>
  (today + ((weekday - weekdayOf(today) + 7) % 7 || 7)) as DayNumber;

function weekdayDate(context: DateContext, at: number): FoundDate | undefined {
  const { v, text, today } = context;
  const next = wordEnd(text, at, v.next);
  const coming = wordEnd(text, at, v.coming);
  const from = skipSpace(text, next !== -1 ? next : coming !== -1 ? coming : at);
  const found = weekdayAt(context, from);
  if (found === undefined) return undefined;
  // Friday, 4 December: the date says it all.
  const behind = matchAt(text, found.end, '[ ]*,?[ ]*(?:(?:the|den|der|le|il|el|dem)[ ])?')!;
  const exact = absoluteAt(context, found.end + behind[0].length);
  if (exact !== undefined) return exact;
  const day = comingWeekday(today, found.weekday);
  const after = skipSpace(text, found.end);
  const nextEnd = wordEnd(text, after, v.nextAfter);
  if (next !== -1 || nextEnd !== -1) {
    const nextWeek = startOfWeek(today + 7);
    return { day: (nextWeek + found.weekday - 1) as DayNumber, end: nextEnd === -1 ? found.end : nextEnd };
  }
  const comingEnd = wordEnd(text, after, v.coming);
  return { day, end: comingEnd === -1 ? found.end : comingEnd };
}

function relativeAt(context: DateContext, at: number): FoundDate | undefined {
  const { v, text, today } = context;
  const fixed: readonly (readonly [string, number])[] = [
    [v.dayAfterTomorrow, 2],
    [v.tonight, 0],
    [v.today, 0],
    [v.tomorrow, 1],
    [v.nextWeek, 7],
  ];
  for (const [words, days] of fixed) {
    const end = wordEnd(text, at, words);
    if (end !== -1) return { day: (today + days) as DayNumber, end, ...(words === v.tonight && { evening: true }) };
  }
  const month = wordEnd(text, at, v.nextMonth);
  if (month !== -1) return { day: addMonths(today, 1), end: month };
  const within = wordEnd(text, at, v.within);
  const length = within === -1 ? undefined : readLength(v, text, skipSpace(text, within));
  if (length === undefined || length.unit === 'hour' || length.unit === 'minute' || length.short) return undefined;
  const { value, unit, end } = length;
  if (unit === 'month' || unit === 'year')
    return { day: addMonths(today, Math.round(value) * (unit === 'year' ? 12 : 1)), end };
  return { day: (today + Math.round(value) * (unit === 'week' ? 7 : 1)) as DayNumber, end };
}

/** Of the month that is: on the 3rd. */
function dayOfMonthAt(context: DateContext, at: number): FoundDate | undefined {
  const { v, text, today } = context;
  const marker = wordEnd(text, at, v.onDay);
  const number = marker === -1 ? undefined : dayNumberAt(context, skipSpace(text, marker));
  if (number === undefined || (v.code !== 'fr' && v.code !== 'es' && v.code !== 'it' && !number.ordinal))
    return undefined;
  if (
    matchAt(
      text,
      number.end,
      `${NO_TIME_AFTER}(?=[ ]*$|[ ]*[,${'\u0001'}]|[ ](?:at|a|um|alle|ore|von|de|from|with|mit|avec|con)(?![a-z]))`,
    ) === undefined
  )
    return undefined;
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const { year, month } = civilFromDay(addMonths(today - civilFromDay(today).day + 1, ahead));
    const day = validDay(year, month, number.day);
    if (day !== undefined && day >= today) return { day, end: number.end };
  }
  return undefined;
}

/** 3 to 5 December, December 3–5, from 30 November to 2 December, Monday to Wednesday. */
function rangeAt(context: DateContext, at: number): FoundDate | undefined {
  const { v, text } = context;
  const from = wordEnd(text, at, v.from);
  const start = skipSpace(text, from === -1 ? at : from);
  const first = singleAt(context, start);
  const number = first === undefined ? dayNumberAt(context, start) : undefined;
  const middle = first?.end ?? number?.end;
  if (middle === undefined) return undefined;
  const isDash = matchAt(text, middle, '[ ]?[-–—][ ]?');
  const word = isDash === undefined ? wordEnd(text, skipSpace(text, middle), v.to) : -1;
  if (isDash === undefined && word === -1) return undefined;
  let next = isDash === undefined ? skipSpace(text, word) : middle + isDash[0].length;
  const on = wordEnd(text, next, v.on);
  if (on !== -1) next = skipSpace(text, on);
  // December 3–5
  if (first !== undefined && v.monthFirst) {
    const lastNumber = dayNumberAt(context, next);
    if (
      lastNumber !== undefined &&
      monthThenDay(context, start) !== undefined &&
      dayThenMonth(context, next) === undefined
    ) {
      const { year, month } = civilFromDay(first.day);
      const last = validDay(year, month, lastNumber.day);
      if (last !== undefined && last > first.day) return { day: first.day, last, end: lastNumber.end };
    }
  }
  const second = singleAt(context, next);
  if (second === undefined) return undefined;
  if (first !== undefined) {
    let last = second.day;
    while (last < first.day && second.day - first.day > -7) last = (last + 7) as DayNumber;
    return last > first.day ? { day: first.day, last, end: second.end } : undefined;
  }
  const { year, month } = civilFromDay(second.day);
  const day = validDay(year, month, number!.day);
  return day !== undefined && day < second.day ? { day, last: second.day, end: second.end } : undefined;
}

function singleAt(context: DateContext, at: number): FoundDate | undefined {
  return absoluteAt(context, at) ?? weekdayDate(context, at) ?? relativeAt(context, at);
}

/** A date, or a range of days, that begins there; with the word before it. */
export function readDateAt(context: DateContext, at: number): FoundDate | undefined {
  const range = rangeAt(context, at);
  if (range !== undefined) return range;
  const plain = singleAt(context, at);
  if (plain !== undefined) return plain;
  const on = wordEnd(context.text, at, context.v.on);
  const marked = on === -1 ? undefined : singleAt(context, skipSpace(context.text, on));
  return marked ?? dayOfMonthAt(context, at);
}
