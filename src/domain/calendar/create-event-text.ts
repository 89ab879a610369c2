import { foldLine } from '../items/content-line.js';
import { formatMomentLine, type Moment } from '../items/moment.js';
import { formatIcalUtc } from '../time/ical-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../time/types.js';
import type { EventFields } from './event-fields.js';
import {
  alarmBlock,
  attendeeLine,
  categoriesLine,
  propertyLine,
  startMoment,
  statusLines,
  textLine,
} from './event-lines.js';

/**
 * Text of a new item: one VEVENT.
 *
 * @param options.now - For DTSTAMP, CREATED and LAST-MODIFIED.
 */
export function createEventText(fields: EventFields, options: { readonly uid: string; readonly now: EpochMs }): string {
  const stamp = formatIcalUtc(options.now);
  const start = startMoment(fields, fields.zone);
  const shortest = fields.allDay ? fields.start + MS_PER_DAY : fields.start;
  const end: Moment = { ...start, local: Math.max(fields.end, shortest) as LocalMs };
  const lines = [
    'BEGIN:VEVENT',
    propertyLine('UID', options.uid),
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'SEQUENCE:0',
    formatMomentLine('DTSTART', start),
    formatMomentLine('DTEND', end),
    propertyLine('RRULE', fields.rrule),
    textLine('SUMMARY', fields.title),
    textLine('LOCATION', fields.location),
    textLine('DESCRIPTION', fields.description),
    propertyLine('URL', fields.url),
    ...statusLines(fields).map(([, line]) => line),
    categoriesLine(fields.categories),
    propertyLine('ORGANIZER', fields.organizer),
    ...fields.attendees.map((attendee) => attendeeLine(attendee)),
  ].filter((line) => line !== '');
  const alarms = [...new Set(fields.alarms)].map((minutes) => alarmBlock(minutes, fields.title));
  return `${[...lines.map(foldLine), ...alarms, 'END:VEVENT'].join('\r\n')}\r\n`;
}
