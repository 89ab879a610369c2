import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import type { Services } from '../../app/services.js';
import type { AttendeeField } from '../../domain/calendar/event-fields.js';
import type { Occurrence } from '../../domain/calendar/occurrence.js';
import { isRoom } from '../../domain/rooms/event-rooms.js';
import { roomOfAddress } from '../../domain/rooms/room.js';
import type { RoomBooking, RoomsOverview } from '../../domain/rooms/room-query.js';
import { holdsRoom } from '../../domain/rooms/settle-bookings.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { floorText, stateText } from './room-texts.js';

/** On the page of an event: its rooms, with floor and equipment, and what has become of each. */
@customElement('ik-event-rooms')
@localized()
export class IkEventRooms extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; margin-block-start: 8px; font-size: 14px; }
      ul { display: grid; gap: 6px; margin: 0; padding: 0; list-style: none; }
      li { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 8px; }
      .icon { color: var(--ik-text-2); }
      .icon svg { inline-size: 16px; block-size: 16px; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .bad { color: var(--ik-danger); font-size: 13px; }
      .tags { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 2px; }
    `,
  ];

  @property({ attribute: false }) attendees: readonly AttendeeField[] = [];
  /** Which one of a series it is. */
  @property({ attribute: false }) occurrence!: Pick<Occurrence, 'uid' | 'start' | 'end'>;
  /** IANA. */
  @property() timeZone = 'UTC';
  @property({ attribute: false }) services: Services | undefined;
  private readonly _overview = new LiveController<RoomsOverview>(this, () => this.services?.rooms.watch());
  private _asked = '';
  private readonly _bookings = new LiveController<readonly RoomBooking[]>(this, () => {
    const rooms = this._known.map(({ uid }) => uid);
    // Loaded after it was put into the page, an element has no properties yet as it is connected.
    if (rooms.length === 0) return undefined;
    const { start, end } = this.occurrence;
    const slot = { start, end: Math.max(end, start + 1) };
    return this.services?.rooms.watchBookings({ rooms, ...slot, timeZone: this.timeZone });
  });

  private get _known() {
    const wanted = new Set(this.attendees.map(({ address }) => roomOfAddress(address)?.toLowerCase()));
    return (this._overview.value?.rooms ?? []).filter(({ uid }) => wanted.has(uid.toLowerCase()));
  }

  protected override firstUpdated() {
    this._overview.refresh();
  }

  protected override willUpdate() {
    const asked = JSON.stringify([this.occurrence, this.timeZone, this._known.map(({ uid }) => uid)]);
    if (asked === this._asked) return;
    this._asked = asked;
    this._bookings.refresh();
  }

  /** What the room's calendar says; as long as that is not here, what the event says. */
  private _stateOf(status: string, room: string | undefined) {
    const booking = this._bookings.value?.find((one) => one.room === room && one.uid === this.occurrence.uid);
    const isBad = booking !== undefined && !holdsRoom(booking.state) && booking.state !== 'cancelled';
    const waits = status === 'NEEDS-ACTION' ? msg('Waits for somebody to say yes.') : '';
    const text = booking === undefined ? waits : stateText(booking);
    return text === '' ? nothing : html`<div class=${isBad ? 'bad' : 'quiet'}>${text}</div>`;
  }

  protected override render() {
    const rooms = this._known;
    const shown = this.attendees.filter(isRoom).map((one) => {
      const uid = roomOfAddress(one.address)?.toLowerCase();
      const known = rooms.find((room) => room.uid.toLowerCase() === uid);
      return html`<li>${icon(doorIcon)}<div><strong>${known?.name ?? one.name}</strong>
        ${known && floorText(known) !== '' ? html`<div class="quiet">${floorText(known)}</div>` : nothing}
        ${this._stateOf(one.status, known?.uid)}
        ${known && known.equipment.length > 0 ? html`<div class="tags">${known.equipment.map((word) => html`<span class="chip">${word}</span>`)}</div>` : nothing}</div></li>`;
    });
    return html`<ul aria-label=${msg('Rooms')}>${shown}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-event-rooms': IkEventRooms;
  }
}
