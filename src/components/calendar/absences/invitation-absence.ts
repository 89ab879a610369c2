import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import awayIcon from 'lucide-static/icons/calendar-off.svg?raw';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { InvitationView } from '../../../app/services.js';
import { declineOf, type InvitationAbsence } from '../../../domain/calendar/itip/view.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { icon } from '../../shared/icon.js';
import { absenceName } from './absence-texts.js';

function whenAbsent({ occurrence }: InvitationAbsence, { locale, timeZone }: DisplaySettings): string {
  const { start, end, allDay } = occurrence;
  return createLocalFormats(locale).span({
    start: epochToLocal(timeZone, start),
    end: epochToLocal(timeZone, end),
    allDay,
  });
}

/** That one is absent then, and what is proposed; nothing when one is not. */
export function absenceNotice(view: InvitationView, display: DisplaySettings) {
  const { absence, recurring, recurrenceId } = view;
  if (absence === undefined || (view.kind !== 'invitation' && view.kind !== 'update')) return nothing;
  const { title } = absence.occurrence;
  const name = absenceName(absence.absence);
  const what = title === '' || title === name ? name : `${name} (${title})`;
  const when = whenAbsent(absence, display);
  const series = recurring && recurrenceId === undefined;
  const proposal = declineOf(view) === undefined ? '' : msg('Declining is proposed, with the text below.');
  return html`<p class="absent" role="note">${icon(awayIcon)}<span><strong>${series ? msg(str`On its next date: ${what}`) : msg(str`At that time: ${what}`)}</strong>
    <span class="quiet">${when}</span>${proposal === '' ? nothing : html`<span>${proposal}</span>`}</span></p>`;
}

/** What was done by itself. */
export const declinedText = ({ title }: InvitationView): string =>
  title === '' ? msg('Declined, as you are absent then.') : msg(str`“${title}” is declined, as you are absent then.`);
