import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import bookIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import settingsIcon from 'lucide-static/icons/settings.svg?raw';
import { noFilter, orderRooms, type RoomFilter, vocabulary } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomsAnswer } from '../../domain/rooms/room-query.js';
import { endAfter } from '../../domain/rooms/slot-end.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import type { EpochMs, LocalMs } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { timeText, withDate, withTime } from '../calendar/event-draft.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/** Another time, or other needs; or something is to be done. */
export class RoomsWishEvent extends Event {
  constructor(
    readonly wish:
      | { readonly slot: Slot }
      | { readonly filter: RoomFilter }
      | { readonly book: Room | undefined }
      | { readonly manage: true }
      /** What suits is to be seen. */
      | { readonly show: true },
  ) {
    super('ik-rooms-wish');
  }
}

/**
 * When, what is needed, and what is free then.
 *
 * @fires {RoomsWishEvent} ik-rooms-wish - Does not bubble.
 */
@customElement('ik-rooms-sidebar')
@localized()
export class IkRoomsSidebar extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: flex; flex-direction: column; min-block-size: 100%; }
      .book { inline-size: 100%; min-block-size: 38px; margin-block-end: 6px; }
      h2.eyebrow { margin: 16px 0 6px; padding-inline-start: 6px; }
      .when { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; padding-inline: 6px; }
      .when input[type=time]::-webkit-calendar-picker-indicator { display: none; }
      .when .day, .full { grid-column: 1 / -1; }
      .input { min-inline-size: 0; padding-inline: 8px; font-size: 13.5px; }
      .needs { display: grid; gap: 2px; padding-inline: 6px; }
      .needs label:not(.check) { display: grid; grid-template-columns: 1fr 84px; align-items: center; font-size: 14px; }
      .needs .select { grid-template-columns: minmax(0, 1fr); gap: 4px; margin-block-start: 4px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
      .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); flex: none; }
      .check span { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
      details summary { min-block-size: 32px; align-content: center; padding-inline-start: 6px; font-size: 13px; color: var(--ik-text-2); cursor: pointer; }
      ul { margin: 0; padding: 0; list-style: none; }
      .room, .manage {
        display: grid; grid-template-columns: 18px minmax(0, 1fr) auto; gap: 10px; align-items: center; inline-size: 100%; min-block-size: 34px; padding: 0 8px; border: 0; border-radius: 8px;
        background: none; font-size: 14px; text-align: start; cursor: pointer;
      }
      .room:hover, .manage:hover { background: var(--ik-surface-2); }
      .room:first-child:hover { background: var(--ik-accent-soft); }
      .room span.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .room small { color: var(--ik-text-2); font-size: 12.5px; }
      .room svg, .manage svg { inline-size: 16px; block-size: 16px; color: var(--ik-text-2); }
      .none { margin: 0; padding: 4px 8px; font-size: 13px; color: var(--ik-text-2); }
      .space { flex: 1; min-block-size: 16px; }
      @media (pointer: coarse) { .room, .manage, .check, .book, details summary { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) rooms: readonly Room[] = [];
  @property({ attribute: false }) slotWanted!: Slot;
  @property({ attribute: false }) filter: RoomFilter = noFilter;
  /** For the time that is wanted; rooms that suit the needs. */
  @property({ attribute: false }) answer: RoomsAnswer | undefined;
  /** There is no other place to search. */
  @property({ type: Boolean }) searches = false;
  @property() timeZone = 'UTC';
  @property() locale = 'en';

  /** To the field that looks for a name. */
  focusSearch() {
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus();
  }

  private _wish(wish: RoomsWishEvent['wish']) {
    this.dispatchEvent(new RoomsWishEvent(wish));
  }

  private _local(at: number): LocalMs {
    return epochToLocal(this.timeZone, at as EpochMs);
  }

  private _set(start: LocalMs, end: LocalMs) {
    this._wish({ slot: { start: localToEpoch(this.timeZone, start), end: localToEpoch(this.timeZone, end) } });
  }

  private _when() {
    const [start, end] = [this._local(this.slotWanted.start), this._local(this.slotWanted.end)];
    const textIn = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<h2 class="eyebrow" id="when">${msg('When')}</h2>
      <div class="when" role="group" aria-labelledby="when">
        <input class="input day" type="date" required aria-label=${msg('Day')} .value=${formatIsoDate(dayOf(start))} @change=${(
          event: Event,
        ) => {
          const next = withDate(start, textIn(event));
          this._set(next, (next + end - start) as LocalMs);
        }} />
        <input class="input" type="time" required aria-label=${msg('Start')} .value=${timeText(start)} @change=${(
          event: Event,
        ) => {
          const next = withTime(start, textIn(event));
          this._set(next, (next + end - start) as LocalMs);
        }} />
        <input class="input" type="time" required aria-label=${msg('End')} .value=${timeText(end)} @change=${(
          event: Event,
        ) => {
          const next = endAfter(start, withTime(end, textIn(event)));
          if (next > start) this._set(start, next);
          else this.requestUpdate();
        }} />
      </div>`;
  }

  private _toggle(field: 'equipment' | 'accessibility', word: string, isOn: boolean) {
    const others = this.filter[field].filter((one) => one !== word);
    this._wish({ filter: { ...this.filter, [field]: isOn ? [...others, word] : others } });
  }

  private _check(field: 'equipment' | 'accessibility', word: string) {
    return html`<label class="check"><input type="checkbox" .checked=${this.filter[field].includes(word)}
      @change=${(event: Event) => this._toggle(field, word, (event.target as HTMLInputElement).checked)} /><span>${word}</span></label>`;
  }

  private _needs() {
    const { filter } = this;
    const equipment = vocabulary(this.rooms, 'equipment');
    const access = vocabulary(this.rooms, 'accessibility');
    const floors = vocabulary(this.rooms, 'floor');
    const [first, rest] = [equipment.slice(0, 5), equipment.slice(5)];
    return html`<h2 class="eyebrow">${msg('Needs')}</h2>
      <div class="needs">
        ${
          this.searches
            ? html`<input class="input" type="search" aria-label=${msg('Search rooms')} placeholder=${msg('Name or place')} .value=${filter.text} @input=${(event: Event) => this._wish({ filter: { ...filter, text: (event.target as HTMLInputElement).value } })}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this._wish({ show: true })} />`
            : nothing
        }
        <label>${msg('People')}<input class="input" type="number" min="0" max="100000" placeholder=${msg('Any')} .value=${filter.capacity === 0 ? '' : String(filter.capacity)}
          @input=${(event: Event) => this._wish({ filter: { ...filter, capacity: Math.max(0, Math.trunc(Number((event.target as HTMLInputElement).value)) || 0) } })} /></label>
        ${first.map((word) => this._check('equipment', word))}
        ${access.map((word) => this._check('accessibility', word))}
        ${rest.length === 0 ? nothing : html`<details ?open=${rest.some((word) => filter.equipment.includes(word))}><summary>${msg('More equipment')}</summary>${rest.map((word) => this._check('equipment', word))}</details>`}
        ${
          floors.length < 2
            ? nothing
            : html`<label class="select">${msg('Floor')}<select class="input" @change=${(event: Event) => {
                const { value } = event.target as HTMLSelectElement;
                this._wish({ filter: { ...filter, floors: value === '' ? [] : [value] } });
              }}>
                <option value="" ?selected=${filter.floors.length === 0}>${msg('Any')}</option>
                ${floors.map((floor) => html`<option value=${floor} ?selected=${filter.floors.includes(floor)}>${floor}</option>`)}
              </select></label>`
        }
      </div>`;
  }

  private _room = (
    room: Room,
    svg: string,
    isFree: boolean,
  ) => html`<li><button type="button" class="room" ?disabled=${!isFree} title=${isFree ? msg('Book') : msg('Taken at this time.')} @click=${() => this._wish({ book: room })}>
    ${icon(svg)}<span class="name">${room.name}</span><small>${isFree ? (room.capacity > 0 ? room.capacity.toLocaleString(this.locale) : '') : msg('taken')}</small></button></li>`;

  protected override render() {
    const ordered = orderRooms(this.answer?.choices ?? [], this.answer?.lastBooked ?? []);
    const free = [...ordered.last.filter((choice) => choice.free), ...ordered.free];
    const byFit = orderRooms(free, []).free;
    return html`<button type="button" class="button primary book" ?disabled=${this.rooms.length === 0} @click=${() => this._wish({ book: undefined })}>${icon(bookIcon)}${msg('Book a room')}</button>
      ${this._when()} ${this.rooms.length === 0 ? nothing : this._needs()}
      ${
        this.rooms.length === 0
          ? nothing
          : html`<h2 class="eyebrow" id="free">${msg('Free then')}</h2>
            ${byFit.length === 0 ? html`<p class="none">${this.answer === undefined ? msg('Looking…') : msg('No room that suits is free then.')}</p>` : html`<ul aria-labelledby="free">${byFit.slice(0, 8).map(({ room }) => this._room(room, doorIcon, true))}</ul>`}`
      }
      ${ordered.last.length === 0 ? nothing : html`<h2 class="eyebrow" id="last">${msg('Last booked')}</h2><ul aria-labelledby="last">${ordered.last.map(({ room, free: isFree }) => this._room(room, historyIcon, isFree))}</ul>`}
      <span class="space"></span>
      <button type="button" class="manage" @click=${() => this._wish({ manage: true })}>${icon(settingsIcon)}<span>${msg('Manage rooms')}</span></button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rooms-sidebar': IkRoomsSidebar;
  }
  interface HTMLElementEventMap {
    'ik-rooms-wish': RoomsWishEvent;
  }
}
