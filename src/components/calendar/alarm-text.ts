import { msg, str } from '@lit/localize';

/** 10 → "10 minutes before". */
export function alarmText(minutes: number): string {
  if (minutes === 0) return msg('at the start');
  if (minutes < 0) return msg(str`${-minutes} minutes after`);
  if (minutes % 1440 === 0) return minutes === 1440 ? msg('1 day before') : msg(str`${minutes / 1440} days before`);
  if (minutes % 60 === 0) return minutes === 60 ? msg('1 hour before') : msg(str`${minutes / 60} hours before`);
  return minutes === 1 ? msg('1 minute before') : msg(str`${minutes} minutes before`);
}
