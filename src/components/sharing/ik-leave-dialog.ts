import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';

/**
 * Asks before something shared is left: it goes off the device, and a file of it is offered first.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-leave-dialog')
@localized()
export class IkLeaveDialog extends LitElement {
  static override styles = [
    controls,
    css`
      p { margin: 0 0 12px; font-size: 14px; }
      [role=alert] { color: var(--ik-danger); }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) collection!: Collection;
  /** Rejects with what to say. */
  @property({ attribute: false }) leave: () => Promise<void> = async () => undefined;
  @property({ attribute: false }) exportIt: () => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  @state() private _busy = false;
  @state() private _problem = '';

  private _leave = async () => {
    this._busy = true;
    this._problem = '';
    try {
      await this.leave();
      this._open = false;
    } catch (error) {
      this._problem = (error as Error).message;
    } finally {
      this._busy = false;
    }
  };

  protected override render() {
    const { name, share, kind } = this.collection;
    const isOut = share?.health === 'out';
    const heading = isOut ? msg(str`Remove “${name}”?`) : msg(str`Leave “${name}”?`);
    const text = isOut
      ? msg(
          'It is not shared with you any more. What you had of it is still on this device; it goes when you remove it.',
        )
      : msg(
          'It goes off your devices. The others keep it, with what you wrote. To have it again, somebody has to invite you.',
        );
    return html`<ik-dialog compact heading=${heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <p>${text}</p>
      <button type="button" class="button" @click=${() => void this.exportIt()}>${icon(exportIcon)}${kind === 'calendar' ? msg('Export as .ics first') : msg('Export as vCard first')}</button>
      ${this._problem === '' ? nothing : html`<p role="alert">${this._problem}</p>`}
      <button slot="footer" type="button" class="button" data-autofocus @click=${() => (this._open = false)}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button danger" ?disabled=${this._busy} @click=${this._leave}>${isOut ? msg('Remove') : msg('Leave')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-leave-dialog': IkLeaveDialog;
  }
}
