import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import type { Question } from './mail-dialogs.js';

/**
 * Asks before something that cannot be taken back. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-question')
@localized()
export class IkMailQuestion extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) question: Question = { heading: '', text: '', agree: '' };
  @property({ attribute: false }) agree: () => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  @state() private _error = '';

  private _leave = () => {
    this._open = false;
  };

  private async _agree() {
    try {
      await this.agree();
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  protected override render() {
    const { heading, text, agree, danger = false } = this.question;
    return html`<ik-dialog compact heading=${heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <p>${text}</p>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      <button slot="footer" type="button" class="button" data-autofocus @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button ${danger ? 'danger' : 'primary'}" @click=${() => this._agree()}>${agree}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-question': IkMailQuestion;
  }
}
