// A recurrence rule said in words, with all its parts. Sentences are put together from phrases that translators see
// whole: what a language says otherwise than English, it says otherwise in its phrases.
import { msg, str } from '@lit/localize';
import { type ByDay, parseRule, type Rule } from '../../domain/calendar/recurrence/rule.js';
import { untilDate } from '../../domain/calendar/rule-form.js';
import { rulePart } from '../../domain/calendar/rule-parts.js';
import { dayFromCivil, parseIsoDate } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';

/** 1970-01-05, a Monday. */
const MONDAY = 4;

export interface WordsContext {
  readonly text: LocalFormats;
  /** BCP 47: how a list is said. */
  readonly locale: string;
  /** IANA name, for UNTIL; '' is floating. */
  readonly zone: string;
}

/** `''` for no rule; says so when the rule cannot be read. */
export function ruleWords(rrule: string, context: WordsContext): string {
  if (rrule === '') return '';
  const rule = parseRule(rrule);
  if (rule === undefined) return msg('A rule that Ikebana cannot follow: the event is shown once.');
  const phrases = [
    everyWords(rule),
    ...placeWords(rule, context),
    ...timeWords(rule, context),
    positionWords(rule, context),
  ];
  const sentence = phrases.filter((phrase) => phrase !== '').join(' ');
  return [sentence, weekStartWords(rule, context), skipWords(rule), endWords(rrule, rule, context)]
    .filter((phrase) => phrase !== '')
    .join(', ');
}

function everyWords({ freq, interval: n }: Rule): string {
  switch (freq) {
    case 'SECONDLY':
      return n === 1 ? msg('Every second') : msg(str`Every ${n} seconds`);
    case 'MINUTELY':
      return n === 1 ? msg('Every minute') : msg(str`Every ${n} minutes`);
    case 'HOURLY':
      return n === 1 ? msg('Every hour') : msg(str`Every ${n} hours`);
    case 'DAILY':
      return n === 1 ? msg('Every day') : msg(str`Every ${n} days`);
    case 'WEEKLY':
      return n === 1 ? msg('Every week') : msg(str`Every ${n} weeks`);
    case 'MONTHLY':
      return n === 1 ? msg('Every month') : msg(str`Every ${n} months`);
    case 'YEARLY':
      return n === 1 ? msg('Every year') : msg(str`Every ${n} years`);
  }
}

function placeWords(rule: Rule, context: WordsContext): string[] {
  const { byDay, byMonthDay, byYearDay, byWeekNo, byMonth } = rule;
  const list = (items: readonly string[]) => listOf(items, context.locale);
  const phrases: string[] = [];
  if (byDay) phrases.push(msg(str`on ${list(sortedDays(byDay).map((day) => dayWords(day, context)))}`));
  if (byMonthDay) phrases.push(msg(str`on ${list(inOrder(byMonthDay).map(monthDayWords))}`));
  if (byYearDay) phrases.push(msg(str`on ${list(inOrder(byYearDay).map(yearDayWords))}`));
  if (byWeekNo) phrases.push(msg(str`in ${list(inOrder(byWeekNo).map(weekWords))}`));
  if (byMonth) phrases.push(msg(str`in ${list(byMonth.map((month) => monthName(month, context)))}`));
  return phrases;
}

const sortedDays = (days: readonly ByDay[]) =>
  [...days].sort((a, b) => rank(a.nth) - rank(b.nth) || a.weekday - b.weekday);
/** From the front first, then from the end. */
const rank = (n: number) => (n < 0 ? 1000 + n : n);
const inOrder = (numbers: readonly number[]) => [...numbers].sort((a, b) => rank(a) - rank(b));

const weekdayName = (weekday: number, { text }: WordsContext) =>
  text.weekday((MONDAY + weekday - 1) as DayNumber, 'long');
const monthName = (month: number, { text }: WordsContext) => text.longMonth(dayFromCivil(2026, month, 1));

