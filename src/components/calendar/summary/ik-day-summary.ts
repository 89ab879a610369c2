import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import cakeIcon from 'lucide-static/icons/cake.svg?raw';
import leftIcon from 'lucide-static/icons/chevron-left.svg?raw';
import rightIcon from 'lucide-static/icons/chevron-right.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import tasksIcon from 'lucide-static/icons/list-checks.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import printerIcon from 'lucide-static/icons/printer.svg?raw';
import sunIcon from 'lucide-static/icons/sun.svg?raw';
import overlapIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import { watchDaySummary } from '../../../app/day-summary.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Done, Services } from '../../../app/services.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { contactOfDay } from '../../../domain/contacts/special-days.js';
import { type DayEntry, type DaySummary, isEmptyDay } from '../../../domain/summary/summarize-day.js';
import type { Summary } from '../../../domain/summary/summary.js';
import type { TaskEntry } from '../../../domain/tasks/task-entry.js';
import { formatIsoDate, timeOfDay } from '../../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../../domain/time/local-formats.js';
import { type DayNumber, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { contactsUrl } from '../../contacts/contacts-route.js';
import { ownHue } from '../../shared/color-hue.js';
import { controls } from '../../shared/controls.styles.js';
import { hue } from '../../shared/hue.styles.js';
import { icon } from '../../shared/icon.js';
import { LiveController } from '../../shared/live-controller.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { quoted } from '../../shared/quoted.js';
import { ToggleSidebarEvent } from '../../shared/toggle-sidebar-event.js';
import { dueText } from '../../tasks/task-texts.js';
import { calendarUrl, eventUrl, summaryUrl } from '../calendar-route.js';
import { styles } from './ik-day-summary.styles.js';
import { showOnPaper } from './print-summary.js';
import { countsText, hoursText, nearText, whenTold } from './summary-texts.js';

const TASKS_URL = '/calendar/tasks';
/** OKLCH hue of what has none. */
const DEFAULT_HUE = 265;

/** A line of the list. */
interface Line {
  readonly item: Pick<EventOccurrence, 'title' | 'collectionId' | 'hue' | 'color'>;
  readonly href: string;
  readonly time?: string;
  readonly more?: readonly (string | undefined)[];
  /** Below it. */
  readonly after?: unknown;
  readonly tentative?: boolean;
}

/**
 * What a day holds, to be read and printed: what a notification of a daily summary opens. With the summary it came from it
 * keeps to that one's choices, and can switch it off.
 *
 * @fires {NavigateEvent} ik-navigate - Another day is wanted.
 * @fires {NoticeEvent} ik-notice - The summary was switched off or on.
 */
@customElement('ik-day-summary')
@localized()
export class IkDaySummary extends LitElement {
  static override styles = [controls, hue, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property({ attribute: false }) day = 0 as DayNumber;
  @property({ attribute: false }) today = 0 as DayNumber;
  /** Where the person came from; absent for the day as it is. */
  @property({ attribute: false }) summary: Summary | undefined;

  private readonly _live = new LiveController<DaySummary>(this, () => {
    const { services, display, day, today, summary } = this;
    return services && display && watchDaySummary(services, { day, today, timeZone: display.timeZone, summary });
  });
  private _text: LocalFormats = createLocalFormats('en');
  private _asked = '';
  private _takeOffPaper = () => {};

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeprint', this._onBeforePrint);
    addEventListener('afterprint', this._onAfterPrint);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this._onBeforePrint);
    removeEventListener('afterprint', this._onAfterPrint);
    this._onAfterPrint();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('display')) this._text = createLocalFormats(this.display?.locale ?? 'en');
    const { day, today, summary, display } = this;
    const asked = JSON.stringify([day, today, display?.timeZone, summary?.calendars, summary?.recurring]);
    if (asked === this._asked && !changed.has('services')) return;
    this._asked = asked;
    this._live.value = undefined; // another day's events say nothing of this one
    this._live.refresh();
  }

  private _onBeforePrint = () => {
    this._onAfterPrint();
    const page = this.renderRoot.querySelector('.page');
    if (page === null) return;
    const { title } = document;
    const takeAway = showOnPaper(page);
    document.title = this._text.longDay(this.day); // browsers name the file by it
    this._takeOffPaper = () => {
      takeAway();
      document.title = title;
    };
  };

  private _onAfterPrint = () => {
    this._takeOffPaper();
    this._takeOffPaper = () => {};
  };

  private _urlOf = (day: number) => summaryUrl(formatIsoDate(day), this.summary?.id);

  private _go(day: number) {
    this.dispatchEvent(new NavigateEvent(this._urlOf(day), { replace: true }));
  }

  private async _switch(summary: Summary, on: boolean) {
    try {
      const done: Done | undefined = await this.services?.settings.putSummary({ ...summary, on });
      const message = on ? msg('The summary is switched on.') : msg('The summary is switched off.');
      this.dispatchEvent(new NoticeEvent(message, { undo: () => done?.undo() ?? Promise.resolve() }));
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _hrefOf({ uid, collectionId, recurrenceId, locked }: EventOccurrence): string {
    const contact = locked ? contactOfDay(uid) : undefined;
    if (contact !== undefined) return contactsUrl('all', contact);
    return eventUrl({ uid, collectionId, recurrenceId }, formatIsoDate(this.day));
  }

  private _calendarOf(collectionId: string): string {
    return this.calendars.length > 1 ? (this.calendars.find(({ id }) => id === collectionId)?.name ?? '') : '';
  }

  private _line({ item, href, time = '', more = [], after = nothing, tentative = false }: Line) {
    const said = more.filter(Boolean).join(' · ');
    const own = ownHue(item) ?? this.calendars.find(({ id }) => id === item.collectionId)?.hue ?? DEFAULT_HUE;
    return html`<li><a class="entry hue ${tentative ? 'tentative' : ''}" .style=${`--h:${own}`} href=${href}>
      <span class="time">${time}</span><i></i>
      <div><span class="title">${item.title || msg('(no title)')}</span>${said === '' ? nothing : html`<span class="more">${said}</span>`}${after}</div>
    </a></li>`;
  }

  private _birthday = (item: EventOccurrence) => this._line({ item, href: this._hrefOf(item) });

  private _event = (entry: DayEntry) => {
    const { occurrence: item, overlaps } = entry;
    const names = overlaps.map(({ title }) => quoted(title || msg('(no title)'))).join(', ');
    const overlap = html`<span class="overlap">${icon(overlapIcon)}<span>${msg(str`At the same time: ${names}`)}</span></span>`;
    const tentative = item.status === 'TENTATIVE';
    return this._line({
      item,
      href: this._hrefOf(item),
      time: hoursText(entry, this.day, this._text),
      more: [item.location, this._calendarOf(item.collectionId), tentative ? msg('not certain') : ''],
      after: names === '' ? nothing : overlap,
      tentative,
    });
  };

  private _task = (item: EventOccurrence) => {
    const minute = Math.floor(timeOfDay(epochToLocal(this.display?.timeZone ?? 'UTC', item.start)) / MS_PER_MINUTE);
    const time = item.allDay ? '' : this._text.time(minute);
    return this._line({ item, href: TASKS_URL, time, more: [item.location, this._calendarOf(item.collectionId)] });
  };

  private _overdue = (item: TaskEntry) => {
    const time = this.display === undefined ? '' : dueText(item, this.display, this.today, this._text);
    return this._line({ item, href: TASKS_URL, time, more: [item.location, this._calendarOf(item.collectionId)] });
  };

  private _section<T>(heading: string, svg: string, list: readonly T[], line: (one: T) => unknown, late = false) {
    if (list.length === 0) return nothing;
    return html`<section aria-label=${heading}><h2 class=${late ? 'late' : ''}>${icon(svg)}${heading}</h2><ul>${list.map(line)}</ul></section>`;
  }

  private _content() {
    const { value, error } = this._live;
    if (value === undefined && error !== undefined)
      return html`<div class="state" role="alert"><p>${describeError(error)}</p>
        <button type="button" class="button" @click=${() => this._live.refresh()}>${msg('Try again')}</button></div>`;
    if (value === undefined)
      return html`<div class="skeleton" aria-busy="true" aria-label=${msg('Loading')} role="img">${[1, 2, 3, 4].map(() => html`<span></span>`)}</div>`;
    if (isEmptyDay(value))
      return html`<div class="state">${icon(sunIcon)}<p>${msg('Nothing planned. The day is yours.')}</p></div>`;
    return html`${this._section(msg('Birthdays and anniversaries'), cakeIcon, value.birthdays, this._birthday)}
      ${this._section(msg('All day'), sunIcon, value.allDay, this._event)}
      ${this._section(msg('Events'), clockIcon, value.timed, this._event)}
      ${this._section(msg('Tasks due'), tasksIcon, value.tasks, this._task)}
      ${this._section(msg('Overdue tasks'), tasksIcon, value.overdue, this._overdue, true)}`;
  }

  private _footer() {
    const { summary } = this;
    if (summary === undefined) return html`<footer><a href="/settings">${msg('Get a summary every day…')}</a></footer>`;
    const when = whenTold(summary, this._text);
    return html`<footer>
      <p>${summary.on ? msg(str`You get this summary: ${when}.`) : msg('This summary is switched off.')}</p>
      ${
        summary.on
          ? html`<button type="button" class="button" @click=${() => this._switch(summary, false)}>${msg('Switch this summary off')}</button>`
          : html`<button type="button" class="button" @click=${() => this._switch(summary, true)}>${msg('Switch it on again')}</button>`
      }
      <a href="/settings">${msg('Change summaries')}</a>
    </footer>`;
  }

  protected override render() {
    const { day, today, _text: text } = this;
    const counts = this._live.value === undefined ? '' : countsText(this._live.value);
    return html`<div class="bar">
        <button type="button" class="icon-button plain menu-button" aria-label=${msg('Calendars')} @click=${() => this.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
        <button type="button" class="button" ?disabled=${day === today} @click=${() => this._go(today)}>${msg('Today')}</button>
        <button type="button" class="icon-button plain" aria-label=${msg('Previous day')} title=${msg('Previous day')} @click=${() => this._go(day - 1)}>${icon(leftIcon)}</button>
        <button type="button" class="icon-button plain" aria-label=${msg('Next day')} title=${msg('Next day')} @click=${() => this._go(day + 1)}>${icon(rightIcon)}</button>
        <span class="space"></span>
        <a class="button open" href=${calendarUrl('day', formatIsoDate(day))}>${msg('Open in the calendar')}</a>
        <button type="button" class="icon-button plain" aria-label=${msg('Print')} title=${msg('Print')} @click=${() => window.print()}>${icon(printerIcon)}</button>
      </div>
      <div class="scroll"><article class="page">
        <header aria-live="polite">
          <p class="near">${nearText(day, today)}</p>
          <h1>${text.longDay(day)}</h1>
          <p class="counts">${counts}</p>
        </header>
        ${this._content()}
        ${this._footer()}
      </article></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-summary': IkDaySummary;
  }
}
