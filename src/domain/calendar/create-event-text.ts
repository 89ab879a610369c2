import { foldLine } from '../items/content-line.js';
import { formatMomentLine, type Moment, readMomentValue } from '../items/moment.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { absenceLines, busyStatusLine } from './absence.js';
import { alarmBlock, alarmKey } from './event-alarms.js';
import { attachmentLine, conferenceLine } from './event-attachments.js';
import type { EventFields } from './event-fields.js';
import {
  attendeeLine,
  categoriesLine,
  endMoment,
  organizerLine,
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
  const lines = [
    'BEGIN:VEVENT',
    propertyLine('UID', options.uid),
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'SEQUENCE:0',
    formatMomentLine('DTSTART', start),
    formatMomentLine('DTEND', endMoment(fields, fields.zone)),
    propertyLine('RRULE', fields.rrule),
    ...fields.moreRules.map((rule) => propertyLine('RRULE', rule)),
    ...dateLines('RDATE', fields.rdates, start),
    ...dateLines('EXDATE', fields.exdates, start),
    textLine('SUMMARY', fields.title),
    textLine('LOCATION', fields.location),
    textLine('DESCRIPTION', fields.description),
    propertyLine('URL', fields.url),
    conferenceLine(fields.conference),
    propertyLine('COLOR', fields.color),
    ...statusLines(fields).map(([, line]) => line),
    busyStatusLine(fields, false),
    ...absenceLines(fields).map(([, line]) => line),
    categoriesLine(fields.categories),
    organizerLine(fields),
    ...fields.attendees.map((attendee) => attendeeLine(attendee)),
    ...fields.attachments.map(attachmentLine),
  ].filter((line) => line !== '');
  const alarms = new Map([...fields.alarms, ...fields.moreAlarms].map((alarm) => [alarmKey(alarm), alarm]));
  const blocks = [...alarms.values()].map((alarm) => alarmBlock(alarm, fields.title));
  return `${[...lines.map(foldLine), ...blocks, 'END:VEVENT'].join('\r\n')}\r\n`;
}

function dateLines(name: string, values: readonly string[], start: Moment): string[] {
  const moments = values.flatMap((value) => readMomentValue(value, start.zone === 'UTC' ? '' : start.zone) ?? []);
  return moments.map((moment) => formatMomentLine(name, moment));
}
