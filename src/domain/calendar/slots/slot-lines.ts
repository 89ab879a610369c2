// The content lines of a schedule: a VAVAILABILITY (RFC 7953 §3.1) with what it needs beyond the standard.
import { escapeText, foldLine } from '../../items/content-line.js';
import { formatMomentLine } from '../../items/moment.js';
import { localOfDay, parseIsoDate, weekdayOf } from '../../time/calendar-date.js';
import { formatDuration, formatIcalUtc } from '../../time/ical-time.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_MINUTE } from '../../time/types.js';
import { conferenceLine } from '../event-attachments.js';
import { propertyLine, textLine } from '../event-lines.js';
import type { DateHours, SlotFields, WeeklyHours } from './slot-fields.js';

/** What makes a VAVAILABILITY a schedule of ours, and all that the standard has no property for. */
export const slotNames = {
  length: 'X-IKEBANA-SLOT-LENGTH',
  bufferBefore: 'X-IKEBANA-SLOT-BUFFER-BEFORE',
  bufferAfter: 'X-IKEBANA-SLOT-BUFFER-AFTER',
  notice: 'X-IKEBANA-SLOT-NOTICE',
  horizon: 'X-IKEBANA-SLOT-HORIZON',
  perDay: 'X-IKEBANA-SLOT-LIMIT',
  calendars: 'X-IKEBANA-SLOT-CALENDARS',
  timeZone: 'X-IKEBANA-SLOT-TZID',
} as const;

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const minutesLine = (name: string, minutes: number) =>
  minutes === 0 ? '' : `${name}:${formatDuration({ days: 0, seconds: minutes * 60 })}`;

/** Lines by name; '' where there is nothing to say. */
export function slotLines(fields: SlotFields): readonly (readonly [name: string, line: string])[] {
  return [
    ['SUMMARY', textLine('SUMMARY', fields.title)],
    ['DESCRIPTION', textLine('DESCRIPTION', fields.description)],
    ['LOCATION', textLine('LOCATION', fields.location)],
    ['CONFERENCE', conferenceLine(fields.conference)],
    [slotNames.length, minutesLine(slotNames.length, fields.length)],
    [slotNames.bufferBefore, minutesLine(slotNames.bufferBefore, fields.bufferBefore)],
    [slotNames.bufferAfter, minutesLine(slotNames.bufferAfter, fields.bufferAfter)],
    [slotNames.notice, minutesLine(slotNames.notice, fields.notice)],
    [slotNames.horizon, `${slotNames.horizon}:P${fields.horizon}D`],
    [slotNames.perDay, fields.perDay === 0 ? '' : `${slotNames.perDay}:${fields.perDay}`],
    [slotNames.calendars, propertyLine(slotNames.calendars, fields.calendars.map(escapeText).join(','))],
    [slotNames.timeZone, propertyLine(slotNames.timeZone, fields.timeZone)],
  ];
}

interface Stamp {
  readonly uid: string;
  readonly now: EpochMs;
}

/** Wednesday, 2020-01-01. */
const ANCHOR = 18_262 as DayNumber;

/** One AVAILABLE (RFC 7953 §3.1). The hours begin on the first such weekday from 2020 on: the past harms nobody. */
function availableBlock(zone: string, hours: WeeklyHours | DateHours, { uid, now }: Stamp): string {
  const day = 'date' in hours ? (parseIsoDate(hours.date) ?? ANCHOR) : firstOf(hours.days);
  const line = (name: string, minute: number) =>
    formatMomentLine(name, {
      local: (localOfDay(day) + minute * MS_PER_MINUTE) as LocalMs,
      date: false,
      zone,
    });
  const rule =
    'date' in hours ? [] : [`RRULE:FREQ=WEEKLY;BYDAY=${hours.days.map((d) => weekdayNames[d - 1]).join(',')}`];
  return [
    'BEGIN:AVAILABLE',
    propertyLine('UID', uid),
    `DTSTAMP:${formatIcalUtc(now)}`,
    line('DTSTART', hours.start),
    line('DTEND', hours.end),
    ...rule,
    'END:AVAILABLE',
  ]
    .map(foldLine)
    .join('\r\n');
}

function firstOf(days: readonly number[]): DayNumber {
  for (let day: number = ANCHOR; day < ANCHOR + 7; day += 1) if (days.includes(weekdayOf(day))) return day as DayNumber;
  return ANCHOR;
}

/** All AVAILABLE components of a schedule, joined by line breaks; '' when it has none. */
export function availableBlocks({ weekly, dates, others, timeZone }: SlotFields, { uid, now }: Stamp): string {
  const own = [...weekly, ...dates].map((hours, index) =>
    availableBlock(timeZone, hours, { uid: `${uid}-${index + 1}`, now }),
  );
  return [...own, ...others].join('\r\n');
}

/**
 * Text of a new item. Outside of the hours one is not said to be away, only that nothing can be booked: the mildest word
 * the standard has, of the least weight (rule BS2).
 */
export function createSlotText(fields: SlotFields, stamp: Stamp & { readonly organizer?: string }): string {
  const time = formatIcalUtc(stamp.now);
  const lines = [
    'BEGIN:VAVAILABILITY',
    propertyLine('UID', stamp.uid),
    `DTSTAMP:${time}`,
    `CREATED:${time}`,
    `LAST-MODIFIED:${time}`,
    'SEQUENCE:0',
    propertyLine('ORGANIZER', stamp.organizer ?? ''),
    'BUSYTYPE:BUSY-TENTATIVE',
    'PRIORITY:9',
    ...slotLines(fields).map(([, line]) => line),
  ].filter((line) => line !== '');
  const blocks = availableBlocks(fields, stamp);
  return `${[...lines.map(foldLine), ...(blocks === '' ? [] : [blocks]), 'END:VAVAILABILITY'].join('\r\n')}\r\n`;
}
