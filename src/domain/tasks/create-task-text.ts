import { foldLine } from '../items/content-line.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import type { TaskFields } from './task-fields.js';
import {
  categoriesLine,
  parentLineOf,
  priorityLine,
  progressLines,
  propertyLine,
  sortLine,
  startOfTask,
  taskAlarm,
  textLine,
  timeLine,
} from './task-lines.js';

/** Text of a new item: one VTODO. @param options.now - For DTSTAMP, CREATED and LAST-MODIFIED. */
export function createTaskText(fields: TaskFields, options: { readonly uid: string; readonly now: EpochMs }): string {
  const stamp = formatIcalUtc(options.now);
  const start = startOfTask(fields);
  const due = fields.due === null || start === null ? fields.due : (Math.max(start, fields.due) as LocalMs);
  const lines = [
    'BEGIN:VTODO',
    propertyLine('UID', options.uid),
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'SEQUENCE:0',
    timeLine('DTSTART', start, fields, fields.zone),
    timeLine('DUE', due, fields, fields.zone),
    propertyLine('RRULE', start === null ? '' : fields.rrule),
    textLine('SUMMARY', fields.title),
    textLine('LOCATION', fields.location),
    textLine('DESCRIPTION', fields.description),
    propertyLine('URL', fields.url),
    priorityLine(fields.priority),
    ...progressLines(fields).map(([, line]) => line),
    fields.visibility === 'PUBLIC' ? '' : `CLASS:${fields.visibility}`,
    categoriesLine(fields.categories),
    parentLineOf(fields.parent),
    sortLine(fields.sort),
  ].filter((line) => line !== '');
  const alarms = [...new Set(fields.alarms), ...fields.moreAlarms].map((alarm) => taskAlarm(alarm, fields));
  return `${[...lines.map(foldLine), ...alarms, 'END:VTODO'].join('\r\n')}\r\n`;
}
