import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Presence, Status } from '../../domain/status/status.js';
import type { StatusLength } from '../../domain/status/status-rules.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';

export function presenceName(presence: Presence): string {
  switch (presence) {
    case 'online':
      return msg('Online');
    case 'away':
      return msg('Away');
    case 'dnd':
      return msg('Do not disturb');
  }
}

export function lengthName(length: StatusLength): string {
  switch (length) {
    case 'half-hour':
      return msg('For 30 minutes');
    case 'hour':
      return msg('For an hour');
    case 'four-hours':
      return msg('For four hours');
    case 'today':
      return msg('Until midnight');
    case 'this-week':
      return msg('Until the end of the week');
    case 'always':
      return msg('Until I change it');
  }
}

/** `Away · 🏝 On holiday`. */
export const statusWords = ({ presence, emoji, text }: Status): string =>
  [presenceName(presence), [emoji, text].filter(Boolean).join(' ')].filter(Boolean).join(' · ');

/** `Until 14:30`, or ''. */
export function untilText({ until }: Status, { locale, timeZone }: DisplaySettings): string {
  if (until === 0) return '';
  return msg(str`Until ${createMomentTexts(locale, timeZone, () => systemClock.now()).full(until)}`);
}
