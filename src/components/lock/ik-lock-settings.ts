import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LockActs, LockState } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import { lockMinutes } from '../../domain/lock/lock.js';
import { showDialog } from '../account/account-dialog.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { styles as settingsStyles } from '../shell/ik-settings-page.styles.js';
import type { LockAct } from './ik-lock-dialog.js';
import { describeLockError, exposesText, minutesText, protectsText } from './lock-texts.js';

/**
 * "App lock" of the settings: sets it, and shows what there is of it.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-lock-settings')
@localized()
export class IkLockSettings extends LitElement {
  static override styles = [
    controls,
    settingsStyles,
    css`
      :host { block-size: auto; }
      .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
      .field { inline-size: min(320px, 100%); }
      details > summary { min-block-size: 32px; align-content: center; cursor: pointer; color: var(--ik-text-2); font-size: 13px; }
      details > p { margin-block-start: 8px; }
      @media (pointer: coarse) { details > summary { min-block-size: 44px; } .button { min-block-size: 44px; } }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @state() private _canDevice = false;
  private readonly _lock = new LiveController<LockState>(this, () => this.services?.lock.watch());

  protected override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('services')) return;
    this._lock.refresh();
    this._looksForDevice().then(
      (can) => {
        this._canDevice = can;
      },
      () => {}, // then the passphrase is the only way
    );
  }

  private async _looksForDevice(): Promise<boolean> {
    return (await this.services?.lock.acts())?.device.isOffered() ?? false;
  }

  private _notice(text: string, kind?: 'error') {
    if (text !== '') this.dispatchEvent(new NoticeEvent(text, kind && { kind }));
  }

  private async _with(work: (lock: LockActs) => Promise<unknown>): Promise<void> {
    try {
      if (this.services !== undefined) await work(await this.services.lock.acts());
    } catch (error) {
      this._notice(describeLockError(error), 'error');
    }
  }

  private _ask = (act: LockAct, told: string) =>
    this._with(async () => {
      await import('./ik-lock-dialog.js');
      const dialog = Object.assign(document.createElement('ik-lock-dialog'), { act });
      if (!(await showDialog(this.shadowRoot!, dialog)).done) return;
      this._notice(told);
      this._wasAsked = true;
      this._keepFocus();
    });

  /** Something of this page has changed the lock. */
  private _wasAsked = false;
  private _isSet: boolean | undefined;

  /** The button that began it goes with what it did: a keyboard goes on from the first of those that are there now. */
  private _keepFocus() {
    if (document.activeElement === document.body)
      this.renderRoot.querySelector<HTMLElement>('.buttons button')?.focus();
  }

  protected override updated() {
    const isSet = this._lock.value?.isSet;
    if (isSet !== this._isSet && this._wasAsked) this._keepFocus();
    this._isSet = isSet;
  }

  private _set = () => this._ask('set', msg('Ikebana is locked with your passphrase from now on.'));
  private _change = () => this._ask('change', msg('The passphrase is another one now.'));
  private _remove = () => this._ask('remove', msg('The lock is off.'));
  private _addDevice = () => this._ask('device', msg('This device unlocks Ikebana now. The passphrase works, too.'));

  private _dropDevice = () =>
    this._with(async ({ device }) => {
      await device.remove();
      this._notice(msg('Only the passphrase unlocks Ikebana now.'));
    });

  private _minutes = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    void this._with((lock) => lock.setMinutes(Number(value)));
  };

  private _none() {
    return html`<p>${msg('Ask for a passphrase when Ikebana is opened on this device, and after a while without use.')}</p>
      <div class="buttons"><button type="button" class="button primary" @click=${this._set}>${msg('Lock Ikebana with a passphrase')}</button></div>`;
  }

  private _deviceRow({ device }: LockState) {
    if (device === undefined && !this._canDevice) return nothing;
    return html`<div class="row">
      <p class="grow">${msg('Unlock with fingerprint, face or device PIN, beside the passphrase.')}</p>
      ${
        device === undefined
          ? html`<button type="button" class="button" @click=${this._addDevice}>${msg('Turn on')}</button>`
          : html`<button type="button" class="button" @click=${this._dropDevice}>${msg('Turn off')}</button>`
      }
    </div>`;
  }

  private _some(lock: LockState) {
    return html`<p>${msg('Ikebana asks for your passphrase when it is opened on this device.')}</p>
      <label class="field">${msg('Lock')}
        <select @change=${this._minutes}>
          ${lockMinutes.map((minutes) => html`<option value=${minutes} .selected=${minutes === lock.minutes}>${minutesText(minutes)}</option>`)}
        </select>
      </label>
      <p class="quiet">${msg('When it locks, syncing pauses. An event, a task, a contact or a message that you are writing is kept, encrypted, until you unlock it.')}</p>
      ${this._deviceRow(lock)}
      <div class="buttons">
        <button type="button" class="button primary" @click=${() => this._with((acts) => acts.lock())}>${msg('Lock now')}</button>
        <button type="button" class="button" @click=${this._change}>${msg('Change the passphrase')}</button>
        <button type="button" class="button" @click=${this._remove}>${msg('Take the lock off')}</button>
      </div>`;
  }

  protected override render() {
    const lock = this._lock.value;
    if (lock === undefined) return nothing;
    return html`<section aria-labelledby="lock">
      <h2 id="lock">${msg('App lock')}</h2>
      ${lock.isSet ? this._some(lock) : this._none()}
      <details>
        <summary>${msg('What the lock protects, and what it does not')}</summary>
        <p>${protectsText()}</p>
        <p>${exposesText()}</p>
      </details>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-lock-settings': IkLockSettings;
  }
}
