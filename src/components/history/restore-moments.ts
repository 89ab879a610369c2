import { msg } from '@lit/localize';
import { dayOf, formatIsoDate, localOfDay, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';

export type MomentChoice = '24h' | '48h' | '7d' | '30d' | 'other';

const ago: Readonly<Record<Exclude<MomentChoice, 'other'>, number>> = {
  '24h': 24 * MS_PER_HOUR,
  '48h': 48 * MS_PER_HOUR,
  '7d': 7 * MS_PER_DAY,
  '30d': 30 * MS_PER_DAY,
};

/** The choices with their names, in the person's language. */
export function momentChoices(): readonly (readonly [MomentChoice, string])[] {
  return [
    ['24h', msg('24 hours ago')],
    ['48h', msg('48 hours ago')],
    ['7d', msg('7 days ago')],
    ['30d', msg('30 days ago')],
    ['other', msg('Another moment')],
  ];
}

/** `2026-11-18` and `14:05` of a zone's clock. */
export interface ClockTime {
  readonly date: string;
  readonly time: string;
}

export function clockTimeOf(epoch: EpochMs, timeZone: string): ClockTime {
  const local = epochToLocal(timeZone, epoch);
  const minute = Math.floor(timeOfDay(local) / MS_PER_MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return { date: formatIsoDate(dayOf(local)), time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

/**
 * The moment that was chosen; `undefined` when date or time are not filled in. A minute means its end: what happened in
 * it counts.
 */
export function momentOf(choice: MomentChoice, other: ClockTime, now: EpochMs, timeZone: string): EpochMs | undefined {
  if (choice !== 'other') return (now - ago[choice]) as EpochMs;
  const day = parseIsoDate(other.date);
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d)(?::(\d\d))?/.exec(other.time) ?? [];
  if (day === undefined || hours === undefined) return undefined;
  const ms = Number(hours) * MS_PER_HOUR + Number(minutes) * MS_PER_MINUTE + Number(seconds ?? 59) * 1000;
  return localToEpoch(timeZone, (localOfDay(day) + ms) as LocalMs);
}
