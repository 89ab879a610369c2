import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import leftIcon from 'lucide-static/icons/chevron-left.svg?raw';
import rightIcon from 'lucide-static/icons/chevron-right.svg?raw';
import { addMonths, civilFromDay, isoWeek, startOfMonth, startOfWeek } from '../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/** A day of the small month was chosen. */
export class DayPickEvent extends Event {
  constructor(readonly day: DayNumber) {
    super('ik-day-pick');
  }
}

/**
 * A month to choose a day from: arrow keys move by days and weeks, PageUp and PageDown by months.
 *
 * @fires {DayPickEvent} ik-day-pick - A day was chosen. Does not bubble.
 */
@customElement('ik-mini-month')
@localized()
export class IkMiniMonth extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; font-size: 11.5px; }
      .head { display: flex; align-items: center; padding-inline-start: 6px; }
      h2 { flex: 1; margin: 0; font-size: 13.5px; font-weight: 600; }
      .icon-button { inline-size: 30px; min-block-size: 32px; color: var(--ik-text-2); }
      .icon-button svg { inline-size: 15px; block-size: 15px; }
      .icon-button:dir(rtl) svg { scale: -1 1; }
      .week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); border-radius: 7px; }
      .numbered .week { grid-template-columns: 24px repeat(7, minmax(0, 1fr)); }
      .number { display: grid; place-items: center; color: var(--ik-text-2); font-size: 10px; font-variant-numeric: tabular-nums; border-inline-end: 1px solid var(--ik-line); }
      .week.shown { background: var(--ik-accent-soft); }
      .name { padding-block: 5px; color: var(--ik-text-2); text-align: center; font-size: 10.5px; }
      .day {
        min-block-size: 24px; border: 0; border-radius: 7px; padding: 0; background: none; color: inherit; font: inherit;
        font-variant-numeric: tabular-nums; cursor: pointer; text-align: center; line-height: 24px;
      }
      .day:hover { background: var(--ik-surface-2); }
      .day.outside { color: var(--ik-text-2); }
      .day.shown-day { background: var(--ik-accent-soft); font-weight: 600; }
      .day.today { background: var(--ik-accent); color: var(--ik-on-accent); font-weight: 600; }
      .day:focus-visible { outline-offset: -2px; }
      .day.today:focus-visible { outline-offset: 1px; }
      @media (pointer: coarse) { .day { min-block-size: 40px; line-height: 40px; font-size: 14px; } .icon-button { inline-size: 44px; min-block-size: 44px; } }
      :host([wide]) .day { min-block-size: 34px; font-size: 13.5px; line-height: 34px; }
      :host([wide]) .name { padding-block: 0 3px; }
      .button.soft { min-block-size: 36px; margin-inline-end: 2px; }
    `,
  ];

  /** The day in sight. */
  @property({ attribute: false }) day = 0 as DayNumber;
  @property({ attribute: false }) today = 0 as DayNumber;
  /** Days the big view shows, from `first` on; nothing for a month. */
  @property({ attribute: false }) shown: { readonly first: DayNumber; readonly days: number } | undefined;
  @property() locale = 'en';
  @property({ type: Number }) firstDay = 1;
  /** Numbers of weeks stand beside them. */
  @property({ type: Boolean }) weekNumbers = false;
  /** On phones, above the view: larger days, and a way back to today. */
  @property({ type: Boolean, reflect: true }) wide = false;
  /** First day of the month in sight, and the day the keyboard is on. */
  @state() private _cursor = 0 as DayNumber;
  private _text!: LocalFormats;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('locale') || !this.hasUpdated) this._text = createLocalFormats(this.locale);
    if (changed.has('day')) this._cursor = this.day;
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, DayNumber | undefined> = {
      ArrowLeft: (this._cursor - rtl) as DayNumber,
      ArrowRight: (this._cursor + rtl) as DayNumber,
      ArrowUp: (this._cursor - 7) as DayNumber,
      ArrowDown: (this._cursor + 7) as DayNumber,
      PageUp: addMonths(this._cursor, -1),
      PageDown: addMonths(this._cursor, 1),
      Home: startOfWeek(this._cursor, this.firstDay),
      End: (startOfWeek(this._cursor, this.firstDay) + 6) as DayNumber,
    };
    const next = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this._cursor = next;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.day[tabindex="0"]')?.focus());
  };

  private _turn(by: number) {
    this._cursor = addMonths(this._cursor, by);
  }

  private _day(day: DayNumber, month: number) {
    const date = civilFromDay(day);
    const inView = day === this.day && this.shown?.days !== 7;
    const classes = `day${date.month === month ? '' : ' outside'}${day === this.today ? ' today' : ''}${inView ? ' shown-day' : ''}`;
    return html`<button
      type="button"
      role="gridcell"
      class=${classes}
      tabindex=${day === this._cursor ? 0 : -1}
      aria-label=${this._text.longDay(day)}
      aria-current=${day === this.today ? 'date' : 'false'}
      aria-selected=${day === this.day ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new DayPickEvent(day))}
    >${date.day}</button>`;
  }

  /** What stands before the days of a row; the row of names has a head for it. */
  private _number(week: number | undefined) {
    if (!this.weekNumbers) return nothing;
    if (week === undefined) return html`<div role="columnheader" aria-label=${msg('Week')}></div>`;
    const number = isoWeek(week, this.firstDay).week;
    return html`<div class="number" role="rowheader" aria-label=${msg(str`Week ${number}`)}>${number}</div>`;
  }

  protected override render() {
    const start = startOfMonth(this._cursor);
    const { month } = civilFromDay(start);
    const first = startOfWeek(start, this.firstDay);
    const weeks = Math.ceil((addMonths(start, 1) - first) / 7);
    const title = this._text.monthAndYear(start);
    const days = Array.from({ length: 7 }, (_, i) => (first + i) as DayNumber);
    const isShown = (week: number) => this.shown !== undefined && this.shown.days === 7 && week === this.shown.first;
    return html`<div class="head">
        <h2 aria-live="polite">${title}</h2>
        ${this.wide ? html`<button type="button" class="button soft" @click=${() => this.dispatchEvent(new DayPickEvent(this.today))}>${msg('Today')}</button>` : nothing}
        <button type="button" class="icon-button plain" aria-label=${msg('Previous month')} @click=${() => this._turn(-1)}>${icon(leftIcon)}</button>
        <button type="button" class="icon-button plain" aria-label=${msg('Next month')} @click=${() => this._turn(1)}>${icon(rightIcon)}</button>
      </div>
      <div role="grid" class=${this.weekNumbers ? 'numbered' : ''} tabindex="-1" aria-label=${title} @keydown=${this._onKeyDown}>
        <div class="week" role="row">
          ${this._number(undefined)}${days.map((day) => html`<div class="name" role="columnheader" aria-label=${this._text.weekday(day, 'long')}>${this._text.weekday(day, 'narrow')}</div>`)}
        </div>
        ${Array.from({ length: weeks }, (_, w) => first + w * 7).map(
          (week) => html`<div class="week ${isShown(week) ? 'shown' : ''}" role="row">
            ${this._number(week)}${days.map((_, i) => this._day((week + i) as DayNumber, month))}
          </div>`,
        )}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mini-month': IkMiniMonth;
  }
  interface HTMLElementEventMap {
    'ik-day-pick': DayPickEvent;
  }
}
