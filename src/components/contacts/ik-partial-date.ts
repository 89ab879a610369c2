import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { formatPartialDate, monthNames, parsePartialDate } from '../../domain/time/partial-date.js';
import { controls } from '../shared/controls.styles.js';

/** The date is another one. `value` is `undefined` while the fields make no date. Does not bubble. */
export class PartialDateChangeEvent extends Event {
  constructor(readonly value: string | undefined) {
    super('ik-date-change');
  }
}

const styles = css`
  :host { display: block; }
  fieldset { display: grid; grid-template-columns: 68px minmax(0, 1fr) 86px; gap: 6px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { padding: 0; margin-block-end: 5px; font-size: 13px; color: var(--ik-text-2); }
  .text { grid-column: 1 / -1; }
  p { grid-column: 1 / -1; margin: 0; color: var(--ik-danger); font-size: 12.5px; }
`;

/**
 * Day, month and, where it is known, year. A date of any other form (`circa 1800`) is a text field.
 *
 * @fires {PartialDateChangeEvent} ik-date-change - Does not bubble.
 */
@customElement('ik-partial-date')
@localized()
export class IkPartialDate extends LitElement {
  static override styles = [controls, styles];

  @property() label = '';
  /** `1985-03-04`, `--03-04`, '' or any text; read once, when the field is made. */
  @property() value = '';
  /** The label stands beside it already: it is only read out. */
  @property({ type: Boolean }) labelled = false;
  /** BCP 47, for the months' names. */
  @property() locale = 'en';
  @state() private _day = '';
  @state() private _month = '';
  @state() private _year = '';
  @state() private _isText = false;

  override focus() {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override willUpdate(_changed: PropertyValues) {
    if (this.hasUpdated) return;
    const date = parsePartialDate(this.value);
    this._isText = this.value !== '' && date === undefined;
    if (date === undefined) return;
    this._day = String(date.day);
    this._month = String(date.month);
    this._year = date.year === undefined ? '' : String(date.year);
  }

  private get _result(): string | undefined {
    if (this._day === '' && this._month === '' && this._year === '') return '';
    const year = this._year === '' ? undefined : Number(this._year);
    if (!/^\d{1,2}$/.test(this._day) || this._month === '' || !/^(\d{4})?$/.test(this._year)) return undefined;
    const text = formatPartialDate({ year, month: Number(this._month), day: Number(this._day) });
    return parsePartialDate(text) && text;
  }

  private _set(part: '_day' | '_month' | '_year', event: Event) {
    this[part] = (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
    this.dispatchEvent(new PartialDateChangeEvent(this._result));
  }

  private _onText(event: Event) {
    this.dispatchEvent(new PartialDateChangeEvent((event.target as HTMLInputElement).value));
  }

  protected override render() {
    if (this._isText)
      return html`<fieldset><legend class=${this.labelled ? 'visually-hidden' : ''}>${this.label}</legend><input class="input text" aria-label=${this.label} .value=${this.value} @input=${this._onText} /></fieldset>`;
    const isWrong = this._result === undefined;
    return html`<fieldset aria-describedby=${isWrong ? 'wrong' : ''}>
      <legend class=${this.labelled ? 'visually-hidden' : ''}>${this.label}</legend>
      <input class="input" inputmode="numeric" maxlength="2" autocomplete="off" aria-label=${msg('Day')} placeholder=${msg('Day')}
        .value=${live(this._day)} @input=${(event: Event) => this._set('_day', event)} />
      <select class="input" aria-label=${msg('Month')} @change=${(event: Event) => this._set('_month', event)}>
        <option value="" ?selected=${this._month === ''}>${msg('Month')}</option>
        ${monthNames(this.locale).map((name, at) => html`<option value=${at + 1} ?selected=${this._month === String(at + 1)}>${name}</option>`)}
      </select>
      <input class="input" inputmode="numeric" maxlength="4" autocomplete="off" aria-label=${msg('Year, if known')} placeholder=${msg('Year')}
        .value=${live(this._year)} @input=${(event: Event) => this._set('_year', event)} />
      ${isWrong ? html`<p id="wrong">${msg('Day and month make a date; the year may be left out.')}</p>` : ''}
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-partial-date': IkPartialDate;
  }
  interface HTMLElementEventMap {
    'ik-date-change': PartialDateChangeEvent;
  }
}
