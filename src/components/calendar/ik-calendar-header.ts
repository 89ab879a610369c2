import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import leftIcon from 'lucide-static/icons/chevron-left.svg?raw';
import rightIcon from 'lucide-static/icons/chevron-right.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { CalendarService } from '../../app/services.js';
import type { ViewName } from '../../domain/calendar/layout/range.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { SchedulePeriod } from '../../domain/settings/settings.js';
import { isoWeek, parseIsoDate } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { styles } from './ik-calendar-header.styles.js';
import './ik-calendar-search.js';
import type { IkCalendarSearch } from './ik-calendar-search.js';
import './ik-period-menu.js';
import type { PeriodEvent } from './ik-period-menu.js';
import './ik-view-switch.js';
import type { ViewChoiceEvent } from './ik-view-switch.js';

/** Views of which the header names the week. */
const weekViews: ReadonlySet<ViewName> = new Set(['day', 'workweek', 'week', 'days']);

export type HeaderWish =
  | { readonly kind: 'today' }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'view'; readonly view: ViewName }
  | { readonly kind: 'print' }
  /** Another period of the schedule; two dates are asked for when absent. */
  | { readonly kind: 'period'; readonly period: SchedulePeriod | undefined }
  | { readonly kind: 'mini-month' }
  | { readonly kind: 'search'; readonly text: string };

/** A button of the calendar page's header was pressed. Does not bubble. */
export class HeaderEvent extends Event {
  constructor(readonly wish: HeaderWish) {
    super('ik-header');
  }
}

/**
 * Header of the calendar page: today, steps, title, search, views; on phones month, search and a menu of views.
 *
 * @fires {HeaderEvent} ik-header - A button was pressed. Does not bubble.
 * @fires {EventSelectEvent} ik-event-select - A search result was chosen.
 */
@customElement('ik-calendar-header')
@localized()
export class IkCalendarHeader extends LitElement {
  static override styles = [controls, styles];

  @property() view: ViewName = 'week';
  /** `YYYY-MM-DD`. */
  @property() date = '';
  @property() heading = '';
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) service: CalendarService | undefined;
  @property({ attribute: false }) hueOf: (occurrence: EventOccurrence) => number = () => 265;
  @property({ type: Boolean }) miniOpen = false;
  /** How many days `days` shows. */
  @property({ type: Number }) count = 3;
  /** Of the schedule. */
  @property({ attribute: false }) period: SchedulePeriod = '30-days';
  @state() private _searching = false;
  @query('ik-calendar-search') private _search!: IkCalendarSearch;

  /** Moves the focus to the search field. */
  search() {
    this._searching = true;
    void this.updateComplete.then(() => this._search.focus());
  }

  private _wish(wish: HeaderWish) {
    this.dispatchEvent(new HeaderEvent(wish));
  }

  protected override render() {
    const day = parseIsoDate(this.date);
    const locale = this.display?.locale ?? 'en';
    const week = day !== undefined && weekViews.has(this.view) ? isoWeek(day, this.display?.firstDay).week : undefined;
    return html`<header class=${this._searching ? 'searching' : ''}>
      <button type="button" class="icon-button plain menu-button" aria-label=${msg('Calendars')} @click=${() => this.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
      <button type="button" class="button today" @click=${() => this._wish({ kind: 'today' })}>${msg('Today')}</button>
      <button type="button" class="icon-button step" aria-label=${msg('Previous')} @click=${() => this._wish({ kind: 'step', by: -1 })}>${icon(leftIcon)}</button>
      <button type="button" class="icon-button step" aria-label=${msg('Next')} @click=${() => this._wish({ kind: 'step', by: 1 })}>${icon(rightIcon)}</button>
      <div class=${day === undefined ? 'titles undated' : 'titles'}>
        <h1 aria-live="polite">${this.heading}</h1>
        ${week === undefined ? nothing : html`<span class="chip week">${msg(str`Week ${week}`)}</span>`}
        ${this.view === 'schedule' && day !== undefined ? html`<ik-period-menu .period=${this.period} @ik-period=${(event: PeriodEvent) => this._wish({ kind: 'period', period: event.period })}></ik-period-menu>` : nothing}
        ${day === undefined ? nothing : html`<button type="button" class="drop" aria-expanded=${this.miniOpen ? 'true' : 'false'} @click=${() => this._wish({ kind: 'mini-month' })}>${this.view === 'year' ? this.heading : createLocalFormats(locale).longMonth(day)}${icon(downIcon)}</button>`}
      </div>
      <ik-calendar-search @ik-search-all=${(event: CustomEvent<string>) => this._wish({ kind: 'search', text: event.detail })} .service=${this.service} .hueOf=${this.hueOf} .locale=${locale} .timeZone=${this.display?.timeZone ?? 'UTC'}
        @focusout=${() => {
          this._searching = false;
        }}></ik-calendar-search>
      <button type="button" class="icon-button plain find" aria-label=${msg('Search events')} @click=${this.search}>${icon(searchIcon)}</button>
      <ik-view-switch .view=${this.view} .count=${this.count} @ik-view-choice=${(event: ViewChoiceEvent) => this._wish(event.choice === 'print' ? { kind: 'print' } : { kind: 'view', view: event.choice })}></ik-view-switch>
    </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-header': IkCalendarHeader;
  }
  interface HTMLElementEventMap {
    'ik-header': HeaderEvent;
  }
}
