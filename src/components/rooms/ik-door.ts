import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import busyIcon from 'lucide-static/icons/ban.svg?raw';
import freeIcon from 'lucide-static/icons/circle-check-big.svg?raw';
import awayIcon from 'lucide-static/icons/cloud-off.svg?raw';
import doorIcon from 'lucide-static/icons/door-closed.svg?raw';
import keyIcon from 'lucide-static/icons/key-round.svg?raw';
import fullIcon from 'lucide-static/icons/maximize.svg?raw';
import closedIcon from 'lucide-static/icons/moon.svg?raw';
import { AppError } from '../../domain/errors.js';
import { type DoorBoard, type DoorBooking, readDoor } from '../../domain/rooms/door-board.js';
import { doorState } from '../../domain/rooms/door-state.js';
import type { RoomMoment } from '../../domain/rooms/room-moment.js';
import { dayOf, timeOfDay } from '../../domain/time/calendar-date.js';
import { systemClock, systemZone } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-qr-code.js';
import { styles } from './ik-door.styles.js';
import { bookingTitle, floorText, peopleText } from './room-texts.js';
import { bookUrl } from './rooms-route.js';

type DoorMoment = RoomMoment<DoorBooking>;

/** Brings the board's text, as bytes. `keptAt`: it is from then, since nobody answers. Rejects with AppError: `sync/code`, `net/*`. */
export type ReadDoor = (
  hash: string,
  signal: AbortSignal,
) => Promise<{ readonly bytes: Uint8Array; readonly keptAt?: EpochMs }>;

/** Seconds are not shown, and a minute begins when it begins. */
const TICK_MS = 1_000;
/** As often as a relay answers for hours. */
const AGAIN_MS = MS_PER_MINUTE;
/** Its owner's devices have all been off since the day before yesterday, or longer. */
const OLD_MS = 2 * MS_PER_DAY;

