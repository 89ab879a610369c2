import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Services } from '../../../app/services.js';
import type { Interval } from '../../../domain/calendar/availability/availability.js';
import { type Booking, bookingLimits } from '../../../domain/calendar/slots/booking.js';
import { newSlotFields, type SlotFields } from '../../../domain/calendar/slots/slot-fields.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import type { EpochMs } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-dialog.js';
import type { IkDialog } from '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';
import type { Suggestion } from '../ik-people-field.js';
import { typedAddress } from '../invitations/invitation-state.js';
import { suggestPeople } from '../suggest-people.js';
import { styles } from './ik-slot-dialog.styles.js';

/**
 * Books a free time for somebody, as on the phone. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-booking-dialog')
@localized()
export class IkBookingDialog extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) time: Interval = { start: 0, end: 0 };
  @property({ attribute: false }) fields: SlotFields = newSlotFields('UTC');
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property({ attribute: false }) services: Services | undefined;
  /** Rejects when it cannot be booked any more. */
  @property({ attribute: false }) book: (booking: Booking) => Promise<void> = async () => {};

  @state() private _name = '';
  @state() private _email = '';
  @state() private _note = '';
  @state() private _open = true;
  @state() private _busy = false;
  @state() private _problem = '';
  @state() private _suggestions: readonly Suggestion[] = [];
  @query('ik-dialog') private _dialog!: IkDialog;

  private async _onName(name: string) {
    this._name = name;
    this._problem = '';
    const known = this._suggestions.find((one) => one.name === name);
    if (known !== undefined && this._email === '') this._email = known.email;
    if (this.services === undefined || name.trim() === '') return;
    const found = await suggestPeople(this.services, name).catch(() => []);
    if (name === this._name) this._suggestions = found;
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    const [name, email] = [this._name.trim(), this._email.trim()];
    if (name === '') this._problem = msg('Who is it for?');
    else if (email !== '' && typedAddress(email) === '') this._problem = msg('This is no mail address.');
    if (this._problem !== '' || this._busy) return;
    this._busy = true;
    try {
      await this.book({ slot: this.time, name, email, note: this._note.trim() });
      this._open = false;
    } catch (error) {
      this._problem = describeError(error);
    } finally {
      this._busy = false;
    }
  };

  protected override render() {
    const local = (instant: number) => epochToLocal(this.timeZone, instant as EpochMs);
    const { start, end } = this.time;
    const when = createLocalFormats(this.locale).span({ start: local(start), end: local(end), allDay: false }, true);
    const input = (set: (value: string) => void) => (e: Event) => {
      this._problem = '';
      set((e.target as HTMLInputElement).value);
    };
    return html`<ik-dialog heading=${this.fields.title} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" class="stack" novalidate @submit=${this._onSubmit}>
        <p class="when">${when}</p>
        <label class="field wide">${msg('Name')}<input data-autofocus required autocomplete="off" list="people" maxlength=${bookingLimits.name} .value=${this._name} @input=${input((value) => void this._onName(value))} /></label>
        <datalist id="people">${this._suggestions.map(({ name, email }) => html`<option value=${name}>${email}</option>`)}</datalist>
        <label class="field wide">${msg('Mail address (optional)')}<input type="email" inputmode="email" autocomplete="off" maxlength=${bookingLimits.email} .value=${this._email} @input=${input(
          (value) => {
            this._email = value;
          },
        )} /></label>
        <label class="field wide">${msg('Note')}<textarea rows="3" maxlength=${bookingLimits.note} .value=${this._note} @input=${input(
          (value) => {
            this._note = value;
          },
        )}></textarea></label>
        <p class="hint">${msg('Somebody with a mail address is written into the event as a guest; you are offered the invitation as a file, to send it yourself.')}</p>
        ${this._problem === '' ? nothing : html`<p class="error" role="alert">${this._problem}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy}>${msg('Book')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-booking-dialog': IkBookingDialog;
  }
}
