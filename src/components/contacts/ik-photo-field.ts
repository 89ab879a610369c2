import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { faceStyles } from './contact-face.js';
import { photoFace, photoFaceStyles } from './photo-face.js';
import { MAX_PHOTO_BYTES, openPicture } from './photo-file.js';
import { PhotoUrls } from './photo-urls.js';

/** Another photo, or none (''). Does not bubble. */
export class PhotoChangeEvent extends Event {
  constructor(readonly photo: string) {
    super('ik-photo-change');
  }
}

const styles = css`
  :host { display: block; }
  .place { display: flex; align-items: center; gap: 16px; margin: -8px; padding: 8px; border: 2px dashed transparent; border-radius: 12px; }
  .place.over { border-color: var(--ik-accent); background: var(--ik-accent-soft); }
  .face { inline-size: 72px; block-size: 72px; font-size: 24px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  p { flex-basis: 100%; margin: 0; color: var(--ik-danger); font-size: 12.5px; }
`;

/**
 * The photo of a contact: chosen from a file, dropped or pasted; then a square is cut out of it.
 *
 * @fires {PhotoChangeEvent} ik-photo-change - Does not bubble.
 */
@customElement('ik-photo-field')
@localized()
export class IkPhotoField extends LitElement {
  static override styles = [controls, hue, faceStyles, photoFaceStyles, styles];

  /** `data:` URI, the name of a kept file, or ''. */
  @property({ attribute: false }) photo = '';
  @property() initials = '';
  @property({ type: Number }) hue = 0;
  @state() private _problem: '' | 'too-large' | 'no-picture' = '';
  private readonly _photos = new PhotoUrls(this);
  @query('input') private _input!: HTMLInputElement;

  /** The picture a square is cut out of. */
  @state() private _picture: ImageBitmap | undefined;
  /** A picture is held over it. */
  @state() private _over = false;

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._picture?.close();
    this._picture = undefined;
  }

  /** Opens the dialog to cut a square out of a picture. */
  async choose(file: Blob) {
    const [picture] = await Promise.all([openPicture(file), import('./ik-photo-crop.js')]);
    this._problem = typeof picture === 'string' ? picture : '';
    this._picture?.close();
    this._picture = typeof picture === 'string' ? undefined : picture;
  }

  private _onFile() {
    const file = this._input.files?.[0];
    this._input.value = '';
    if (file !== undefined) void this.choose(file);
  }

  private _onDrag(event: DragEvent) {
    if (!(event.dataTransfer?.types.includes('Files') ?? false)) return;
    event.preventDefault();
    this._over = true;
  }

  private _onLeave(event: DragEvent) {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this._over = false;
  }

  /** Refused to the page, which would import it. */
  private _onDrop(event: DragEvent) {
    this._over = false;
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void this.choose(file);
  }

  private _onCropped() {
    this._picture?.close();
    this._picture = undefined;
    this.renderRoot.querySelector('button')?.focus();
  }

  private _problemText() {
    if (this._problem === 'too-large')
      return msg(str`This picture is too large; the limit is ${MAX_PHOTO_BYTES / 1_000_000} MB.`);
    return msg('This file is no picture that the browser can show.');
  }

  protected override render() {
    return html`<div class="place ${this._over ? 'over' : ''}" @dragenter=${this._onDrag} @dragover=${this._onDrag} @dragleave=${this._onLeave} @drop=${this._onDrop}>
      ${photoFace({ initials: this.initials, hue: this.hue, photo: this._photos.ofCard(this.photo) })}
      <div class="buttons">
        <input type="file" accept="image/*" hidden @change=${this._onFile} />
        <button type="button" class="button" @click=${() => this._input.click()}>${this.photo === '' ? msg('Choose photo') : msg('Change photo')}</button>
        ${
          this.photo === ''
            ? nothing
            : html`<button type="button" class="button" @click=${() => this.dispatchEvent(new PhotoChangeEvent(''))}>${msg('Remove photo')}</button>`
        }
        ${this._problem === '' ? nothing : html`<p role="alert">${this._problemText()}</p>`}
      </div></div>
      ${
        this._picture === undefined
          ? nothing
          : html`<ik-photo-crop .picture=${this._picture} .done=${(photo: string) => this.dispatchEvent(new PhotoChangeEvent(photo))}
              @ik-close=${this._onCropped}></ik-photo-crop>`
      }`;
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
