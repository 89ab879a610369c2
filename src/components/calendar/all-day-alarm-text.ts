import { msg, str } from '@lit/localize';
import type { LocalFormats } from '../../domain/time/local-formats.js';

/** 900 → "1 day before at 09:00". */
export function allDayReminderText(minutes: number, text: LocalFormats): string {
  const days = Math.ceil(minutes / 1440);
  const time = text.time(days * 1440 - minutes);
  if (days <= 0) return msg(str`on the day at ${time}`);
  return days === 1 ? msg(str`the day before at ${time}`) : msg(str`${days} days before at ${time}`);
}
