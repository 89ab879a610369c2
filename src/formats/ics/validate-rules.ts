// What RFC 5545 asks of components and values, as tables.

import { parseRule } from '../../domain/calendar/recurrence/rule.js';
import { parseDuration, parseIcalTime } from '../../domain/time/ical-time.js';

export interface ComponentRule {
  readonly required: readonly string[];
  /** At most once. */
  readonly once: readonly string[];
  readonly status?: readonly string[];
}

const common = ['UID', 'DTSTAMP', 'DTSTART', 'CLASS', 'CREATED', 'LAST-MODIFIED', 'ORGANIZER', 'RECURRENCE-ID'];
const described = [...common, 'SEQUENCE', 'STATUS', 'SUMMARY', 'URL'];
const placed = [...described, 'DESCRIPTION', 'DURATION', 'GEO', 'LOCATION', 'PRIORITY'];

/** §3.6.1–3.6.4. DTSTART of an event is looked at where the method is known. */
export const componentRules: ReadonlyMap<string, ComponentRule> = new Map([
  [
    'VEVENT',
    {
      required: ['UID', 'DTSTAMP'],
      once: [...placed, 'DTEND', 'TRANSP'],
      status: ['TENTATIVE', 'CONFIRMED', 'CANCELLED'],
    },
  ],
  [
    'VTODO',
    {
      required: ['UID', 'DTSTAMP'],
      once: [...placed, 'COMPLETED', 'DUE', 'PERCENT-COMPLETE'],
      status: ['NEEDS-ACTION', 'COMPLETED', 'IN-PROCESS', 'CANCELLED'],
    },
  ],
  ['VJOURNAL', { required: ['UID', 'DTSTAMP'], once: described, status: ['DRAFT', 'FINAL', 'CANCELLED'] }],
  [
    'VFREEBUSY',
    { required: ['UID', 'DTSTAMP'], once: ['UID', 'DTSTAMP', 'CONTACT', 'DTSTART', 'DTEND', 'ORGANIZER', 'URL'] },
  ],
]);

/** §3.6.6. */
export const alarmRequirements: ReadonlyMap<string, readonly string[]> = new Map([
  ['AUDIO', []],
  ['DISPLAY', ['DESCRIPTION']],
  ['EMAIL', ['DESCRIPTION', 'SUMMARY', 'ATTENDEE']],
]);

const NUMBER = '[+-]?\\d{1,10}(?:\\.\\d{1,20})?';
const GEO = new RegExp(`^${NUMBER};${NUMBER}$`);
const TOKEN = /^[\w-]+$/;
const URI = /^[a-z][a-z\d+.-]*:[^\s<>]+$/i;

const isTime = (value: string) => parseIcalTime(value) !== undefined && !/[-:a-z]/.test(value);
const isUtc = (value: string) => isTime(value) && value.endsWith('Z');
const isBetween = (low: number, high: number) => (value: string) =>
  /^[+-]?\d{1,10}$/.test(value) && Number(value) >= low && Number(value) <= high;

/** Forms of values that are not plain text. */
export const valueRules: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['DTSTAMP', isUtc],
  ['CREATED', isUtc],
  ['LAST-MODIFIED', isUtc],
  ['COMPLETED', isUtc],
  ['DTSTART', isTime],
  ['DTEND', isTime],
  ['DUE', isTime],
  ['RECURRENCE-ID', isTime],
  ['EXDATE', (value) => value.split(',').every(isTime)],
  ['DURATION', (value) => parseDuration(value) !== undefined],
  ['RRULE', (value) => parseRule(value) !== undefined],
  ['GEO', (value) => GEO.test(value)],
  ['PRIORITY', isBetween(0, 9)],
  ['PERCENT-COMPLETE', isBetween(0, 100)],
  ['SEQUENCE', isBetween(0, 2 ** 31 - 1)],
  ['CLASS', (value) => TOKEN.test(value)],
  ['TRANSP', (value) => /^(?:OPAQUE|TRANSPARENT)$/i.test(value)],
  ['ORGANIZER', (value) => URI.test(value)],
  ['ATTENDEE', (value) => URI.test(value)],
]);
