// When mail comes back or goes out, in words.
import { msg, str } from '@lit/localize';
import type { SnoozeChoiceId } from '../../../domain/mail/snooze.js';
import { dayOf } from '../../../domain/time/calendar-date.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';

const names: Readonly<Record<SnoozeChoiceId, () => string>> = {
  later: () => msg('Later today'),
  evening: () => msg('This evening'),
  tomorrow: () => msg('Tomorrow'),
  weekend: () => msg('Weekend'),
  'next-week': () => msg('Next week'),
};

export const choiceName = (id: SnoozeChoiceId): string => names[id]();

/** `08:00` of today, `Mon 08:00` of the days that come, `7 Dec 08:00` later. */
export function untilText(until: number, locale: string, timeZone: string): string {
  const formats = createLocalFormats(locale);
  const at = epochToLocal(timeZone, until as EpochMs);
  const today = dayOf(epochToLocal(timeZone, systemClock.now()));
  const day = dayOf(at);
  const time = formats.time(Math.floor((((at % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY) / MS_PER_MINUTE));
  if (day === today) return time;
  if (day > today && day < today + 7) return `${formats.weekday(day, 'short')} ${time}`;
  const short = createMomentTexts(locale, timeZone, () => systemClock.now()).short(until);
  return `${short === 'yesterday' ? msg('Yesterday') : short} ${time}`;
}

/** Of a message that is scheduled. */
export function willBeSentText(sendAt: number, locale: string, timeZone: string): string {
  const when = untilText(sendAt, locale, timeZone);
  return msg(str`Will be sent ${when}`);
}
