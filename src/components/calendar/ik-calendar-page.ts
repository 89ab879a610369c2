import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import pencilIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { stepDay, type ViewName } from '../../domain/calendar/layout/range.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { dayOf, formatIsoDate, parseIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type DayNumber, type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { ownHue } from '../shared/color-hue.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import '../shared/ik-page.js';
import { LiveController } from '../shared/live-controller.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { createCalendarActions } from './calendar-actions.js';
import { calendarCommands } from './calendar-commands.js';
import { CalendarDialogs } from './calendar-dialogs.js';
import type {
  EventAction,
  EventActionEvent,
  EventChangeEvent,
  EventCreateEvent,
  EventSelectEvent,
  RangeChangeEvent,
} from './calendar-events.js';
import { calendarUrl, parseCalendarPath } from './calendar-route.js';
import './ik-calendar.js';
import type { IkCalendar } from './ik-calendar.js';
import './ik-calendar-header.js';
import type { HeaderEvent, IkCalendarHeader } from './ik-calendar-header.js';
import { styles } from './ik-calendar-page.styles.js';
import './ik-calendar-sidebar.js';
import type { CalendarListEvent } from './ik-calendar-sidebar.js';
import './ik-mini-month.js';
import type { DayPickEvent } from './ik-mini-month.js';

/** CSS pixels of the window below which the first view is the schedule. */
const PHONE = 720;
/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

/** The calendar app: sidebar, header, views. Shown at `/calendar/<view>/<date>`. */
@customElement('ik-calendar-page')
@localized()
export class IkCalendarPage extends LitElement {
  static override styles = [controls, styles];

