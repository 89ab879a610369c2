import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { openCompose } from '../mail/compose/open-compose.js';
import { controls } from '../shared/controls.styles.js';

/**
 * Begins a message with writing help: the words go into its window, where what is sent is seen first. Nothing is sent from here [WH6].
 *
 * @fires {NoticeEvent} ik-notice - The window could not be opened.
 */
@customElement('ik-day-writing')
@localized()
export class IkDayWriting extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; min-inline-size: 0; }
      form { display: flex; align-items: flex-end; gap: 10px; }
      .field { flex: 1; min-inline-size: 0; }
      @media print { .button { display: none; } }
    `,
  ];

  @query('input') private _words!: HTMLInputElement;

  private _write = async (event: Event) => {
    event.preventDefault();
    const keywords = this._words.value.trim();
    if (keywords === '') return this._words.focus();
    await openCompose(this, { kind: 'new', keywords });
  };

  protected override render() {
    return html`<form @submit=${this._write}>
      <label class="field">${msg('What do you want to write?')}<input class="input" maxlength="8000" dir="auto" autocomplete="off" /></label>
      <button class="button">${msg('Write')}</button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-writing': IkDayWriting;
  }
}
