import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formToRule, type RuleForm, weekdayCodes } from '../../domain/calendar/rule-form.js';
import { previewRule } from '../../domain/calendar/rule-preview.js';
import { civilFromDay, dayOf, daysInMonth, localOfDay, timeOfDay, weekdayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type LocalMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import { ruleWords } from './rule-words.js';

/** Dates shown below the rule. */
const PREVIEWED = 5;

/** What makes an event repeat, apart from its first rule. */
export interface SeriesDates {
  readonly moreRules: readonly string[];
  readonly rdates: readonly string[];
  readonly exdates: readonly string[];
}

const NO_DATES: SeriesDates = { moreRules: [], rdates: [], exdates: [] };

/**
 * How an event repeats: never, a preset, or any rule at all with dates added and left out. Says the rule in words and
 * names the first days it gives.
 *
 * @fires {Event} change - `value` or `dates` are others now.
 */
@customElement('ik-rule-field')
@localized()
export class IkRuleField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 10px; }
      .said { display: grid; gap: 6px; margin: 0; font-size: 12.5px; color: var(--ik-text-2); overflow-wrap: anywhere; }
      .said strong { color: var(--ik-text); font-weight: 550; }
      ol { display: flex; flex-wrap: wrap; gap: 4px 6px; margin: 0; padding: 0; list-style: none; }
      li { padding: 2px 8px; border-radius: 99px; background: var(--ik-surface-2); }
      .warning { margin: 0; font-size: 13px; color: var(--ik-danger); }
    `,
  ];

  /** RRULE value; '' for none. */
  @property() value = '';
  @property({ attribute: false }) dates: SeriesDates = NO_DATES;
  @property({ attribute: false }) day = 0 as DayNumber;
  /** Start on the wall clock of `zone`; midnight of `day` when absent. */
  @property({ attribute: false }) start: LocalMs | undefined;
  @property({ type: Boolean }) allDay = false;
  @property() zone = '';
  @property() locale = 'en';
  @state() private _custom = false;

  private get _context() {
    return { allDay: this.allDay, zone: this.zone };
  }

  private get _start(): LocalMs {
    return this.start ?? localOfDay(this.day);
  }

  private _set(value: string, dates: SeriesDates) {
    this.value = value;
    this.dates = dates;
    this.dispatchEvent(new Event('change'));
  }

  private _onPreset = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    this._custom = value === 'custom';
    if (value === '') this._set('', NO_DATES);
    else if (value !== 'custom') this._set(value, this.dates);
    else {
      void import('./ik-rule-editor.js');
      this._set(this.value === '' ? formToRule(weekly(this.day), this._context) : this.value, this.dates);
    }
  };

  private _onEdit = (event: Event) => {
    event.stopPropagation();
    const { value, dates } = event.target as HTMLElement & { value: string; dates: SeriesDates };
    this._set(value, dates);
  };

  /** Simple cases, as people say them; a value that stands already keeps its place. */
  private _presets(): readonly (readonly [rule: string, name: string])[] {
    const text = createLocalFormats(this.locale);
    const { day: dayOfMonth, month, year } = civilFromDay(this.day);
    const code = weekdayCodes[weekdayOf(this.day) - 1]!;
    const words = (rule: string) => ruleWords(rule, { text, locale: this.locale, zone: this.zone });
    const nth = `FREQ=MONTHLY;BYDAY=${Math.ceil(dayOfMonth / 7)}${code}`;
    const last = `FREQ=MONTHLY;BYDAY=-1${code}`;
    const isLast = dayOfMonth + 7 > daysInMonth(year, month);
    const own = formToRule(weekly(this.day), this._context);
    const weekdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    return [
      ['', msg('Does not repeat')],
      ['FREQ=DAILY', msg('Every day')],
      [weekdays, msg('Every weekday')],
      [own, words(own)],
      ['FREQ=MONTHLY', msg(str`Every month on day ${dayOfMonth}`)],
      ...(dayOfMonth <= 28 ? [[nth, words(nth)] as const] : []),
      ...(isLast ? [[last, words(last)] as const] : []),
      ['FREQ=YEARLY', msg('Every year')],
    ];
  }

  private _said() {
    const { moreRules, rdates, exdates } = this.dates;
    const rules = [this.value, ...moreRules];
    const text = createLocalFormats(this.locale);
    const [start, { allDay, zone, locale }] = [this._start, this];
    const { starts, never } = previewRule({ rules, start, allDay, zone, rdates, exdates }, PREVIEWED);
    const sentences = rules.map((rule) => ruleWords(rule, { text, locale, zone })).filter((words) => words !== '');
    const when = (at: LocalMs) => {
      const day = text.span(
        { start: at, end: at, allDay: true },
        civilFromDay(dayOf(at)).year !== civilFromDay(dayOf(start)).year,
      );
      const isOtherTime = !allDay && timeOfDay(at) !== timeOfDay(start);
      return isOtherTime ? `${day}, ${text.time(Math.floor(timeOfDay(at) / MS_PER_MINUTE))}` : day;
    };
    return html`<div class="said">
      <span role="status"><strong>${sentences.join('; ')}</strong></span>
      ${
        never
          ? html`<p class="warning" role="alert">${msg('There is no such day: by this rule the event happens only once.')}</p>`
          : html`<ol aria-label=${msg('The first dates')}>${starts.map((at) => html`<li>${when(at)}</li>`)}</ol>`
      }
    </div>`;
  }

  protected override render() {
    const presets = this._presets();
    const { moreRules, rdates, exdates } = this.dates;
    const hasMore = moreRules.length + rdates.length + exdates.length > 0;
    const repeats = this.value !== '' || hasMore;
    const isPreset = !hasMore && presets.some(([rule]) => rule === this.value);
    const showCustom = repeats && (this._custom || !isPreset);
    if (showCustom) void import('./ik-rule-editor.js');
    return html`<label class="field">${msg('Repeats')}
        <select @change=${this._onPreset}>
          ${presets.map(([rule, name]) => html`<option value=${rule} ?selected=${!showCustom && rule === this.value}>${name}</option>`)}
          <option value="custom" ?selected=${showCustom}>${msg('Custom…')}</option>
        </select>
      </label>
      ${
        showCustom
          ? html`<ik-rule-editor .value=${this.value} .dates=${this.dates} .start=${this._start} .allDay=${this.allDay} .zone=${this.zone}
              .locale=${this.locale} @change=${this._onEdit}></ik-rule-editor>`
          : nothing
      }
      ${repeats ? this._said() : nothing}`;
  }
}

const weekly = (day: DayNumber): RuleForm => ({
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [weekdayCodes[weekdayOf(day) - 1]!],
  end: { kind: 'never' },
});

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-field': IkRuleField;
  }
}
