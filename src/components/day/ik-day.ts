import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import hideIcon from 'lucide-static/icons/eye-off.svg?raw';
import handleIcon from 'lucide-static/icons/grip-vertical.svg?raw';
import arrangeIcon from 'lucide-static/icons/layout-grid.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { type DayWidget, hideWidget, layoutOf, moveWidget, type PictureWidget } from '../../domain/day/day-layout.js';
import { dayEvents, greetingAt, shortName } from '../../domain/day/my-day.js';
import { dayOf, localOfDay, timeOfDay } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { TASKS_URL } from '../calendar/calendar-route.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-page.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { endFirstPicture, isFirstPictureShown } from '../shell/end-first-picture.js';
import { DayClock } from './day-clock.js';
import { DayDrag } from './day-drag.js';
import { greetingText, widgetLink, widgetName } from './day-texts.js';
import { styles } from './ik-day.styles.js';
import './ik-day-moment.js';
import './ik-day-tasks.js';

/** Longer than it takes the parts to have their content, once the events are there. */
const WHOLE_MS = 1500;

/**
 * My Day: what goes on and comes next, mail, rooms, tasks. Events are drawn from their rows before anything else is asked.
 *
 * @fires {NoticeEvent} ik-notice - A widget was hidden, or something failed.
 */
