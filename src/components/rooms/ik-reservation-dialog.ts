import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import userIcon from 'lucide-static/icons/user-round.svg?raw';
import type { Room } from '../../domain/rooms/room.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { bookingTitle, floorText, stateText } from './room-texts.js';

export type BookingAction = 'open' | 'cancel' | 'approve' | 'decline' | 'check-in' | 'alternative';

/**
 * Who has a room, and what can be done about it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-reservation-dialog')
@localized()
export class IkReservationDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: 420px; }
      dl { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 10px; margin: 0; }
      dt { color: var(--ik-text-2); }
      dd { margin: 0; overflow-wrap: anywhere; }
      .state { margin: 12px 0 0; padding: 8px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13px; }
      ul { display: grid; gap: 6px; margin: 10px 0 0; padding: 0; list-style: none; }
      li .button { inline-size: 100%; justify-content: start; }
      [role=alert] { color: var(--ik-danger); font-size: 13px; }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) booking!: RoomBooking;
  /** In words. */
  @property() when = '';
  /** It is going on, or about to. */
  @property({ type: Boolean }) current = false;
  /** Free rooms instead, of a booking that has lost its own. */
  @property({ attribute: false }) others: readonly Room[] = [];
  /** @param room - Of `alternative`. */
  @property({ attribute: false }) act: (action: BookingAction, room?: Room) => Promise<unknown> = async () => {};
  @state() private _open = true;
  @state() private _error = '';

  private async _do(action: BookingAction, room?: Room) {
    try {
      await this.act(action, room);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _button(action: BookingAction, label: string, kind = '') {
    return html`<button slot="footer" type="button" class="button ${kind}" @click=${() => void this._do(action)}>${label}</button>`;
  }

  private _buttons() {
    const { booking, room, current } = this;
    const isGone = booking.state === 'declined' || booking.state === 'cancelled';
    const mayDecide = room.manageable && room.bookable && !isGone;
    return html`${booking.mine ? this._button('cancel', msg('Cancel booking'), 'danger') : nothing}
      ${mayDecide && (!booking.mine || booking.state === 'waiting') ? this._button('decline', msg('Decline'), 'danger') : nothing}
      ${mayDecide && booking.state === 'waiting' ? this._button('approve', msg('Approve'), 'primary') : nothing}
      ${current && room.releaseAfter > 0 && !booking.checkedIn && booking.mine ? this._button('check-in', msg('Check in'), 'primary') : nothing}
      ${booking.mine ? this._button('open', msg('Open event')) : nothing}`;
  }

  protected override render() {
    const { booking, room } = this;
    const said = booking.checkedIn ? msg('Checked in.') : stateText(booking);
    const by = booking.title === '' ? '' : booking.by;
    return html`<ik-dialog compact heading=${bookingTitle(booking)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <dl>
        <dt>${icon(clockIcon)}<span class="visually-hidden">${msg('When')}</span></dt><dd>${this.when}${booking.recurring ? html` · ${msg('Repeats')}` : nothing}</dd>
        <dt>${icon(doorIcon)}<span class="visually-hidden">${msg('Room')}</span></dt><dd>${[room.name, floorText(room)].filter(Boolean).join(' · ')}</dd>
        ${by === '' ? nothing : html`<dt>${icon(userIcon)}<span class="visually-hidden">${msg('Booked by')}</span></dt><dd>${by}</dd>`}
      </dl>
      ${said === '' ? nothing : html`<p class="state" role="status">${said}</p>`}
      ${
        this.others.length === 0
          ? nothing
          : html`<ul aria-label=${msg('Free instead')}>${this.others.map((other) => html`<li><button type="button" class="button" @click=${() => void this._do('alternative', other)}>${other.name}${floorText(other) === '' ? nothing : html` · ${floorText(other)}`}</button></li>`)}</ul>`
      }
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      ${this._buttons()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-reservation-dialog': IkReservationDialog;
  }
}
