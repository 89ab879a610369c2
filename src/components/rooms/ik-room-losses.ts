import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { notesOfBrowser } from '../../app/browser-notes.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Done, Services } from '../../app/services.js';
import type { Room } from '../../domain/rooms/room.js';
import type { LostBooking, RoomsOverview } from '../../domain/rooms/room-query.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { floorText } from './room-texts.js';

/** In the browser's notes: what was put aside on this device. */
const ASIDE = 'ik-room-losses-aside';
/** Far more than anybody loses in a year. */
const MAX_ASIDE = 100;

const keyOf = ({ room, booking }: LostBooking) => `${room.uid} ${booking.uid} ${booking.start}`;

/** Who has the room, or that nobody lets this person have it. */
function headingOf({ room: { name }, booking: { state, holder } }: LostBooking): string {
  if (state === 'declined') return msg(str`Your booking of ${name} was declined`);
  if (holder?.mine) {
    const title = holder.title || msg('(no title)');
    return msg(str`Your “${title}” has ${name} already`);
  }
  const who = holder?.by ?? '';
  return who === '' ? msg(str`${name} was booked earlier by somebody else`) : msg(str`${who} booked ${name} earlier`);
}

function readAside(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(notesOfBrowser()?.getItem(ASIDE) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []);
  } catch {
    return new Set();
  }
}

/**
 * Above every page: rooms of this person's events that somebody else had booked earlier, or said no to, with free ones instead.
 * Nothing while there is nothing.
 *
 * @fires {NoticeEvent} ik-notice - An event has another room, or none; undo takes it back.
 */
@customElement('ik-room-losses')
@localized()
export class IkRoomLosses extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .cards { display: grid; gap: 8px; margin: 10px 10px 0 8px; max-block-size: 45dvh; overflow: auto; }
      .card { position: relative; display: grid; gap: 8px; padding: 14px 52px 14px 16px; border: 1px solid var(--ik-line); border-inline-start: 4px solid var(--ik-danger); border-radius: 14px; background: var(--ik-surface); }
      h2 { margin: 0; font-size: 14px; font-weight: 650; overflow-wrap: anywhere; }
      p { margin: 0; font-size: 13.5px; line-height: 1.45; overflow-wrap: anywhere; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; }
      .acts small { color: var(--ik-text-2); font-weight: 450; }
      .acts .primary small { color: inherit; }
      .close { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; }
      @media (width < 720px) { .cards { margin: 8px; } }
      @media (pointer: coarse) { .button { min-block-size: 44px !important; } .close { inline-size: 44px; min-block-size: 44px; inset-block-start: 2px; inset-inline-end: 2px; } }
      @media print { :host { display: none; } }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @state() private _aside = readAside();
  @state() private _busy = false;
  private readonly _lost = new LiveController<readonly LostBooking[]>(
    this,
    () => this._display && this._services?.rooms.watchLost(this._display.timeZone),
  );

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services') || changed.has('_display')) this._lost.refresh();
  }

  private _putAside(loss: LostBooking) {
    const before = this._aside;
    this._keepAside([...before, keyOf(loss)]);
    this.dispatchEvent(
      new NoticeEvent(msg('Put aside. The event has no room.'), { undo: async () => this._keepAside([...before]) }),
    );
  }

  private _keepAside(keys: readonly string[]) {
    this._aside = new Set(keys.slice(-MAX_ASIDE));
    try {
      notesOfBrowser()?.setItem(ASIDE, JSON.stringify([...this._aside]));
    } catch {
      // the disk is full: it is told again the next time
    }
  }

  private async _move({ booking }: LostBooking, other?: Room, always = false) {
    const services = this._services;
    if (services === undefined || this._busy) return;
    this._busy = true;
    try {
      const { moveBooking } = await import('./move-booking.js');
      const { rooms } = await firstOf<RoomsOverview>(services.rooms.watch());
      const done: Done | undefined = await moveBooking(services, rooms, booking, other, always);
      const name = other?.name ?? '';
      const text =
        done === undefined
          ? msg('Its event is in no calendar on this device.')
          : other === undefined
            ? msg('The event has no room now.')
            : msg(str`Moved to ${name}.`);
      this.dispatchEvent(
        new NoticeEvent(text, done === undefined ? {} : { undo: async () => void (await done.undo()) }),
      );
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    } finally {
      this._busy = false;
    }
  }

  private _card = (loss: LostBooking) => {
    const { booking, others, times } = loss;
    const { timeZone = 'UTC', locale = 'en' } = this._display ?? {};
    const local = (at: number) => epochToLocal(timeZone, at as EpochMs);
    const when = createLocalFormats(locale).span({
      start: local(booking.start),
      end: local(booking.end),
      allDay: false,
    });
    const title = booking.title || msg('(no title)');
    const heading = headingOf(loss);
    const more = (times - 1).toLocaleString(locale);
    return html`<section class="card" aria-label=${heading}>
      <h2>${heading}</h2>
      <p>${msg(str`“${title}”, ${when}, is without a room.`)}${times > 1 ? html` ${msg(str`So are ${more} more of this series.`)}` : nothing}
        ${others.length === 0 ? msg('No other room that is large enough is free then.') : msg('Free then:')}</p>
      <div class="acts">
        ${others.map(({ room: other, always }, index) => {
          const facts = [
            index > 0 ? floorText(other) : '',
            times < 2 ? '' : always ? msg('every time') : msg('this time only'),
          ];
          const small = facts.filter((fact) => fact !== '').join(' · ');
          return html`<button type="button" class="button ${index === 0 ? 'primary' : ''}" ?disabled=${this._busy} @click=${() => void this._move(loss, other, always)}>${other.name}${small === '' ? nothing : html` <small>${small}</small>`}</button>`;
        })}
        <button type="button" class="button" ?disabled=${this._busy} @click=${() => void this._move(loss)}>${msg('Without a room')}</button>
      </div>
      <button type="button" class="icon-button plain close" aria-label=${msg('Put aside')} title=${msg('Put aside')} @click=${() => this._putAside(loss)}>${icon(closeIcon)}</button>
    </section>`;
  };

  protected override render() {
    const now = systemClock.now();
    const lost = (this._lost.value ?? []).filter((loss) => loss.booking.end > now && !this._aside.has(keyOf(loss)));
    if (lost.length === 0) return nothing;
    return html`<div class="cards" role="region" aria-label=${msg('Rooms that somebody else has')} tabindex="-1">${lost.map(this._card)}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-losses': IkRoomLosses;
  }
}
