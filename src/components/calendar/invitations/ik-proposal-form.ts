import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import { controls } from '../../shared/controls.styles.js';
import {
  dateText,
  draftProblem,
  lastDateText,
  timeText,
  withDate,
  withLastDate,
  withStart,
  withTime,
} from '../event-draft.js';

/**
 * Another time for an event: start and end, in the zone the fields are in.
 *
 * @fires {Event} change - The person chose other times: `value` has them.
 */
@customElement('ik-proposal-form')
@localized()
export class IkProposalForm extends LitElement {
  static override styles = [
    controls,
    css`
      .times { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 14px; }
      fieldset { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; border: 0; margin: 0; padding: 0; }
      legend { padding: 0 0 5px; font-size: 13px; color: var(--ik-text-2); }
      p { margin: 6px 0 0; color: var(--ik-danger); font-size: 13px; }
      @media (width < 560px) { .times { grid-template-columns: 1fr; } }
    `,
  ];

  /** The event as it is. */
  @property({ attribute: false }) fields!: EventFields;
  @state() private _draft!: EventFields;

  /** The event with the times that were chosen. */
  get value(): EventFields {
    return this._draft;
  }

  /** They can be proposed: other times than now, the end not before the start. */
  get isComplete(): boolean {
    const { start, end } = this._draft;
    return draftProblem(this._draft) === undefined && (start !== this.fields.start || end !== this.fields.end);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields')) this._draft = this.fields;
  }

  private _set(draft: EventFields) {
    this._draft = draft;
    this.dispatchEvent(new Event('change'));
  }

  private _time(label: string, local: number, set: (text: string) => void) {
    if (this._draft.allDay) return nothing;
    return html`<input class="input" type="time" aria-label=${label} required .value=${timeText(local as EventFields['start'])}
      @change=${(e: Event) => set(textOf(e))} />`;
  }

  protected override render() {
    const draft = this._draft;
    return html`<div class="times">
        <fieldset><legend>${msg('Proposed start')}</legend>
          <input class="input" type="date" aria-label=${msg('Start date')} required .value=${dateText(draft.start)}
            @change=${(e: Event) => this._set(withStart(draft, withDate(draft.start, textOf(e))))} />
          ${this._time(msg('Start time'), draft.start, (text) => this._set(withStart(draft, withTime(draft.start, text))))}
        </fieldset>
        <fieldset><legend>${msg('Proposed end')}</legend>
          <input class="input" type="date" aria-label=${msg('End date')} required .value=${lastDateText(draft)}
            @change=${(e: Event) => this._set(withLastDate(draft, textOf(e)))} />
          ${this._time(msg('End time'), draft.end, (text) => this._set({ ...draft, end: withTime(draft.end, text) }))}
        </fieldset>
      </div>
      ${draftProblem(draft) === 'end-before-start' ? html`<p role="alert">${msg('The event ends before it starts.')}</p>` : nothing}`;
  }
}

const textOf = (event: Event) => (event.target as HTMLInputElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'ik-proposal-form': IkProposalForm;
  }
}
