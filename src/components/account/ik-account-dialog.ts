import { localized, msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AppError } from '../../domain/errors.js';
import { MAX_PERSON_NAME } from '../../domain/sharing/account.js';
import { AccountDialog } from './account-dialog.js';
import './ik-relay-field.js';
import type { IkRelayField } from './ik-relay-field.js';

/**
 * Makes an account on this device: a name, what the device is called, and the relay.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-account-dialog')
@localized()
export class IkAccountDialog extends AccountDialog {
  /** The relay it has to be at; '' offers the one that comes with the app. */
  @property() relay = '';
  /** The person's name, as far as it is known. */
  @property() name = '';
  /** Another account takes the place of one that the relay has lost. */
  @property({ type: Boolean }) again = false;
  /** The account is made. */
  made = false;
  @state() private _needsCode = false;
  @query('#name') private _name!: HTMLInputElement;
  @query('#device') private _device!: HTMLInputElement;
  @query('#code') private _code?: HTMLInputElement;
  @query('ik-relay-field') private _field!: IkRelayField;

  protected override firstUpdated() {
    if (this.relay === '') void this._offerRelay();
    else this._relay = this.relay;
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    const relay = this._field.check();
    if (relay === undefined) return;
    const code = this._code?.value.trim();
    const deviceName = this._device.value.trim() || this._deviceName;
    const input = { name: this._name.value.trim(), deviceName, relay, ...(code && { code }) };
    this.made = await this._do(({ account }) => (this.again ? account.beginAnew(input) : account.create(input)));
    if (this.made) this._close();
    else if (this._error instanceof AppError && this._error.detail.why === 'sign-up') this._needsCode = true;
  };

  private _words() {
    if (this.again)
      return html`<p>${msg('A new account is made, and everything that is on this device goes on in it: nothing is lost here.')}</p>
        <ul>
          <li>${msg('Your other devices: leave the account there, then choose “Join from this device”. What only they have is added.')}</li>
          <li>${msg('People you share with: invite them again. What others shared with you stays here as a copy; let them share it with you again.')}</li>
          <li>${msg('Your 24 words: there are new ones. The old ones bring nothing back.')}</li>
        </ul>
        <p class="quiet">${msg('Does somebody run this relay for you? Ask them first: when they bring a backup back, everything goes on by itself.')}</p>`;
    return html`<p>${msg('Your calendars and contacts are encrypted on this device before they leave it. The relay passes them on to your other devices, and to people you share with. It cannot read them.')}</p>`;
  }

  protected override render() {
    return this._dialog(
      this.again ? msg('Begin again with a new account') : msg('Use on several devices and share'),
      html`<form class="stack" id="form" @submit=${this._submit}>
        ${this._words()}
        <label class="field">${msg('Your name')}
          <input id="name" data-autofocus required maxlength=${MAX_PERSON_NAME} autocomplete="name" .value=${this.name} />
        </label>
        <p class="quiet">${msg('People you share with see it.')}</p>
        <label class="field">${msg('Name of this device')}
          <input id="device" maxlength="60" autocomplete="off" .value=${this._deviceName} />
        </label>
        <ik-relay-field .value=${this._relay} @change=${(event: Event) => (this._relay = (event.target as IkRelayField).value)}></ik-relay-field>
        <p class="quiet">${msg('A relay is a server that you, or somebody else, runs for your devices to meet at.')}</p>
        ${
          this._needsCode
            ? html`<label class="field">${msg('Code to sign up')}<input id="code" maxlength="128" autocomplete="off" /></label>`
            : nothing
        }
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${this.again ? msg('Begin again') : msg('Set up')}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-account-dialog': IkAccountDialog;
  }
}
