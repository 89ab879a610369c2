import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cardForCode } from '../../domain/contacts/card-code.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import '../shared/ik-qr-code.js';

const styles = css`
  ik-dialog { --ik-dialog-width: 380px; }
  figure { display: grid; justify-items: center; gap: 12px; margin: 0; text-align: center; }
  figcaption { color: var(--ik-text-2); font-size: 13px; }
`;

/**
 * A contact's card as a QR code. Open as soon as it is in the page. Nothing leaves the device.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-code-dialog')
@localized()
export class IkCodeDialog extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) fields!: ContactFields;
  protected override render() {
    return html`<ik-dialog compact heading=${displayName(this.fields) || msg('Without a name')} open @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <figure>
        <ik-qr-code .text=${cardForCode(this.fields)} .label=${msg('QR code of the card')}></ik-qr-code>
        <figcaption>${msg('Scan it with a telephone: name, numbers, addresses. Notes and photo are not in it.')}</figcaption>
      </figure>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-code-dialog': IkCodeDialog;
  }
}
