// When a message may be sent later (rule MC9).
import { dayOf, formatIsoDate, localOfDay, pad, parseIsoDate, timeOfDay, weekdayOf } from '../../time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_MINUTE } from '../../time/types.js';
import { epochToLocal, localToEpoch } from '../../time/zone.js';

export interface LaterTime {
  readonly name: 'this-evening' | 'tomorrow-morning' | 'tomorrow-afternoon' | 'next-week';
  readonly time: EpochMs;
}

const HOUR = 60 * MS_PER_MINUTE;
const MORNING = 8 * HOUR;
const AFTERNOON = 13 * HOUR;
const EVENING = 18 * HOUR;

/** Times that are offered, on the person's own clock. This evening is none when it begins in less than an hour. */
export function laterTimes(now: number, timeZone: string): readonly LaterTime[] {
  const local = epochToLocal(timeZone, now as EpochMs);
  const today = dayOf(local);
  const at = (day: number, time: number) => localToEpoch(timeZone, (localOfDay(day) + time) as LocalMs);
  const weekday = weekdayOf(today); // 1 is Monday
  const all: readonly LaterTime[] = [
    { name: 'this-evening', time: at(today, EVENING) },
    { name: 'tomorrow-morning', time: at(today + 1, MORNING) },
    { name: 'tomorrow-afternoon', time: at(today + 1, AFTERNOON) },
    { name: 'next-week', time: at(today + 8 - weekday, MORNING) },
  ];
  return all.filter(({ name, time }) => {
    if (name === 'this-evening') return time - now >= HOUR;
    return name !== 'next-week' || weekday !== 7;
  });
}

/** `2026-11-29T08:00` of a form, on that clock; `undefined` for anything else. */
export function localToTime(text: string, timeZone: string): EpochMs | undefined {
  const [date = '', time = ''] = text.split('T');
  const day = parseIsoDate(date);
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  if (day === undefined || hours === undefined) return undefined;
  return localToEpoch(timeZone, (localOfDay(day) + (Number(hours) * 60 + Number(minutes)) * MS_PER_MINUTE) as LocalMs);
}

export function timeToLocal(time: number, timeZone: string): string {
  const local = epochToLocal(timeZone, time as EpochMs);
  const minutes = Math.floor(timeOfDay(local) / MS_PER_MINUTE);
  return `${formatIsoDate(dayOf(local))}T${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}
