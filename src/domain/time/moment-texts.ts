// A moment in as few words as a list needs, or in all of them.
import { dayOf } from './calendar-date.js';
import { createLocalFormats } from './local-formats.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from './types.js';
import { epochToLocal } from './zone.js';

export interface MomentTexts {
  /** 09:42 of today, the weekday of this week, 12 Nov of this year, else the date in numbers. `yesterday` is given as it is. */
  short(epoch: number): string | 'yesterday';
  /** Wednesday 18 November 2026, 09:42. */
  full(epoch: number): string;
}

/** @param now - Of the machine: what today is. */
export function createMomentTexts(locale: string, timeZone: string, now: () => EpochMs): MomentTexts {
  const formats = createLocalFormats(locale);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const numbers = format({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const yearOf = format({ year: 'numeric' });
  const local = (epoch: number) => epochToLocal(timeZone, epoch as EpochMs);
  const time = (at: number) =>
    formats.time(Math.floor((((at % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY) / MS_PER_MINUTE));
  return {
    short(epoch) {
      const at = local(epoch);
      const today = dayOf(local(now()));
      const day = dayOf(at);
      if (day === today) return time(at);
      if (day === today - 1) return 'yesterday';
      if (day < today && day > today - 7) return formats.weekday(day, 'short');
      const isThisYear = yearOf.format(at) === yearOf.format(local(now()));
      return (isThisYear ? dayMonth : numbers).format(at);
    },
    full(epoch) {
      const at = local(epoch);
      return `${formats.longDay(dayOf(at))}, ${time(at)}`;
    },
  };
}
