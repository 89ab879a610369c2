import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import warnIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { AccountView } from '../../app/account/account.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { isAccountLost, isRecoveryDue, MAX_PERSON_NAME } from '../../domain/sharing/account.js';
import { systemClock } from '../../domain/time/clock.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { styles as settingsStyles } from '../shell/ik-settings-page.styles.js';
import { syncLabel, syncTexts } from '../shell/sync-texts.js';
import {
  addDevice,
  beginAnew,
  joinAccount,
  recoverAccount,
  removeDevice,
  removeOthers,
  renewRecoveryKey,
  setUpAccount,
  showRecoveryKey,
  signOut,
} from './account-flows.js';
import { describeAccountError, deviceName } from './account-texts.js';
import './ik-address-row.js';
import './ik-device-list.js';
import type { RemoveDeviceEvent, RenameDeviceEvent } from './ik-device-list.js';
import { dayText } from './moment-text.js';

const styles = css`
  :host { block-size: auto; }
  h3 { margin: 6px 0 0; font-size: 13px; font-weight: 600; color: var(--ik-text-2); }
  .warning { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding: 12px 14px; border-radius: 12px; background: color-mix(in oklab, var(--ik-warn, var(--ik-danger)) 12%, var(--ik-surface)); }
  .warning > .icon { color: var(--ik-danger); }
  .warning > p { flex: 1 1 240px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
`;

