import type { DisplaySettings } from '../../app/display-settings.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

type Where = Pick<DisplaySettings, 'locale' | 'timeZone'>;

/** Time of day: 09:41. */
export function timeText(time: EpochMs, { locale, timeZone }: Where): string {
  const local = epochToLocal(timeZone, time);
  return createLocalFormats(locale).time(Math.floor((local - dayOf(local) * MS_PER_DAY) / MS_PER_MINUTE));
}

/** Wednesday 18 November 2026. */
export function dayText(time: EpochMs, { locale, timeZone }: Where): string {
  return createLocalFormats(locale).longDay(dayOf(epochToLocal(timeZone, time)));
}

/** 09:41 for today, else the day with the time. */
export function momentText(time: EpochMs, now: EpochMs, where: Where): string {
  const day = dayOf(epochToLocal(where.timeZone, time));
  if (day === dayOf(epochToLocal(where.timeZone, now))) return timeText(time, where);
  return `${createLocalFormats(where.locale).shortDay(day)}, ${timeText(time, where)}`;
}
