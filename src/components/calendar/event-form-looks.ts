import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import videoIcon from 'lucide-static/icons/video.svg?raw';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { meetingLink, meetingService, newMeetingLink } from '../../domain/calendar/meeting-link.js';
import { hueOfColor } from '../shared/color-hue.js';
import { icon } from '../shared/icon.js';
import { availabilityTemplate } from './absences/event-form-absence.js';
import { type SetFields, selectTemplate } from './select-template.js';

/** CSS3 names that are far apart, with what people call them. */
const colors = (): readonly (readonly [name: string, label: string])[] => [
  ['tomato', msg('Red')],
  ['darkorange', msg('Orange')],
  ['gold', msg('Yellow')],
  ['yellowgreen', msg('Lime')],
  ['mediumseagreen', msg('Green')],
  ['turquoise', msg('Turquoise')],
  ['deepskyblue', msg('Sky blue')],
  ['royalblue', msg('Blue')],
  ['mediumpurple', msg('Purple')],
  ['hotpink', msg('Pink')],
];

/** The calendar's colour, or one of the event's own. */
export function colorTemplate(color: string, set: SetFields) {
  const known = colors();
  const own = color === '' || known.some(([name]) => name === color) ? [] : [[color, color] as const];
  const dot = (name: string, label: string) => html`<label class="swatch" title=${label}>
    <input type="radio" name="color" value=${name} aria-label=${label} .checked=${name === color} @change=${() => set({ color: name })} />
    <span class=${name === '' ? 'none' : 'hue'} .style=${name === '' ? '' : `--h:${hueOfColor(name) ?? 265}`}></span>
  </label>`;
  return html`<fieldset class="field swatches"><legend>${msg('Colour')}</legend>
    ${dot('', msg('As the calendar'))} ${[...known, ...own].map(([name, label]) => dot(name, label))}
  </fieldset>`;
}

/** Bytes for a meeting link: more than it needs, for some are passed over. */
const RANDOM_BYTES = 64;

/** A video call: an address of one's own, or a new room by one button. */
export function videoTemplate(draft: EventFields, template: string, problem: string, set: SetFields) {
  const make = () =>
    set({ conference: newMeetingLink(template, crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))) });
  const found = draft.conference === '' ? meetingLink(draft) : '';
  return html`<div class="field" role="group" aria-label=${msg('Video call')}>
    <label class="field">${msg('Video call')}
      <input type="url" inputmode="url" placeholder="https://" autocomplete="off" .value=${draft.conference} aria-invalid=${String(problem !== '')}
        @input=${(e: Event) => set({ conference: (e.target as HTMLInputElement).value.trim() })} />
    </label>
    ${
      draft.conference === ''
        ? html`<button type="button" class="button" @click=${make}>${icon(videoIcon)}${meetingService(template) ? html`${msg('Make a link')}: ${meetingService(template)}` : msg('Make a link')}</button>`
        : nothing
    }
    ${found === '' ? nothing : html`<p class="hint">${msg('The link in the text is used:')} ${found}</p>`}
    ${problem === '' ? nothing : html`<p class="error" role="alert">${problem}</p>`}
  </div>`;
}

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** Free or busy, for whom, how sure, and with what words it is filed. */
export function marksTemplate(draft: EventFields, set: SetFields) {
  return html`${availabilityTemplate(draft, set)}
    ${selectTemplate(
      msg('Visibility'),
      draft.visibility,
      [
        ['PUBLIC', msg('As the calendar')],
        ['PRIVATE', msg('Private')],
        ['CONFIDENTIAL', msg('Confidential')],
      ],
      (visibility) => set({ visibility }),
    )}
    ${selectTemplate(
      msg('Status'),
      draft.status,
      [
        ['', msg('None')],
        ['CONFIRMED', msg('Confirmed')],
        ['TENTATIVE', msg('Tentative')],
        ['CANCELLED', msg('Cancelled')],
      ],
      (status) => set({ status }),
    )}
    <label class="field">${msg('Categories')}<input .value=${draft.categories.join(', ')} placeholder=${msg('Separated by commas')} autocomplete="off"
      @change=${(e: Event) => set({ categories: wordsOf((e.target as HTMLInputElement).value) })} /></label>`;
}
