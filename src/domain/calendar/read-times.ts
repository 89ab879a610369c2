// When a component happens: DTSTART with DTEND, DUE or DURATION, in whatever zones they are (DT1–DT6).
import { dayOf, localOfDay, timeOfDay } from '../time/calendar-date.js';
import { parseDuration, parseIcalTime } from '../time/ical-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal, localToEpoch, type Zone } from '../time/zone.js';
import { lineOf, type ScannedComponent, type ScannedLine, scannedParam } from './component-scan.js';
import type { ItemZone, ItemZones } from './item-zones.js';
import type { FixedTimes, Length } from './row-types.js';

/** A time as written, with what its zone means. */
export interface ReadTime {
  /** Midnight when `date`. */
  readonly local: LocalMs;
  readonly date: boolean;
  readonly utc: boolean;
  /** Undefined: floating. */
  readonly zone: ItemZone | undefined;
}

export interface ReadTimes {
  readonly start: ReadTime;
  readonly length: Length;
}

/** @param value - one value of the line, which may hold several. */
export function readTime(line: ScannedLine, value: string, zones: ItemZones): ReadTime | undefined {
  const time = parseIcalTime(value);
  if (time === undefined) return undefined;
  const { params } = line;
  if (time.date || (params !== '' && scannedParam(line, 'VALUE')?.toUpperCase() === 'DATE')) {
    return { local: localOfDay(dayOf(time.local)), date: true, utc: false, zone: undefined };
  }
  const tzid = time.utc ? 'UTC' : params === '' ? undefined : scannedParam(line, 'TZID');
  return { local: time.local, date: false, utc: time.utc, zone: tzid === undefined ? undefined : zones.find(tzid) };
}

function readFirst(component: ScannedComponent, name: string, zones: ItemZones): ReadTime | undefined {
  const line = lineOf(component, name);
  return line && readTime(line, line.value, zones);
}

/** Undefined when nothing says when it starts. A task without DTSTART is at its DUE. */
export function readTimes(component: ScannedComponent, zones: ItemZones): ReadTimes | undefined {
  const due = readFirst(component, 'DUE', zones);
  const start = readFirst(component, 'DTSTART', zones) ?? due;
  if (start === undefined) return undefined;
  const end = readFirst(component, 'DTEND', zones) ?? due;
  const duration = lineOf(component, 'DURATION');
  const written = end ? lengthTo(start, end) : parseDuration(duration?.value ?? '');
  return { start, length: start.date ? wholeDays(written) : positive(written) };
}

/** The exact length to an end (DT3): what DTEND gives each occurrence, also where clocks change in between. */
export function lengthTo(start: ReadTime, end: ReadTime): Length {
  if (start.date || end.date || start.zone === undefined || end.zone === undefined) {
    const apart = end.local - start.local;
    if (start.date) return { days: Math.ceil(apart / MS_PER_DAY), seconds: 0 };
    return { days: 0, seconds: apart / 1000 };
  }
  return { days: 0, seconds: (instantOf(end.zone.rules, end.local) - instantOf(start.zone.rules, start.local)) / 1000 };
}

/** All-day: at least one day (DT4). */
function wholeDays(length: Length = { days: 1, seconds: 0 }): Length {
  return { days: Math.max(1, length.days + Math.floor(length.seconds / 86_400)), seconds: 0 };
}

/** An end before the start counts as none (DT5). */
function positive(length: Length = { days: 0, seconds: 0 }): Length {
  return length.days < 0 || length.seconds < 0 ? { days: 0, seconds: 0 } : length;
}

function instantOf(zone: Zone, local: number): number {
  return localToEpoch(zone, local as LocalMs);
}

/** End of something that starts at a wall-clock time: first the days, then the seconds (RFC 5545 §3.3.6). */
export function endOf(zone: Zone, local: number, length: Length): number {
  return instantOf(zone, local + length.days * MS_PER_DAY) + length.seconds * 1000;
}

/** What the store keeps of times that happen once. */
export function fixedTimes({ start, length }: ReadTimes): FixedTimes {
  const { local, zone } = start;
  if (zone === undefined) {
    const end = local + length.days * MS_PER_DAY + length.seconds * 1000;
    return { start: local, end, ...(start.date && { allDay: true }), floating: true };
  }
  const at = instantOf(zone.rules, local);
  const end = length.days === 0 ? at + length.seconds * 1000 : endOf(zone.rules, local, length);
  if (zone.name !== undefined) return { start: at, end, zone: zone.name };
  return { start: at, end, offset: epochToLocal(zone.rules, at as EpochMs) - at };
}

/**
 * A time as the wall clock of a series: how RECURRENCE-ID, EXDATE and RDATE name an occurrence, whatever zone they are
 * written in (RS4). A date names the occurrence of that day.
 */
export function onSeriesClock(series: ReadTime, time: ReadTime): LocalMs {
  if (series.date) return localOfDay(dayOf(time.local));
  if (time.date) return (time.local + timeOfDay(series.local)) as LocalMs;
  if (series.zone === undefined || time.zone === undefined || sameZone(series.zone, time.zone)) return time.local;
  return epochToLocal(series.zone.rules, localToEpoch(time.zone.rules, time.local));
}

function sameZone(a: ItemZone, b: ItemZone): boolean {
  return a === b || (a.name !== undefined && a.name === b.name);
}
