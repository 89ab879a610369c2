import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { FREQUENCIES, type Frequency, parseRule } from '../../domain/calendar/recurrence/rule.js';
import { formatUntil, untilDate, weekdayCodes } from '../../domain/calendar/rule-form.js';
import { rulePart, withRulePart } from '../../domain/calendar/rule-parts.js';
import {
  A_MONDAY,
  civilFromDay,
  dayFromCivil,
  dayOf,
  formatIsoDate,
  weekdayOf,
} from '../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber, LocalMs } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import './ik-date-list.js';
import { styles } from './ik-rule-editor.styles.js';
import type { SeriesDates } from './ik-rule-field.js';

const COUNT = 10;
const UNTIL_DAYS = 90;
const ORDINALS = [1, 2, 3, 4, 5, -1, -2];
/** Parts that pick days within a period: they mean nothing any more when the period is another. */
const DAY_PARTS = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS', 'BYMONTH'];
const NTH_DAY = /^([+-]?\d{1,2})(MO|TU|WE|TH|FR|SA|SU)$/;

/**
 * Every part of a recurrence rule, further rules, and the dates that are added and left out.
 *
 * @fires {Event} change - `value` or `dates` are others now.
 */
@customElement('ik-rule-editor')
@localized()
export class IkRuleEditor extends LitElement {
  static override styles = [controls, styles];

  /** RRULE value; '' where only dates repeat the event. */
  @property() value = '';
  @property({ attribute: false }) dates!: SeriesDates;
  @property({ attribute: false }) start = 0 as LocalMs;
  @property({ type: Boolean }) allDay = false;
  @property() zone = '';
  @property() locale = 'en';
  @state() private _wrong: { readonly part: string; readonly text: string } | undefined;

  private _emit(value: string, dates = this.dates) {
    this.value = value;
    this.dates = dates;
    this._wrong = undefined;
    this.dispatchEvent(new Event('change'));
  }

  /** Only what makes a rule that can be read; anything else is marked and kept in its field. */
  private _setPart(name: string, text: string) {
    const value = withRulePart(this.value, name, text.replaceAll(/\s/g, '').replaceAll('−', '-'));
    if (parseRule(value) === undefined) this._wrong = { part: name, text };
    else this._emit(value);
  }

  private get _freq(): string {
    return rulePart(this.value, 'FREQ').toUpperCase();
  }

  private get _days(): readonly string[] {
    const days = rulePart(this.value, 'BYDAY').toUpperCase();
    return days === '' ? [] : days.split(',').map((day) => day.trim());
  }

  private _onUnit = (event: Event) => {
    let value = withRulePart(this.value || 'FREQ=WEEKLY', 'FREQ', textOf(event));
    for (const part of DAY_PARTS) value = withRulePart(value, part, '');
    this._emit(value);
  };

  private _every() {
    const units: Record<Frequency, string> = {
      SECONDLY: msg('seconds'),
      MINUTELY: msg('minutes'),
      HOURLY: msg('hours'),
      DAILY: msg('days'),
      WEEKLY: msg('weeks'),
      MONTHLY: msg('months'),
      YEARLY: msg('years'),
    };
    const common: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
    const shown = FREQUENCIES.filter((freq) => !this.allDay || common.includes(freq) || freq === this._freq);
    const ordered = [
      ...shown.filter((freq) => common.includes(freq)),
      ...shown.filter((freq) => !common.includes(freq)),
    ];
    return html`<div class="line">
      <label for="interval">${msg('Every')}</label>
      <input id="interval" type="number" min="1" max="999" .value=${rulePart(this.value, 'INTERVAL') || '1'}
        @change=${(e: Event) => this._setPart('INTERVAL', clamped(textOf(e), 999) === '1' ? '' : clamped(textOf(e), 999))} />
      <select aria-label=${msg('Unit')} @change=${this._onUnit}>
        ${ordered.map((name) => html`<option value=${name} ?selected=${name === this._freq}>${units[name]}</option>`)}
      </select>
    </div>`;
  }

