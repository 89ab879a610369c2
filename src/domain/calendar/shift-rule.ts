// A rule that names days (BYDAY=MO, BYMONTHDAY=18) has to follow when its series is dragged to another day.
import { civilFromDay, dayOf, localOfDay, weekdayOf } from '../time/calendar-date.js';
import { formatIcalDate, formatIcalLocal, formatIcalUtc, parseIcalTime } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';

interface Start {
  readonly start: LocalMs;
  /** IANA name, '' for floating. */
  readonly zone: string;
  readonly allDay: boolean;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Monday-based weekdays moved on by whole days; `undefined` when one has an ordinal (`2MO`). */
function shiftWeekdays(value: string, days: number): string | undefined {
  const indices = value.split(',').map((day) => WEEKDAYS.indexOf(day.trim().toUpperCase()));
  if (indices.includes(-1)) return undefined;
  return indices.map((index) => WEEKDAYS[(((index + days) % 7) + 7) % 7]).join(',');
}

/** `2MO`, or `-1MO` when the rule counted from the end: the day's place in its month. */
function ordinalWeekday(start: LocalMs, fromEnd: boolean): string {
  const day = dayOf(start);
  const civil = civilFromDay(day);
  const name = WEEKDAYS[weekdayOf(day) - 1] ?? 'MO';
  return fromEnd ? `-1${name}` : `${Math.ceil(civil.day / 7)}${name}`;
}

const startOfDay = (local: number) => localOfDay(dayOf(local));

/** UNTIL moves with the start, so that the last occurrence stays one (RFC 5545 §3.3.10: its form follows DTSTART's). */
function shiftUntil(value: string, from: Start, to: Start): string {
  const until = parseIcalTime(value);
  if (until === undefined) return value;
  const days = startOfDay(to.start) - startOfDay(from.start);
  // A date for a series with times: not by the book, but it means a day.
  if (until.date && !from.allDay) return formatIcalDate(until.local + days);
  const utc = until.utc && from.zone !== '';
  const local = utc ? epochToLocal(from.zone, until.local as number as EpochMs) : until.local;
  if (to.allDay) return formatIcalDate(startOfDay(local) + days);
  const moved = (local + to.start - from.start) as LocalMs;
  return to.zone === '' ? formatIcalLocal(moved) : formatIcalUtc(localToEpoch(to.zone, moved));
}

function shiftPart(name: string, value: string, frequency: string, from: Start, to: Start): string {
  const days = dayOf(to.start) - dayOf(from.start);
  const before = civilFromDay(dayOf(from.start));
  const after = civilFromDay(dayOf(to.start));
  if (name === 'UNTIL') return shiftUntil(value, from, to);
  if (days === 0) return value;
  // Parts that do not just name the start's own day are somebody's intent, and stay.
  if (name === 'BYDAY') {
    if (frequency === 'WEEKLY' || frequency === 'DAILY') return shiftWeekdays(value, days) ?? value;
    const single = /^(-?\d{1,2})[A-Z]{2}$/i.exec(value.trim());
    return single === null ? value : ordinalWeekday(to.start, single[1]?.startsWith('-') ?? false);
  }
  if (name === 'BYMONTHDAY' && value === String(before.day)) return String(after.day);
  if (name === 'BYMONTH' && value === String(before.month)) return String(after.month);
  return value;
}

/** RRULE's value after the series' start moved. */
export function shiftRule(rule: string, from: Start, to: Start): string {
  if (rule === '' || (from.start === to.start && from.allDay === to.allDay && from.zone === to.zone)) return rule;
  const parts = rule.split(';').map((part) => {
    const equals = part.indexOf('=');
    return { name: part.slice(0, equals).trim().toUpperCase(), value: part.slice(equals + 1) };
  });
  const frequency = parts.find(({ name }) => name === 'FREQ')?.value.toUpperCase() ?? '';
  return parts.map(({ name, value }) => `${name}=${shiftPart(name, value, frequency, from, to)}`).join(';');
}
