import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { ViewName } from '../../domain/calendar/layout/range.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { SchedulePeriod } from '../../domain/settings/settings.js';
import { dayOf, formatIsoDate, parseIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { ownHue } from '../shared/color-hue.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-page.js';
import { LiveController } from '../shared/live-controller.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { calendarCommands } from './calendar-commands.js';
import type { EventSelectEvent, RangeChangeEvent } from './calendar-events.js';
import { CalendarFlows } from './calendar-flows.js';
import { dressCalendar, gettingStarted, notShownNote, openContact, sidebarEntries } from './calendar-page-parts.js';
import {
  calendarUrl,
  parseCalendarPath,
  parseSearchPath,
  parseSummaryPath,
  type SearchRoute,
  SLOTS_URL,
  type SummaryRoute,
  searchUrl,
  summaryUrl,
  TASKS_URL,
} from './calendar-route.js';
import { choosePeriod } from './choose-period.js';
import { eventActions } from './event-actions.js';
import { eventCommands } from './event-commands.js';
import { PrintController } from './print/print-controller.js';
import { rememberedRoute, rememberRoute } from './remembered-view.js';
import { shownRange } from './shown-range.js';
import { createViewOptions, pageDate, type ViewOptions } from './view-options.js';
import './ik-calendar.js';
import type { IkCalendar } from './ik-calendar.js';
import './ik-calendar-header.js';
import type { HeaderEvent, IkCalendarHeader } from './ik-calendar-header.js';
import { styles } from './ik-calendar-page.styles.js';
import './ik-calendar-sidebar.js';
import type { OccurrenceSource } from './sources/occurrence-source.js';
import { withTasks } from './task-views.js';
import './ik-mini-month.js';
import type { DayPickEvent } from './ik-mini-month.js';

/** CSS pixels of the window below which the first view is the schedule. */
const PHONE = 720;

/** The calendar app: sidebar, header, views. Shown at `/calendar/<view>/<date>`. */
@customElement('ik-calendar-page')
@localized()
export class IkCalendarPage extends LitElement {
  static override styles = [controls, styles];

  /** The address after `/calendar/`. */
  @property({ attribute: false }) path = '';
  /** Of the whole address: it may name what is to be opened. */
  @property({ attribute: false }) query = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _range: { readonly first: DayNumber; readonly days: number; readonly title: string } | undefined;
  /** Of phones' small month: the person's wish. Without one it is open above the schedule. */
  @state() private _miniWish: boolean | undefined;
  @query('ik-calendar') private _calendar!: IkCalendar;
  @query('ik-calendar-header') private _header!: IkCalendarHeader | null;

  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _settings = new LiveController(this, () => this._services?.settings.watch());
  /** What is done here; what is dropped on the calendar comes in by it, too. */
  readonly flows = new CalendarFlows(this, () => ({
    services: this._services,
    calendars: this._all,
    settings: this._settings.value,
    day: parseIsoDate(this._date) ?? this._today,
    timeZone: this._zone,
    locale: this._display?.locale ?? 'en',
  }));
  private readonly _options = createViewOptions();
  private readonly _printing = new PrintController(this, () => ({
    calendar: this._search === undefined ? (this._calendar ?? undefined) : undefined,
    calendars: this._all,
    settings: this._settings.value,
  }));
  private _takeOutCommands = () => {};

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._takeOutCommands();
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._addCommands();
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) {
      this._calendars.refresh();
      this._settings.refresh();
    }
    if (changed.has('_registry')) this._addCommands();
    if (changed.has('path')) {
      this._search = parseSearchPath(this.path);
      if (this._search !== undefined) void import('./ik-search-page.js');
      this._summary = parseSummaryPath(this.path);
      if (this._summary !== undefined) void import('./summary/ik-day-summary.js');
    }
    if (this._isTasks) void import('../tasks/ik-task-panel.js');
    if (this._isSlots) void import('./slots/ik-slots-page.js');
    const calendar = this._services?.calendar;
    if (calendar !== this._sourceOf || this._settings.value?.showTasks !== this._withTasks) {
      this._sourceOf = calendar;
      this._withTasks = this._settings.value?.showTasks;
      this._source = calendar && this._withTasks ? withTasks(calendar) : calendar;
    }
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('path') || changed.has('query') || changed.has('_services')) void this._openAddressed();
    this.flows.followCalendars();
    this._heard = dressCalendar(this.renderRoot.querySelector('ik-calendar'), this._heard, this.flows.toggleTask);
  }

  /** A reminder, or a search, leads to an event's card or a task's form; the address then is that of what is behind it. */
  private async _openAddressed() {
    const { search, pathname } = location;
    if (!search.includes('event=') || this._services === undefined) return;
    history.replaceState(null, '', pathname + (/[?&]beside=[^&]*/.exec(search)?.[0].replace('&', '?') ?? ''));
    const { addressedEvent, addressedRef } = await import('./event-address.js');
    if (this._isTasks) return this.flows.editTask(addressedRef(search));
    const event = await addressedEvent(search, this._date, this._zone, this._services.calendar);
    if (event !== undefined && this.isConnected) this._calendar?.select(event, this._header!);
  }

  private _source: OccurrenceSource | undefined;
  private _sourceOf: Services['calendar'] | undefined;
  private _withTasks: boolean | undefined;
  private _heard: IkCalendar | null = null;

  private get _isSlots(): boolean {
    return this.path === 'slots';
  }

  private get _isTasks(): boolean {
    return this.path === 'tasks';
  }

  /** What the search page looks for, when the address is its. */
  private _search: SearchRoute | undefined;
  /** The day whose summary is shown. */
  private _summary: SummaryRoute | undefined;

  private _addCommands() {
    this._takeOutCommands();
    if (this._registry === undefined) return;
    this._takeOutCommands = this._registry.add([
      ...calendarCommands({
        create: () => this.flows.creation.create(),
        findTime: () => void this.flows.creation.create(undefined, undefined, { finding: true }),
        createTask: () => void this.flows.createTask(),
        showSlots: () => this.dispatchEvent(new NavigateEvent(SLOTS_URL)),
        createAbsence: (kind) => void this.flows.creation.createAbsence(kind),
        showTasks: () => this.dispatchEvent(new NavigateEvent(TASKS_URL)),
        createFromSentence: (sentence) => void this.flows.creation.createFromSentence(sentence),
        today: () => this._go(this._view, formatIsoDate(this._today)),
        step: (by) => this._step(by),
        show: (view) => this._go(view, this._date),
        print: () => void this._printing.print(),
        summarize: () => this._goToSummary(parseIsoDate(this._date) ?? this._today),
        search: () => this._header?.search(),
        exportVisible: () => void this.flows.exportVisible(),
        restore: () => void this.flows.restore(),
        showDeleted: () => void this.flows.showDeleted(),
      }),
      ...eventCommands(() => this._calendar, this.flows),
    ]);
  }

  private get _all(): readonly Collection[] {
    return this._calendars.value ?? [];
  }

  private get _view(): ViewName {
    return parseCalendarPath(this.path).view ?? rememberedRoute().view ?? (innerWidth < PHONE ? 'schedule' : 'week');
  }

  private get _date(): string {
    return parseCalendarPath(this.path).date ?? rememberedRoute().date ?? formatIsoDate(this._today);
  }

  private get _miniOpen(): boolean {
    return this._miniWish ?? this._view === 'schedule';
  }

  private get _zone(): string {
    return this._display?.timeZone ?? 'UTC';
  }

  private get _today(): DayNumber {
    return dayOf(epochToLocal(this._zone, systemClock.now()));
  }

  private _go(view: ViewName, date: string) {
    const isView = this._search === undefined && this._summary === undefined && !this._isTasks && !this._isSlots;
    if (view === this._view && date === this._date && this.path !== '' && isView) return;
    // Steps through time are not worth a step back each; another view is.
    this.dispatchEvent(new NavigateEvent(calendarUrl(view, date), { replace: view === this._view && isView }));
  }

  private _goToSummary(day: number) {
    this.dispatchEvent(
      new NavigateEvent(summaryUrl(formatIsoDate(day), this._summary?.id), { replace: !!this._summary }),
    );
  }

  private _step(by: 1 | -1) {
    if (this._isTasks || this._isSlots) return;
    const day = parseIsoDate(this._date) ?? this._today;
    if (this._summary !== undefined) return this._goToSummary(day + by);
    this._go(this._view, formatIsoDate(pageDate(this._view, day, by, this._viewOptions, this._display?.firstDay ?? 1)));
  }

  private get _viewOptions(): ViewOptions {
    return this._options(this._settings.value, this._zone);
  }

  private _onRange = (event: RangeChangeEvent) => {
    if (this._search !== undefined) return; // the calendar behind it waits
    this._range = shownRange(event, this._zone, this._display?.locale ?? 'en');
    rememberRoute(event.view, event.date, formatIsoDate(this._today));
    if (event.view !== this._view || event.date !== this._date) this._go(event.view, event.date);
  };

  private _onPick = (event: DayPickEvent) => {
    if (this._summary !== undefined) return this._goToSummary(event.day);
    if (this._view !== 'schedule') this._miniWish = undefined;
    this._go(this._view, formatIsoDate(event.day));
  };

  private _onHeader = (event: HeaderEvent) => {
    const { wish } = event;
    if (wish.kind === 'today') this._go(this._view, formatIsoDate(this._today));
    else if (wish.kind === 'step') this._step(wish.by);
    else if (wish.kind === 'view') this._go(wish.view, this._date);
    else if (wish.kind === 'period') void this._choosePeriod(wish.period);
    else if (wish.kind === 'print') void this._printing.print();
    else if (wish.kind === 'search') this.dispatchEvent(new NavigateEvent(searchUrl({ text: wish.text, person: '' })));
    else this._miniWish = !this._miniOpen;
  };

  /** @param period - Two dates are asked for when it is absent. */
  private async _choosePeriod(period: SchedulePeriod | undefined) {
    const choose = (schedulePeriod: SchedulePeriod) => {
      void this._services?.settings.update({ schedulePeriod });
      const [from] = schedulePeriod.split('/');
      if (from !== schedulePeriod && from) this._go('schedule', from);
    };
    if (period !== undefined) choose(period);
    else if (this._range) await choosePeriod(this.renderRoot, this._range, choose);
  }

  private _onFound = (event: EventSelectEvent) => {
    event.stopPropagation();
    const { start } = event.occurrence;
    this._go(this._view, formatIsoDate(dayOf(epochToLocal(this._zone, start))));
    this._calendar.select(event.occurrence, this._header!);
  };

  private _onSelect = (event: EventSelectEvent) => {
    if (!openContact(this, event)) this.flows.onSelect(event);
  };

  private _hueOf = (occurrence: EventOccurrence): number =>
    ownHue(occurrence) ?? this._all.find(({ id }) => id === occurrence.collectionId)?.hue ?? 265;

  private _miniMonth(wide: boolean) {
    return html`<ik-mini-month ?wide=${wide} .day=${parseIsoDate(this._date) ?? this._today} .today=${this._today} .shown=${this._range}
      .locale=${this._display?.locale ?? 'en'} .firstDay=${this._display?.firstDay ?? 1} .weekNumbers=${this._settings.value?.weekNumbers ?? false} @ik-day-pick=${this._onPick}></ik-mini-month>`;
  }

  private get _isEmpty(): boolean {
    return this._calendars.value !== undefined && this._all.every(({ itemCount }) => itemCount === 0);
  }

  private _entries() {
    const shown = this._settings.value?.showTasks ?? true;
    const show = () => void this._services?.settings.update({ showTasks: !shown });
    return sidebarEntries({ shown, show, isTasks: this._isTasks, isSlots: this._isSlots });
  }

  private _taskPanel() {
    return html`<ik-task-panel .services=${this._services} .display=${this._display} .registry=${this._registry} .calendars=${this._all}
      .home=${this.flows.defaultCalendar()?.id} .remindersOf=${this.flows.creation.remindersOf}></ik-task-panel>`;
  }

  private _slotsPage() {
    return html`<ik-slots-page .services=${this._services} .display=${this._display} .calendars=${this._all} .home=${this.flows.defaultCalendar()?.id}></ik-slots-page>`;
  }

  private _summaryPage({ date = formatIsoDate(this._today), id }: SummaryRoute) {
    const summary = this._settings.value?.summaries.find((one) => one.id === id);
    return html`<ik-day-summary .services=${this._services} .display=${this._display} .calendars=${this._all}
      .day=${parseIsoDate(date) ?? this._today} .today=${this._today} .summary=${summary}></ik-day-summary>`;
  }

  private _searchPage(route: SearchRoute) {
    return html`<ik-search-page .route=${route} .service=${this._services?.calendar} .calendars=${this._all} .hueOf=${this._hueOf} .timeZone=${this._zone}
      .locale=${this._display?.locale ?? 'en'} @ik-event-select=${this._onFound}></ik-search-page>`;
  }

  protected override render() {
    return html`<ik-page>
        <ik-calendar-sidebar slot="sidebar" .calendars=${this._all} .home=${this.flows.defaultCalendar()?.id} @ik-calendar-list=${this.flows.onList}>${this._miniMonth(false)}${this._entries()}</ik-calendar-sidebar>
        <div class="content">${this._isTasks ? this._taskPanel() : this._isSlots ? this._slotsPage() : this._summary ? this._summaryPage(this._summary) : this._views()}</div>
      </ik-page>`;
  }

  private _views() {
    const search = this._search;
    const options = this._viewOptions;
    return html`<ik-calendar-header .view=${this._view} .date=${search === undefined ? this._date : ''} .heading=${search === undefined ? (this._range?.title ?? '') : msg('Search')} .display=${this._display} .service=${this._services?.calendar}
            .hueOf=${this._hueOf} .miniOpen=${this._miniOpen} .count=${options.days} .period=${this._settings.value?.schedulePeriod ?? '30-days'} @ik-header=${this._onHeader} @ik-event-select=${this._onFound}></ik-calendar-header>
          ${this._miniOpen && search === undefined ? html`<div class="mini">${this._miniMonth(true)}</div>` : nothing}
          ${search === undefined ? nothing : this._searchPage(search)}
          ${search === undefined ? notShownNote({ service: this._services?.calendar, range: this._range, timeZone: this._zone, tasks: this._withTasks }) : nothing}
          <ik-calendar bare ?hidden=${search !== undefined} .view=${this._view} .date=${this._date} .days=${options.days} .workDays=${options.workDays} .rangeOf=${options.rangeOf} .decor=${options.decor} .source=${this._source} .calendars=${this._all}
            .locale=${this._display?.locale ?? ''} .timeZone=${this._zone} .firstDay=${this._display?.firstDay ?? 0} .theme=${this._display?.theme ?? 'auto'}
            .card=${this.flows.card} .actions=${eventActions} @ik-range-change=${this._onRange} @ik-event-create=${this.flows.creation.onCreate} @ik-event-change=${this.flows.onChange}
            @ik-event-select=${this._onSelect} @ik-event-action=${this.flows.onAction}></ik-calendar>
          ${this._isEmpty && search === undefined ? gettingStarted(this, () => void this.flows.creation.create()) : html`<button type="button" class="create" aria-label=${msg('New event')} @click=${() => this.flows.creation.create()}>${icon(plusIcon)}</button>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-page': IkCalendarPage;
  }
}
