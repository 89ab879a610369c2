import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type Frequency,
  formToRule,
  frequencies,
  type RuleForm,
  ruleToForm,
  weekdayCodes,
} from '../../domain/calendar/rule-form.js';
import { formatIsoDate, weekdayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import { ruleText } from './rule-text.js';

/** 1970-01-05, a Monday. */
const MONDAY = 4;
const COUNT = 10;

/**
 * How an event repeats: never, a preset, or interval, weekdays and end. A rule that says more is shown and kept.
 *
 * @fires {Event} change - `value` is another rule now.
 */
@customElement('ik-rule-field')
@localized()
export class IkRuleField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 10px; }
      .custom { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
      .line { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; font-size: 13px; }
      .line input[type=number] { inline-size: 76px; }
      .line select, .line input { min-block-size: 36px; padding: 4px 10px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); }
      .days { display: flex; flex-wrap: wrap; gap: 4px; border: 0; margin: 0; padding: 0; }
      .days label { position: relative; }
      .days input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
      .days span { display: grid; place-items: center; min-inline-size: 38px; block-size: 34px; padding-inline: 6px; border: 1px solid var(--ik-line); border-radius: 99px; font-size: 12.5px; }
      .days input:checked + span { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
      .days input:focus-visible + span { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
      .kept { margin: 0; font-size: 12.5px; color: var(--ik-text-2); overflow-wrap: anywhere; }
    `,
  ];

  /** RRULE value; '' for none. */
  @property() value = '';
  @property({ attribute: false }) day = 0 as DayNumber;
  @property({ type: Boolean }) allDay = false;
  @property() zone = '';
  @property() locale = 'en';
  @state() private _custom = false;

  private get _context() {
    return { allDay: this.allDay, zone: this.zone };
  }

  private _set(value: string) {
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private _change(form: RuleForm, change: Partial<RuleForm>) {
    this._set(formToRule({ ...form, ...change }, this._context));
  }

  private _onPreset = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    this._custom = value === 'custom';
    if (value === 'kept') return;
    if (value === 'custom') this._set(this._form ? this.value : formToRule(weekly(this.day), this._context));
    else this._set(value);
  };

  private get _form(): RuleForm | undefined {
    return this.value === '' ? undefined : ruleToForm(this.value, this._context);
  }

  private _presets(): readonly (readonly [string, string])[] {
    const text = createLocalFormats(this.locale);
    const weekdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    const ownDay = formToRule(weekly(this.day), this._context);
    return [
      ['', msg('Does not repeat')],
      ['FREQ=DAILY', msg('Every day')],
      [weekdays, msg('Every weekday')],
      [ownDay, ruleText(ownDay, text)],
      ['FREQ=MONTHLY', msg('Every month')],
      ['FREQ=YEARLY', msg('Every year')],
    ];
  }

  private _customFields(form: RuleForm) {
    const text = createLocalFormats(this.locale);
    const units: Record<Frequency, string> = {
      DAILY: msg('days'),
      WEEKLY: msg('weeks'),
      MONTHLY: msg('months'),
      YEARLY: msg('years'),
    };
    const textOf = (event: Event) => (event.target as HTMLInputElement).value;
    const toggle = (code: (typeof weekdayCodes)[number], on: boolean) =>
      this._change(form, { weekdays: on ? [...form.weekdays, code] : form.weekdays.filter((day) => day !== code) });
    return html`<div class="custom">
      <div class="line">
        <label for="interval">${msg('Every')}</label>
        <input id="interval" type="number" min="1" max="999" .value=${String(form.interval)}
          @change=${(e: Event) => this._change(form, { interval: clampInt(textOf(e), 1, 999) })} />
        <select aria-label=${msg('Unit')} @change=${(e: Event) => this._change(form, { frequency: textOf(e) as Frequency })}>
          ${frequencies.map((name) => html`<option value=${name} ?selected=${name === form.frequency}>${units[name]}</option>`)}
        </select>
      </div>
      ${
        form.frequency === 'WEEKLY'
          ? html`<fieldset class="days" aria-label=${msg('Weekdays')}>
            ${weekdayCodes.map(
              (code, i) => html`<label><input type="checkbox" .checked=${form.weekdays.includes(code)}
                aria-label=${text.weekday((MONDAY + i) as DayNumber, 'long')} @change=${(e: Event) => toggle(code, (e.target as HTMLInputElement).checked)} />
                <span aria-hidden="true">${text.weekday((MONDAY + i) as DayNumber, 'short')}</span></label>`,
            )}</fieldset>`
          : nothing
      }
      <div class="line">
        <label for="end">${msg('Ends')}</label>
        <select id="end" @change=${(e: Event) => this._change(form, { end: this._endOf(textOf(e)) })}>
          <option value="never" ?selected=${form.end.kind === 'never'}>${msg('never')}</option>
          <option value="count" ?selected=${form.end.kind === 'count'}>${msg('after a number of times')}</option>
          <option value="until" ?selected=${form.end.kind === 'until'}>${msg('on a day')}</option>
        </select>
        ${
          form.end.kind === 'count'
            ? html`<input type="number" min="1" max="99999" aria-label=${msg('Number of times')} .value=${String(form.end.count)}
              @change=${(e: Event) => this._change(form, { end: { kind: 'count', count: clampInt(textOf(e), 1, 99_999) } })} />`
            : nothing
        }
        ${
          form.end.kind === 'until'
            ? html`<input type="date" aria-label=${msg('Last day')} .value=${form.end.date}
              @change=${(e: Event) => textOf(e) && this._change(form, { end: { kind: 'until', date: textOf(e) } })} />`
            : nothing
        }
      </div>
    </div>`;
  }

  private _endOf(kind: string): RuleForm['end'] {
    if (kind === 'count') return { kind, count: COUNT };
    return kind === 'until' ? { kind, date: formatIsoDate(this.day + 90) } : { kind: 'never' };
  }

  protected override render() {
    const form = this._form;
    const presets = this._presets();
    const isPreset = presets.some(([rule]) => rule === this.value);
    const isKept = this.value !== '' && form === undefined;
    const showCustom = form !== undefined && (this._custom || !isPreset);
    return html`<label class="field">${msg('Repeats')}
        <select @change=${this._onPreset}>
          ${presets.map(([rule, name]) => html`<option value=${rule} ?selected=${!showCustom && rule === this.value}>${name}</option>`)}
          <option value="custom" ?selected=${showCustom}>${msg('Custom…')}</option>
          ${isKept ? html`<option value="kept" selected>${msg('By a rule of its own')}</option>` : nothing}
        </select>
      </label>
      ${isKept ? html`<p class="kept">${this.value}</p>` : nothing}
      ${showCustom ? this._customFields(form) : nothing}`;
  }
}

const weekly = (day: DayNumber): RuleForm => ({
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [weekdayCodes[weekdayOf(day) - 1]!],
  end: { kind: 'never' },
});

const clampInt = (text: string, min: number, max: number) =>
  Math.max(min, Math.min(max, Math.trunc(Number(text)) || min));

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-field': IkRuleField;
  }
}
