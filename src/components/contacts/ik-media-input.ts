import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import { kilobytesOf } from './further-labels.js';
import { dataUriOf } from './photo-file.js';
import { PhotoUrls } from './photo-urls.js';

/** Attack, or mistake: a film as a logo, on every device. */
export const MAX_MEDIA_BYTES = 1_000_000;

/**
 * A picture or a sound of a card: chosen from a file, or the address of one, which is never loaded.
 *
 * @fires {Event} change - `value` is another.
 */
@customElement('ik-media-input')
@localized()
export class IkMediaInput extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
      .input { flex: 1; inline-size: auto; min-inline-size: 120px; }
      span { flex: 1; font-size: 14px; color: var(--ik-text); }
      img { max-inline-size: 120px; max-block-size: 44px; margin-inline-end: auto; border-radius: 4px; }
      p { flex-basis: 100%; margin: 0; color: var(--ik-danger); font-size: 12.5px; }
    `,
  ];

  /** An address, a `data:` URI, or the name of a kept file. */
  @property() value = '';
  @property() label = '';
  @property() kind: 'image' | 'sound' = 'image';
  @state() private _problem: '' | 'too-large' | 'wrong' = '';
  @query('input[type=file]') private _file!: HTMLInputElement;
  private readonly _photos = new PhotoUrls(this);

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('.input, button')?.focus();
  }

  private _set(value: string) {
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private async _onFile() {
    const file = this._file.files?.[0];
    if (file === undefined) return;
    this._file.value = '';
    const family = this.kind === 'image' ? /^image\// : /^audio\//;
    this._problem = file.size > MAX_MEDIA_BYTES ? 'too-large' : family.test(file.type) ? '' : 'wrong';
    if (this._problem === '') this._set(await dataUriOf(file));
  }

  private _own() {
    if (this.kind === 'image') {
      const src = this._photos.ofCard(this.value);
      if (src !== '') return html`<img src=${src} alt=${this.label} />`;
    }
    return html`<span>${this.value.startsWith('data:') ? msg(str`A file of ${kilobytesOf(this.value)} kB`) : msg('A file that is kept on this device')}</span>`;
  }

  private _problemText() {
    const limit = MAX_MEDIA_BYTES / 1_000_000;
    if (this._problem === 'too-large') return msg(str`This file is too large; the limit is ${limit} MB.`);
    return this.kind === 'image' ? msg('This file is no picture.') : msg('This file is no sound.');
  }

  protected override render() {
    return html`${
      /^(?:data|ni):/.test(this.value)
        ? this._own()
        : html`<input class="input" type="text" inputmode="url" autocomplete="off" spellcheck="false" aria-label=${this.label}
            placeholder=${msg('Address, or a file')} .value=${this.value}
            @input=${(event: Event) => this._set((event.target as HTMLInputElement).value)} />`
    }
      <input type="file" hidden accept=${this.kind === 'image' ? 'image/*' : 'audio/*'} @change=${this._onFile} />
      <button type="button" class="button" @click=${() => this._file.click()}>${msg('Choose file')}</button>
      ${this._problem === '' ? nothing : html`<p role="alert">${this._problemText()}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-media-input': IkMediaInput;
  }
}
