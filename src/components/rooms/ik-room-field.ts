import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { Services } from '../../app/services.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import {
  alternatives,
  noFilter,
  orderRooms,
  type RoomChoice,
  type RoomFilter,
  suits,
  vocabulary,
} from '../../domain/rooms/choose-rooms.js';
import { isRoom, roomsOf, withRooms } from '../../domain/rooms/event-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { RoomsAnswer, RoomsOverview } from '../../domain/rooms/room-query.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { choiceInside, choiceStyles, choiceWords } from './room-choice-row.js';
import { floorName } from './room-texts.js';

/** Rooms of a group that are drawn; others are found by words. */
const MAX_SHOWN = 60;

/** The event is in other rooms, and at another place. Does not bubble. */
export class EventRoomsEvent extends Event {
  constructor(readonly change: Pick<EventFields, 'attendees' | 'location'>) {
    super('ik-event-rooms');
  }
}

/**
 * Rooms of an event that is being written: those it is in, with what is in their way whenever its time changes, and others to
 * choose from. Nothing is drawn where nobody has rooms.
 *
 * @fires {EventRoomsEvent} ik-event-rooms - Does not bubble.
 */
@customElement('ik-room-field')
@localized()
export class IkRoomField extends LitElement {
  static override styles = [
    controls,
    choiceStyles,
    css`
      :host { display: grid; gap: 8px; }
      :host([hidden]) { display: none; }
      .add { justify-self: start; }
      .chosen, .offers ul { display: grid; gap: 4px; margin: 0; padding: 0; list-style: none; }
      .chosen li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
      .chosen .choice { cursor: default; }
      .chosen .choice:hover { background: none; }
      .chosen .icon-button { margin: 4px; }
      .instead { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 0 10px 10px; font-size: 13px; }
      .offers { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
      .filters { display: grid; grid-template-columns: minmax(0, 1fr) 90px; gap: 6px; }
      .filters div { grid-column: 1 / -1; display: flex; gap: 6px; }
      .filters select { flex: 1; min-inline-size: 0; }
      .list { max-block-size: 280px; overflow: auto; overscroll-behavior: contain; }
      .list h3 { margin: 8px 8px 2px; }
      .none { margin: 4px 8px; font-size: 13px; color: var(--ik-text-2); }
    `,
  ];

  @property({ attribute: false }) fields!: EventFields;
  /** Of an event that is there already. */
  @property() uid = '';
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @state() private _open = false;
  @state() private _filter: RoomFilter = noFilter;
  private _asked = '';
  private readonly _overview = new LiveController<RoomsOverview>(this, () => this._services?.rooms.watch());
  private readonly _answer = new LiveController<RoomsAnswer>(this, () =>
    this._asked === '' ? undefined : this._services?.rooms.watchFor(this._request),
  );

  private get _request() {
    const { allDay, start, end, zone, rrule, moreRules, rdates, exdates } = this.fields;
    return {
      fields: { allDay, start, end, zone, rrule, moreRules, rdates, exdates },
      timeZone: this.timeZone,
      ...(this.uid !== '' && { uid: this.uid }),
      chosen: this._chosen.map(({ uid }) => uid),
    };
  }

  private get _rooms(): readonly Room[] {
    return this._overview.value?.rooms ?? [];
  }

  private get _chosen(): readonly Room[] {
    const wanted = roomsOf(this.fields);
    return this._rooms.filter(({ uid }) => wanted.includes(uid.toLowerCase()));
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._overview.refresh();
    this.hidden = this._rooms.length === 0 && !this.fields.attendees.some(isRoom);
    const isWanted = this._open || this._chosen.length > 0;
    const asked = isWanted && this.fields.end >= this.fields.start ? JSON.stringify(this._request) : '';
    if (asked === this._asked && !changed.has('_services')) return;
    this._asked = asked;
    this._answer.refresh();
  }

  private _set(after: readonly Room[]) {
    const asks = new Set(after.filter(({ approval, manageable }) => approval && !manageable).map(({ uid }) => uid));
    const { attendees, location } = withRooms(this.fields, this._chosen, after, asks);
    this.dispatchEvent(new EventRoomsEvent({ attendees, location }));
  }

  private _choiceOf(room: Room): RoomChoice | undefined {
    return this._answer.value?.choices.find((one) => one.room.uid === room.uid);
  }

  private _add(room: Room) {
    this._open = false;
    this._set([...this._chosen.filter(({ uid }) => uid !== room.uid), room]);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.add')?.focus());
  }

  private _swap(room: Room, other: Room) {
    this._set(this._chosen.map((one) => (one.uid === room.uid ? other : one)));
  }

  private _words(choice: RoomChoice) {
    return choiceWords(choice, this.timeZone, this.locale, createLocalFormats(this.locale));
  }