/**
 * "Sync and devices": makes an account, and shows what there is of one.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-account-settings')
@localized()
export class IkAccountSettings extends LitElement {
  static override styles = [controls, settingsStyles, styles];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  /** `join`: opens the dialog to join an account at once. */
  @property() path = '';
  /** `undefined` until it was looked. */
  @state() private _known = false;
  private readonly _account = new LiveController<AccountView | undefined>(this, () => {
    const watched = this.services?.account.watch();
    return (
      watched && {
        subscribe: (observer) =>
          watched.subscribe({
            ...observer,
            next: (account) => {
              this._known = true;
              observer.next(account);
            },
            error: (error) => observer.error(error),
          }),
      }
    );
  });

  private readonly _sync = new LiveController(this, () => this.services?.sync.watch());

  protected override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('services')) return;
    this._account.refresh();
    this._sync.refresh();
  }

  /** Whoever follows the link of an empty calendar wants to join at once. */
  protected override updated() {
    if (this.path !== 'join' || !this._known || this._asked) return;
    this._asked = true;
    if (this._view === undefined) void this._with(joinAccount);
  }
  private _asked = false;

  private _notice(text: string, kind?: 'error') {
    this.dispatchEvent(new NoticeEvent(text, kind && { kind }));
  }

  /** Does something with the dialogs' place; what goes wrong is said. */
  private async _with<T>(work: (root: ShadowRoot, services: Services) => Promise<T>): Promise<T | undefined> {
    if (this.services === undefined) return undefined;
    try {
      return await work(this.shadowRoot!, this.services);
    } catch (error) {
      this._notice(describeAccountError(error), 'error');
      return undefined;
    }
  }

  private _setUp = async () => {
    if (await this._with((root) => setUpAccount(root)))
      await this._with((root) => showRecoveryKey(root, this._view ?? { name: '', relay: '' }, false));
  };

  private _join = () => this._with(joinAccount);

  private _recover = async () => {
    if (await this._with(recoverAccount))
      this._notice(msg('This device is in your account. Your calendars and contacts are on their way.'));
  };

  private get _view(): AccountView | undefined {
    return this._account.value;
  }

  private _remove = async ({ device }: RemoveDeviceEvent) => {
    const name = deviceName(device);
    if (await this._with((root, services) => removeDevice(root, services, device)))
      this._notice(msg(str`“${name}” was removed from your account.`));
  };

  private _removeOthers = async (account: AccountView) => {
    const others = account.devices.filter(({ isThis, revoked }) => !isThis && !revoked);
    if (await this._with((root, services) => removeOthers(root, services, others)))
      this._notice(msg('All other devices were removed from your account.'));
  };

  private _signOut = async (account: AccountView) => {
    const how = await this._with((root, services) => signOut(root, services, account));
    if (how === 'told') this._notice(msg('This device is not in the account any more. What was here is still here.'));
    if (how === 'untold')
      this._notice(msg('This device has left, but your other devices could not be told: remove it there, too.'));
  };

  private _renameDevice = ({ device, deviceName: name }: RenameDeviceEvent) =>
    this._with((_, { account }) => account.renameDevice(device.id, name));

  private _rename = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    void this._with((_, { account }) => account.rename(value.trim()));
  };

  private _none() {
    return html`<p>${msg('Everything is on this device only. With an account it is on all your devices, and you can share calendars and address books. It is encrypted here before it leaves: the relay that passes it on cannot read it. No e-mail address is needed.')}</p>
      <div class="buttons">
        <button type="button" class="button primary" @click=${this._setUp}>${msg('Use on several devices and share')}</button>
      </div>
      <h3>${msg('You have an account already?')}</h3>
      <div class="buttons">
        <button type="button" class="button" @click=${this._join}>${msg('Join from this device')}</button>
        <button type="button" class="button" @click=${this._recover}>${msg('Recovery key')}</button>
      </div>`;
  }

  private _beginAnew = async (account: AccountView) => {
    if (await this._with((root) => beginAnew(root, account)))
      await this._with((root) => showRecoveryKey(root, this._view ?? account, false));
  };

  private _syncNow = () => this._with((_, { sync }) => sync.syncNow());

  /** How this device and the relay stand. */
  private _status(account: AccountView) {
    const status = this._sync.value;
    if (status === undefined || status.state === 'off' || !this._display) return nothing;
    const text = syncTexts(status, systemClock.now(), this._display.locale).join(' ') || syncLabel(status);
    const isBad = status.problem !== undefined;
    return html`<div class=${isBad ? 'warning' : 'row'}>
      ${isBad ? icon(warnIcon) : nothing}
      <p class="grow" role="status">${text}</p>
      ${isAccountLost(status.problem) ? html`<button type="button" class="button primary" @click=${() => this._beginAnew(account)}>${msg('Begin again with a new account')}</button>` : nothing}
      <button type="button" class="button" @click=${this._syncNow}>${msg('Sync now')}</button>
    </div>`;
  }

  private _recoveryRow(account: AccountView) {
    const { recovery } = account;
    const show = () => this._with((root) => showRecoveryKey(root, account, false));
    const renew = () => this._with((root) => renewRecoveryKey(root, account));
    const still = () => this._with((_, services) => services.account.recovery.confirm());
    if (!recovery.confirmed)
      return html`<div class="warning">
        ${icon(warnIcon)}
        <p>${msg('Your recovery key is not confirmed. If all your devices are lost, only its 24 words bring everything back; you can share once it is confirmed.')}</p>
        ${
          recovery.shown
            ? html`<button type="button" class="button primary" @click=${show}>${msg('Show recovery key')}</button>`
            : html`<button type="button" class="button" @click=${renew}>${msg('Make a new recovery key')}</button>`
        }
      </div>`;
    const since = recovery.since === undefined || !this._display ? '' : dayText(recovery.since, this._display);
    const isDue = isRecoveryDue(recovery, systemClock.now());
    return html`<div class="row">
      <p class="grow">${isDue ? msg('It has been a year: do you still have the 24 words of your recovery key?') : msg(str`Recovery key: confirmed on ${since}.`)}</p>
      ${isDue ? html`<button type="button" class="button" @click=${still}>${msg('I have them')}</button>` : nothing}
      <button type="button" class="button" @click=${renew}>${msg('Make a new recovery key')}</button>
    </div>`;
  }

  private _some(account: AccountView) {
    const others = account.devices.filter(({ isThis, revoked }) => !isThis && !revoked);
    return html`
      <label class="field">${msg('Your name')}
        <input maxlength=${MAX_PERSON_NAME} autocomplete="name" .value=${account.name} @change=${this._rename} />
      </label>
      <p class="quiet">${msg(str`People you share with see it. Relay: ${account.relay}`)}</p>
      <ik-address-row .services=${this.services} .address=${account.address}></ik-address-row>
      ${this._status(account)}
      ${account.recovery.confirmed ? nothing : this._recoveryRow(account)}
      <h3>${msg('Devices')}</h3>
      <ik-device-list .devices=${account.devices} .display=${this._display} @ik-rename-device=${this._renameDevice} @ik-remove-device=${this._remove}></ik-device-list>
      <div class="buttons">
        <button type="button" class="button primary" @click=${() => this._with((root) => addDevice(root, account))}>${msg('Add a device')}</button>
        ${others.length < 2 ? nothing : html`<button type="button" class="button" @click=${() => this._removeOthers(account)}>${msg('Remove all others')}</button>`}
      </div>
      ${account.recovery.confirmed ? this._recoveryRow(account) : nothing}
      <div class="row">
        <p class="grow">${msg('Leave the account on this device. What is here stays here.')}</p>
        <button type="button" class="button" @click=${() => this._signOut(account)}>${msg('Leave the account')}</button>
      </div>`;
  }

  protected override render() {
    if (!this._known) return nothing;
    const account = this._view;
    return html`<section aria-labelledby="account">
      <h2 id="account">${msg('Sync and devices')}</h2>
      ${account === undefined ? this._none() : this._some(account)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-account-settings': IkAccountSettings;
  }
}
