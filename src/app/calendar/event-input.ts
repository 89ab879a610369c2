import type { CalendarRow } from '../../domain/calendar/row-types.js';
import { type IsoTime, parseIsoTime } from '../../domain/time/iso-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal, findZone, localToEpoch } from '../../domain/time/zone.js';

/** An event as a page gives it to `<ik-calendar>`'s `events`. */
export interface CalendarEventInput {
  /** Unique; the same in events about it. */
  readonly id: string;
  readonly title: string;
  /**
   * ISO 8601 (`2026-11-18`, `2026-11-18T14:00`, `…Z`, `…+01:00`) or milliseconds since the epoch. A date alone is
   * all-day; a time without offset is in `timeZone`, or in whatever zone the calendar is shown in.
   */
  readonly start: string | number;
  /** Exclusive. An hour after the start when absent, a day when all-day. */
  readonly end?: string | number;
  readonly allDay?: boolean;
  /** IANA name: the zone that times without offset, and the rule, are in. */
  readonly timeZone?: string;
  /** RRULE value (RFC 5545 §3.3.10), such as `FREQ=WEEKLY;BYDAY=MO,WE`. */
  readonly rrule?: string;
  /** OKLCH hue, 0–360. The calendar's when absent. */
  readonly hue?: number;
  /** A CSS colour: its hue is taken when `hue` is absent. Lightness is the theme's, so that titles stay readable. */
  readonly color?: string;
  /** `id` of one of `calendars`. */
  readonly calendar?: string;
  readonly location?: string;
  /** Plain text; http, https and mailto addresses become links. */
  readonly description?: string;
  readonly url?: string;
  readonly status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  /** Free, not busy. */
  readonly transparent?: boolean;
}

/** Start and end for an index: exact for instants, wall clock otherwise. */
export interface InputTimes {
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
  /** Instants; wall clock of the display zone otherwise. */
  readonly fixed: boolean;
}

/** Reads an event's times; `undefined` when its start cannot be read. */
export function inputTimes(input: CalendarEventInput): InputTimes | undefined {
  const start = readTime(input.start);
  if (start === undefined) return undefined;
  const allDay = input.allDay ?? start.date;
  const end = input.end === undefined ? undefined : readTime(input.end);
  if (allDay) {
    const first = floorDay(start.local);
    const last = end === undefined ? 0 : floorDay(end.local);
    return { start: first, end: Math.max(last, first + MS_PER_DAY), allDay, fixed: false };
  }
  const zone = input.timeZone;
  const fixed = start.offset !== undefined || zone !== undefined;
  const startAt = fixed ? instantOf(start, zone) : start.local;
  const endAt = end === undefined ? startAt + MS_PER_HOUR : fixed ? instantOf(end, zone) : end.local;
  return { start: startAt, end: Math.max(endAt, startAt), allDay, fixed };
}

/** The row an event is drawn from. */
export function inputToRow(input: CalendarEventInput, times: InputTimes): CalendarRow {
  const { id: uid, title, location, status, hue, color, rrule } = input;
  const { start, end, fixed } = times;
  const zone = fixed ? (input.timeZone ?? 'UTC') : undefined;
  const transparent = input.transparent ? true : undefined;
  const allDay = times.allDay ? true : undefined;
  const floating = fixed ? undefined : true;
  const drawn = { uid, title, location, status, transparent, hue, color, allDay, floating, zone } as const;
  if (!rrule) return { ...drawn, kind: 'event', start, end };
  const length = end - start;
  return {
    ...drawn,
    kind: 'series',
    start: zone === undefined ? (start as LocalMs) : epochToLocal(zone, start as EpochMs),
    length: allDay ? { days: length / MS_PER_DAY, seconds: 0 } : { days: 0, seconds: length / 1000 },
    rules: [rrule],
  };
}

function readTime(value: string | number): IsoTime | undefined {
  if (typeof value === 'string') return parseIsoTime(value);
  return Number.isFinite(value) ? { local: value as LocalMs, date: false, offset: 0 } : undefined;
}

function instantOf({ local, offset }: IsoTime, zone: string | undefined): number {
  if (offset !== undefined) return local - offset;
  return localToEpoch(findZone(zone ?? 'UTC') ?? 'UTC', local);
}

const floorDay = (local: number) => Math.floor(local / MS_PER_DAY) * MS_PER_DAY;
