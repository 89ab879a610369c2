import { msg, str } from '@lit/localize';
import { dayOf, timeOfDay } from '../../domain/time/calendar-date.js';
import { systemZone } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

/** How often an address may be looked at; 0 leaves it to the calendar. */
export function intervalOptions(): readonly { readonly minutes: number; readonly text: string }[] {
  return [
    { minutes: 0, text: msg('As often as the calendar asks for') },
    { minutes: 15, text: msg('Every 15 minutes') },
    { minutes: 60, text: msg('Every hour') },
    { minutes: 360, text: msg('Every 6 hours') },
    { minutes: 1440, text: msg('Every day') },
    { minutes: 10_080, text: msg('Every week') },
  ];
}

/** "Up to date: Sat 28 Nov, 22:40". @param moment - Epoch ms. */
export function momentText(moment: number, locale: string): string {
  const at = epochToLocal(systemZone(), moment as EpochMs);
  const text = createLocalFormats(locale);
  const when = `${text.shortDay(dayOf(at))}, ${text.time(Math.floor(timeOfDay(at) / MS_PER_MINUTE))}`;
  return msg(str`Up to date: ${when}`);
}
