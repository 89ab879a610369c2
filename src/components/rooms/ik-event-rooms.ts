import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import type { Services } from '../../app/services.js';
import type { AttendeeField } from '../../domain/calendar/event-fields.js';
import { isRoom } from '../../domain/rooms/event-rooms.js';
import { roomOfAddress } from '../../domain/rooms/room.js';
import type { RoomsOverview } from '../../domain/rooms/room-query.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { floorText } from './room-texts.js';

/** On the page of an event: its rooms, with floor and equipment. */
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
      .tags { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 2px; }
    `,
  ];

  @property({ attribute: false }) attendees: readonly AttendeeField[] = [];
  @property({ attribute: false }) services: Services | undefined;
  private readonly _overview = new LiveController<RoomsOverview>(this, () => this.services?.rooms.watch());

  protected override firstUpdated() {
    this._overview.refresh();
  }

  protected override render() {
    const rooms = this._overview.value?.rooms ?? [];
    const shown = this.attendees.filter(isRoom).map((one) => {
      const uid = roomOfAddress(one.address)?.toLowerCase();
      const known = rooms.find((room) => room.uid.toLowerCase() === uid);
      const waits = one.status === 'NEEDS-ACTION' ? msg('Waits for somebody to say yes.') : '';
      return html`<li>${icon(doorIcon)}<div><strong>${known?.name ?? one.name}</strong>
        ${known && floorText(known) !== '' ? html`<div class="quiet">${floorText(known)}</div>` : nothing}
        ${waits === '' ? nothing : html`<div class="quiet">${waits}</div>`}
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
