import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from './controls.styles.js';
import './ik-dialog.js';
import { describeError } from './problem-message.js';

/**
 * Names something new, or renames it: an address book, a group, a folder. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-name-dialog')
@localized()
export class IkNameDialog extends LitElement {
  static override styles = controls;

  @property() heading = '';
  /** The name so far; '' for a new one. */
  @property() name = '';
  /** Stores the name. The dialog closes when it resolves and says why when it rejects. */
  @property({ attribute: false }) save: (name: string) => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  @state() private _error = '';
  @query('input') private _input!: HTMLInputElement;

  private _leave = () => {
    this._open = false;
  };

  private async _onSubmit(event: Event) {
    event.preventDefault();
    const name = this._input.value.trim();
    if (name === '') return this._input.focus();
    try {
      await this.save(name);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  protected override render() {
    return html`<ik-dialog compact heading=${this.heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        <label class="field">${msg('Name')}<input .value=${this.name} maxlength="100" required ?autofocus=${true} autocomplete="off" /></label>
        ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${this.name === '' ? msg('Create') : msg('Save')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-name-dialog': IkNameDialog;
  }
}