/** The board of one room, read from three metres away, on a tablet beside its door: who has it, until when, and what comes today. */
@customElement('ik-door')
@localized()
export class IkDoor extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) read: ReadDoor | undefined;
  /** BCP 47. */
  @property() locale = navigator.language;
  @property({ type: Boolean, reflect: true }) fullscreen = false;
  @state() private _board: DoorBoard | undefined;
  /** When what is shown was fetched, while nobody answers. */
  @state() private _keptAt: EpochMs | undefined;
  @state() private _failure: AppError | undefined;
  @state() private _now = systemClock.now();
  private _fetchedAt: EpochMs | undefined;
  private _abort = new AbortController();
  private _timers: readonly number[] = [];

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this._begin);
    addEventListener('online', this.load);
    document.addEventListener('visibilitychange', this._onSight);
    document.addEventListener('fullscreenchange', this._onFullscreen);
    this._timers = [window.setInterval(this._tick, TICK_MS), window.setInterval(this.load, AGAIN_MS)];
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this._begin);
    removeEventListener('online', this.load);
    document.removeEventListener('visibilitychange', this._onSight);
    document.removeEventListener('fullscreenchange', this._onFullscreen);
    for (const timer of this._timers) clearInterval(timer);
    this._abort.abort();
  }

  private _tick = () => {
    const now = systemClock.now();
    if (Math.floor(now / MS_PER_MINUTE) !== Math.floor(this._now / MS_PER_MINUTE)) this._now = now;
  };

  private _onSight = () => {
    this._tick();
    if (document.visibilityState === 'visible') void this.load();
  };

  private _onFullscreen = () => {
    this.fullscreen = document.fullscreenElement !== null;
  };

  /** Another address: nothing of the one before is shown. */
  private _begin = () => {
    this._board = undefined;
    this._fetchedAt = undefined;
    void this.load();
  };

  /** Reads what the page's address names. What is shown stays while nobody answers. */
  load = async () => {
    if (this.read === undefined) return;
    this._abort.abort();
    this._abort = new AbortController();
    const { signal } = this._abort;
    try {
      const { bytes, keptAt } = await this.read(location.hash, signal);
      if (signal.aborted) return;
      const board = readDoor(new TextDecoder().decode(bytes));
      if (board === undefined) throw new AppError('sync/code', 'This is no room.');
      this._board = board;
      this._keptAt = keptAt;
      this._failure = undefined;
      if (keptAt === undefined) this._fetchedAt = systemClock.now();
      document.title = board.name || msg('Room');
    } catch (error) {
      if (!signal.aborted) this._fail(error instanceof AppError ? error : new AppError('sync/code', String(error)));
    }
    this._now = systemClock.now();
  };

  private _fail(error: AppError) {
    const isGone = error.code === 'sync/code' || error.detail.status === 404;
    if (this._board !== undefined && !isGone) {
      this._keptAt ??= this._fetchedAt;
      return;
    }
    this._board = undefined;
    this._failure = error;
  }

  private get _zone(): string {
    return this._board?.zone || systemZone();
  }

  private _time(epoch: number): string {
    const local = epochToLocal(this._zone, epoch as EpochMs);
    return createLocalFormats(this.locale).time(Math.floor(timeOfDay(local) / MS_PER_MINUTE));
  }

  private _state(picture: string, title: string, words: string): TemplateResult {
    return html`<main class="failure"><div class="state" role="alert">${icon(picture)}<h1>${title}</h1><p>${words}</p>
      <button type="button" class="button primary" @click=${this.load}>${msg('Try again')}</button></div></main>`;
  }

  private _failed(failure: AppError): TemplateResult {
    if (failure.code === 'sync/code')
      return this._state(
        keyIcon,
        msg('This address is not complete'),
        msg('The key in it is missing or does not fit. Scan the code in the room’s settings again.'),
      );
    if (failure.detail.status === 404)
      return this._state(
        doorIcon,
        msg('This door page is switched off'),
        msg('Whoever manages the room can switch it on in the room’s settings.'),
      );
    return this._state(
      awayIcon,
      msg('The room cannot be shown now'),
      msg('The server cannot be reached. It is asked again every minute.'),
    );
  }

  private _until({ kind, until }: DoorMoment): string {
    const time = until === undefined ? '' : this._time(until);
    if (kind === 'closed') return time === '' ? msg('for today') : msg(str`opens at ${time}`);
    if (time === '') return msg('for the rest of the day');
    const isToday = dayOf(epochToLocal(this._zone, until as EpochMs)) === dayOf(epochToLocal(this._zone, this._now));
    if (isToday) return msg(str`until ${time}`, { id: 'until-time', desc: 'A time of day' });
    const day = createLocalFormats(this.locale).weekday(dayOf(epochToLocal(this._zone, until as EpochMs)), 'short');
    return msg(str`until ${day}, ${time}`);
  }

  private _times({ start, end }: DoorBooking): string {
    return `${this._time(start)} – ${this._time(end)}`;
  }

  private _panel(board: DoorBoard, now: DoorMoment) {
    const [word, picture] = {
      free: [msg('Free'), freeIcon] as const,
      busy: [msg('Busy'), busyIcon] as const,
      closed: [msg('Closed'), closedIcon] as const,
    }[now.kind];
    const about = [peopleText(board.capacity, this.locale), floorText(board)].filter((part) => part !== '').join(' · ');
    return html`<section class="now ${now.kind}">
      <header><h1>${board.name || msg('Room')}</h1>${about === '' ? nothing : html`<p class="where">${about}</p>`}</header>
      <div role="status"><p class="big">${icon(picture)}<span>${word}</span></p><p class="until">${this._until(now)}</p></div>
      <ul class="who" ?hidden=${now.current.length === 0} aria-label=${msg('Now')}>${now.current.map((one) => {
        const title = bookingTitle({ title: one.title, by: one.mark?.by ?? '' });
        const by = one.title === '' ? '' : (one.mark?.by ?? '');
        return html`<li><strong>${title}</strong>${[this._times(one), by].filter((part) => part !== '').join(' · ')}</li>`;
      })}</ul>
    </section>`;
  }

  private _next({ next }: DoorMoment) {
    if (next.length === 0) return html`<p class="none">${msg('Nothing more is booked today.')}</p>`;
    return html`<ul class="next">${next.map((one) => {
      const by = one.title === '' ? '' : (one.mark?.by ?? '');
      return html`<li><span class="times">${this._times(one)}</span><span class="title">${bookingTitle({ title: one.title, by: one.mark?.by ?? '' })}</span>${by === '' ? nothing : html`<span class="by">${by}</span>`}</li>`;
    })}</ul>`;
  }

  /** What is not from now says so. */
  private _age(board: DoorBoard) {
    if (this._keptAt !== undefined) {
      const isToday = dayOf(epochToLocal(this._zone, this._keptAt)) === dayOf(epochToLocal(this._zone, this._now));
      const text = createLocalFormats(this.locale);
      const day = text.shortDay(dayOf(epochToLocal(this._zone, this._keptAt)));
      const time = this._time(this._keptAt);
      return html`<span class="away">${icon(awayIcon)}${isToday ? msg(str`As of ${time}: the server cannot be reached.`) : msg(str`As of ${day}, ${time}: the server cannot be reached.`)}</span>`;
    }
    if (this._now - board.asOf < OLD_MS) return nothing;
    const day = createLocalFormats(this.locale).longDay(dayOf(epochToLocal('UTC', board.asOf)));
    return html`<span class="away">${icon(awayIcon)}${msg(str`As of ${day}: no device of its owner has been online since.`)}</span>`;
  }

  private _fullscreen = () => {
    document.documentElement.requestFullscreen().catch(() => undefined); // the browser's own to refuse
  };

  protected override render() {
    const board = this._board;
    if (board === undefined)
      return this._failure === undefined
        ? html`<main class="failure"><p role="status">${msg('Opening the room…')}</p></main>`
        : this._failed(this._failure);
    const now = doorState(board, this._now, this._zone);
    const day = createLocalFormats(this.locale).longDay(dayOf(epochToLocal(this._zone, this._now)));
    return html`<main class="board">${this._panel(board, now)}
      <div class="side">
        <section class="today" tabindex="0" aria-label=${msg('Today')}>
          <p class="clock"><time>${this._time(this._now)}</time><span class="date">${day}</span></p>
          <h2>${msg('Later today')}</h2>${this._next(now)}
        </section>
        <div class="book"><ik-qr-code .text=${bookUrl(location.origin, board.uid)} .label=${msg('Code to book this room')}></ik-qr-code>
          <p>${msg('Scan to book')}<small>${msg('With the camera of a phone on which you use Ikebana.')}</small></p></div>
        <p class="foot">${this._age(board)}<span class="grow"></span>${document.fullscreenEnabled ? html`<button type="button" class="icon-button plain full" aria-label=${msg('Full screen')} title=${msg('Full screen')} @click=${this._fullscreen}>${icon(fullIcon)}</button>` : nothing}</p>
      </div></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-door': IkDoor;
  }
}
