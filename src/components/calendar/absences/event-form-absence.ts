import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { type Absence, type AbsenceFields, type Decline, noAbsence } from '../../../domain/calendar/absence-fields.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import { type SetFields, selectTemplate } from '../select-template.js';
import { absenceName, declineText } from './absence-texts.js';

/** Longer is a letter. */
const MAX_TEXT = 500;

/** Busy, free, or an absence; one of these makes the event busy. */
export function availabilityTemplate(draft: EventFields, set: SetFields) {
  return selectTemplate<'busy' | 'free' | Absence>(
    msg('Availability'),
    draft.transparent ? 'free' : draft.absence || 'busy',
    [
      ['busy', msg('Busy')],
      ['free', msg('Free')],
      ['out-of-office', absenceName('out-of-office')],
      ['focus', absenceName('focus')],
    ],
    (value) => set({ transparent: value === 'free', ...absenceFieldsOf(value, draft) }),
  );
}

function absenceFieldsOf(value: 'busy' | 'free' | Absence, draft: EventFields): AbsenceFields {
  if (value === 'busy' || value === 'free') return noAbsence;
  const own = draft.absence !== '' && draft.declineText !== declineText(draft.absence);
  return {
    absence: value,
    decline: draft.absence === '' ? 'offer' : draft.decline,
    declineText: own ? draft.declineText : declineText(value),
  };
}

/** What becomes of invitations meanwhile; nothing for an event that is no absence. */
export function absenceTemplate(draft: EventFields, set: SetFields) {
  const { absence, decline } = draft;
  if (absence === '') return nothing;
  return html`<fieldset class="absence"><legend>${msg('Meanwhile')}</legend>
    ${selectTemplate<Decline | ''>(
      msg('Invitations to this time'),
      decline,
      [
        ['', msg('Ask me as usual')],
        ['offer', msg('Propose to decline')],
        ['auto', msg('Decline as soon as I open them')],
      ],
      (value) => set({ decline: value }),
    )}
    ${
      decline === ''
        ? nothing
        : html`<label class="field">${msg('What the organiser is told')}<textarea rows="2" maxlength=${MAX_TEXT} .value=${draft.declineText}
            @input=${(e: Event) => set({ declineText: (e.target as HTMLTextAreaElement).value })}></textarea></label>
          <p class="hint">${msg('Until Ikebana can send mail, answers are files that you send yourself.')}</p>`
    }
  </fieldset>`;
}

/** What the form is called. */
export function formHeading({ absence }: EventFields, isNew: boolean): string {
  if (absence !== '') return absenceName(absence);
  return isNew ? msg('New event') : msg('Edit event');
}
