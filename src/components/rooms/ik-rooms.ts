import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import leftIcon from 'lucide-static/icons/chevron-left.svg?raw';
import rightIcon from 'lucide-static/icons/chevron-right.svg?raw';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { noFilter, type RoomFilter, suits } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import { dayOf, localOfDay, startOfWeek } from '../../domain/time/calendar-date.js';
import { dayRangeText } from '../../domain/time/day-range-text.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-page.js';
import { kept } from '../shared/kept.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { describeError } from '../shared/problem-message.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { styles } from './ik-rooms.styles.js';
import './ik-rooms-sidebar.js';
import type { RoomsWishEvent } from './ik-rooms-sidebar.js';
import './ik-room-timeline.js';
import type { RoomChangeEvent, RoomLimitEvent } from './ik-room-table.js';
import type { IkRoomTimeline } from './ik-room-timeline.js';
import { roomsCommands } from './rooms-commands.js';
import type {
  RoomActionEvent,
  RoomBookingEvent,
  RoomDayEvent,
  RoomSlotEvent,
  RoomsInSightEvent,
} from './rooms-events.js';
import { RoomsFlows } from './rooms-flows.js';
import { parseRoomsRoute, type RoomsRoute, type RoomsView, roomsUrl } from './rooms-route.js';
import { RoomsState } from './rooms-state.js';

/** CSS pixels of the content below which a room's name stands above its time. */
const NARROW = 720;
const NONE: readonly Room[] = [];

/** The rooms app: who has which room when, and booking one. Shown at `/rooms/<view>/<day>`. */
@customElement('ik-rooms')
@localized()
export class IkRooms extends LitElement {
  static override styles = [controls, styles];

