import { localized, msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AccountDialog } from './account-dialog.js';

/** What is asked before something that cannot be taken back. */
export interface SureQuestion {
  readonly heading: string;
  /** What it does, and what it does not. */
  readonly lines: readonly string[];
  /** What the button says that does it. */
  readonly act: string;
  /** Does it. */
  work(): Promise<unknown>;
}

/**
 * Asks before something that cannot be taken back, does it, and says when that failed.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-sure-dialog')
@localized()
export class IkSureDialog extends AccountDialog {
  @property({ attribute: false }) question!: SureQuestion;
  /** It was done. */
  done = false;

  private _go = async () => {
    this.done = await this._do(() => this.question.work());
    if (this.done) this._close();
  };

  protected override render() {
    const { heading, lines, act } = this.question;
    return this._dialog(
      heading,
      html`<div class="stack">${lines.map((line) => html`<p>${line}</p>`)}${this._problemText()}</div>
        <button slot="footer" type="button" class="button" data-autofocus @click=${this._close}>${msg('Cancel')}</button>
        <button slot="footer" type="button" class="button danger" ?disabled=${this._busy} aria-busy=${this._busy} @click=${this._go}>${act}</button>`,
      true,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-sure-dialog': IkSureDialog;
  }
}
