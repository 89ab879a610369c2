import { msg } from '@lit/localize';
import type { Absence } from '../../../domain/calendar/absence-fields.js';

export function absenceName(kind: Absence): string {
  return kind === 'out-of-office' ? msg('Out of office') : msg('Focus time');
}

/** What organisers are told unless the person writes something else. */
export function declineText(kind: Absence): string {
  return kind === 'out-of-office'
    ? msg('I am out of office at that time and cannot come.')
    : msg('I have reserved this time for focused work and cannot come.');
}
