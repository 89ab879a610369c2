import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import appIcon from 'lucide-static/icons/app-window.svg?raw';
import browserIcon from 'lucide-static/icons/laptop.svg?raw';
import renameIcon from 'lucide-static/icons/pencil.svg?raw';
import phoneIcon from 'lucide-static/icons/smartphone.svg?raw';
import tabletIcon from 'lucide-static/icons/tablet.svg?raw';
import programIcon from 'lucide-static/icons/terminal.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { AccountDevice } from '../../domain/sharing/sharing.js';
import { systemClock } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { deviceForm, deviceKind, deviceName } from './account-texts.js';
import { momentText } from './moment-text.js';

const kindIcons = { browser: browserIcon, app: appIcon, program: programIcon };
const formIcons = { computer: browserIcon, phone: phoneIcon, tablet: tabletIcon };

const iconOf = ({ kind, form }: AccountDevice) =>
  icon(form === undefined || kind === 'program' ? kindIcons[kind] : formIcons[form]);

/** A device is to be called so. */
export class RenameDeviceEvent extends Event {
  constructor(
    readonly device: AccountDevice,
    readonly deviceName: string,
  ) {
    super('ik-rename-device');
  }
}

/** A device is to be taken out of the account. */
export class RemoveDeviceEvent extends Event {
  constructor(readonly device: AccountDevice) {
    super('ik-remove-device');
  }
}

/**
 * The account's devices.
 *
 * @fires {RenameDeviceEvent} ik-rename-device - Does not bubble.
 * @fires {RemoveDeviceEvent} ik-remove-device - Does not bubble.
 */
@customElement('ik-device-list')
@localized()
export class IkDeviceList extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      ul { display: grid; margin: 0; padding: 0; list-style: none; }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-block-size: 56px; padding: 8px 0; border-block-start: 1px solid var(--ik-line); }
      li:first-child { border: 0; }
      li > .icon { color: var(--ik-text-2); }
      .about { display: grid; gap: 2px; flex: 1 1 180px; min-inline-size: 0; }
      .name { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; font-weight: 550; overflow-wrap: anywhere; }
      small { color: var(--ik-text-2); font-size: 12.5px; }
      form { display: flex; flex: 1 1 220px; gap: 8px; }
      .removed { color: var(--ik-text-2); }
      details > summary { cursor: pointer; color: var(--ik-text-2); font-size: 13px; min-block-size: 36px; align-content: center; }
      @media (pointer: coarse) { details > summary { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) devices: readonly AccountDevice[] = [];
  @property({ attribute: false }) display?: DisplaySettings;
  /** The device whose name is being typed. */
  @state() private _renaming = '';

  private _startRename = async (device: AccountDevice) => {
    this._renaming = device.id;
    await this.updateComplete;
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  };

  private _endRename = async (device: AccountDevice) => {
    this._renaming = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-rename="${device.id}"]`)?.focus();
  };

  private _rename = (event: Event, device: AccountDevice) => {
    event.preventDefault();
    const value = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (value !== '' && value !== device.name) this.dispatchEvent(new RenameDeviceEvent(device, value));
    void this._endRename(device);
  };

  private _about(device: AccountDevice) {
    const { lastSeen, kind, isThis, revoked } = device;
    const parts = [
      ...(device.form === undefined ? [] : [deviceForm(device.form)]),
      ...(device.name === '' ? [] : [deviceKind(kind)]),
    ];
    if (lastSeen !== undefined && !isThis && this.display) {
      const when = momentText(lastSeen, systemClock.now(), this.display);
      parts.push(msg(str`last change ${when}`));
    }
    return html`<span class="about">
      <span class="name ${revoked ? 'removed' : ''}">${deviceName(device)}${isThis ? html`<span class="chip">${msg('This device')}</span>` : nothing}</span>
      <small>${parts.join(' · ')}</small>
    </span>`;
  }

  private _row(device: AccountDevice) {
    const name = deviceName(device);
    if (this._renaming === device.id)
      return html`<li>
        ${iconOf(device)}
        <form @submit=${(event: Event) => this._rename(event, device)} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this._endRename(device)}>
          <input class="input" aria-label=${msg('Name of the device')} maxlength="60" autocomplete="off" .value=${device.name} />
          <button type="submit" class="button">${msg('Save')}</button>
        </form>
      </li>`;
    return html`<li>
      ${iconOf(device)}${this._about(device)}
      <button type="button" class="icon-button plain" data-rename=${device.id} aria-label=${msg(str`Rename “${name}”`)} @click=${() => this._startRename(device)}>${icon(renameIcon)}</button>
      ${
        device.isThis
          ? nothing
          : html`<button type="button" class="button" aria-label=${msg(str`Remove “${name}”`)} @click=${() => this.dispatchEvent(new RemoveDeviceEvent(device))}>${msg('Remove')}</button>`
      }
    </li>`;
  }

  protected override render() {
    const active = this.devices.filter(({ revoked }) => !revoked);
    const removed = this.devices.filter(({ revoked }) => revoked);
    return html`<ul aria-label=${msg('Devices')}>${active.map((device) => this._row(device))}</ul>
      ${
        removed.length === 0
          ? nothing
          : html`<details>
              <summary>${msg(str`Removed devices (${removed.length})`)}</summary>
              <ul>${removed.map((device) => html`<li>${iconOf(device)}${this._about(device)}</li>`)}</ul>
            </details>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-device-list': IkDeviceList;
  }
}
