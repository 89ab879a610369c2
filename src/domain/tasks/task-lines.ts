// Content lines of a task's fields.
import { alarmBlock } from '../calendar/event-alarms.js';
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
  const params = like?.params ?? [];
  return formatContentLine({ group: '', name: 'RELATED-TO', params, value: escapeText(uid) });
}

/** Before it is due; a task that only starts has its alarms before that. */
export function taskAlarm(minutes: number, fields: TaskFields): string {
  const block = alarmBlock(minutes, fields.title);
  return fields.due === null ? block : block.replace('TRIGGER:', 'TRIGGER;RELATED=END:');
}

export { categoriesLine, propertyLine, textLine };
