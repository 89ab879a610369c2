// Recurrence rules as a form edits them. What the form cannot say is left as it is written.
import { formatIsoDate, parseIsoDate } from '../time/calendar-date.js';
import { formatIcalDate, formatIcalUtc, parseIcalTime } from '../time/ical-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];
/** Monday first. */
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type WeekdayCode = (typeof weekdayCodes)[number];

export interface RuleForm {
  readonly frequency: Frequency;
  /** 1–999. */
  readonly interval: number;
  /** Of a weekly rule; none means the day of the start. */
  readonly weekdays: readonly WeekdayCode[];
  readonly end:
    | { readonly kind: 'never' }
    | { readonly kind: 'count'; readonly count: number }
    /** `YYYY-MM-DD`, the last day on which it may start. */
    | { readonly kind: 'until'; readonly date: string };
}

/** What a rule's end depends on (RFC 5545 §3.3.10: UNTIL has the type of DTSTART, and is UTC where that has a zone). */
export interface RuleContext {
  readonly allDay: boolean;
  /** IANA name; '' is floating. */
  readonly zone: string;
}

/** Reads a rule; `undefined` when the form cannot say all of it. */
export function ruleToForm(rrule: string, context: RuleContext): RuleForm | undefined {
  const parts = new Map<string, string>();
  for (const part of rrule.split(';')) {
    const equals = part.indexOf('=');
    parts.set(
      part.slice(0, equals).trim().toUpperCase(),
      part
        .slice(equals + 1)
        .trim()
        .toUpperCase(),
    );
  }
  const frequency = frequencies.find((name) => name === parts.get('FREQ'));
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const weekdays = readWeekdays(parts.get('BYDAY'));
  const end = readEnd(parts, context);
  parts.delete('FREQ');
  parts.delete('INTERVAL');
  parts.delete('COUNT');
  parts.delete('UNTIL');
  if (frequency === 'WEEKLY') parts.delete('BYDAY');
  if (parts.get('WKST') === 'MO') parts.delete('WKST');
  const isWhole = Number.isInteger(interval) && interval >= 1 && interval <= 999;
  if (frequency === undefined || !isWhole || weekdays === undefined || end === undefined || parts.size > 0)
    return undefined;
  return { frequency, interval, weekdays, end };
}

/** Writes a rule. */
export function formToRule({ frequency, interval, weekdays, end }: RuleForm, context: RuleContext): string {
  const parts = [`FREQ=${frequency}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (frequency === 'WEEKLY' && weekdays.length > 0)
    parts.push(`BYDAY=${weekdayCodes.filter((day) => weekdays.includes(day)).join(',')}`);
  if (end.kind === 'count') parts.push(`COUNT=${end.count}`);
  if (end.kind === 'until') parts.push(`UNTIL=${formatUntil(end.date, context)}`);
  return parts.join(';');
}

function readWeekdays(byday: string | undefined): readonly WeekdayCode[] | undefined {
  if (byday === undefined) return [];
  const days = byday.split(',').map((day) => weekdayCodes.find((code) => code === day.trim()));
  return days.includes(undefined) ? undefined : (days as WeekdayCode[]);
}

function readEnd(parts: ReadonlyMap<string, string>, { zone }: RuleContext): RuleForm['end'] | undefined {
  const count = parts.get('COUNT');
  const until = parts.get('UNTIL');
  if (count !== undefined && until !== undefined) return undefined;
  if (count !== undefined) return /^[1-9]\d{0,4}$/.test(count) ? { kind: 'count', count: Number(count) } : undefined;
  if (until === undefined) return { kind: 'never' };
  const date = untilDate(until, zone);
  return date === undefined ? undefined : { kind: 'until', date };
}

/** The day of an UNTIL, `YYYY-MM-DD`, on the wall clock of a zone. */
export function untilDate(until: string, zone: string): string | undefined {
  const time = parseIcalTime(until);
  if (time === undefined) return undefined;
  const local = time.utc && zone !== '' ? epochToLocal(zone, time.local as number as EpochMs) : time.local;
  return formatIsoDate(Math.floor(local / MS_PER_DAY));
}

/** UNTIL as a whole day, `YYYY-MM-DD`, in the form that goes with DTSTART. */
export function formatUntil(date: string, { allDay, zone }: RuleContext): string {
  const midnight = (parseIsoDate(date) ?? 0) * MS_PER_DAY;
  if (allDay) return formatIcalDate(midnight);
  const last = (midnight + MS_PER_DAY - 1000) as LocalMs;
  if (zone === '') return `${formatIcalDate(midnight)}T235959`;
  return formatIcalUtc(localToEpoch(zone, last));
}
