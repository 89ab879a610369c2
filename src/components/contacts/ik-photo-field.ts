import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { face, faceStyles } from './contact-face.js';
import { MAX_PHOTO_BYTES, readPhoto } from './photo-file.js';

/** Another photo, or none (''). Does not bubble. */
export class PhotoChangeEvent extends Event {
  constructor(readonly photo: string) {
    super('ik-photo-change');
  }
}

const styles = css`
  :host { display: flex; align-items: center; gap: 16px; }
  .face { inline-size: 72px; block-size: 72px; font-size: 24px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  p { flex-basis: 100%; margin: 0; color: var(--ik-danger); font-size: 12.5px; }
`;

/**
 * The photo of a contact: chosen from a file, cut to its middle square and made small.
 *
 * @fires {PhotoChangeEvent} ik-photo-change - Does not bubble.
 */
@customElement('ik-photo-field')
@localized()
export class IkPhotoField extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  /** `data:` URI or ''. */
  @property({ attribute: false }) photo = '';
  @property() initials = '';
  @property({ type: Number }) hue = 0;
  @state() private _problem: '' | 'too-large' | 'no-picture' = '';
  @query('input') private _input!: HTMLInputElement;

  private async _onFile() {
    const file = this._input.files?.[0];
    if (file === undefined) return;
    const result = await readPhoto(file);
    this._input.value = '';
    this._problem = typeof result === 'string' ? result : '';
    if (typeof result !== 'string') this.dispatchEvent(new PhotoChangeEvent(result.photo));
  }

  private _problemText() {
    if (this._problem === 'too-large')
      return msg(str`This picture is too large; the limit is ${MAX_PHOTO_BYTES / 1_000_000} MB.`);
    return msg('This file is no picture that the browser can show.');
  }

  protected override render() {
    return html`${face({ initials: this.initials, hue: this.hue, photo: this.photo })}
      <div class="buttons">
        <input type="file" accept="image/*" hidden @change=${this._onFile} />
        <button type="button" class="button" @click=${() => this._input.click()}>${this.photo === '' ? msg('Choose photo') : msg('Change photo')}</button>
        ${
          this.photo === ''
            ? nothing
            : html`<button type="button" class="button" @click=${() => this.dispatchEvent(new PhotoChangeEvent(''))}>${msg('Remove photo')}</button>`
        }
        ${this._problem === '' ? nothing : html`<p role="alert">${this._problemText()}</p>`}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-photo-field': IkPhotoField;
  }
  interface HTMLElementEventMap {
    'ik-photo-change': PhotoChangeEvent;
  }
}
