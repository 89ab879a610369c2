import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Room } from '../../domain/rooms/room.js';
import { policyProblems, type Slot } from '../../domain/rooms/room-policy.js';
import { endAfter } from '../../domain/rooms/slot-end.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type EpochMs, type LocalMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { timeText, withTime } from '../calendar/event-draft.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { floorText, problemText } from './room-texts.js';

/** Books the room. Rejects when it cannot. */
export type BookRoom = (slot: Slot, title: string) => Promise<unknown>;

/**
 * A time of a room that is about to be booked: its title stands there already, so that the second click books.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-reserve-dialog')
@localized()
export class IkReserveDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: 420px; }
      form { display: grid; gap: 14px; }
      .title { inline-size: 100%; min-block-size: 44px; padding: 6px 2px; border: 0; border-block-end: 2px solid var(--ik-line); background: none; font-size: 18px; font-weight: 600; }
      .title:focus { outline: none; border-color: var(--ik-accent); }
      .when { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .when strong { flex-basis: 100%; font-weight: 550; }
      .when .input { inline-size: 118px; }
      p { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      [role=alert] { color: var(--ik-danger); }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) time!: Slot;
  /** What the booking is called when nobody says otherwise. */
  @property() name = '';
  /** The day, in words. */
  @property() day = '';
  @property() timeZone = 'UTC';
  @property({ attribute: false }) book: BookRoom = async () => {};
  /** Opens all of the event's form with what is here. */
  @property({ attribute: false }) more: ((slot: Slot, title: string) => void) | undefined;
  @state() private _title: string | undefined;
  @state() private _slot: Slot | undefined;
  @state() private _open = true;
  @state() private _busy = false;
  @state() private _error = '';

  private get _times(): Slot {
    return this._slot ?? this.time;
  }

  private _local(at: number) {
    return epochToLocal(this.timeZone, at as EpochMs);
  }

  private _onTime(which: 'start' | 'end', event: Event) {
    const { start, end } = this._times;
    const { value } = event.target as HTMLInputElement;
    const said = withTime(this._local(which === 'start' ? start : end), value);
    const at = (local: LocalMs) => localToEpoch(this.timeZone, local);
    this._error = '';
    this._slot =
      which === 'start'
        ? { start: at(said), end: at(said) + (end - start) }
        : { start, end: at(endAfter(this._local(start), said)) };
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    if (this._busy || this._times.end <= this._times.start) return;
    this._busy = true;
    try {
      await this.book(this._times, (this._title ?? this.name).trim() || this.name);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  };

  private _field(which: 'start' | 'end', label: string) {
    return html`<input class="input" type="time" required aria-label=${label} .value=${timeText(this._local(this._times[which]))} @change=${(event: Event) => this._onTime(which, event)} />`;
  }

  protected override render() {
    const { room } = this;
    const { start, end } = this._times;
    const [problem] = policyProblems(room, this._times, systemClock.now(), this.timeZone);
    const isBackwards = end <= start;
    const isOver = !isBackwards && dayOf(this._local(start)) !== dayOf(this._local(end - 1));
    const name = room.name;
    const longest = room.longest > 0 && end - start > room.longest * MS_PER_MINUTE;
    return html`<ik-dialog compact heading=${msg(str`Book ${name}`)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        <input class="title" aria-label=${msg('Title')} .value=${this._title ?? this.name} data-autofocus autocomplete="off" @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
          @input=${(event: Event) => {
            this._title = (event.target as HTMLInputElement).value;
          }} />
        <div class="when"><strong>${this.day}</strong>${this._field('start', msg('Start'))}<span aria-hidden="true">–</span>${this._field('end', msg('End'))}</div>
        ${isOver ? html`<p>${msg('It ends on the next day.')}</p>` : nothing}
        ${floorText(room) === '' ? nothing : html`<p>${floorText(room)}</p>`}
        ${room.approval && !room.manageable ? html`<p>${msg('Somebody has to say yes.')}</p>` : nothing}
        ${isBackwards ? html`<p role="alert">${msg('The event ends before it starts.')}</p>` : problem ? html`<p role="alert">${problemText(longest ? 'longest' : problem)}</p>` : nothing}
        ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      </form>
      ${
        this.more === undefined
          ? nothing
          : html`<button slot="footer" type="button" class="button" @click=${() => {
              this._open = false;
              this.more?.(this._times, (this._title ?? this.name).trim());
            }}>${msg('More options')}</button>`
      }
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy || isBackwards || problem !== undefined}>${msg('Book')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-reserve-dialog': IkReserveDialog;
  }
}
