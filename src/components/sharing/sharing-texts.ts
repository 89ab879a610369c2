// What sharing is called in words.
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Detail } from '../../domain/errors.js';
import type { PendingInvite, Person } from '../../domain/sharing/sharing.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { describeError } from '../shared/problem-message.js';

/** A member or somebody invited; '' is somebody nobody has named. */
export const personName = ({ name, address }: Pick<Person, 'name' | 'address'>): string =>
  name || address || msg('Somebody without a name');

export function inviteName({ person, byLink }: PendingInvite): string {
  if (person !== undefined && (person.name || person.address)) return personName(person);
  return byLink ? msg('Anyone with the link') : msg('Somebody without a name');
}

type Where = Pick<DisplaySettings, 'locale' | 'timeZone'>;

/** The day of an instant, such as `Wed 18 Nov`. */
export const dayText = (time: EpochMs, { locale, timeZone }: Where): string =>
  createLocalFormats(locale).shortDay(dayOf(epochToLocal(timeZone, time)));

/** Refusals that people can do something about; the rest say the relay's word. */
function refusalText(refusal: unknown): string | undefined {
  switch (refusal) {
    case 'ROLE':
    case 'NOT_MEMBER':
      return msg('Your role does not allow this any more.');
    case 'LAST_OWNER':
      return msg('A calendar needs an owner: hand it over to somebody first.');
    case 'WRONG_TARGET':
      return msg('This person has it already, or is invited.');
    case 'NO_INVITE':
      return msg('This invitation is not open any more.');
    case 'LIMIT':
      return msg('There are too many people or open invitations.');
    case 'QUOTA':
      return msg('The relay has no room left for your account. Nothing was changed.');
    case 'RATE':
      return msg('Too many invitations in a short time. Try again later.');
    default:
      return undefined;
  }
}

/** Why something about sharing did not work. */
export function describeShareError(error: unknown): string {
  const { code, detail } = (error ?? {}) as { readonly code?: unknown; readonly detail?: Detail };
  if (code === 'sync/refused') return refusalText(detail?.refusal) ?? describeError(error);
  if (code !== 'sync/code') return describeError(error);
  if (detail?.why === 'form') return msg('This link is not whole. Copy all of it, and open it again.');
  if (detail?.why === 'relay')
    return msg(str`This link belongs to another relay (${String(detail.host ?? '')}) than your account.`);
  return msg('This link is not open any more: it was used, withdrawn, or has expired. Ask for a new one.');
}
