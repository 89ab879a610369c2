import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import '../shared/ik-hue-picker.js';
import type { IkHuePicker } from '../shared/ik-hue-picker.js';
import { describeError } from '../shared/problem-message.js';

/**
 * Name and colour of a calendar, new or existing. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-calendar-dialog')
@localized()
export class IkCalendarDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; gap: 14px; }
      [role=alert] { color: var(--ik-danger); }
    `,
  ];

  /** The name so far; '' for a new calendar. */
  @property() name = '';
  /** OKLCH hue, 0–360. */
  @property({ type: Number }) hue = 265;
  /** Stores them. The dialog closes when it resolves and says why when it rejects. */
  @property({ attribute: false }) save: (name: string, hue: number) => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  @state() private _error = '';
  @query('input') private _input!: HTMLInputElement;

  private _leave = () => {
    this._open = false;
  };

  private async _onSubmit(event: Event) {
    event.preventDefault();
    const name = this._input.value.trim();
    if (name === '') {
      this._input.focus();
      return;
    }
    try {
      await this.save(name, this.hue);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  protected override render() {
    const isNew = this.name === '';
    return html`<ik-dialog heading=${isNew ? msg('New calendar') : msg('Name and colour')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        <label class="field">${msg('Name')}<input .value=${this.name} maxlength="100" required ?autofocus=${true} autocomplete="off" /></label>
        <ik-hue-picker label=${msg('Colour')} .value=${this.hue} @change=${(event: Event) => {
          this.hue = (event.target as IkHuePicker).value;
        }}></ik-hue-picker>
        ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${isNew ? msg('Create') : msg('Save')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-dialog': IkCalendarDialog;
  }
}
