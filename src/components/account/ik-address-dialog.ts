import { localized, msg, str } from '@lit/localize';
import { html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AccountDialog } from './account-dialog.js';
import { describeAddressError } from './address-texts.js';

/**
 * Proves the person's e-mail address with a code that is sent to it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-address-dialog')
@localized()
export class IkAddressDialog extends AccountDialog {
  /** What the field begins with. */
  @property() address = '';
  /** It is proved. */
  done = false;
  /** Where a code was sent. */
  @state() private _sent = '';
  @query('#address') private _field!: HTMLInputElement;
  @query('#code') private _code!: HTMLInputElement;

  protected override updated(changed: PropertyValues) {
    if (changed.has('_sent')) (this._sent === '' ? this._field : this._code)?.focus();
  }

  private async _try(work: () => Promise<unknown>): Promise<boolean> {
    const isDone = await this._do(work);
    if (!isDone) this._problem = describeAddressError(this._error);
    return isDone;
  }

  private _send = async (event: Event) => {
    event.preventDefault();
    this.address = this._field.value.trim();
    if (await this._try(() => this.services!.addresses.sendCode(this.address))) this._sent = this.address;
  };

  private _again = () => this._try(() => this.services!.addresses.sendCode(this._sent));

  private _prove = async (event: Event) => {
    event.preventDefault();
    if (!(await this._try(() => this.services!.addresses.prove(this._sent, this._code.value)))) return;
    this.done = true;
    this._close();
  };

  private _askAddress() {
    return html`<form class="stack" id="form" @submit=${this._send}>
        <p>${msg('Others find you by your address when they share with you. A code is sent to it, to see that it is yours. The relay keeps a fingerprint of the address, not the address.')}</p>
        <label class="field">${msg('E-mail address')}
          <input id="address" data-autofocus type="email" required maxlength="254" autocomplete="email" .value=${this.address} />
        </label>
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Send the code')}</button>`;
  }

  private _askCode() {
    return html`<form class="stack" id="form" @submit=${this._prove}>
        <p role="status">${msg(str`A code of six digits was sent to ${this._sent}. It holds for ten minutes.`)}</p>
        <label class="field">${msg('Code')}
          <input id="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="12" />
        </label>
        <p class="quiet">${msg('If you run the relay yourself without a mail server, the code stands in its terminal.')}</p>
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" ?disabled=${this._busy} @click=${this._again}>${msg('Send a new code')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Confirm')}</button>`;
  }

  protected override render() {
    return this._dialog(msg('Your e-mail address'), this._sent === '' ? this._askAddress() : this._askCode(), true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-address-dialog': IkAddressDialog;
  }
}
