// Content lines of a task's fields.
import { alarmBlock } from '../calendar/event-alarms.js';
import type { AlarmField } from '../calendar/event-fields.js';
import { categoriesLine, propertyLine, textLine } from '../calendar/event-lines.js';
import { type ContentLine, escapeText, formatContentLine } from '../items/content-line.js';
import { formatMomentLine } from '../items/moment.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { LocalMs } from '../time/types.js';
import type { TaskFields } from './task-fields.js';

/** Properties that are one text each, with the field they stand for. */
export const taskTexts = [
  ['SUMMARY', 'title'],
  ['LOCATION', 'location'],
  ['DESCRIPTION', 'description'],
] as const;

/** STATUS, PERCENT-COMPLETE and COMPLETED always together (TA3); '' for what is the default. */
export function progressLines(fields: TaskFields): readonly (readonly [name: string, line: string])[] {
  const { status, percent, completed } = fields;
  const done = status === 'COMPLETED';
  return [
    ['STATUS', `STATUS:${status}`],
    ['PERCENT-COMPLETE', done ? 'PERCENT-COMPLETE:100' : percent > 0 ? `PERCENT-COMPLETE:${Math.round(percent)}` : ''],
    ['COMPLETED', done && completed !== null ? `COMPLETED:${formatIcalUtc(completed)}` : ''],
  ];
}

/** '' when there is no such time. @param tzid - The zone as the item names it. */
export function timeLine(name: 'DTSTART' | 'DUE', local: LocalMs | null, fields: TaskFields, tzid: string): string {
  if (local === null) return '';
  return formatMomentLine(name, { local, date: fields.allDay, zone: fields.allDay ? '' : tzid });
}

/** What repeats has to start somewhere (RFC 5545 §3.6.2): when it is due, if nothing else is said. */
export function startOfTask({ start, due, rrule }: TaskFields): LocalMs | null {
  return start ?? (rrule === '' ? null : due);
}

export function priorityLine(priority: number): string {
  return priority === 0 ? '' : `PRIORITY:${priority}`;
}

export function parentLineOf(uid: string, like?: ContentLine): string {
  if (uid === '') return '';
  // Some programs take a relation without RELTYPE for something else.
  const params = like?.params ?? [{ name: 'RELTYPE', values: ['PARENT'] }];
  return formatContentLine({ group: '', name: 'RELATED-TO', params, value: escapeText(uid) });
}

/** '' for a task that was never put anywhere. */
export function sortLine(sort: number | null): string {
  return sort === null ? '' : `X-APPLE-SORT-ORDER:${sort}`;
}

/** Minutes count from when it is due; of a task that only starts from that. */
export function taskAlarm(alarm: number | AlarmField, fields: TaskFields): string {
  const block = alarmBlock(alarm, fields.title);
  return typeof alarm === 'number' && fields.due !== null ? block.replace('TRIGGER:', 'TRIGGER;RELATED=END:') : block;
}

export { categoriesLine, propertyLine, textLine };
