// What a summary says in the person's language: on its page, in a notification, in the settings.
import { msg, str } from '@lit/localize';
import type { DayEntry, DaySummary } from '../../../domain/summary/summarize-day.js';
import { isEmptyDay } from '../../../domain/summary/summarize-day.js';
import type { Summary } from '../../../domain/summary/summary.js';
import { startOfWeek } from '../../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import type { DayNumber } from '../../../domain/time/types.js';

/** Today, Tomorrow, Yesterday; '' for other days. */
export function nearText(day: DayNumber, today: DayNumber): string {
  if (day === today) return msg('Today');
  if (day === today + 1) return msg('Tomorrow');
  return day === today - 1 ? msg('Yesterday') : '';
}

/** 3 events · 1 birthday · 2 tasks. */
export function countsText(summary: DaySummary): string {
  if (isEmptyDay(summary)) return msg('Nothing planned');
  const events = summary.allDay.length + summary.timed.length;
  const tasks = summary.tasks.length;
  const parts = [
    events > 0 && (events === 1 ? msg('1 event') : msg(str`${events} events`)),
    summary.birthdays.length > 0 &&
      (summary.birthdays.length === 1 ? msg('1 birthday') : msg(str`${summary.birthdays.length} birthdays`)),
    tasks > 0 && (tasks === 1 ? msg('1 task due') : msg(str`${tasks} tasks due`)),
    summary.overdue.length > 0 && msg(str`${summary.overdue.length} overdue`),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** 09:00 – 10:00; from the day before and until the next as far as the day goes. All-day: the days it lasts, when several. */
export function hoursText({ span }: DayEntry, day: DayNumber, text: LocalFormats): string {
  if (span.bar) return span.first === span.last ? '' : text.dayRange(span.first, span.last);
  const start = text.time(span.startMinute);
  const end = text.time(span.endMinute % 1440);
  if (span.first < day && span.last > day) return msg('all day');
  if (span.first < day) return msg(str`until ${end}`, { id: 'until-time', desc: 'A time of day' });
  if (span.last > day) return msg(str`from ${start}`);
  return span.startMinute === span.endMinute ? start : `${start} – ${end}`;
}

/** Lines of a notification beside its title. */
const LINES = 5;

/** What a notification says: Tomorrow: 3 events · 1 task due; 09:00 Stand-up · … */
export function notificationText(
  summary: DaySummary,
  today: DayNumber,
  text: LocalFormats,
): { readonly title: string; readonly body: string } {
  const { day, birthdays, allDay, timed, tasks } = summary;
  const named = (title: string) => title || msg('(no title)');
  const lines = [
    ...birthdays.map(({ title }) => named(title)),
    ...allDay.map(({ occurrence }) => named(occurrence.title)),
    ...timed.map(
      ({ occurrence, span }) => `${text.time(span.first < day ? 0 : span.startMinute)} ${named(occurrence.title)}`,
    ),
    ...tasks.map(({ title }) => named(title)),
  ];
  const more = lines.length - LINES;
  const body = [...lines.slice(0, LINES), ...(more > 0 ? [msg(str`${more} more`)] : [])].join(' · ');
  return { title: `${nearText(day, today) || text.shortDay(day)}: ${countsText(summary)}`, body };
}

/** Every day at 07:00; Mon, Wed, the evening before at 18:00. */
export function whenTold({ about, minute, weekdays }: Summary, text: LocalFormats): string {
  const monday = startOfWeek(0, 1);
  const names = weekdays.map((day) => text.weekday((monday + day - 1) as DayNumber, 'short')).join(', ');
  const days = weekdays.length === 7 ? msg('Every day') : weekdays.length === 0 ? msg('On no day') : names;
  const time = text.time(minute);
  return about === 'today' ? msg(str`${days}, at ${time}`) : msg(str`${days}, the evening before at ${time}`);
}
