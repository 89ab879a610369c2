import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import { kilobytesOf } from './further-labels.js';
import { dataUriOf } from './photo-file.js';

/** Attack: a film in the card. Keys with many signatures are below this. */
export const MAX_KEY_BYTES = 200_000;

const types: readonly (readonly [RegExp, string])[] = [
  [/\.(?:asc|gpg|pgp)$/i, 'application/pgp-keys'],
  [/\.(?:cer|crt|der|pem)$/i, 'application/pkix-cert'],
  [/\.p7[bc]$/i, 'application/pkcs7-mime'],
];

/**
 * A public key: its address, its text pasted, or a file.
 *
 * @fires {Event} change - `value` is another.
 */
@customElement('ik-key-input')
@localized()
export class IkKeyInput extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
      .input { flex: 1; inline-size: auto; min-inline-size: 120px; }
      span { flex: 1; font-size: 14px; color: var(--ik-text); }
      p { flex-basis: 100%; margin: 0; color: var(--ik-danger); font-size: 12.5px; }
    `,
  ];

  /** An address, a `data:` URI, or the text of a key. */
  @property() value = '';
  @property() label = '';
  @state() private _tooLarge = false;
  @query('input[type=file]') private _file!: HTMLInputElement;

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('.input, button')?.focus();
  }

  private _set(value: string) {
    this._tooLarge = value.length > MAX_KEY_BYTES * 1.4;
    if (this._tooLarge) return;
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private async _onFile() {
    const file = this._file.files?.[0];
    if (file === undefined) return;
    this._file.value = '';
    this._tooLarge = file.size > MAX_KEY_BYTES;
    if (this._tooLarge) return;
    const type = types.find(([name]) => name.test(file.name))?.[1] ?? 'application/octet-stream';
    this._set(await dataUriOf(new Blob([file], { type })));
  }

  /** A pasted key keeps its lines, which a field for one line would lose. */
  private _onPaste(event: ClipboardEvent) {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (!text.startsWith('-----BEGIN ')) return;
    event.preventDefault();
    this._set(text);
  }

  protected override render() {
    const isInline = this.value.startsWith('data:');
    const isText = this.value.startsWith('-----');
    return html`${
      isInline || isText
        ? html`<span>${isText ? msg('A key as text') : msg(str`A key of ${kilobytesOf(this.value)} kB`)}</span>`
        : html`<input class="input" type="text" inputmode="url" autocomplete="off" spellcheck="false" aria-label=${this.label}
            placeholder=${msg('Address, or the key itself')} .value=${this.value} @paste=${this._onPaste}
            @input=${(event: Event) => this._set((event.target as HTMLInputElement).value)} />`
    }
      <input type="file" hidden accept=".asc,.gpg,.pgp,.cer,.crt,.der,.pem,.p7b,.p7c" @change=${this._onFile} />
      <button type="button" class="button" @click=${() => this._file.click()}>${msg('Choose file')}</button>
      ${this._tooLarge ? html`<p role="alert">${msg('This is too large for a key.')}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-key-input': IkKeyInput;
  }
}