  private _weekdays(text: LocalFormats) {
    const plain = this._days.filter((day) => !NTH_DAY.test(day));
    const nth = this._days.filter((day) => NTH_DAY.test(day));
    const toggle = (code: string, on: boolean) => {
      const days = weekdayCodes.filter((day) => (day === code ? on : plain.includes(day)));
      this._setPart('BYDAY', [...days, ...nth].join(','));
    };
    return html`<fieldset aria-label=${msg('Weekdays')}>
      ${weekdayCodes.map((code, i) => {
        const day = (A_MONDAY + i) as DayNumber;
        return html`<label><input type="checkbox" .checked=${plain.includes(code)} aria-label=${text.weekday(day, 'long')}
          @change=${(e: Event) => toggle(code, (e.target as HTMLInputElement).checked)} /><span aria-hidden="true">${text.weekday(day, 'short')}</span></label>`;
      })}
    </fieldset>`;
  }

  /** Of months and years: by the day's number, or by weekdays such as the third Tuesday. */
  private _monthDays(text: LocalFormats) {
    const nth = this._days.filter((day) => NTH_DAY.test(day));
    const own = this._ownNth();
    const byWeekday = nth.length > 0;
    const onKind = (event: Event) => {
      const isWeekday = textOf(event) === 'weekday';
      const without = withRulePart(withRulePart(this.value, 'BYMONTHDAY', ''), 'BYDAY', '');
      this._emit(
        withRulePart(without, isWeekday ? 'BYDAY' : 'BYMONTHDAY', isWeekday ? own : String(this._civil().day)),
      );
    };
    const setNth = (at: number, day: string | undefined) => {
      const plain = this._days.filter((one) => !NTH_DAY.test(one));
      const days = nth.flatMap((one, i) => (i === at ? (day === undefined ? [] : [day]) : [one]));
      this._setPart('BYDAY', [...plain, ...(at === nth.length && day !== undefined ? [...days, day] : days)].join(','));
    };
    return html`<div class="line">
        <label for="kind">${msg('On')}</label>
        <select id="kind" @change=${onKind}>
          <option value="day" ?selected=${!byWeekday}>${msg('a day of the month')}</option>
          <option value="weekday" ?selected=${byWeekday}>${msg('a weekday of the month')}</option>
        </select>
        ${byWeekday ? nothing : this._numbers('BYMONTHDAY', msg('Days of the month'), msg('1 to 31, or −1 for the last'), String(this._civil().day))}
      </div>
      ${nth.map((day, at) => this._nthDay(text, day, (next) => setNth(at, next)))}
      ${byWeekday ? html`<div class="line"><button type="button" class="button" @click=${() => setNth(nth.length, own)}>${msg('Add a weekday')}</button></div>` : nothing}`;
  }

  private _nthDay(text: LocalFormats, day: string, set: (day: string | undefined) => void) {
    const [, nth = '1', code = 'MO'] = NTH_DAY.exec(day) ?? [];
    const number = Number(nth);
    const numbers = ORDINALS.includes(number) ? ORDINALS : [...ORDINALS, number];
    return html`<div class="line">
      <select aria-label=${msg('Which one')} @change=${(e: Event) => set(`${textOf(e)}${code}`)}>
        ${numbers.map((n) => html`<option value=${n} ?selected=${n === number}>${ordinal(n)}</option>`)}
      </select>
      <select aria-label=${msg('Weekday')} @change=${(e: Event) => set(`${number}${textOf(e)}`)}>
        ${weekdayCodes.map((name, i) => html`<option value=${name} ?selected=${name === code}>${text.weekday((A_MONDAY + i) as DayNumber, 'long')}</option>`)}
      </select>
      <button type="button" class="button" @click=${() => set(undefined)}>${msg('Remove')}</button>
    </div>`;
  }

