import { dayOf, formatIsoDate, pad, timeOfDay } from './calendar-date.js';
import { parseIsoTime } from './iso-time.js';
import { MS_PER_HOUR, MS_PER_MINUTE } from './types.js';

/** A `UTCDate` (RFC 8620 §1.4) such as `2026-11-29T10:00:00Z`; fractions of seconds are dropped. */
export function formatUtcDate(epoch: number): string {
  const time = timeOfDay(epoch);
  const clock = [time / MS_PER_HOUR, (time % MS_PER_HOUR) / MS_PER_MINUTE, (time % MS_PER_MINUTE) / 1000];
  return `${formatIsoDate(dayOf(epoch))}T${clock.map((part) => pad(Math.floor(part), 2)).join(':')}Z`;
}

/** Epoch ms of a `UTCDate` or a `Date` with an offset; `undefined` when it is none. */
export function parseUtcDate(text: string): number | undefined {
  const read = parseIsoTime(text);
  return read === undefined || read.date ? undefined : read.local - (read.offset ?? 0);
}
