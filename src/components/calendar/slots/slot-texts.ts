import { msg, str } from '@lit/localize';
import type { Interval } from '../../../domain/calendar/availability/availability.js';
import { slotDays } from '../../../domain/calendar/slots/slot-days.js';
import type { SlotFields, SlotProblem, WeeklyHours } from '../../../domain/calendar/slots/slot-fields.js';
import { A_MONDAY, parseIsoDate } from '../../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import type { DayNumber } from '../../../domain/time/types.js';

/** Of 1 = Monday … 7 = Sunday. */
export const weekdayName = (day: number, text: LocalFormats, style: 'long' | 'short' = 'short'): string =>
  text.weekday((A_MONDAY + day - 1) as DayNumber, style);

/** 90 minutes: 1 h 30 min. */
export function lengthText(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  return [
    days === 0 ? '' : days === 1 ? msg('1 day') : msg(str`${days} days`),
    hours === 0 ? '' : msg(str`${hours} h`),
    rest === 0 && minutes > 0 ? '' : msg(str`${rest} min`),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The end of a day is 24:00, not the midnight it begins with. */
const timeText = (minute: number, text: LocalFormats) => (minute === 1440 ? '24:00' : text.time(minute));

/** Mon–Fri, or Mon, Wed. */
function daysText({ days }: WeeklyHours, text: LocalFormats): string {
  const [first = 1, ...others] = days;
  const last = others.at(-1) ?? first;
  const isRun = days.length > 2 && last - first === days.length - 1;
  if (isRun) return `${weekdayName(first, text)}–${weekdayName(last, text)}`;
  return days.map((day) => weekdayName(day, text)).join(', ');
}

/** Each range of hours in words. */
export function hoursTexts({ weekly, dates, others }: SlotFields, text: LocalFormats): readonly string[] {
  const range = ({ start, end }: { readonly start: number; readonly end: number }) =>
    `${timeText(start, text)} – ${timeText(end, text)}`;
  return [
    ...weekly.map((hours) => `${daysText(hours, text)} ${range(hours)}`),
    ...dates.map((one) => `${text.shortDay(parseIsoDate(one.date) ?? (0 as DayNumber))} ${range(one)}`),
    ...(others.length === 0 ? [] : [msg('further hours from another program')]),
  ];
}

/** What is kept in the way of booking. */
export function limitTexts(fields: SlotFields): readonly string[] {
  const { bufferBefore, bufferAfter, notice, horizon, perDay } = fields;
  return [
    bufferBefore === 0 ? '' : msg(str`${lengthText(bufferBefore)} free before`),
    bufferAfter === 0 ? '' : msg(str`${lengthText(bufferAfter)} free after`),
    notice === 0 ? '' : msg(str`at least ${lengthText(notice)} ahead`),
    horizon === 1 ? msg('at most 1 day ahead') : msg(str`at most ${horizon} days ahead`),
    perDay === 0 ? '' : msg(str`at most ${perDay} a day`),
  ].filter(Boolean);
}

/** Free slots to be put into a mail, on the clock of who reads it. */
export function slotsText(
  { title, length, location, conference }: SlotFields,
  slots: readonly Interval[],
  { timeZone, text }: { readonly timeZone: string; readonly text: LocalFormats },
): string {
  const days = slotDays(slots, timeZone).map(
    ({ day, slots: ofDay }) => `• ${text.longDay(day)}: ${ofDay.map(({ minute }) => text.time(minute)).join(', ')}`,
  );
  const zone = timeZone.replaceAll('_', ' ');
  return [
    title,
    msg(str`Times that are free, ${lengthText(length)} each (time zone ${zone}):`),
    '',
    ...days,
    ...(location === '' && conference === '' ? [] : ['']),
    ...(location === '' ? [] : [location]),
    ...(conference === '' ? [] : [conference]),
  ].join('\n');
}

export function slotProblemText(problem: SlotProblem): string {
  switch (problem) {
    case 'title':
      return msg('It needs a title.');
    case 'zone':
      return msg('There is no such time zone.');
    case 'no-hours':
      return msg('It needs hours, on weekdays or on a date.');
    case 'hours':
      return msg('Hours need a day, and an end after their start.');
    case 'short':
      return msg('No hours are as long as one slot.');
    case 'number':
      return msg('One of the numbers is too small or too large.');
    case 'conference':
      return msg('This is no complete address; it begins with https://.');
    case 'too-many':
      return msg('These are too many hours.');
  }
}
