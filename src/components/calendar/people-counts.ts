import { msg, str } from '@lit/localize';
import type { AttendeeField } from '../../domain/calendar/event-fields.js';

/** What a person answered. */
export function statusText(status: AttendeeField['status']): string {
  switch (status) {
    case 'ACCEPTED':
      return msg('yes');
    case 'DECLINED':
      return msg('no');
    case 'TENTATIVE':
      return msg('maybe');
    case 'DELEGATED':
      return msg('sends somebody else');
    case 'NEEDS-ACTION':
      return msg('waiting');
  }
}

/** 4 yes · 1 maybe · 1 waiting. */
export function peopleCounts(attendees: readonly AttendeeField[]): string {
  const count = (status: AttendeeField['status']) => attendees.filter((one) => one.status === status).length;
  const parts: string[] = [];
  const [yes, maybe, no, waiting] = [count('ACCEPTED'), count('TENTATIVE'), count('DECLINED'), count('NEEDS-ACTION')];
  if (yes > 0) parts.push(msg(str`${yes} yes`));
  if (maybe > 0) parts.push(msg(str`${maybe} maybe`));
  if (no > 0) parts.push(msg(str`${no} no`));
  if (waiting > 0) parts.push(msg(str`${waiting} waiting`));
  return parts.join(' · ');
}

/** The name, or the address as people write it. */
export const personName = ({ name, address }: Pick<AttendeeField, 'name' | 'address'>): string =>
  name || address.replace(/^mailto:/i, '');
