import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { LocalMs } from '../../domain/time/types.js';
import {
  dateText,
  lastDateText,
  shownEnd,
  timeText,
  withDate,
  withLastDate,
  withShownEnd,
  withStart,
  withTime,
  withZones,
} from './event-draft.js';
import './ik-zone-picker.js';
import type { IkZonePicker } from './ik-zone-picker.js';

export interface TimesForm {
  readonly draft: EventFields;
  readonly timeZone: string;
  readonly locale: string;
  /** Zones are shown: the start's, and the end's when it has, or gets, one of its own. */
  readonly zones: 'none' | 'start' | 'both';
  readonly invalid: boolean;
  /** Changes the draft as it is then: several changes may come before the form is drawn again. */
  readonly set: (change: (draft: EventFields) => EventFields) => void;
  readonly showEndZone: () => void;
}

const textOf = (event: Event) => (event.target as HTMLInputElement).value;

/** Start and end with their dates, times and zones. */
export function timesTemplate(form: TimesForm) {
  const { draft, set, invalid } = form;
  const timeField = (label: string, value: string, onChange: (text: string) => void) =>
    draft.allDay
      ? nothing
      : html`<input class="input" type="time" aria-label=${label} required .value=${value} @change=${(e: Event) => onChange(textOf(e))} />`;
  return html`<div class="times">
    <fieldset class="time"><legend>${msg('Start')}</legend>
      <input class="input" type="date" aria-label=${msg('Start date')} required .value=${dateText(draft.start)}
        @change=${(e: Event) => set((now) => withStart(now, withDate(now.start, textOf(e))))} />
      ${timeField(msg('Start time'), timeText(draft.start), (text) => set((now) => withStart(now, withTime(now.start, text))))}
    </fieldset>
    <fieldset class="time"><legend>${msg('End')}</legend>
      <input class="input" type="date" aria-label=${msg('End date')} required .value=${lastDateText(draft)} aria-invalid=${String(invalid)}
        @change=${(e: Event) => set((now) => withLastDate(now, textOf(e)))} />
      ${timeField(msg('End time'), timeText(shownEnd(draft)), (text) => set((now) => withShownEnd(now, withTime(shownEnd(now), text))))}
    </fieldset>
    ${draft.allDay || form.zones === 'none' ? nothing : zonesTemplate(form)}
  </div>`;
}

function zonesTemplate({ draft, set, timeZone, locale, zones, showEndZone }: TimesForm) {
  const picker = (label: string, value: string, local: LocalMs, empty: string, onChange: (zone: string) => void) =>
    html`<ik-zone-picker .label=${label} .value=${value} .local=${local} .empty=${empty} .timeZone=${timeZone} .locale=${locale}
      @change=${(e: Event) => onChange((e.target as IkZonePicker).value)}></ik-zone-picker>`;
  const isBoth = zones === 'both' && draft.zone !== '';
  return html`${picker(
    isBoth ? msg('Time zone of the start') : msg('Time zone'),
    draft.zone,
    draft.start,
    msg('Wherever you are'),
    (zone) => set((now) => withZones(now, zone, now.endZone)),
  )}
    ${
      isBoth
        ? picker(msg('Time zone of the end'), draft.endZone || draft.zone, shownEnd(draft), '', (zone) =>
            set((now) => withZones(now, now.zone, zone)),
          )
        : draft.zone === ''
          ? nothing
          : html`<button type="button" class="button soft end-zone" @click=${showEndZone}>${msg('End in another time zone')}</button>`
    }`;
}