@customElement('ik-day')
@localized()
export class IkDay extends LitElement {
  static override styles = [controls, styles];

  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _arranging = false;
  /** What a move did, for screen readers. */
  @state() private _said = '';
  private readonly _clock = new DayClock(this);
  private readonly _drag = new DayDrag(this, (widget, to) => void this._move(widget, to));
  private readonly _settings = new LiveController(this, () => this._services?.settings.watch());
  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _account = new LiveController(this, () =>
    this._isDrawn ? this._services?.account.watch() : undefined,
  );
  private readonly _assistant = new LiveController(this, () =>
    this._isDrawn ? this._services?.assistant.watch() : undefined,
  );
  private readonly _events = new LiveController<readonly EventOccurrence[]>(this, () => this._watchEvents());
  private _asked = '';
  private _isDrawn = false;
  private _takeOutCommands = () => {};

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._takeOutCommands();
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._addCommands();
  }

  private get _zone() {
    return this._display?.timeZone ?? 'UTC';
  }

  private get _today(): DayNumber {
    return dayOf(epochToLocal(this._zone, this._clock.now));
  }

  private _watchEvents() {
    const timeZone = this._zone;
    const today = this._today;
    const [from, to] = [today, today + 2].map((day) => localToEpoch(timeZone, localOfDay(day))) as [EpochMs, EpochMs];
    return this._services?.calendar.watchOccurrences({ from, to, timeZone });
  }

  protected override willUpdate(changed: PropertyValues) {
    const asked = `${this._zone} ${this._today}`;
    if (changed.has('_services') || asked !== this._asked) {
      this._asked = asked;
      this._events.refresh();
    }
    if (changed.has('_services')) {
      this._settings.refresh();
      this._calendars.refresh();
    }
    if (changed.has('_registry') || changed.has('_display')) this._addCommands();
  }

  /** What is not events is asked for when they are there, so that they wait for nothing. */
  protected override updated() {
    if (this._isDrawn || (this._events.value === undefined && this._events.error === undefined)) return;
    this._isDrawn = true;
    this._account.refresh();
    this._assistant.refresh();
    if (isFirstPictureShown()) this._takeOver();
    Promise.all([import('./ik-day-mail.js'), import('./ik-day-rooms.js')]).then(
      () => this.requestUpdate(),
      () => {
        this._isDrawn = false; // offline before it was cached: the next drawing tries again
      },
    );
  }

  /** What was kept stays before this until all parts have their content, or have had their time: nothing is seen to change. */
  private _takeOver() {
    const began = performance.now();
    const look = () => {
      const parts = [...this.renderRoot.querySelectorAll<HTMLElement>('.body > *')];
      const isThere = ({ shadowRoot }: Element) => shadowRoot !== null && shadowRoot.querySelector('.waiting') === null;
      const isWhole = parts.every(isThere);
      if (!isWhole && performance.now() - began < WHOLE_MS) return void requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(endFirstPicture)); // once it is painted
    };
    look();
  }

  private _addCommands() {
    this._takeOutCommands();
    if (this._registry === undefined) return;
    this._takeOutCommands = this._registry.add([
      {
        id: 'day.arrange',
        title: msg('Arrange My Day'),
        group: msg('My Day'),
        icon: arrangeIcon,
        run: () => this._arrange(true),
      },
    ]);
  }

  private _arrange(on: boolean) {
    this._arranging = on;
    if (on) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.handle')?.focus());
  }

  private get _layout() {
    const { dayOrder = [], dayHidden = [] } = this._settings.value ?? {};
    const { order, hidden } = layoutOf(dayOrder, dayHidden);
    const isOffered = (one: DayWidget) => one !== 'writing' || this._assistant.value?.isOn; // WH6
    return {
      shown: order.filter((one) => !hidden.includes(one) && isOffered(one)),
      hidden: hidden.filter(isOffered),
    };
  }

  private async _change(change: Parameters<Services['settings']['update']>[0]): Promise<boolean> {
    try {
      await this._services?.settings.update(change);
      return true;
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return false;
    }
  }

  private async _move(widget: DayWidget, to: DayWidget | undefined) {
    if (to === undefined || to === widget) return;
    if (!(await this._change({ dayOrder: moveWidget(this._settings.value?.dayOrder ?? [], widget, to) }))) return;
    await this.updateComplete;
    const { shown } = this._layout;
    this._said = msg(str`${widgetName(widget)}: ${shown.indexOf(widget) + 1} of ${shown.length}`);
    this._handle(widget)?.focus(); // it was taken out and put in elsewhere
  }

  private _handle = (widget: DayWidget | undefined) =>
    this.renderRoot.querySelector<HTMLElement>(`[data-widget=${widget ?? 'none'}] .handle`);

  private async _hide(widget: DayWidget, hide: boolean) {
    const before = this._settings.value?.dayHidden ?? [];
    const { shown } = this._layout;
    const neighbour = shown[shown.indexOf(widget) + 1] ?? shown[shown.indexOf(widget) - 1];
    if (!(await this._change({ dayHidden: hideWidget(before, widget, hide) }))) return;
    await this.updateComplete;
    (this._handle(hide ? neighbour : widget) ?? this.renderRoot.querySelector<HTMLElement>('.arrange'))?.focus();
    if (hide)
      this.dispatchEvent(
        new NoticeEvent(msg(str`“${widgetName(widget)}” is hidden.`), {
          undo: async () => void (await this._change({ dayHidden: before })),
        }),
      );
  }

  private _onHandleKey(widget: DayWidget, event: KeyboardEvent) {
    const { shown } = this._layout;
    const at = shown.indexOf(widget);
    const rtl = getComputedStyle(this).direction === 'rtl';
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      ArrowLeft: at + (rtl ? 1 : -1),
      ArrowRight: at + (rtl ? -1 : 1),
      Home: 0,
      End: shown.length - 1,
    };
    const to = steps[event.key];
    if (event.key === 'Escape') this._stopArranging();
    if (to === undefined) return;
    event.preventDefault();
    void this._move(widget, shown[to]);
  }

  private _stopArranging() {
    this._arrange(false);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.arrange')?.focus());
  }

  private get _own(): readonly string[] {
    return (this._settings.value?.addresses ?? []).map((address) => address.toLowerCase());
  }

  private _body(widget: DayWidget) {
    const services = this._services;
    const display = this._display;
    const calendars = this._calendars.value ?? [];
    const occurrences = this._events.value;
    switch (widget) {
      case 'moment':
        if (occurrences === undefined && this._events.error !== undefined)
          return html`<p class="failed" role="alert">${describeError(this._events.error)}</p>`;
        return html`<ik-day-moment .services=${services} .display=${display} .calendars=${calendars} .own=${this._own} .now=${this._clock.now}
          .events=${occurrences && dayEvents({ occurrences, now: this._clock.now, timeZone: this._zone })}></ik-day-moment>`;
      case 'mail':
        return html`<ik-day-mail .services=${this._isDrawn ? services : undefined} .display=${display} .own=${this._own.map((one) => one.replace(/^mailto:/, ''))}></ik-day-mail>`;
      case 'tasks':
        return html`<ik-day-tasks .services=${services} .display=${display} .calendars=${calendars} .today=${this._today}></ik-day-tasks>`;
      case 'rooms':
        return html`<ik-day-rooms .services=${this._isDrawn ? services : undefined} .display=${display} .now=${this._clock.now}></ik-day-rooms>`;
      case 'writing':
        import('./ik-day-writing.js').catch(() => {}); // offline before it was cached: the next drawing tries again
        return html`<ik-day-writing></ik-day-writing>`;
    }
  }

  private _link(widget: PictureWidget) {
    const address = { moment: '/calendar', mail: '/mail', rooms: '/rooms', tasks: TASKS_URL }[widget];
    return html`<a href=${address}>${widgetLink(widget)}</a>`;
  }

  private _card = (widget: DayWidget) => {
    const name = widgetName(widget);
    const { _drag: drag } = this;
    const looks = {
      card: true,
      dragged: drag.widget === widget,
      over: drag.over === widget && drag.widget !== widget,
    };
    return html`<section class=${classMap(looks)} data-widget=${widget} aria-labelledby="name-${widget}">
      <div class="top">
        ${
          this._arranging
            ? html`<button type="button" class="icon-button plain handle" aria-label=${msg(str`Move ${name}`)} title=${msg('Drag, or use the arrow keys')}
                @pointerdown=${(event: PointerEvent) => drag.start(widget, event)} @pointermove=${(event: PointerEvent) => drag.move(event)}
                @pointerup=${() => drag.drop()} @pointercancel=${() => drag.cancel()} @keydown=${(event: KeyboardEvent) => this._onHandleKey(widget, event)}>${icon(handleIcon)}</button>`
            : nothing
        }
        <h2 class="eyebrow" id="name-${widget}">${name}</h2>
        ${
          this._arranging
            ? html`<button type="button" class="icon-button plain" aria-label=${msg(str`Hide ${name}`)} title=${msg('Hide')} @click=${() => this._hide(widget, true)}>${icon(hideIcon)}</button>`
            : widget === 'writing'
              ? nothing
              : this._link(widget)
        }
      </div>
      <div class="body" ?inert=${this._arranging}>${this._body(widget)}</div>
    </section>`;
  };

  private _header() {
    const { locale } = this._display ?? { locale: 'en' };
    const minute = Math.floor(timeOfDay(epochToLocal(this._zone, this._clock.now)) / MS_PER_MINUTE);
    const name = shortName(this._account.value?.name || this._settings.value?.personName || '');
    return html`<header>
      <div class="greeting">
        <p class="date">${createLocalFormats(locale).longDay(this._today)}</p>
        <h1>${greetingText(greetingAt(minute), name)}</h1>
      </div>
      ${
        this._arranging
          ? html`<button type="button" class="button primary arrange" @click=${() => this._stopArranging()}>${msg('Done')}</button>`
          : html`<button type="button" class="icon-button plain arrange" aria-label=${msg('Arrange My Day')} title=${msg('Arrange My Day')} @click=${() => this._arrange(true)}>${icon(arrangeIcon)}</button>`
      }
    </header>`;
  }

  protected override render() {
    const { shown, hidden } = this._layout;
    return html`<ik-page>
      <div class="scroll">
        ${this._header()}
        ${this._arranging ? html`<p class="hint">${msg('Drag a part by its handle, or move it with the arrow keys.')}</p>` : nothing}
        <div class=${classMap({ grid: true, arranging: this._arranging, dragging: this._drag.widget !== undefined })}>
          ${repeat(shown, (widget) => widget, this._card)}
        </div>
        ${
          this._arranging || shown.length === 0
            ? html`<div class="hidden">
                ${hidden.map((widget) => html`<button type="button" class="button" @click=${() => this._hide(widget, false)}>${icon(plusIcon)}${msg(str`Show ${widgetName(widget)}`)}</button>`)}
              </div>`
            : nothing
        }
        <div class="visually-hidden" role="status">${this._said}</div>
      </div>
    </ik-page>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day': IkDay;
  }
}