  private _months(text: LocalFormats) {
    const chosen = rulePart(this.value, 'BYMONTH').split(',').map(Number);
    const toggle = (month: number, on: boolean) => {
      const months = Array.from({ length: 12 }, (_, i) => i + 1).filter((n) => (n === month ? on : chosen.includes(n)));
      this._setPart('BYMONTH', months.join(','));
    };
    return html`<fieldset aria-label=${msg('Months')}>
      ${Array.from({ length: 12 }, (_, i) => {
        const day = dayFromCivil(2026, i + 1, 1);
        return html`<label><input type="checkbox" .checked=${chosen.includes(i + 1)} aria-label=${text.longMonth(day)}
          @change=${(e: Event) => toggle(i + 1, (e.target as HTMLInputElement).checked)} /><span aria-hidden="true">${text.shortMonth(day)}</span></label>`;
      })}
    </fieldset>`;
  }

  /** A list of numbers as text. */
  private _numbers(part: string, label: string, hint: string, placeholder = hint) {
    const isWrong = this._wrong?.part === part;
    return html`<label>${label}
      <input inputmode="text" autocomplete="off" placeholder=${placeholder} .value=${isWrong ? this._wrong!.text : rulePart(this.value, part)} aria-invalid=${isWrong}
        title=${hint} @change=${(e: Event) => this._setPart(part, textOf(e))} />
      ${isWrong ? html`<span class="error" role="alert">${msg(str`Numbers with commas between: ${hint}`)}</span>` : nothing}
    </label>`;
  }

  private _ends() {
    const context = { allDay: this.allDay, zone: this.zone };
    const count = rulePart(this.value, 'COUNT');
    const until = untilDate(rulePart(this.value, 'UNTIL'), this.zone);
    const without = withRulePart(withRulePart(this.value, 'COUNT', ''), 'UNTIL', '');
    const setUntil = (date: string) => this._emit(withRulePart(without, 'UNTIL', formatUntil(date, context)));
    const onKind = (event: Event) => {
      const kind = textOf(event);
      if (kind === 'count') this._emit(withRulePart(without, 'COUNT', String(COUNT)));
      else if (kind === 'until') setUntil(formatIsoDate(dayOf(this.start) + UNTIL_DAYS));
      else this._emit(without);
    };
    return html`<div class="line">
      <label for="end">${msg('Ends')}</label>
      <select id="end" @change=${onKind}>
        <option value="never" ?selected=${count === '' && until === undefined}>${msg('never')}</option>
        <option value="count" ?selected=${count !== ''}>${msg('after a number of times')}</option>
        <option value="until" ?selected=${until !== undefined}>${msg('on a day')}</option>
      </select>
      ${
        count === ''
          ? nothing
          : html`<input type="number" min="1" max="99999" aria-label=${msg('Number of times')} .value=${count}
              @change=${(e: Event) => this._setPart('COUNT', clamped(textOf(e), 99_999))} />`
      }
      ${
        until === undefined
          ? nothing
          : html`<input type="date" aria-label=${msg('Last day')} .value=${until} @change=${(e: Event) => textOf(e) && setUntil(textOf(e))} />`
      }
    </div>`;
  }

