import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { uniqueWords } from '../../domain/rooms/room.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/**
 * Words of a vocabulary: those that are known are offered, new ones are typed.
 *
 * @fires {Event} change - `value` is another list now.
 */
@customElement('ik-words-field')
@localized()
export class IkWordsField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 5px; font-size: 13px; color: var(--ik-text-2); }
      .words { display: flex; flex-wrap: wrap; gap: 6px; }
      .words:not(:has(*)) { display: none; } /* no gap for none */
      .word { display: inline-flex; align-items: center; min-block-size: 32px; padding-inline: 10px 2px; border-radius: 99px; background: var(--ik-surface-2); color: var(--ik-text); }
      .word button { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border: 0; background: none; border-radius: 50%; cursor: pointer; }
      @media (pointer: coarse) { .word button { inline-size: 44px; block-size: 44px; } }
      .word svg { inline-size: 14px; block-size: 14px; }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) value: readonly string[] = [];
  /** What others say. */
  @property({ attribute: false }) known: readonly string[] = [];

  private _set(value: readonly string[]) {
    this.value = uniqueWords(value);
    this.dispatchEvent(new Event('change'));
  }

  private _onInput(event: Event) {
    const input = event.target as HTMLInputElement;
    const words = input.value.split(/[,\n]/);
    if (words.every((word) => word.trim() === '')) return;
    this._set([...this.value, ...words]);
    input.value = '';
  }

  private _onKey(event: KeyboardEvent) {
    const input = event.target as HTMLInputElement;
    if (event.key === 'Enter' || event.key === ',') {
      if (input.value.trim() === '' && event.key === 'Enter') return;
      event.preventDefault();
      this._onInput(event);
    } else if (event.key === 'Backspace' && input.value === '') this._set(this.value.slice(0, -1));
  }

  protected override render() {
    const others = this.known.filter((word) => !this.value.some((own) => own.toLowerCase() === word.toLowerCase()));
    return html`<span id="label">${this.label}</span>
      <div class="words" role="group" aria-labelledby="label">${this.value.map(
        (word) =>
          html`<span class="word">${word}<button type="button" aria-label=${msg(str`Remove ${word}`)} @click=${() => this._set(this.value.filter((one) => one !== word))}>${icon(closeIcon)}</button></span>`,
      )}</div>
      <input class="input" aria-labelledby="label" list="known" autocomplete="off" placeholder=${msg('Add…')} @keydown=${this._onKey} @change=${this._onInput} />
      <datalist id="known">${others.map((word) => html`<option value=${word}></option>`)}</datalist>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-words-field': IkWordsField;
  }
}
