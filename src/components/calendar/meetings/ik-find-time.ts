import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import previousIcon from 'lucide-static/icons/chevron-left.svg?raw';
import nextIcon from 'lucide-static/icons/chevron-right.svg?raw';
import type { MeetingTimes, Services } from '../../../app/services.js';
import type { Availability, Interval } from '../../../domain/calendar/availability/availability.js';
import type { Slot } from '../../../domain/calendar/availability/find-slots.js';
import type { DayHours, Settings } from '../../../domain/settings/settings.js';
import { dayOf, localOfDay } from '../../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../domain/time/zone.js';
import { servicesContext } from '../../contexts.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import type { IkDialog } from '../../shared/ik-dialog.js';
import { LiveController } from '../../shared/live-controller.js';
import { describeError } from '../../shared/problem-message.js';
import { typedAddress } from '../invitations/invitation-state.js';
import { personName } from '../invitations/invitation-texts.js';
import { styles } from './ik-find-time.styles.js';
import { slotText } from './slot-text.js';

/** Somebody who is to come. */
export interface MeetingGuest {
  readonly address: string;
  readonly name: string;
  readonly required: boolean;
}

/** Days that best times are looked for in. */
const REACH_DAYS = 14;
/** Hours drawn: people who meet at night scroll the list of best times. */
const [FIRST_HOUR, LAST_HOUR] = [7, 21];
const buffers = [0, 15, 30, 60];