  /** The address after `/rooms/`. */
  @property({ attribute: false }) path = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _filter: RoomFilter = noFilter;
  @state() private _wanted: Slot | undefined;
  @state() private _narrow = false;
  @query('ik-room-timeline') private _timeline!: IkRoomTimeline | null;
  /** Epoch ms, in a week: its day, once it is drawn, begins there. */
  private _pressed: number | undefined;
  private _route: RoomsRoute = { view: 'day' };
  private _spoken: { readonly locale: string; readonly text: LocalFormats } | undefined;
  private _takeOutCommands = () => {};
  private readonly _suiting = kept((rooms: readonly Room[], filter: RoomFilter) =>
    rooms.filter((room) => suits(room, filter)),
  );
  private readonly _hourFrom = kept((start: number): Slot => ({ start, end: start + MS_PER_HOUR }));
  private readonly _state = new RoomsState(this, () => this._services);
  private readonly _flows = new RoomsFlows(this, () => ({
    services: this._services,
    display: this._display,
    rooms: this._state.rooms ?? [],
    lists: this._state.lists,
  }));
  private readonly _resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this._narrow = entry.contentRect.width < NARROW;
  });

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._arrive();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._resize.disconnect();
    this._takeOutCommands();
  }

  protected override firstUpdated() {
    this._arrive();
  }

  private _arrive() {
    const content = this.renderRoot.querySelector('.content');
    if (content !== null) this._resize.observe(content);
    this._registerCommands();
  }

  private _registerCommands() {
    this._takeOutCommands();
    const commands = roomsCommands({
      book: () => void this._bookBest(),
      create: () => void this._flows.create(),
      today: () => this._go(this._route.view, this._today),
      step: (by) => this._step(by),
      show: (view) => this._go(view, this._day),
      search: () => void this._focusSearch(),
    });
    this._takeOutCommands = this._registry?.add(commands) ?? (() => {});
  }

  /** A narrow page has its field in the sidebar. */
  private async _focusSearch() {
    const field = this.renderRoot.querySelector<HTMLElement>('.search');
    if (field?.checkVisibility()) return field.focus();
    if (this._state.rooms?.length === 0) return;
    const isDrawer = this.renderRoot.querySelector('.menu')?.checkVisibility();
    if (isDrawer) await this.renderRoot.querySelector('ik-page')?.openSidebar();
    this.renderRoot.querySelector('ik-rooms-sidebar')?.focusSearch();
  }

  private get _timeZone(): string {
    return this._display?.timeZone ?? 'UTC';
  }

  private get _today(): DayNumber {
    return dayOf(epochToLocal(this._timeZone, this._state.now as EpochMs));
  }

  private get _day(): DayNumber {
    return this._route.day ?? this._today;
  }

  /** First day in sight. */
  private get _first(): DayNumber {
    return this._route.view === 'week' ? startOfWeek(this._day, this._display?.firstDay ?? 1) : this._day;
  }

  private get _days(): number {
    return this._route.view === 'week' ? 7 : 1;
  }

  /** The time that is looked for: what the person said, or the next half hour; on another day at nine. */
  private get _slot(): Slot {
    if (this._wanted !== undefined) return this._wanted;
    const half = 30 * MS_PER_MINUTE;
    const now = Math.ceil(epochToLocal(this._timeZone, this._state.now as EpochMs) / half) * half;
    const local = this._day === this._today ? now : localOfDay(this._day) + 9 * MS_PER_HOUR;
    const start = localToEpoch(this._timeZone, local as LocalMs);
    return this._hourFrom(start);
  }

  private get _shown(): readonly Room[] {
    return this._suiting(this._state.rooms ?? NONE, this._filter);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('path')) {
      this._route = parseRoomsRoute(this.path);
      if (this._route.view === 'table') void import('./ik-room-table.js').catch((error) => this._flows.fail(error));
    }
    this._state.watch(this._first, this._days, this._timeZone);
    this._state.look(this._slot, this._timeZone);
  }

  protected override updated(changed: PropertyValues) {
    if ((changed.has('_registry') || changed.has('_display')) && this.hasUpdated) this._registerCommands();
    const { book, view } = this._route;
    if (view === 'day' && this._pressed !== undefined) {
      void this._timeline?.show(this._pressed);
      this._pressed = undefined;
    }
    if (book === undefined || this._state.rooms === undefined) return;
    this._go('day'); // going back does not ask again
    void this._flows.bookNow(book);
  }

  private _go(view: RoomsView, day?: DayNumber) {
    this.dispatchEvent(new NavigateEvent(roomsUrl(view, day === this._today ? undefined : day)));
  }

  private _showDay(at: number) {
    this._pressed = at;
    this._go('day', dayOf(epochToLocal(this._timeZone, at as EpochMs)));
  }

  private _step(by: 1 | -1) {
    this._go(this._route.view, (this._day + by * this._days) as DayNumber);
  }

  private _onWish({ wish }: RoomsWishEvent) {
    if ('slot' in wish) {
      this._wanted = wish.slot;
      const day = dayOf(epochToLocal(this._timeZone, wish.slot.start as EpochMs));
      if (day < this._first || day >= this._first + this._days) this._go(this._route.view, day);
      else void this.updateComplete.then(() => this._timeline?.show(wish.slot.start));
    } else if ('filter' in wish) this._filter = wish.filter;
    else if ('manage' in wish) {
      void this.renderRoot.querySelector('ik-page')?.closeSidebar();
      this._go('table');
    } else if ('show' in wish) void this._showFound();
    else if (wish.book === undefined) void this._bookBest();
    else void this._flows.book(wish.book, this._slot);
  }

  /** The smallest free room that suits. */
  private async _bookBest() {
    const room = this._state.best(this._filter);
    if (room !== undefined) await this._flows.book(room, this._slot);
    else this._timeline?.focusCursor();
  }

  private _search = (event: Event) => {
    this._filter = { ...this._filter, text: (event.target as HTMLInputElement).value };
  };

  private _header(title: string) {
    const { view } = this._route;
    const list = this._state.list;
    const free = this._state.freeNow(this._shown);
    const all = this._shown.length;
    const locale = this._display?.locale ?? 'en';
    const [freeText, allText] = [free?.toLocaleString(locale) ?? '', all.toLocaleString(locale)];
    const views = [
      ['day', msg('Day')],
      ['week', msg('Week')],
      ['table', msg('Table')],
    ] as const;
    return html`<header>
      <button type="button" class="icon-button plain menu" aria-label=${msg('Time and filters')} @click=${(event: Event) => event.target?.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
      ${
        view === 'table'
          ? nothing
          : html`<button type="button" class="button" @click=${() => this._go(view, this._today)}>${msg('Today')}</button>
            <button type="button" class="icon-button arrow" aria-label=${msg('Previous')} @click=${() => this._step(-1)}>${icon(leftIcon)}</button>
            <button type="button" class="icon-button arrow" aria-label=${msg('Next')} @click=${() => this._step(1)}>${icon(rightIcon)}</button>`
      }
      <h1>${title}</h1>
      <span class="grow"></span>
      <input class="input search" type="search" aria-label=${msg('Search rooms')} placeholder=${msg('Search')} .value=${this._filter.text} @input=${this._search} />
      ${free === undefined || all === 0 ? nothing : html`<span class="chip now" role="status">${msg(str`${freeText} of ${allText} free now`)}</span>`}
      <div class="switch" role="group" aria-label=${msg('View')}>${views.map(([name, label]) => html`<button type="button" aria-pressed=${view === name} @click=${() => this._go(name, this._day)}>${label}</button>`)}</div>
      ${view === 'table' && list !== undefined ? html`<button type="button" class="button share" @click=${() => void this._flows.share('roomlist', list.id)}>${msg('Share the list')}</button>` : nothing}
      <button type="button" class="button create" title=${msg('Create a room')} @click=${() => void this._flows.create()}>${icon(plusIcon)}<span>${msg('Create a room')}</span></button>
    </header>`;
  }

  private _empty() {
    if (this._state.rooms === undefined) return html`<div class="empty" aria-busy="true"></div>`;
    if (this._state.rooms.length > 0)
      return html`<div class="empty" role="status"><strong>${msg('No room suits')}</strong><p>${msg('Ask for less, or look for another word.')}</p>
        <button type="button" class="button" @click=${() => void this._showAll()}>${msg('Show all rooms')}</button></div>`;
    return html`<div class="empty"><span class="big">${icon(doorIcon)}</span><strong>${msg('No rooms yet')}</strong>
      <p>${msg('Meeting rooms, courts, a car: whatever is booked by the hour. Each has a calendar of its own, which can be shared.')}</p>
      <button type="button" class="button primary" @click=${() => void this._flows.create()}>${icon(plusIcon)}${msg('Create the first room')}</button></div>`;
  }

  private async _showFound() {
    await this.renderRoot.querySelector('ik-page')?.closeSidebar();
    this._timeline?.focusCursor();
  }

  /** The button goes with what it was about: the keyboard goes on among the rooms. */
  private async _showAll() {
    this._filter = noFilter;
    await this.updateComplete;
    this._timeline?.focusCursor();
  }

  private _body(text: ReturnType<typeof createLocalFormats>) {
    const { error } = this._state;
    if (error !== undefined) return html`<div class="empty" role="alert"><p>${describeError(error)}</p></div>`;
    const shown = this._shown;
    if (shown.length === 0) return this._empty();
    const locale = this._display?.locale ?? 'en';
    const onAction = (event: RoomActionEvent) => void this._flows.act(event.room, event.action);
    if (this._route.view === 'table')
      return html`<ik-room-table .rooms=${shown} .list=${this._state.list} @ik-room-limit=${(event: RoomLimitEvent) => void this._flows.limit(event.list, event.limit)} @ik-room-action=${onAction} @ik-room-change=${(event: RoomChangeEvent) => void this._flows.change(event.room, event.change)}></ik-room-table>`;
    return html`<ik-room-timeline .rooms=${shown} .bookings=${this._state.bookings} .first=${this._first} days=${this._days} .wanted=${this._slot} .freeThen=${this._state.freeThen}
      .now=${this._state.now} .timeZone=${this._timeZone} locale=${locale} .text=${text} ?narrow=${this._narrow}
      @ik-room-day=${({ at }: RoomDayEvent) => this._showDay(at)}
      @ik-rooms-in-sight=${({ uids }: RoomsInSightEvent) => this._state.see(uids)}
      @ik-room-slot=${({ room, slot }: RoomSlotEvent) => void this._flows.book(room, slot)}
      @ik-room-booking=${({ room, booking }: RoomBookingEvent) => void this._flows.show(room, booking)} @ik-room-action=${onAction}></ik-room-timeline>`;
  }

  protected override render() {
    const locale = this._display?.locale ?? 'en';
    if (locale !== this._spoken?.locale) this._spoken = { locale, text: createLocalFormats(locale) };
    const { text } = this._spoken;
    const { view } = this._route;
    const title =
      view === 'table'
        ? msg('Rooms')
        : view === 'week'
          ? dayRangeText(locale, this._first, (this._first + 6) as DayNumber)
          : this._narrow
            ? text.shortDay(this._day)
            : text.longDay(this._day);
    return html`<ik-page>
      <ik-rooms-sidebar slot="sidebar" ?searches=${this._narrow} .rooms=${this._state.rooms ?? NONE} .slotWanted=${this._slot} .filter=${this._filter} .answer=${this._state.answerFor(this._shown)} .timeZone=${this._timeZone} locale=${locale}
        @ik-rooms-wish=${(event: RoomsWishEvent) => this._onWish(event)}></ik-rooms-sidebar>
      <div class="content">${this._header(title)} ${this._body(text)}</div>
    </ik-page>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rooms': IkRooms;
  }
}
