// The answer while one is away, in words.
import { msg, str } from '@lit/localize';
import type { vacationPhase } from '../../domain/mail/rules/vacation.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

/** Of a moment; of the last day, the one before it ends. */
export const dayText = (time: number, timeZone: string, locale: string): string =>
  createLocalFormats(locale).longDay(dayOf(epochToLocal(timeZone, time as EpochMs)));

/** @param last - The last day; '' where it has none. */
export function phaseText(phase: ReturnType<typeof vacationPhase>, first: string, last: string): string {
  switch (phase) {
    case 'off':
      return msg('Mail is not answered by itself.');
    case 'before':
      return msg(str`Mail is answered from ${first} on.`);
    case 'over':
      return msg(str`Mail was answered until ${last}.`);
    case 'on':
      return last === '' ? msg('Mail is answered until you switch it off.') : msg(str`Mail is answered until ${last}.`);
  }
}