/**
 * Finds a time for a meeting: the best ones first, and beside them who is busy when on one day. Open as soon as it is in
 * the page.
 *
 * @fires {Event} change - The person took a time: `value` has it, `guests` those who are to come.
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-find-time')
@localized()
export class IkFindTime extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) guests: readonly MeetingGuest[] = [];
  /** Instants of the event as it is. */
  @property({ attribute: false }) times: Interval = { start: 0, end: 3_600_000 };
  /** The event that is to be moved, if it is there already. */
  @property() uid = '';
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services?: Services;
  @state() private _found: MeetingTimes | undefined;
  @state() private _error: unknown;
  @state() private _day = 0 as DayNumber;
  @state() private _pick: Interval | undefined;
  @state() private _buffer = 0;
  @state() private _problem = '';
  @query('ik-dialog') private _dialog!: IkDialog;
  private readonly _settings = new LiveController<Settings>(this, () => this._services?.settings.watch());
  private _asked = 0;

  /** The time that was taken. */
  get value(): Interval {
    return this._pick ?? this.times;
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._settings.refresh();
    if (changed.has('times')) {
      this._day = dayOf(epochToLocal(this.timeZone, this.times.start as EpochMs));
      this._pick = this.times;
    }
    if (['_services', 'guests', '_buffer', 'times'].some((name) => changed.has(name))) void this._find();
  }

  private async _find() {
    if (this._services === undefined) return;
    this._asked += 1;
    const asked = this._asked;
    const { start, end } = this.times;
    const from = this._instant(dayOf(epochToLocal(this.timeZone, start as EpochMs)));
    try {
      const found = await this._services.meetings.find({
        people: this.guests.map(({ address, required }) => ({ address, required })),
        duration: end - start,
        window: { start: from, end: from + REACH_DAYS * MS_PER_DAY },
        buffer: this._buffer * MS_PER_MINUTE,
        timeZone: this.timeZone,
        ...(this.uid !== '' && { uid: this.uid }),
      });
      if (asked === this._asked) Object.assign(this, { _found: found, _error: undefined });
    } catch (error) {
      this._error = error;
    }
  }

  /** Midnight of a day, as an instant. */
  private _instant(day: number): number {
    return localToEpoch(this.timeZone, localOfDay(day as DayNumber));
  }

  private _nameOf = (address: string): string => {
    if (address === '') return msg('You');
    const guest = this.guests.find((one) => one.address === address);
    return personName(guest ?? { address, name: '' });
  };

  private _add = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input')!;
    const address = typedAddress(input.value);
    this._problem = address === '' ? msg('This is no mail address.') : '';
    if (address === '') return;
    input.value = '';
    if (!this.guests.some((one) => one.address === address))
      this.guests = [...this.guests, { address, name: '', required: true }];
  };

  private _require(address: string, required: boolean) {
    this.guests = this.guests.map((one) => (one.address === address ? { ...one, required } : one));
  }

  private _choose(slot: Interval) {
    this._pick = { start: slot.start, end: slot.end };
    this._day = dayOf(epochToLocal(this.timeZone, slot.start as EpochMs));
  }

  private _take = () => {
    this.dispatchEvent(new Event('change'));
    this._dialog.leave();
  };

  private _spanText({ start, end }: Interval, text: LocalFormats): string {
    const local = (instant: number) => epochToLocal(this.timeZone, instant as EpochMs);
    return text.span({ start: local(start), end: local(end), allDay: false });
  }

  private _slot = (slot: Slot, text: LocalFormats, first: boolean) => html`<li>
    <button type="button" class="slot" ?data-autofocus=${first} aria-pressed=${String(this._pick?.start === slot.start && this._pick.end === slot.end)} @click=${() => this._choose(slot)}>
      <strong>${this._spanText(slot, text)}</strong><small>${slotText(slot, this._nameOf)}</small>
    </button>
  </li>`;

  private _slots(text: LocalFormats) {
    if (this._error !== undefined) return html`<p role="alert">${describeError(this._error)}</p>`;
    if (this._found === undefined) return html`<p role="status">${msg('Looking for times…')}</p>`;
    const { slots } = this._found;
    if (slots.length === 0)
      return html`<p role="status">${msg('No time in the next two weeks suits everybody who must come. Make somebody optional, or choose a later day.')}</p>`;
    return html`<ul class="slots">${slots.map((slot, index) => this._slot(slot, text, index === 0))}</ul>`;
  }

  /** Where an interval lies in the hours drawn, in percent; nothing when outside. */
  private _place({ start, end }: Interval): string | undefined {
    const midnight = localOfDay(this._day);
    const at = (instant: number) => (epochToLocal(this.timeZone, instant as EpochMs) - midnight) / (60 * MS_PER_MINUTE);
    const [from, to] = [Math.max(at(start), FIRST_HOUR), Math.min(at(end), LAST_HOUR)];
    if (to <= from) return undefined;
    const percent = (hour: number) => ((hour - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)) * 100;
    return `inset-inline-start:${percent(from)}%;inline-size:${percent(to) - percent(from)}%`;
  }

  private _offHours(hours: DayHours | null | undefined) {
    if (hours === undefined) return nothing;
    const day = (minute: number) => this._instant(this._day) + minute * MS_PER_MINUTE;
    const off =
      hours === null
        ? [[0, 1440]]
        : [
            [0, hours.start],
            [hours.end, 1440],
          ];
    return off.map(([from = 0, to = 0]) => {
      const style = this._place({ start: day(from), end: day(to) });
      return style === undefined ? nothing : html`<span class="off" .style=${style}></span>`;
    });
  }

  private _person(availability: Availability, index: number, text: LocalFormats) {
    const { address, busy, known } = availability;
    const guest = this.guests[index - 1];
    const day = { start: this._instant(this._day), end: this._instant(this._day + 1) };
    const isKnown = known.some(({ start, end }) => start <= day.start && day.end <= end);
    const today = busy.filter(({ start, end }) => start < day.end && end > day.start);
    const weekday = (((this._day + 3) % 7) + 7) % 7;
    const spoken = today
      .map((one) =>
        one.kind === 'away' ? msg(str`${this._spanText(one, text)} (out of office)`) : this._spanText(one, text),
      )
      .join(', ');
    const name = this._nameOf(address);
    const said = isKnown
      ? msg(str`${name}: busy ${spoken || msg('at no time')}`)
      : msg(str`${name}: not everything is known; busy ${spoken || msg('at no known time')}`);
    const pick = this._pick && this._place(this._pick);
    return html`<div class="person" role="listitem">
      <div class="name"><span title=${name}>${name}</span>
        ${guest === undefined ? nothing : html`<label><input type="checkbox" .checked=${guest.required} @change=${(e: Event) => this._require(address, (e.target as HTMLInputElement).checked)} />${msg('must come')}<span class="visually-hidden">${name}</span></label>`}
      </div>
      <div class="track ${isKnown ? '' : 'unknown'}" role="img" aria-label=${said}>
        ${index === 0 ? this._offHours(this._settings.value?.workingHours[weekday]) : nothing}
        ${today.map((one) => {
          const style = this._place(one);
          return style === undefined ? nothing : html`<span class="busy ${one.kind}" .style=${style}></span>`;
        })}
        ${pick === undefined ? nothing : html`<span class="pick" .style=${pick}></span>`}
      </div>
    </div>`;
  }

  private _timeline(text: LocalFormats) {
    const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR }, (_, index) => FIRST_HOUR + index);
    const step = (by: number) => {
      this._day = (this._day + by) as DayNumber;
    };
    return html`<div class="head">
        <button type="button" class="icon-button plain" aria-label=${msg('Day before')} @click=${() => step(-1)}>${icon(previousIcon)}</button>
        <strong aria-live="polite">${text.longDay(this._day)}</strong>
        <button type="button" class="icon-button plain" aria-label=${msg('Day after')} @click=${() => step(1)}>${icon(nextIcon)}</button>
      </div>
      <div class="lines" tabindex="0" role="group" aria-label=${msg('Who is busy when')}>
        <div class="grid">
          <div class="hours" aria-hidden="true"><span></span><div class="track">${hours.map((hour) => html`<span>${hour % 2 === 1 ? text.hour(hour) : ''}</span>`)}</div></div>
          <div role="list">${(this._found?.availability ?? []).map((one, index) => this._person(one, index, text))}</div>
        </div>
      </div>
      <ul class="legend">
        <li><i><span class="busy"></span></i>${msg('busy')}</li><li><i><span class="busy tentative"></span></i>${msg('perhaps')}</li>
        <li><i><span class="busy away"></span></i>${msg('out of office')}</li>
        <li><i><span class="track unknown"></span></i>${msg('not known')}</li><li><i><span class="off"></span></i>${msg('outside working hours')}</li>
      </ul>`;
  }

  protected override render() {
    const text = createLocalFormats(this.locale);
    return html`<ik-dialog open heading=${msg('Find a time')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="bar">
        <form novalidate @submit=${this._add}>
          <label class="field grow">${msg('Add somebody by mail address')}<input type="text" inputmode="email" autocomplete="off" maxlength="190" /></label>
          <button type="submit" class="button">${msg('Add')}</button>
        </form>
        <label class="field">${msg('Travel time')}<select @change=${(e: Event) => {
          this._buffer = Number((e.target as HTMLSelectElement).value);
        }}>${buffers.map((minutes) => html`<option value=${minutes} ?selected=${minutes === this._buffer}>${minutes === 0 ? msg('None') : msg(str`${minutes} minutes`)}</option>`)}</select></label>
      </div>
      ${this._problem === '' ? nothing : html`<p role="alert">${this._problem}</p>`}
      <div class="content">
        <section aria-label=${msg('Best times')}><h3>${msg('Best times')}</h3>${this._slots(text)}</section>
        <section aria-label=${msg('Day')}>${this._timeline(text)}</section>
      </div>
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" @click=${this._take}>${msg('Take this time')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-find-time': IkFindTime;
  }
}