function dayWords({ weekday, nth }: ByDay, context: WordsContext): string {
  const day = weekdayName(weekday, context);
  switch (nth) {
    case 0:
      return day;
    case 1:
      return msg(str`the first ${day}`);
    case 2:
      return msg(str`the second ${day}`);
    case 3:
      return msg(str`the third ${day}`);
    case 4:
      return msg(str`the fourth ${day}`);
    case 5:
      return msg(str`the fifth ${day}`);
    case -1:
      return msg(str`the last ${day}`);
    case -2:
      return msg(str`the last ${day} but one`);
    default:
      return nth > 0 ? msg(str`${day} no. ${nth}`) : msg(str`${day} no. ${-nth} from the end`);
  }
}

function monthDayWords(n: number): string {
  if (n === -1) return msg('the last day of the month');
  if (n === -2) return msg('the last day of the month but one');
  return n > 0 ? msg(str`day ${n}`) : msg(str`day ${-n} from the end of the month`);
}

function yearDayWords(n: number): string {
  if (n === -1) return msg('the last day of the year');
  return n > 0 ? msg(str`day ${n} of the year`) : msg(str`day ${-n} from the end of the year`);
}

function weekWords(n: number): string {
  if (n === -1) return msg('the last week of the year');
  return n > 0 ? msg(str`week ${n}`) : msg(str`week ${-n} from the end of the year`);
}

/** Times of the day where they are plain, hours, minutes and seconds one by one where they are not. */
function timeWords({ freq, byHour, byMinute, bySecond }: Rule, context: WordsContext): string[] {
  const list = (numbers: readonly number[]) => listOf(numbers.map(String), context.locale);
  const areTimes = byHour && (byMinute?.length ?? 0) === 1 && bySecond === undefined;
  if (areTimes) {
    const times = byHour.map((hour) => context.text.time(hour * 60 + byMinute![0]!));
    return [
      freq === 'HOURLY'
        ? msg(str`but only at ${listOf(times, context.locale)}`)
        : msg(str`at ${listOf(times, context.locale)}`),
    ];
  }
  const phrases: string[] = [];
  if (byHour) phrases.push(msg(str`in the hours ${list(byHour)}`));
  if (byMinute) phrases.push(msg(str`at minute ${list(byMinute)}`));
  if (bySecond) phrases.push(msg(str`at second ${list(bySecond)}`));
  return phrases;
}

function positionWords({ bySetPos }: Rule, { locale }: WordsContext): string {
  if (bySetPos === undefined) return '';
  const names = inOrder(bySetPos).map((n) => {
    if (n === 1) return msg('the first');
    if (n === 2) return msg('the second');
    if (n === -1) return msg('the last');
    return n > 0 ? msg(str`no. ${n}`) : msg(str`no. ${-n} from the end`);
  });
  return msg(str`– of these only ${listOf(names, locale)}`);
}

/** Where weeks begin changes what a rule gives only with weeks that are left out, or numbered. */
function weekStartWords({ freq, interval, weekStart, byWeekNo }: Rule, context: WordsContext): string {
  const counts = (freq === 'WEEKLY' && interval > 1) || byWeekNo !== undefined;
  return counts && weekStart !== 1 ? msg(str`weeks beginning on ${weekdayName(weekStart, context)}`) : '';
}

function skipWords({ skip }: Rule): string {
  if (skip === 'BACKWARD') return msg('the day before where there is no such day');
  return skip === 'FORWARD' ? msg('the day after where there is no such day') : '';
}

function endWords(rrule: string, { count, until }: Rule, { text, zone }: WordsContext): string {
  const phrases: string[] = [];
  if (count !== undefined) phrases.push(count === 1 ? msg('once') : msg(str`${count} times`));
  const day = until === undefined ? undefined : parseIsoDate(untilDate(rulePart(rrule, 'UNTIL'), zone) ?? '');
  if (day !== undefined) phrases.push(msg(str`until ${text.longDay(day)}`));
  return phrases.join(', ');
}

function listOf(items: readonly string[], locale: string): string {
  try {
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
  } catch {
    return items.join(', '); // no language tag at all
  }
}
