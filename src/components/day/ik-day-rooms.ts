import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { type RoomNow, roomsNow, roomsToWatch } from '../../domain/day/rooms-now.js';
import type { Room } from '../../domain/rooms/room.js';
import { walkIn } from '../../domain/rooms/room-moment.js';
import type { RoomBooking, RoomsOverview } from '../../domain/rooms/room-query.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';
import { RoomsFlows } from '../rooms/rooms-flows.js';
import { controls } from '../shared/controls.styles.js';
import { LiveController } from '../shared/live-controller.js';
import { describeError } from '../shared/problem-message.js';
import { clockText, noRooms } from './day-texts.js';
import { dayRoomsStyles } from './ik-day-rooms.styles.js';

/**
 * Rooms at this moment, those booked last first: until when each is free, and two clicks to book one.
 *
 * @fires {NoticeEvent} ik-notice - A room was booked, or could not be.
 */
@customElement('ik-day-rooms')
@localized()
export class IkDayRooms extends LitElement {
  static override styles = [controls, dayRoomsStyles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) now = 0 as EpochMs;
  @state() private _watched: readonly Room[] = [];
  private readonly _overview = new LiveController<RoomsOverview>(this, () => this.services?.rooms.watch());
  private readonly _bookings = new LiveController<readonly RoomBooking[]>(this, () => {
    if (this._watched.length === 0 || this.display === undefined) return undefined;
    const rooms = this._watched.map(({ uid }) => uid);
    const { timeZone } = this.display;
    return this.services?.rooms.watchBookings({ rooms, start: this.now, end: this.now + MS_PER_DAY, timeZone });
  });
  private readonly _flows = new RoomsFlows(this, () => ({
    services: this.services,
    display: this.display,
    rooms: this._overview.value?.rooms ?? [],
    lists: this._overview.value?.lists ?? [],
  }));
  private _asked = '';
  private _text: LocalFormats = createLocalFormats('en');

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('display')) this._text = createLocalFormats(this.display?.locale ?? 'en');
    if (changed.has('services')) this._overview.refresh();
    const { rooms = [], lastBooked = [] } = this._overview.value ?? {};
    this._watched = roomsToWatch(rooms, lastBooked);
    const asked = `${this.display?.timeZone} ${this.now} ${this._watched.map(({ uid }) => uid).join()}`;
    if (asked === this._asked && !changed.has('services')) return;
    this._asked = asked;
    this._bookings.refresh();
  }

  private _line = ({ room, moment }: RoomNow) => {
    const { timeZone = 'UTC' } = this.display ?? {};
    const name = room.name || msg('(no name)');
    const time = moment.until === undefined ? '' : clockText(moment.until as EpochMs, timeZone, this._text);
    const said = {
      free: time === '' ? msg('free for the rest of the day') : msg(str`free until ${time}`),
      busy: time === '' ? msg('taken') : msg(str`taken until ${time}`),
      closed: time === '' ? msg('closed') : msg(str`closed until ${time}`),
    }[moment.kind];
    return html`<li class=${moment.kind}>
      <span class="dot" aria-hidden="true"></span>
      <span class="what"><bdi>${name}</bdi><span>${said}</span></span>
      ${
        moment.kind === 'free' && room.bookable
          ? html`<button type="button" class="book" aria-label=${msg(str`Book ${name}`)} @click=${() => void this._flows.book(room, walkIn(room, moment, this.now))}>${msg('Book')}</button>`
          : nothing
      }
    </li>`;
  };

  protected override render() {
    const failure = this._overview.error ?? this._bookings.error;
    if (failure !== undefined) return html`<p class="empty" role="alert">${describeError(failure)}</p>`;
    const waiting = html`<div aria-hidden="true"><div class="waiting"></div><div class="waiting"></div></div>`;
    if (this._overview.value === undefined) return waiting;
    if (this._overview.value.rooms.length === 0) {
      const [sentence, link] = noRooms();
      return html`<p class="empty">${sentence} <a href="/rooms">${link}</a></p>`;
    }
    const { lastBooked } = this._overview.value;
    if (this._watched.length === 0) return html`<p class="empty">${msg('The rooms’ calendars are not here yet.')}</p>`;
    if (this._bookings.value === undefined) return waiting;
    const zone = this.display?.timeZone ?? 'UTC';
    return html`<ul>${roomsNow(this._watched, this._bookings.value, lastBooked, this.now, zone).map(this._line)}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-rooms': IkDayRooms;
  }
}
