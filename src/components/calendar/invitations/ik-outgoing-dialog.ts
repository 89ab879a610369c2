import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { OutgoingMessage } from '../../../app/services.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-dialog.js';
import type { IkDialog } from '../../shared/ik-dialog.js';
import './ik-outgoing-messages.js';

/**
 * What others should be told of an edit. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-outgoing-dialog')
@localized()
export class IkOutgoingDialog extends LitElement {
  static override styles = [controls, css`ik-outgoing-messages { display: block; }`];

  @property({ attribute: false }) messages: readonly OutgoingMessage[] = [];
  @query('ik-dialog') private _dialog!: IkDialog;
  /** Whether a message was saved, or a mail begun. */
  told = false;

  private _onTold = () => {
    this.told = true;
  };

  protected override render() {
    return html`<ik-dialog open heading=${msg('Tell the others')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <ik-outgoing-messages .messages=${this.messages} @ik-told=${this._onTold}></ik-outgoing-messages>
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Close')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-outgoing-dialog': IkOutgoingDialog;
  }
}
