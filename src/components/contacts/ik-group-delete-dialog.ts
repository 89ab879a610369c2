import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

const styles = css`
  p { margin: 0; font-size: 14px; }
  ik-dialog { --ik-dialog-width: 460px; }
`;

/**
 * Asks whether a group goes alone or with its contacts. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-group-delete-dialog')
@localized()
export class IkGroupDeleteDialog extends LitElement {
  static override styles = [controls, styles];

  @property() name = '';
  /** Contacts in it. */
  @property({ attribute: false }) count = 0;
  /** BCP 47. */
  @property() locale = 'en';
  @property({ attribute: false }) choose: (withContacts: boolean) => Promise<unknown> = async () => undefined;
  @state() private _open = true;

  private async _choose(withContacts: boolean) {
    this._open = false;
    await this.choose(withContacts);
  }

  protected override render() {
    const count = this.count.toLocaleString(this.locale);
    const people = this.count === 1 ? msg('1 contact is in it.') : msg(str`${count} contacts are in it.`);
    return html`<ik-dialog compact heading=${msg(str`Delete the group “${this.name}”?`)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <p>${people} ${msg('They can stay in the address book, or go with the group. Either can be undone.')}</p>
      <button slot="footer" type="button" class="button danger" ?disabled=${this.count === 0} @click=${() => this._choose(true)}>${msg('Group and contacts')}</button>
      <button slot="footer" type="button" class="button primary" data-autofocus @click=${() => this._choose(false)}>${msg('Group only')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-group-delete-dialog': IkGroupDeleteDialog;
  }
}
