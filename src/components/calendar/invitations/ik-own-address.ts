import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AttendeeField } from '../../../domain/calendar/event-fields.js';
import { addressText } from '../../../domain/calendar/itip/people.js';
import { controls } from '../../shared/controls.styles.js';
import { typedAddress } from './invitation-state.js';
import { personName } from './invitation-texts.js';

/**
 * Asks which of an invitation's guests one is, or for one's address.
 *
 * @fires {Event} change - `value` is another: a calendar address, '' for none.
 */
@customElement('ik-own-address')
@localized()
export class IkOwnAddress extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; }
      p { margin: 0; font-size: 12.5px; color: var(--ik-text-2); }
    `,
  ];

  @property({ attribute: false }) guests: readonly Pick<AttendeeField, 'address' | 'name'>[] = [];
  @state() private _choice = '';
  @state() private _typed = '';

  /** It may be asked for as soon as it is in the page, before anything of it is drawn. */
  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => this.renderRoot.querySelector('select')?.focus(options));
  }

  get value(): string {
    return this._choice === 'other' ? typedAddress(this._typed) : this._choice;
  }

  private _changed(change: Partial<{ _choice: string; _typed: string }>) {
    Object.assign(this, change);
    this.dispatchEvent(new Event('change'));
  }

  protected override render() {
    return html`<label class="field">${msg('You are')}
        <select @change=${(e: Event) => this._changed({ _choice: (e.target as HTMLSelectElement).value })}>
          <option value="">${msg('Choose…')}</option>
          ${this.guests.map((guest) => html`<option value=${guest.address}>${guest.name ? `${personName(guest)} (${addressText(guest.address)})` : personName(guest)}</option>`)}
          <option value="other">${msg('Another address')}</option>
        </select></label>
      ${
        this._choice === 'other'
          ? html`<label class="field">${msg('Your mail address')}<input type="email" autocomplete="email" .value=${this._typed}
              @input=${(e: Event) => this._changed({ _typed: (e.target as HTMLInputElement).value })} /></label>`
          : nothing
      }
      <p>${msg('It is kept in your settings, so that Ikebana knows invitations to you.')}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-own-address': IkOwnAddress;
  }
}
