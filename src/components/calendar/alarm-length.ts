import { msg, str } from '@lit/localize';

/** How long before or after something: in days or hours where these are whole. @param minutes - More than 0. */
export function alarmLength(minutes: number): string {
  const [days, hours] = [minutes / 1440, minutes / 60];
  if (Number.isInteger(days)) return days === 1 ? msg('1 day') : msg(str`${days} days`);
  if (Number.isInteger(hours)) return hours === 1 ? msg('1 hour') : msg(str`${hours} hours`);
  return minutes === 1 ? msg('1 minute') : msg(str`${minutes} minutes`);
}