  private _more(text: LocalFormats) {
    const rare = [
      'BYMONTHDAY',
      'BYYEARDAY',
      'BYWEEKNO',
      'BYHOUR',
      'BYMINUTE',
      'BYSECOND',
      'BYSETPOS',
      'WKST',
      'BYMONTH',
    ];
    const isMonthly = this._freq === 'MONTHLY' || this._freq === 'YEARLY';
    const used = rare.some((part) => rulePart(this.value, part) !== '' && !(isMonthly && /MONTH/.test(part)));
    const wkst = rulePart(this.value, 'WKST').toUpperCase() || 'MO';
    return html`<details ?open=${used || (this._wrong !== undefined && this._wrong.part !== 'BYMONTHDAY')}>
      <summary>${msg('More conditions')}</summary>
      <div class="grid">
        ${this._freq === 'YEARLY' ? nothing : html`<div class="wide">${this._months(text)}</div>`}
        ${isMonthly ? html`<div class="wide">${this._weekdays(text)}</div>` : this._numbers('BYMONTHDAY', msg('Days of the month'), msg('1 to 31, or −1 for the last'))}
        ${this._numbers('BYYEARDAY', msg('Days of the year'), msg('1 to 366, or −1 for the last'))}
        ${this._numbers('BYWEEKNO', msg('Weeks of the year'), msg('1 to 53, or −1 for the last'))}
        ${this._numbers('BYHOUR', msg('Hours'), msg('0 to 23'))}
        ${this._numbers('BYMINUTE', msg('Minutes'), msg('0 to 59'))}
        ${this._numbers('BYSECOND', msg('Seconds'), msg('0 to 59'))}
        ${this._numbers('BYSETPOS', msg('Only these of each period'), msg('1 for the first, −1 for the last'))}
        <label>${msg('Weeks begin on')}
          <select @change=${(e: Event) => this._setPart('WKST', textOf(e) === 'MO' ? '' : textOf(e))}>
            ${weekdayCodes.map((code, i) => html`<option value=${code} ?selected=${code === wkst}>${text.weekday((A_MONDAY + i) as DayNumber, 'long')}</option>`)}
          </select>
        </label>
      </div>
    </details>`;
  }

  private _furtherRules() {
    const { moreRules } = this.dates;
    if (moreRules.length === 0) return nothing;
    return html`<div><h4>${msg('Further rules')}</h4><ul>
      ${moreRules.map(
        (rule) =>
          html`<li><code>${rule}</code><button type="button" class="button" @click=${() =>
            this._emit(this.value, {
              ...this.dates,
              moreRules: moreRules.filter((other) => other !== rule),
            })}>${msg('Remove')}</button></li>`,
      )}
    </ul></div>`;
  }

  private _civil() {
    return civilFromDay(dayOf(this.start));
  }

  /** The start as a weekday of its month: `3TU`. */
  private _ownNth(): string {
    return `${Math.min(4, Math.ceil(this._civil().day / 7))}${weekdayCodes[weekdayOf(dayOf(this.start)) - 1]}`;
  }

  protected override render() {
    const text = createLocalFormats(this.locale);
    const isUnreadable = this.value !== '' && parseRule(this.value) === undefined;
    const onDates = (event: Event) => {
      event.stopPropagation();
      this._emit(this.value, (event.target as HTMLElement & { dates: SeriesDates }).dates);
    };
    return html`${isUnreadable ? html`<p class="error">${msg('This rule is kept as it is:')} <code>${this.value}</code></p>` : nothing}
      ${this._every()}
      ${this._freq === 'WEEKLY' || this._freq === 'DAILY' ? this._weekdays(text) : nothing}
      ${this._freq === 'YEARLY' ? this._months(text) : nothing}
      ${this._freq === 'MONTHLY' || this._freq === 'YEARLY' ? this._monthDays(text) : nothing}
      ${this.value === '' || isUnreadable ? nothing : html`${this._ends()} ${this._more(text)}`}
      ${this._furtherRules()}
      <ik-date-list .dates=${this.dates} .start=${this.start} .allDay=${this.allDay} .zone=${this.zone} .locale=${this.locale} @change=${onDates}></ik-date-list>`;
  }
}

function ordinal(n: number): string {
  switch (n) {
    case 1:
      return msg('first');
    case 2:
      return msg('second');
    case 3:
      return msg('third');
    case 4:
      return msg('fourth');
    case 5:
      return msg('fifth');
    case -1:
      return msg('last');
    case -2:
      return msg('last but one');
    default:
      return n > 0 ? msg(str`no. ${n}`) : msg(str`no. ${-n} from the end`);
  }
}

const textOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
const clamped = (text: string, max: number) => String(Math.max(1, Math.min(max, Math.trunc(Number(text)) || 1)));

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-editor': IkRuleEditor;
  }
}
