// Content lines of an event's fields. Parameters of the line that is replaced are kept where they still hold.
import { type ContentLine, escapeText, formatContentLine, type Param } from '../items/content-line.js';
import type { Moment } from '../items/moment.js';
import { formatDuration } from '../time/ical-time.js';
import { MS_PER_DAY } from '../time/types.js';
import { localToEpoch } from '../time/zone.js';
import type { AttendeeField, EventFields } from './event-fields.js';

/** Properties that are one text each, with the field they stand for. */
export const textProperties = [
  ['SUMMARY', 'title'],
  ['LOCATION', 'location'],
  ['DESCRIPTION', 'description'],
] as const;

/** The line of a property, '' when the value is: then the property goes. */
export function propertyLine(name: string, value: string, like?: ContentLine): string {
  if (value === '') return '';
  // ALTREP points to another form of the old text.
  const params = (like?.params ?? []).filter((param) => param.name !== 'ALTREP' && param.name !== 'ENCODING');
  return formatContentLine({ group: '', name, params, value: withoutBreaks(value) });
}

export function textLine(name: string, text: string, like?: ContentLine): string {
  return propertyLine(name, escapeText(text), like);
}

/** TEXT escapes line breaks; nothing else may have any. */
function withoutBreaks(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}

export function categoriesLine(categories: readonly string[]): string {
  return propertyLine('CATEGORIES', categories.map(escapeText).join(','));
}

/** '' for what is the default of RFC 5545, so that a plain event stays plain. */
export function statusLines(fields: EventFields): readonly (readonly [name: string, line: string])[] {
  return [
    ['TRANSP', fields.transparent ? 'TRANSP:TRANSPARENT' : ''],
    ['STATUS', propertyLine('STATUS', fields.status)],
    ['CLASS', fields.visibility === 'PUBLIC' ? '' : `CLASS:${fields.visibility}`],
  ];
}

/** Start as a moment. @param tzid - The zone as the item names it. */
export function startMoment(fields: EventFields, tzid: string): Moment {
  return { local: fields.start, date: fields.allDay, zone: fields.allDay ? '' : tzid };
}

/** DURATION from start to end: whole days of an all-day event, exact time otherwise. */
export function durationLine({ start, end, allDay, zone }: EventFields): string {
  if (allDay) {
    const days = Math.max(1, Math.ceil((end - start) / MS_PER_DAY));
    return `DURATION:${formatDuration({ days, seconds: 0 })}`;
  }
  const ms = zone === '' ? end - start : localToEpoch(zone, end) - localToEpoch(zone, start);
  return `DURATION:${formatDuration({ days: 0, seconds: Math.max(0, Math.round(ms / 1000)) })}`;
}

/** @param title - Shown with the alarm (RFC 5545 §3.6.6 requires a text). */
export function alarmBlock(minutes: number, title: string): string {
  const seconds = Math.round(minutes * 60);
  const whole = seconds % 86_400 === 0 && seconds !== 0;
  const length = whole ? { days: seconds / 86_400, seconds: 0 } : { days: 0, seconds };
  const trigger = formatDuration({ days: negated(length.days), seconds: negated(length.seconds) });
  const text = escapeText(title === '' ? 'Reminder' : title.slice(0, 60));
  return `BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:${text}\r\nTRIGGER:${trigger}\r\nEND:VALARM`;
}

const negated = (value: number) => (value === 0 ? 0 : -value);

/** Other parameters of the line (RSVP, CUTYPE, SENT-BY …) stay. */
export function attendeeLine(attendee: AttendeeField, like?: ContentLine): string {
  const own: Param[] = [
    ...(attendee.name === '' ? [] : [{ name: 'CN', values: [encodeCarets(attendee.name)] }]),
    { name: 'ROLE', values: [attendee.role] },
    { name: 'PARTSTAT', values: [attendee.status] },
  ];
  const kept = (like?.params ?? [{ name: 'RSVP', values: ['TRUE'] }]).filter(
    ({ name }) => name !== 'CN' && name !== 'ROLE' && name !== 'PARTSTAT',
  );
  return formatContentLine({
    group: '',
    name: 'ATTENDEE',
    params: [...own, ...kept],
    value: withoutBreaks(attendee.address),
  });
}

/** Parameter values cannot hold quotes or line breaks (RFC 6868). */
function encodeCarets(value: string): string {
  return value.replaceAll('^', '^^');
}
