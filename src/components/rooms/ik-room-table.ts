import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import shareIcon from 'lucide-static/icons/share-2.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import { MAX_CAPACITY, type Room, type RoomFields, uniqueWords } from '../../domain/rooms/room.js';
import { MAX_ROOM_LIMIT } from '../../domain/rooms/room-limit.js';
import type { RoomList } from '../../domain/rooms/room-query.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { type RoomAction, RoomActionEvent } from './rooms-events.js';

/** There may be this many rooms; 0 for any number. Does not bubble. */
export class RoomLimitEvent extends Event {
  constructor(
    readonly list: RoomList,
    readonly limit: number,
  ) {
    super('ik-room-limit');
  }
}

/** A field of a room was changed in the table. */
export class RoomChangeEvent extends Event {
  constructor(
    readonly room: Room,
    readonly change: Partial<RoomFields>,
  ) {
    super('ik-room-change');
  }
}

const ROW = 52;

/**
 * Rooms as a table that is edited in place; what is left with another value is stored.
 *
 * @fires {RoomChangeEvent} ik-room-change - Does not bubble.
 * @fires {RoomLimitEvent} ik-room-limit - Does not bubble.
 * @fires {RoomActionEvent} ik-room-action - Does not bubble.
 */
@customElement('ik-room-table')
@localized()
export class IkRoomTable extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      :host { display: grid; grid-template-rows: minmax(0, 1fr) auto; min-block-size: 0; }
      .limit { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 8px; padding: 6px 12px; border-block-start: 1px solid var(--ik-line); font-size: 13px; color: var(--ik-text-2); }
      .limit input { inline-size: 90px; border-color: var(--ik-line); }
      .scroll { min-block-size: 0; overflow: auto; overscroll-behavior: contain; }
      .table { min-inline-size: 900px; }
      .row { display: grid; grid-template-columns: 28px minmax(180px, 1.3fr) 84px 1fr 1.5fr 1.6fr 162px; gap: 6px; align-items: center; padding-inline: 12px; border-block-end: 1px solid var(--ik-line); }
      .heads { position: sticky; z-index: 2; inset-block-start: 0; min-block-size: 34px; background: var(--ik-surface); font-size: 11.5px; color: var(--ik-text-2); }
      .all { position: relative; block-size: calc(var(--count) * ${ROW}px); }
      .all .row { position: absolute; inset-inline: 0; inset-block-start: calc(var(--index) * ${ROW}px); block-size: ${ROW}px; }
      .dot { display: block; inline-size: 14px; block-size: 14px; border-radius: 5px; background: var(--hue-bar); }
      input { inline-size: 100%; min-block-size: 36px; padding: 4px 8px; border: 1px solid transparent; border-radius: 8px; background: none; color: var(--ik-text); font-size: 14px; text-overflow: ellipsis; }
      input:hover:not([readonly]) { border-color: var(--ik-line); }
      input:focus { border-color: var(--ik-accent); background: var(--ik-surface); outline-offset: 0; }
      .acts { display: flex; gap: 2px; }
      .icon-button { inline-size: 36px; color: var(--ik-text-2); }
      .icon-button svg { inline-size: 16px; block-size: 16px; }
      @media (pointer: coarse) { .table { min-inline-size: 980px; } .row { grid-template-columns: 28px minmax(180px, 1.3fr) 84px 1fr 1.5fr 1.6fr 190px; } input { min-block-size: 44px; } .icon-button { inline-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) rooms: readonly Room[] = [];
  /** The list whose number of rooms this person may limit. */
  @property({ attribute: false }) list: RoomList | undefined;
  private readonly _rows = new FixedRows(this, () => this.renderRoot.querySelector('.scroll'), ROW);

  private _change(room: Room, change: Partial<RoomFields>) {
    this.dispatchEvent(new RoomChangeEvent(room, change));
  }

  private _text(room: Room, name: 'name' | 'floor' | 'address', label: string) {
    const of = room.name;
    return html`<span role="gridcell"><input .value=${room[name]} aria-label=${msg(str`${label} of ${of}`)} ?readonly=${!room.manageable} autocomplete="off"
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const value = input.value.trim();
        const kept = name === 'name' && value === '' ? room.name : value;
        input.value = kept; // as it is stored
        if (kept !== room[name]) this._change(room, { [name]: kept });
      }} /></span>`;
  }

  private _act(room: Room, action: RoomAction, label: string, svg: string) {
    const of = room.name;
    return html`<button type="button" class="icon-button plain" title=${label} aria-label=${msg(str`${label}: ${of}`)} @click=${() => this.dispatchEvent(new RoomActionEvent(room, action))}>${icon(svg)}</button>`;
  }

  private _row = (room: Room, index: number) => {
    const [people, equipment, of] = [msg('People'), msg('Equipment'), room.name];
    return html`<div class="row" role="row" aria-rowindex=${index + 2} .style=${`--index:${index}`}>
      <span role="gridcell" class="hue" .style=${`--h:${room.hue}`}><span class="dot"></span></span>
      ${this._text(room, 'name', msg('Name'))}
      <span role="gridcell"><input type="number" min="0" max=${MAX_CAPACITY} .value=${room.capacity === 0 ? '' : String(room.capacity)} placeholder="?" aria-label=${msg(str`${people} of ${of}`)} ?readonly=${!room.manageable}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const capacity = Math.min(MAX_CAPACITY, Math.max(0, Math.trunc(Number(input.value)) || 0));
          input.value = capacity === 0 ? '' : String(capacity);
          if (capacity !== room.capacity) this._change(room, { capacity });
        }} /></span>
      ${this._text(room, 'floor', msg('Floor'))}
      ${this._text(room, 'address', msg('Address'))}
      <span role="gridcell"><input .value=${room.equipment.join(', ')} aria-label=${msg(str`${equipment} of ${of}`)} ?readonly=${!room.manageable} autocomplete="off"
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const equipment = uniqueWords(input.value.split(','));
          input.value = equipment.join(', ');
          if (input.value !== room.equipment.join(', ')) this._change(room, { equipment });
        }} /></span>
      <span role="gridcell" class="acts">${this._act(room, 'edit', msg('Edit'), editIcon)}${
        room.manageable
          ? html`${this._act(room, 'duplicate', msg('Duplicate'), copyIcon)}${this._act(room, 'share', msg('Share'), shareIcon)}${this._act(room, 'remove', msg('Delete'), trashIcon)}`
          : nothing
      }</span>
    </div>`;
  };

  protected override render() {
    const { from, to } = this._rows.range(this.rooms.length);
    const shown = this.rooms.slice(from, to).map((room, index) => ({ room, row: from + index }));
    const heads = [
      msg('Colour'),
      msg('Name'),
      msg('People'),
      msg('Floor'),
      msg('Address'),
      msg('Equipment'),
      msg('Actions'),
    ];
    return html`<div class="scroll"><div class="table" role="grid" aria-label=${msg('Rooms')} aria-rowcount=${this.rooms.length + 1}>
      <div class="row heads" role="row" aria-rowindex="1">${heads.map((text, at) => html`<span role="columnheader"><span class=${at === 0 || at === 6 ? 'visually-hidden' : ''}>${text}</span></span>`)}</div>
      <div class="all" role="rowgroup" .style=${`--count:${this.rooms.length}`}>${repeat(
        shown,
        ({ room }) => room.uid,
        ({ room, row }) => this._row(room, row),
      )}</div>
    </div></div>
    ${this.list === undefined ? nothing : this._limit(this.list)}`;
  }

  private _limit(list: RoomList) {
    return html`<label class="limit">${msg('Rooms in this list at most')}<input type="number" min="0" max=${MAX_ROOM_LIMIT} placeholder=${msg('Any')} .value=${list.limit === 0 ? '' : String(list.limit)}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const limit = Math.min(MAX_ROOM_LIMIT, Math.max(0, Math.trunc(Number(input.value)) || 0));
        input.value = limit === 0 ? '' : String(limit);
        if (limit !== list.limit) this.dispatchEvent(new RoomLimitEvent(list, limit));
      }} /></label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-table': IkRoomTable;
  }
  interface HTMLElementEventMap {
    'ik-room-change': RoomChangeEvent;
    'ik-room-limit': RoomLimitEvent;
  }
}