  /** The address after `/calendar/`. */
  @property({ attribute: false }) path = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _range: { readonly first: DayNumber; readonly days: number; readonly title: string } | undefined;
  /** Of phones' small month: the person's wish. Without one it is open above the schedule. */
  @state() private _miniWish: boolean | undefined;
  @query('ik-calendar') private _calendar!: IkCalendar;
  @query('ik-calendar-header') private _header!: IkCalendarHeader;

  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _settings = new LiveController(this, () => this._services?.settings.watch());
  private readonly _actions = createCalendarActions(this, () => {
    if (this._services === undefined) throw new Error('The calendar was changed before there were services.');
    return this._services;
  });
  private readonly _dialogs = new CalendarDialogs(this);
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
  }

  private _addCommands() {
    this._takeOutCommands();
    if (this._registry === undefined) return;
    this._takeOutCommands = this._registry.add(
      calendarCommands({
        create: () => this._create(),
        today: () => this._go(this._view, formatIsoDate(this._today)),
        step: (by) => this._step(by),
        show: (view) => this._go(view, this._date),
        search: () => this._header.search(),
        exportVisible: () => void this._actions.exportCalendars(this._all.filter(({ visible }) => visible)),
      }),
    );
  }

  private get _all(): readonly Collection[] {
    return this._calendars.value ?? [];
  }

  private get _view(): ViewName {
    return parseCalendarPath(this.path).view ?? (innerWidth < PHONE ? 'schedule' : 'week');
  }

  private get _date(): string {
    return parseCalendarPath(this.path).date ?? formatIsoDate(this._today);
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
    if (view === this._view && date === this._date && this.path !== '') return;
    // Steps through time are not worth a step back each; another view is.
    this.dispatchEvent(new NavigateEvent(calendarUrl(view, date), { replace: view === this._view }));
  }

  private _step(by: 1 | -1) {
    const day = parseIsoDate(this._date) ?? this._today;
    this._go(this._view, formatIsoDate(stepDay(this._view, day, by)));
  }

  private _onRange = (event: RangeChangeEvent) => {
    const first = dayOf(epochToLocal(this._zone, event.from));
    this._range = { first, days: dayOf(epochToLocal(this._zone, event.to)) - first, title: event.title };
    if (event.view !== this._view || event.date !== this._date) this._go(event.view, event.date);
  };

  private _onPick = (event: DayPickEvent) => {
    if (this._view !== 'schedule') this._miniWish = undefined;
    this._go(this._view, formatIsoDate(event.day));
  };

  private _onHeader = (event: HeaderEvent) => {
    const { wish } = event;
    if (wish.kind === 'today') this._go(this._view, formatIsoDate(this._today));
    else if (wish.kind === 'step') this._step(wish.by);
    else if (wish.kind === 'view') this._go(wish.view, this._date);
    else this._miniWish = !this._miniOpen;
  };

  private _onFound = (event: EventSelectEvent) => {
    event.stopPropagation();
    const { start } = event.occurrence;
    this._go(this._view, formatIsoDate(dayOf(epochToLocal(this._zone, start))));
    this._calendar.select(event.occurrence, this._header);
  };

  private _onList = (event: CalendarListEvent) => {
    const { action, calendar } = event;
    if (action === 'new-event') this._create();
    else if (action === 'import') this.dispatchEvent(new ImportRequestEvent());
    else if (action === 'new-calendar') void this._editCalendar(undefined);
    else if (calendar === undefined) return;
    else if (action === 'toggle') void this._services?.collections.update(calendar.id, { visible: !calendar.visible });
    else if (action === 'edit') void this._editCalendar(calendar);
    else if (action === 'default') void this._services?.settings.update({ defaultCalendarId: calendar.id });
    else if (action === 'export') void this._actions.exportCalendars([calendar]);
    else void this._actions.removeCalendar(calendar);
  };

  private _editCalendar(calendar: Collection | undefined) {
    return this._dialogs.editCalendar(calendar, this._all.length, (name, hue) =>
      calendar === undefined
        ? this._services!.collections.create('calendar', name, hue)
        : this._services!.collections.update(calendar.id, { name, hue }),
    );
  }

  /** The calendar of new events: the chosen one, or the first that is shown. */
  private _defaultCalendar(): Collection | undefined {
    const chosen = this._settings.value?.defaultCalendarId;
    return this._all.find(({ id }) => id === chosen) ?? this._all.find(({ visible }) => visible) ?? this._all[0];
  }

  private async _create(times?: LocalTimes) {
    const services = this._services;
    if (services === undefined) return;
    const none = { id: '', name: msg('My calendar') };
    await this._dialogs.createEvent(
      times ?? this._nextHour(),
      this._defaultCalendar()?.id ?? none.id,
      this._all.length > 0 ? this._all : [none],
      {
        timeZone: this._zone,
        locale: this._display?.locale ?? 'en',
        save: async (fields, calendarId) => {
          // A first calendar is made with its first event: not for somebody who thinks better of it.
          const known = calendarId || this._defaultCalendar()?.id;
          const id = known ?? (await services.collections.create('calendar', none.name, FIRST_HUE)).id;
          await this._actions.create(id, fields);
          return true;
        },
      },
    );
  }

  /** On the day in sight: the hour that comes, or nine in the morning of another day. */
  private _nextHour(): LocalTimes {
    const now = epochToLocal(this._zone, systemClock.now());
    const day = parseIsoDate(this._date) ?? this._today;
    const start =
      day === this._today ? Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR : day * 24 * MS_PER_HOUR + 9 * MS_PER_HOUR;
    return { start: start as LocalMs, end: (start + MS_PER_HOUR) as LocalMs, allDay: false };
  }

  private _onCreate = (event: EventCreateEvent) => void this._create(event.times);

  private _onChange = (event: EventChangeEvent) => {
    const { occurrence, times } = event;
    const move = async () => {
      const scope = occurrence.recurring ? await this._dialogs.askScope(msg('Move which events?')) : 'all';
      if (scope !== undefined) await this._actions.move(occurrence, times, scope);
    };
    event.waitUntil(move());
  };

  private _onAction = (event: EventActionEvent) => {
    if (event.action === 'edit') void this._edit(event.occurrence);
    else if (event.action === 'duplicate') void this._actions.duplicate(event.occurrence);
    else void this._remove(event.occurrence);
  };

  private async _remove(occurrence: EventOccurrence) {
    const scope = occurrence.recurring ? await this._dialogs.askScope(msg('Delete which events?')) : 'all';
    if (scope !== undefined) await this._actions.remove(occurrence, scope);
  }

  private async _edit(occurrence: EventOccurrence) {
    await this._dialogs.editEvent(occurrence, this._services!, this._all, {
      timeZone: this._zone,
      locale: this._display?.locale ?? 'en',
      update: this._actions.update,
    });
  }

  private _hueOf = (occurrence: EventOccurrence): number =>
    ownHue(occurrence) ?? this._all.find(({ id }) => id === occurrence.collectionId)?.hue ?? 265;

  private _miniMonth(wide: boolean) {
    return html`<ik-mini-month ?wide=${wide} .day=${parseIsoDate(this._date) ?? this._today} .today=${this._today} .shown=${this._range}
      .locale=${this._display?.locale ?? 'en'} .firstDay=${this._display?.firstDay ?? 1} @ik-day-pick=${this._onPick}></ik-mini-month>`;
  }

  private get _isEmpty(): boolean {
    return this._calendars.value !== undefined && this._all.every(({ itemCount }) => itemCount === 0);
  }

  private _gettingStarted() {
    return html`<section class="empty" aria-label=${msg('Getting started')}>
      <p>${msg('Nothing here yet. Drop an .ics file anywhere, or write your first event.')}</p>
      <div>
        <button type="button" class="button" @click=${() => this.dispatchEvent(new ImportRequestEvent())}>${msg('Import a file')}</button>
        <button type="button" class="button primary" @click=${() => this._create()}>${msg('New event')}</button>
      </div>
    </section>`;
  }

  protected override render() {
    return html`<ik-page>
        <ik-calendar-sidebar slot="sidebar" .calendars=${this._all} .home=${this._defaultCalendar()?.id} @ik-calendar-list=${this._onList}>${this._miniMonth(false)}</ik-calendar-sidebar>
        <div class="content">
          <ik-calendar-header .view=${this._view} .date=${this._date} .heading=${this._range?.title ?? ''} .display=${this._display} .service=${this._services?.calendar}
            .hueOf=${this._hueOf} .miniOpen=${this._miniOpen} @ik-header=${this._onHeader} @ik-event-select=${this._onFound}></ik-calendar-header>
          ${this._miniOpen ? html`<div class="mini">${this._miniMonth(true)}</div>` : nothing}
          <ik-calendar bare .view=${this._view} .date=${this._date} .source=${this._services?.calendar} .calendars=${this._all}
            .locale=${this._display?.locale ?? ''} .timeZone=${this._zone} .firstDay=${this._display?.firstDay ?? 0} .theme=${this._display?.theme ?? 'auto'}
            .actions=${eventActions} @ik-range-change=${this._onRange} @ik-event-create=${this._onCreate} @ik-event-change=${this._onChange}
            @ik-event-action=${this._onAction}></ik-calendar>
          ${this._isEmpty ? this._gettingStarted() : html`<button type="button" class="create" aria-label=${msg('New event')} @click=${() => this._create()}>${icon(plusIcon)}</button>`}
        </div>
      </ik-page>`;
  }
}

/** Buttons on the card of an event, in the language of the moment they are shown. */
const eventActions: readonly EventAction[] = [
  {
    name: 'edit',
    icon: pencilIcon,
    get label() {
      return msg('Edit');
    },
  },
  {
    name: 'duplicate',
    icon: copyIcon,
    get label() {
      return msg('Duplicate');
    },
  },
  {
    name: 'delete',
    icon: trashIcon,
    get label() {
      return msg('Delete');
    },
  },
];

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-page': IkCalendarPage;
  }
}
