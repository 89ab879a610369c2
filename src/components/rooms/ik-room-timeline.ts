import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
import { dayOf, localOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { type RingRow, RowRing } from '../shared/row-ring.js';
import { PAGE } from './bookings-in-sight.js';
import { styles } from './ik-room-timeline.styles.js';
import { floorText, momentText, peopleText } from './room-texts.js';
import { RoomActionEvent, RoomBookingEvent, RoomDayEvent, RoomSlotEvent, RoomsInSightEvent } from './rooms-events.js';
import { type BookingsByRoom, bookingAt, freeFrom } from './timeline-bookings.js';
import { placeAfter, STEP } from './timeline-keys.js';
import { RoomMarks } from './timeline-marks.js';
import { closedTemplate, freeTemplate, spanClass, timelineHeads } from './timeline-parts.js';
import { instantAt, PHONE_HOUR, type Scale, sameScale, scaleFor, stretches } from './timeline-scale.js';
import { followScroll, keepHours, revealPlace } from './timeline-scroll.js';

/** CSS pixels of a row. */
const [ROW, PHONE_ROW] = [76, 104];
const isOnBooking = (event: Event) =>
  event.composedPath().some((target) => target instanceof HTMLElement && target.matches('.booking'));

/** Pages that are asked for on both sides of what is in sight, so that a scroll meets what is there. */
const AHEAD = 1;

/**
 * All rooms below each other, time from left to right; only rows in sight are drawn. A press, or Enter, on a free time wants
 * it booked; in a week on a telephone it opens that day. Arrow keys move by half an hour and by room, Page Up and Down by what is in
 * sight, Home and End to the first and the last time, with Ctrl of the first and the last room.
 *
 * @fires {RoomSlotEvent} ik-room-slot - Does not bubble.
 * @fires {RoomBookingEvent} ik-room-booking - Does not bubble.
 * @fires {RoomDayEvent} ik-room-day - Does not bubble.
 * @fires {RoomActionEvent} ik-room-action - Does not bubble.
 * @fires {RoomsInSightEvent} ik-rooms-in-sight - Does not bubble.
 */
@customElement('ik-room-timeline')
@localized()
export class IkRoomTimeline extends LitElement {
  static override styles = [controls, hue, styles];

  @property({ attribute: false }) rooms: readonly Room[] = [];
  /** Of rooms that are in sight; each list is the same object as long as it says the same. */
  @property({ attribute: false }) bookings: BookingsByRoom = new Map();
  @property({ attribute: false }) first = 0 as DayNumber;
  /** 1 or 7. */
  @property({ type: Number }) days = 1;
  /** The time that is looked for; shown in rooms that have it free. */
  @property({ attribute: false }) wanted: Slot | undefined;
  @property({ attribute: false }) freeThen: ReadonlySet<string> = new Set();
  @property({ attribute: false }) now = 0;
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property({ attribute: false }) text!: LocalFormats;
  /** Rows are as high as two lines of a telephone. */
  @property({ type: Boolean }) narrow = false;
  /** Where the keys are. */
  @state() private _cursor = { row: 0, start: 0 };
  @state() private _hover: { room: string; slot: Slot } | undefined;
  @state() private _focused = false;

  private readonly _rows = new FixedRows(this, () => this.renderRoot.querySelector('.scroll'), ROW);
  private readonly _ring = new RowRing(
    this,
    this._rows,
    () => this.rooms.length,
    () => this._focusedRow,
  );
  private readonly _marksBySlot = new Map<number, RoomMarks>();
  private _inSight = '';
  private _keepHours = () => {};
  private _scale!: Scale;

  protected override willUpdate(changed: PropertyValues<this>) {
    this._leaveFocus();
    if (changed.has('narrow')) this._rows.rowHeight = this.narrow ? PHONE_ROW : ROW;
    if ((['bookings', 'first', 'days', 'timeZone', 'wanted'] as const).some((name) => changed.has(name))) {
      const before = this._scale;
      this._scale = sameScale(
        before,
        scaleFor(this.first, this.days, this.timeZone, [...this.bookings.values(), this._wantedHere()]),
      );
      if (this._isWider && this.days === 1) this._keepHours = keepHours(this._scroller, before, this._scale);
    }
    if (changed.has('first') || changed.has('days') || changed.has('timeZone'))
      this._cursor = { ...this._cursor, start: this._startOfCursor() };
  }

  private _wantedHere(): readonly Slot[] {
    return this.wanted && stretches({ ...this._whole(), from: 0, to: 24 }, this.wanted).length > 0 ? [this.wanted] : [];
  }

  private _whole(): Scale {
    return { first: this.first, days: this.days, from: 0, to: 24, timeZone: this.timeZone };
  }

  private _startOfCursor(): number {
    if (this.wanted !== undefined && this._wantedHere().length > 0) return this.wanted.start;
    return localToEpoch(this.timeZone, (localOfDay(this.first) + 9 * MS_PER_HOUR) as LocalMs);
  }

  protected override updated(changed: PropertyValues<this>) {
    this._keepHours();
    this._keepHours = () => {};
    if ((['first', 'days', 'narrow'] as const).some((name) => changed.has(name))) this._showDay();
    const { from, to } = this._rows.range(this.rooms.length);
    const first = Math.max(0, Math.floor(from / PAGE) - AHEAD) * PAGE;
    const uids = this.rooms.slice(first, (Math.ceil(to / PAGE) + AHEAD) * PAGE).map(({ uid }) => uid);
    const key = uids.join(' ');
    if (key === this._inSight) return;
    this._inSight = key;
    this.dispatchEvent(new RoomsInSightEvent(uids));
  }

  private get _focusedRow(): number | undefined {
    const strip = this.shadowRoot?.activeElement?.closest('.row')?.querySelector<HTMLElement>('.strip');
    return strip ? Number(strip.dataset.row) : undefined;
  }

  /** What has gone out of sight loses the focus: its element shows another room. */
  private _leaveFocus() {
    const [row, { from, to }] = [this._focusedRow, this._rows.range(this.rooms.length)];
    const active = this.shadowRoot?.activeElement;
    if (row !== undefined && (row < from || row >= to) && active instanceof HTMLElement) active.blur();
  }

  /** Than what is in sight of it: a week, and on telephones a day. */
  private get _isWider(): boolean {
    return this.days > 1 || this.narrow;
  }

  private get _scroller() {
    return this.renderRoot.querySelector<HTMLElement>('.scroll');
  }

  /** Brings a time into sight. @param at - Epoch ms. */
  async show(at: number) {
    await this.updateComplete;
    this._reveal(at);
  }

  private _reveal(at: number, first = false) {
    const [scroller, strip] = [this._scroller, this.renderRoot.querySelector<HTMLElement>('.strip')];
    const [place] = stretches(this._scale, { start: at, end: at + 1 });
    if (scroller && strip && place && this._isWider) revealPlace(scroller, strip, place.start, first);
  }

  /** A week begins where the person is in it, a telephone's day a little before the time that is looked for. */
  private _showDay() {
    const today = dayOf(epochToLocal(this.timeZone, this.now as EpochMs));
    const day = today >= this.first && today < this.first + this.days ? today : this.first;
    const begin = localToEpoch(this.timeZone, (localOfDay(day) + this._scale.from * MS_PER_HOUR) as LocalMs);
    this._reveal(this.days === 1 ? Math.max(begin, this._startOfCursor() - MS_PER_HOUR) : begin, true);
  }

  /** As long as what is looked for; an hour otherwise. */
  private get _length(): number {
    return this.wanted === undefined ? MS_PER_HOUR : this.wanted.end - this.wanted.start;
  }

  private _bookingAt(room: Room, start: number) {
    return bookingAt(this.bookings.get(room.uid) ?? [], start);
  }

  private _freeFrom(room: Room, start: number): Slot | undefined {
    return freeFrom(room, this.bookings.get(room.uid) ?? [], start, this._length);
  }

  private _instantAt(event: MouseEvent): EpochMs {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    const place = getComputedStyle(this).direction === 'rtl' ? 1 - at : at;
    const step = this.days === 1 ? STEP : MS_PER_HOUR;
    return instantAt(this._scale, place, step);
  }

  private _slotAt(event: MouseEvent, room: Room): Slot | undefined {
    return this._freeFrom(room, this._instantAt(event));
  }

  private _onMove(event: PointerEvent, room: Room) {
    if (event.pointerType === 'touch') return;
    const slot = isOnBooking(event) || !room.bookable ? undefined : this._slotAt(event, room);
    if (slot?.start === this._hover?.slot.start && this._hover?.room === (slot && room.uid)) return;
    this._hover = slot && { room: room.uid, slot };
  }

  /** A finger meets no half hour of a week on a telephone; keys, and what speaks for a person, do. */
  private _opensDay(event: MouseEvent): boolean {
    return this.narrow && this.days > 1 && event.detail > 0;
  }

  private _onClick(event: MouseEvent, room: Room) {
    if (this._opensDay(event)) {
      this.dispatchEvent(new RoomDayEvent(room, this._instantAt(event)));
      return;
    }
    if (isOnBooking(event)) return;
    const slot = this._slotAt(event, room);
    if (slot !== undefined && room.bookable) this.dispatchEvent(new RoomSlotEvent(room, slot));
  }

  private _onKey(event: KeyboardEvent, room: Room, row: number) {
    const { start } = this._cursor;
    const rows = { rows: this.rooms.length, page: this._rows.pageSize };
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const next = placeAfter(event, { row, start }, { ...rows, isRtl }, this._scale);
    if (next !== undefined) {
      event.preventDefault();
      this._cursor = next;
      if (next.start !== start) this._reveal(next.start);
      if (next.row === row) return;
      this._rows.reveal(next.row);
      void this.updateComplete.then(() => this.focusCursor());
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const booking = this._bookingAt(room, start);
      if (booking !== undefined && !room.double) this.dispatchEvent(new RoomBookingEvent(room, booking));
      else {
        const slot = this._freeFrom(room, start);
        if (slot !== undefined && room.bookable) this.dispatchEvent(new RoomSlotEvent(room, slot));
      }
    }
  }

  /** Puts the focus where the keys are. */
  focusCursor() {
    this.renderRoot.querySelector<HTMLElement>(`.strip[data-row="${this._cursor.row}"]`)?.focus();
  }

  private _cursorText(room: Room): string {
    const { start } = this._cursor;
    const local = (at: number) => epochToLocal(this.timeZone, at as EpochMs);
    const slot = this._freeFrom(room, start) ?? { start, end: start + STEP };
    const when = this.text.span({ start: local(slot.start), end: local(slot.end), allDay: false });
    return momentText(room, when, this._bookingAt(room, start));
  }

  private _dash(slot: Slot, isCursor: boolean) {
    return freeTemplate(this._scale, slot, isCursor, this.days === 1 && !this.narrow ? msg('Book') : '');
  }

  private _marks(room: Room, slot: number) {
    const own = this.bookings.get(room.uid);
    if (own === undefined) return nothing;
    const marks = this._marksBySlot.get(slot) ?? new RoomMarks();
    this._marksBySlot.set(slot, marks);
    const onPress = (booking: RoomBooking, event: MouseEvent) => {
      if (!this._opensDay(event)) this.dispatchEvent(new RoomBookingEvent(room, booking));
    };
    marks.draw(room, own, { scale: this._scale, text: this.text, narrow: this.narrow, onPress });
    return marks.element;
  }

  /** What a row is drawn from: while it scrolls nothing of that changes. */
  private _facts(room: Room, row: number): unknown[] {
    const { days, first, narrow, text, timeZone, now, wanted } = this;
    const isCursor = row === this._cursor.row;
    const looks = [isCursor && this._focused, isCursor ? this._cursor.start : 0, this.freeThen.has(room.uid), isCursor];
    const hover = this._hover?.room === room.uid ? this._hover.slot : undefined;
    const own = this.bookings.get(room.uid);
    const shown = [own, this._scale, hover, days, first, narrow, text, timeZone, now, wanted?.start, wanted?.end];
    return [room, row, ...shown, ...looks];
  }

  private _row(room: Room, { row, slot }: RingRow) {
    const isCursor = this._focused && this._cursor.row === row;
    const cursorSlot = isCursor ? this._freeFrom(room, this._cursor.start) : undefined;
    const wanted = !isCursor && this.wanted !== undefined && this.freeThen.has(room.uid) ? this.wanted : undefined;
    const hover = this._hover?.room === room.uid ? this._hover.slot : undefined;
    const [nowMark] = stretches(this._scale, { start: this.now, end: this.now + 1 });
    const tags = room.equipment.slice(0, 3);
    const people = peopleText(room.capacity, this.locale);
    const where = floorText(room);
    return html`<div class="row" role="row" aria-rowindex=${row + 2} .style=${`inset-block-start:${row * this._rows.rowHeight}px`}>
      <div class="name" role="rowheader">
        <div class="title"><button type="button" @click=${() => this.dispatchEvent(new RoomActionEvent(room, 'edit'))}>${room.name || msg('(no name)')}</button>${people === '' ? nothing : html`<span>· ${people}</span>`}</div>
        ${where === '' ? nothing : html`<div class="where">${where}</div>`}
        ${tags.length === 0 ? nothing : html`<div class="tags">${tags.map((tag) => html`<span class="chip">${tag}</span>`)}</div>`}
      </div>
      <div class="strip" role="gridcell" data-row=${row} tabindex=${row === this._cursor.row ? 0 : -1}
        @click=${(event: MouseEvent) => this._onClick(event, room)} @keydown=${(event: KeyboardEvent) => this._onKey(event, room, row)}
        @focus=${() => {
          this._focused = true;
          if (this._cursor.row !== row) this._cursor = { ...this._cursor, row };
        }}
        @blur=${() => {
          this._focused = false;
        }}
        @pointermove=${(event: PointerEvent) => this._onMove(event, room)}
        @pointerleave=${() => {
          this._hover = undefined;
        }}>
        ${row === this._cursor.row ? html`<span class="visually-hidden">${this._cursorText(room)}</span>` : nothing}
        ${closedTemplate(this._scale, room)}
        ${this._marks(room, slot)}
        ${wanted && hover === undefined ? this._dash(wanted, false) : nothing}
        ${hover ? this._dash(hover, false) : nothing}
        ${cursorSlot && hover === undefined ? this._dash(cursorSlot, true) : nothing}
        ${nowMark ? html`<span class="now" .style=${`--at:${nowMark.start}`}></span>` : nothing}
      </div>
    </div>`;
  }

  private _onScroll = ({ currentTarget }: Event) =>
    followScroll(this.renderRoot.querySelector<HTMLElement>('.heads'), currentTarget as HTMLElement);

  protected override render() {
    const shown = this._ring.order();
    const lines = this.days === 1 ? this._scale.to - this._scale.from : this.days;
    return html`<div class="grid-part" role="grid" aria-label=${msg('Rooms and their bookings')} aria-rowcount=${this.rooms.length + 1} .style=${`--lines:${lines};--hour:${PHONE_HOUR}px`}>
      ${timelineHeads(this._scale, this.text, this.now)}
      <div class="scroll" role="rowgroup" @scroll=${this._onScroll}><div class=${`all ${spanClass(this._scale)}`} role="presentation"
        .style=${`--count:${this.rooms.length};--height:${this._rows.rowHeight}px`}>
        ${repeat(
          shown,
          ({ slot }) => slot,
          (place) => {
            const room = this.rooms[place.row]!;
            return guard(this._facts(room, place.row), () => this._row(room, place));
          },
        )}
      </div></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-timeline': IkRoomTimeline;
  }
}
