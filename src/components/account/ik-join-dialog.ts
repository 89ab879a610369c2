import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PairingState } from '../../app/account/account.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import { displayContext } from '../contexts.js';
import '../shared/ik-qr-code.js';
import { LiveController } from '../shared/live-controller.js';
import { AccountDialog } from './account-dialog.js';
import { describeAccountProblem } from './account-texts.js';
import './ik-relay-field.js';
import type { IkRelayField } from './ik-relay-field.js';
import { timeText } from './moment-text.js';
import { codePart, digitsPart, waitPart } from './pairing-view.js';

/**
 * On a new device: shows a code for an old one, then the digits both have to show, then that it is in.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-join-dialog')
@localized()
export class IkJoinDialog extends AccountDialog {
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  /** Relay and name are chosen: the code is shown. */
  @state() private _started = false;
  @state() private _copied = false;
  @query('#device') private _device!: HTMLInputElement;
  @query('ik-relay-field') private _field!: IkRelayField;
  private readonly _pairing = new LiveController<PairingState>(this, () =>
    this._started ? this.services?.account.watchPairing() : undefined,
  );

  protected override firstUpdated() {
    void this._offerRelay();
  }

  private get _state(): PairingState | undefined {
    return this._started ? this._pairing.value : undefined;
  }

  private _submit = (event: Event) => {
    event.preventDefault();
    const relay = this._field.check();
    if (relay === undefined) return;
    this._relay = relay;
    this._deviceName = this._device.value.trim() || this._deviceName;
    void this._showCode();
  };

  private _showCode = async () => {
    this._copied = false;
    const input = { relay: this._relay, deviceName: this._deviceName };
    if (!(await this._do(({ account }) => account.startJoin(input)))) return;
    this._started = true;
    this._pairing.value = undefined; // of an earlier code
    this._pairing.refresh();
  };

  private _copy = async (code: string) => {
    await navigator.clipboard.writeText(code).catch(() => {});
    this._copied = true;
  };

  protected override _onClosed() {
    const stage = this._state?.stage;
    if (this._started && stage !== 'done') void this.services?.account.stopPairing().catch(() => {});
    super._onClosed();
  }

  private _form() {
    return html`<form class="stack" id="form" @submit=${this._submit}>
        <p>${msg('For when Ikebana is on another device of yours already, with an account. This one gets everything that is there; what you have here is added to it.')}</p>
        <label class="field">${msg('Name of this device')}
          <input id="device" data-autofocus maxlength="60" autocomplete="off" .value=${this._deviceName} />
        </label>
        <ik-relay-field .value=${this._relay} @change=${(event: Event) => (this._relay = (event.target as IkRelayField).value)}></ik-relay-field>
        <p class="quiet">${msg('The same as on your other device: it stands there in Settings, Sync and devices.')}</p>
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Show the code')}</button>`;
  }

  private _code({ code, link, expires }: Extract<PairingState, { stage: 'code' }>) {
    const time = timeText(expires, this._display ?? { locale: 'en', timeZone: 'UTC' });
    return html`<div class="stack">
        <p>${msg('On your other device, open Settings, Sync and devices, and choose “Add a device”. Scan this there, or type the letters and digits.')}</p>
        <div class="centre"><ik-qr-code .text=${link} .label=${msg('QR code for your other device')}></ik-qr-code></div>
        ${codePart(code)}
        <div class="row">
          <p class="grow quiet">${msg(str`Holds until ${time}, for one device.`)}</p>
          <button type="button" class="button" @click=${() => this._copy(code)}>${this._copied ? msg('Copied') : msg('Copy')}</button>
        </div>
      </div>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>`;
  }

  private _part() {
    const state = this._state;
    switch (state?.stage) {
      case 'code':
        return this._code(state);
      case 'digits':
        return html`<div class="stack" role="status">
            <p>${msg('Does your other device show the same digits? Say so there.')}</p>
            ${digitsPart(state.digits)}
          </div>
          <button slot="footer" type="button" class="button" @click=${this._close}>${msg('They differ')}</button>`;
      case 'done':
        return html`<div class="stack">
            <p role="status">${msg('This device is in your account. Your calendars and contacts are on their way.')}</p>
          </div>
          <button slot="footer" type="button" class="button primary" data-autofocus @click=${this._close}>${msg('Done')}</button>`;
      case 'failed':
        return this._again(describeAccountProblem(state.code, state.detail));
      default:
        // A tab that was closed took the pairing with it.
        return state?.stage === 'none'
          ? this._again(msg('The code is not valid any more.'))
          : waitPart(msg('One moment…'));
    }
  }

  private _again(why: string) {
    return html`<p class="problem" role="alert">${why}</p>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" ?disabled=${this._busy} @click=${this._showCode}>${msg('Show a new code')}</button>`;
  }

  protected override render() {
    return this._dialog(
      msg('Join from this device'),
      html`${this._started ? this._part() : this._form()}${this._started && this._problem !== '' ? this._problemText() : nothing}`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-join-dialog': IkJoinDialog;
  }
}
