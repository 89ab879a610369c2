import { msg, str } from '@lit/localize';
import type { AlarmField } from '../../domain/calendar/event-fields.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { alarmLength } from './alarm-length.js';
import { alarmText } from './alarm-text.js';

/** 10 minutes before the end, by e-mail. */
export function moreAlarmText(alarm: AlarmField, text: LocalFormats, timeZone: string): string {
  const when = whenText(alarm, text, timeZone);
  if (alarm.action === 'EMAIL') return msg(str`${when}, by e-mail`);
  return alarm.action === 'AUDIO' ? msg(str`${when}, with sound`) : when;
}

function whenText(alarm: AlarmField, text: LocalFormats, timeZone: string): string {
  if (alarm.from === 'moment') {
    const local = epochToLocal(timeZone, alarm.at);
    return text.span({ start: local, end: local, allDay: false }, true);
  }
  if (alarm.from === 'start') return alarmText(alarm.minutes);
  if (alarm.minutes === 0) return msg('at the end');
  const length = alarmLength(Math.abs(alarm.minutes));
  return alarm.minutes > 0 ? msg(str`${length} before the end`) : msg(str`${length} after the end`);
}