  private _chosenRow = (room: Room) => {
    const choice = this._choiceOf(room);
    const isTaken = choice !== undefined && !choice.free;
    const others = isTaken ? alternatives(room, this._answer.value?.choices ?? []) : [];
    const shown = choice ?? {
      room,
      free: true,
      clashes: [],
      clashCount: 0,
      checked: 1,
      more: false,
      shared: false,
      problems: [],
      asks: false,
    };
    const name = room.name;
    return html`<li>
      <div class="choice ${isTaken ? 'taken' : ''}" role=${isTaken ? 'alert' : nothing}>${choiceInside(shown, choice === undefined ? '' : this._words(choice), this.locale)}</div>
      <button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${name}`)} @click=${() => this._set(this._chosen.filter(({ uid }) => uid !== room.uid))}>${icon(closeIcon)}</button>
      ${others.length === 0 ? nothing : html`<div class="instead"><span>${msg('Free instead:')}</span>${others.map((one) => html`<button type="button" class="button" @click=${() => this._swap(room, one.room)}>${one.room.name}</button>`)}</div>`}
    </li>`;
  };

  private _offer = (choice: RoomChoice) =>
    html`<li><button type="button" class="choice ${choice.free ? '' : 'taken'}" ?disabled=${!choice.room.bookable} @click=${() => this._add(choice.room)}>${choiceInside(choice, this._words(choice), this.locale)}</button></li>`;

  private _group(heading: string, choices: readonly RoomChoice[]) {
    if (choices.length === 0) return nothing;
    const more = (choices.length - MAX_SHOWN).toLocaleString(this.locale);
    return html`<h3 class="eyebrow">${heading}</h3><ul aria-label=${heading}>${choices.slice(0, MAX_SHOWN).map(this._offer)}</ul>
      ${choices.length > MAX_SHOWN ? html`<p class="none">${msg(str`${more} more: look for a name or a place.`)}</p>` : nothing}`;
  }

  /** One word of those that rooms use; nothing where all have the same. */
  private _select(label: string, name: 'equipment' | 'floors', field: 'equipment' | 'floor') {
    const all = vocabulary(this._rooms, field);
    if (all.length < (field === 'floor' ? 2 : 1)) return nothing;
    const chosen = this._filter[name];
    return html`<select class="input" aria-label=${label} @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this._filter = { ...this._filter, [name]: value === '' ? [] : [value] };
    }}><option value="">${label}</option>${all.map((word) => html`<option value=${word} ?selected=${chosen.includes(word)}>${field === 'floor' ? floorName(word) : word}</option>`)}</select>`;
  }

  private _offers() {
    const chosen = new Set(this._chosen.map(({ uid }) => uid));
    const choices = (this._answer.value?.choices ?? []).filter(
      ({ room }) => !chosen.has(room.uid) && suits(room, this._filter),
    );
    const { last, free, taken } = orderRooms(choices, this._answer.value?.lastBooked ?? []);
    const change = (filter: Partial<RoomFilter>) => {
      this._filter = { ...this._filter, ...filter };
    };
    return html`<div class="offers" @keydown=${this._onKey}>
      <div class="filters">
        <input class="input" type="search" aria-label=${msg('Search rooms')} placeholder=${msg('Name or place')} .value=${this._filter.text} @input=${(event: Event) => change({ text: (event.target as HTMLInputElement).value })} />
        <input class="input" type="number" min="0" aria-label=${msg('People at least')} placeholder=${msg('People')} .value=${this._filter.capacity === 0 ? '' : String(this._filter.capacity)} @input=${(event: Event) => change({ capacity: Math.max(0, Math.trunc(Number((event.target as HTMLInputElement).value)) || 0) })} />
        <div>${this._select(msg('Equipment'), 'equipment', 'equipment')} ${this._select(msg('Floor'), 'floors', 'floor')}</div>
      </div>
      <div class="list" aria-busy=${this._answer.value === undefined ? 'true' : 'false'}>
        ${this._group(msg('Last booked'), last)} ${this._group(msg('Free then'), free)} ${this._group(msg('Taken'), taken)}
        ${choices.length === 0 ? html`<p class="none">${this._answer.value === undefined ? msg('Looking…') : msg('No room suits.')}</p>` : nothing}
      </div>
    </div>`;
  }

  private _onKey = (event: KeyboardEvent) => {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.list .choice')];
    const at = rows.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    if (event.key === 'Escape') {
      event.preventDefault(); // the form stays
      event.stopPropagation();
      this._open = false;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.add')?.focus());
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.target instanceof HTMLSelectElement) return;
      event.preventDefault();
      rows[event.key === 'ArrowDown' ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1)]?.focus();
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault(); // the first one, not the form
      rows[0]?.click();
    }
  };

  private _toggle = () => {
    this._open = !this._open;
    if (this._open)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.offers input')?.focus());
  };

  protected override render() {
    if (this.hidden) return nothing;
    const known = new Set(this._chosen.map(({ uid }) => uid.toLowerCase()));
    const others = this.fields.attendees.filter(
      (one) => isRoom(one) && !known.has(one.address.toLowerCase().replace('urn:uuid:', '')),
    );
    return html`${
      this._chosen.length + others.length === 0
        ? nothing
        : html`<ul class="chosen" aria-label=${msg('Rooms')}>${this._chosen.map(this._chosenRow)}
            ${others.map((one) => html`<li><div class="choice"><span class="dot"></span><span class="room-name">${one.name || msg('Room')}</span></div></li>`)}</ul>`
    }
      <button type="button" class="button add" aria-expanded=${this._open} @click=${this._toggle}>${icon(doorIcon)}${msg('Add a room')}</button>
      ${this._open ? this._offers() : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-field': IkRoomField;
  }
  interface HTMLElementEventMap {
    'ik-event-rooms': EventRoomsEvent;
  }
}
