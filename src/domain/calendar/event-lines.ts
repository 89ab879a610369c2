// Content lines of an event's fields. Parameters of the line that is replaced are kept where they still hold.
import { type ContentLine, escapeText, formatContentLine, type Param } from '../items/content-line.js';
import { inZone, type Moment } from '../items/moment.js';
import { formatDuration } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
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
    // Outlook takes an all-day event that does not say it for free.
    ['TRANSP', fields.transparent ? 'TRANSP:TRANSPARENT' : fields.absence === '' ? '' : 'TRANSP:OPAQUE'],
    ['STATUS', propertyLine('STATUS', fields.status)],
    ['CLASS', fields.visibility === 'PUBLIC' ? '' : `CLASS:${fields.visibility}`],
  ];
}

/** Start as a moment. @param tzid - The zone as the item names it. */
export function startMoment(fields: EventFields, tzid: string): Moment {
  return { local: fields.start, date: fields.allDay, zone: fields.allDay ? '' : tzid };
}

/** End as a moment in the zone it is written in. @param tzid - The start's zone as the item names it. */
export function endMoment(fields: EventFields, tzid: string): Moment {
  const shortest = fields.allDay ? fields.start + MS_PER_DAY : fields.start;
  const end = { ...startMoment(fields, tzid), local: Math.max(fields.end, shortest) as LocalMs };
  return fields.endZone === '' || end.zone === '' ? end : inZone(end, fields.endZone);
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

const attendeeNames = new Set(['CN', 'CUTYPE', 'ROLE', 'PARTSTAT', 'RSVP']);

/** Other parameters of the line (SENT-BY, DELEGATED-TO …) stay; what is the default of RFC 5545 is not said. */
export function attendeeLine(attendee: AttendeeField, like?: ContentLine): string {
  const own: Param[] = [
    ...(attendee.name === '' ? [] : [{ name: 'CN', values: [encodeCarets(attendee.name)] }]),
    ...(attendee.kind === 'INDIVIDUAL' ? [] : [{ name: 'CUTYPE', values: [attendee.kind] }]),
    { name: 'ROLE', values: [attendee.role] },
    { name: 'PARTSTAT', values: [attendee.status] },
    ...(attendee.rsvp ? [{ name: 'RSVP', values: ['TRUE'] }] : []),
  ];
  const kept = (like?.params ?? []).filter(({ name }) => !attendeeNames.has(name));
  return formatContentLine({
    group: '',
    name: 'ATTENDEE',
    params: [...own, ...kept],
    value: withoutBreaks(attendee.address),
  });
}

/** '' when there is none; parameters of the line that is replaced stay while the address does. */
export function organizerLine({ organizer, organizerName }: EventFields, like?: ContentLine): string {
  if (organizer === '') return '';
  const same = like?.value.trim().toLowerCase() === organizer.trim().toLowerCase();
  const kept = same ? (like?.params ?? []).filter(({ name }) => name !== 'CN') : [];
  const own: Param[] = organizerName === '' ? [] : [{ name: 'CN', values: [encodeCarets(organizerName)] }];
  return formatContentLine({
    group: '',
    name: 'ORGANIZER',
    params: [...own, ...kept],
    value: withoutBreaks(organizer),
  });
}

/** Parameter values cannot hold quotes or line breaks (RFC 6868). */
function encodeCarets(value: string): string {
  return value.replaceAll('^', '^^');
}
