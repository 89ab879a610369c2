import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Arrangement, TaskMove } from '../../domain/tasks/arrange-task.js';
import type { TaskEntry, TaskStatus } from '../../domain/tasks/task-entry.js';
import type { TaskGroup, TaskOrder } from '../../domain/tasks/task-list.js';
import { civilFromDay, dayOf, timeOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

export function groupText(group: TaskGroup): string {
  return {
    overdue: msg('Overdue'),
    today: msg('Today'),
    week: msg('This week'),
    later: msg('Later'),
    undated: msg('Without date'),
    completed: msg('Completed'),
  }[group];
}

export function orderText(order: TaskOrder): string {
  return { due: msg('By date'), priority: msg('By priority'), title: msg('By title'), manual: msg('By hand') }[order];
}

export function statusText(status: TaskStatus): string {
  return {
    'NEEDS-ACTION': msg('To do'),
    'IN-PROCESS': msg('In progress'),
    COMPLETED: msg('Completed'),
    CANCELLED: msg('Cancelled'),
  }[status];
}

/** How many of a task's parts are done. */
export function partsText({ done, all }: { readonly done: number; readonly all: number }): string {
  return all === 1 ? msg(str`${done} of 1 subtask done`) : msg(str`${done} of ${all} subtasks done`);
}

/** What a notice says of a task that was put elsewhere. */
export function arrangedText(title: string, { above, place }: Pick<Arrangement, 'above' | 'place'>): string {
  if (place !== undefined) return msg(str`“${title}” moved: ${place.at} of ${place.of}.`);
  return above === undefined
    ? msg(str`“${title}” is no subtask any more.`)
    : msg(str`“${title}” is a subtask of “${above.title}” now.`);
}

/** And of one that cannot go there. */
export function cannotMoveText(move: TaskMove): string {
  return {
    up: msg('The task cannot go further up.'),
    down: msg('The task cannot go further down.'),
    in: msg('There is no open task of the same calendar above it.'),
    out: msg('The task is no subtask.'),
  }[move];
}

/** 1–4 is high, 5 medium, 6–9 low (RFC 5545 §3.8.1.9). */
export function priorityText(priority: number): string {
  if (priority === 0) return msg('No priority');
  if (priority < 5) return msg('High priority');
  return priority === 5 ? msg('Medium priority') : msg('Low priority');
}

/** Today, Tomorrow 17:00, Wed 18 Nov; with the year when it is another. */
export function dueText(
  { due, start, allDay }: Pick<TaskEntry, 'due' | 'start' | 'allDay'>,
  { timeZone }: Pick<DisplaySettings, 'timeZone'>,
  today: DayNumber,
  formats: LocalFormats,
): string {
  const when = due ?? start;
  if (when === undefined) return '';
  const local = epochToLocal(timeZone, when as EpochMs);
  const day = dayOf(local);
  const time = allDay ? '' : ` ${formats.time(Math.floor(timeOfDay(local) / MS_PER_MINUTE))}`;
  const text = `${dayText(day, today, formats)}${time}`;
  return due === undefined ? msg(str`from ${text}`) : text;
}

function dayText(day: DayNumber, today: DayNumber, formats: LocalFormats): string {
  if (day === today) return msg('Today');
  if (day === today + 1) return msg('Tomorrow');
  if (day === today - 1) return msg('Yesterday');
  const { year } = civilFromDay(day);
  return year === civilFromDay(today).year ? formats.shortDay(day) : `${formats.shortDay(day)} ${year}`;
}
