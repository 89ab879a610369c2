import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import warnIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { Services } from '../../app/services.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { showDialog } from './account-dialog.js';

const styles = css`
  :host { display: block; }
  p { margin: 0; flex: 1 1 220px; min-inline-size: 0; overflow-wrap: anywhere; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; }
  .lost { padding: 12px 14px; border-radius: 12px; background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); }
  .lost > .icon { color: var(--ik-danger); }
`;

/**
 * The address by which others find the person: with a way to prove one, and a warning when it is somebody else's by now.
 *
 * @fires {NoticeEvent} ik-notice - An address was proved.
 */
@customElement('ik-address-row')
@localized()
export class IkAddressRow extends LitElement {
  static override styles = [controls, styles];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  /** '' without one. */
  @property() address = '';
  private readonly _lost = new LiveController<boolean>(this, () => this.services?.addresses.watchLost());

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('services')) this._lost.refresh();
  }

  private _prove = async () => {
    await import('./ik-address-dialog.js');
    const dialog = document.createElement('ik-address-dialog');
    dialog.services = this.services;
    dialog.address = this.address;
    const { done, address } = await showDialog(this.shadowRoot!, dialog);
    this.shadowRoot?.querySelector('button')?.focus();
    if (done) this.dispatchEvent(new NoticeEvent(msg(str`${address} is yours: others find you by it.`)));
  };

  protected override render() {
    const { address } = this;
    if (this._lost.value === true && address !== '')
      return html`<div class="row lost" role="alert">
        ${icon(warnIcon)}
        <p>${msg(str`The relay says that ${address} is somebody else’s by now: who invites you by it reaches them. If it is your address, prove it again.`)}</p>
        <button type="button" class="button primary" @click=${this._prove}>${msg('Prove it again')}</button>
      </div>`;
    if (address === '')
      return html`<div class="row">
        <p>${msg('Others can find you by your e-mail address once you have shown that it is yours.')}</p>
        <button type="button" class="button" @click=${this._prove}>${msg('Add e-mail address')}</button>
      </div>`;
    return html`<div class="row">
      <p>${msg(str`E-mail address: ${address}`)}</p>
      <button type="button" class="button" @click=${this._prove}>${msg('Use another')}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-address-row': IkAddressRow;
  }
}
