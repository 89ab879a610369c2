// DATE and DATE-TIME properties: a wall clock and the zone it is of (RFC 5545 §3.3.4, §3.3.5).
import { formatIcalDate, formatIcalLocal, type IcalDuration, parseIcalTime } from '../time/ical-time.js';
import { resolveZone } from '../time/resolve-zone.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import { type ContentLine, formatContentLine, type Param, paramValue, parseContentLine } from './content-line.js';

export interface Moment {
  /** Midnight when `date`. */
  readonly local: LocalMs;
  /** A date without time. */
  readonly date: boolean;
  /** TZID as written, `UTC`, or '' when floating or a date. */
  readonly zone: string;
}

/** IANA name or `UTC` of a TZID; '' for floating times and for zones that IANA does not know. */
export function ianaZone(tzid: string): string {
  return tzid === '' ? '' : (resolveZone(tzid) ?? '');
}

/** Reads a value as DTSTART's line would have it: `…Z` is UTC, else the TZID holds. */
export function readMomentValue(value: string, tzid = ''): Moment | undefined {
  const time = parseIcalTime(value.trim());
  if (time === undefined) return undefined;
  return { local: time.local, date: time.date, zone: time.date ? '' : time.utc ? 'UTC' : tzid };
}

/** First value of a DTSTART, DTEND, DUE, RECURRENCE-ID, EXDATE or RDATE line. */
export function readMoment(line: ContentLine | undefined): Moment | undefined {
  if (line === undefined) return undefined;
  return readMomentValue(line.value.split(/[,/]/, 1)[0] ?? '', paramValue(line, 'TZID') ?? '');
}

export function readMomentLine(text: string | undefined): Moment | undefined {
  return text === undefined ? undefined : readMoment(parseContentLine(text));
}

/** The value without name and parameters: `20261118`, `20261118T140000`, `20261118T130000Z`. */
export function formatMoment({ local, date, zone }: Moment): string {
  if (date) return formatIcalDate(local);
  return zone === 'UTC' ? `${formatIcalLocal(local)}Z` : formatIcalLocal(local);
}

/** A whole content line; parameters of `like` that do not concern the time are kept. */
export function formatMomentLine(name: string, moment: Moment, like?: ContentLine): string {
  const kept = (like?.params ?? []).filter((param) => param.name !== 'TZID' && param.name !== 'VALUE');
  const params: Param[] = [...kept];
  if (moment.date) params.push({ name: 'VALUE', values: ['DATE'] });
  else if (moment.zone !== '' && moment.zone !== 'UTC') params.push({ name: 'TZID', values: [moment.zone] });
  return formatContentLine({ group: '', name, params, value: formatMoment(moment) });
}

/** Milliseconds since the epoch; of floating times, dates and unknown zones the wall clock as if it were UTC. */
export function instantOf({ local, zone }: Moment): number {
  const known = ianaZone(zone);
  return known === '' ? local : localToEpoch(known, local);
}

/** Equal for the same instant, whatever zone it is written in; dates equal only dates. */
export function momentKey(moment: Moment): string {
  if (moment.date) return `D${moment.local}`;
  return ianaZone(moment.zone) === '' ? `L${moment.local}` : `U${instantOf(moment)}`;
}

/** Days on the wall clock first, then exact seconds (RFC 5545 §3.3.6). */
export function addDuration(moment: Moment, { days, seconds }: IcalDuration): Moment {
  const local = (moment.local + days * MS_PER_DAY) as LocalMs;
  if (moment.date || seconds === 0) return { ...moment, local };
  const zone = ianaZone(moment.zone);
  if (zone === '') return { ...moment, local: (local + seconds * 1000) as LocalMs };
  const epoch = (localToEpoch(zone, local) + seconds * 1000) as EpochMs;
  return { ...moment, local: epochToLocal(zone, epoch) };
}

/** The same instant on another zone's wall clock. */
export function inZone(moment: Moment, zone: string): Moment {
  if (moment.zone === zone || moment.date) return moment;
  const from = ianaZone(moment.zone);
  const to = ianaZone(zone);
  if (from === '' || to === '') return { ...moment, zone };
  return { ...moment, zone, local: epochToLocal(to, localToEpoch(from, moment.local)) };
}
