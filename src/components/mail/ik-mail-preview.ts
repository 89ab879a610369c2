import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import openIcon from 'lucide-static/icons/external-link.svg?raw';
import type { EmailAttachment } from '../../domain/mail/email.js';
import { type FileNameWarning, fileNameWarnings, safeFileName } from '../../domain/mail/safe-file-name.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { saveFile } from '../shared/save-file.js';
import { kindOf, shownType, sizeText } from './file-kinds.js';

/** Characters of a text that are drawn. */
const MAX_TEXT = 400_000;

const warnings: Readonly<Record<FileNameWarning, () => string>> = {
  runs: () => msg('This kind of file can run on your device. Open it only if you know who sent it and why.'),
  'two-endings': () => msg('Its name has two endings: it is not the document it looks like.'),
  'hidden-characters': () => msg('Its name holds characters that hide something.'),
};

/**
 * Looks at a file of a message: pictures, sound, film and text here, PDF in a tab of its own. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-preview')
@localized()
export class IkMailPreview extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: min(1000px, 94vw); }
      img, video { display: block; max-inline-size: 100%; max-block-size: 70vh; margin-inline: auto; }
      audio { inline-size: 100%; }
      pre { max-block-size: 65vh; margin: 0; overflow: auto; padding: 12px; border-radius: 8px; background: var(--ik-surface-2); font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; }
      .warning { color: var(--ik-danger); }
      .quiet { color: var(--ik-text-2); }
    `,
  ];

  @property({ attribute: false }) attachment: EmailAttachment | undefined;
  @property({ attribute: false }) read: () => Promise<Blob | undefined> = async () => undefined;
  @property() locale = 'en';
  @state() private _url = '';
  @state() private _text: string | undefined;
  @state() private _blob: Blob | undefined;
  @state() private _error: unknown;
  @state() private _broken = false;

  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this._url !== '') URL.revokeObjectURL(this._url);
  }

  protected override firstUpdated(_changed: PropertyValues) {
    void this._load();
  }

  private async _load() {
    const attachment = this.attachment!;
    const kind = kindOf(attachment);
    try {
      const blob = await this.read();
      if (blob === undefined) throw Object.assign(new Error('gone'), { code: 'store/not-found' });
      this._blob = blob;
      const shown = new Blob([blob], { type: shownType(kind, attachment) });
      if (kind === 'text') this._text = (await shown.slice(0, MAX_TEXT * 4).text()).slice(0, MAX_TEXT);
      else if (kind !== 'other' && kind !== 'archive') this._url = URL.createObjectURL(shown);
    } catch (error) {
      this._error = error;
    }
  }

  private _save = () => {
    if (this._blob !== undefined) saveFile(this._blob, safeFileName(this.attachment!.name));
  };

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _content() {
    const kind = kindOf(this.attachment!);
    const name = safeFileName(this.attachment!.name);
    if (this._error !== undefined) return html`<p role="alert">${describeError(this._error)}</p>`;
    if (this._blob === undefined) return html`<p role="status">${msg('Reading the file…')}</p>`;
    const fail = () => {
      this._broken = true;
    };
    if (this._broken) return html`<p class="quiet">${msg('This file cannot be shown here. You can save it.')}</p>`;
    if (kind === 'text') return html`<pre tabindex="0">${this._text}</pre>`;
    if (kind === 'picture') return html`<img src=${this._url} alt=${name} @error=${fail} />`;
    if (kind === 'film') return html`<video controls src=${this._url} aria-label=${name} @error=${fail}></video>`;
    if (kind === 'sound') return html`<audio controls src=${this._url} aria-label=${name} @error=${fail}></audio>`;
    if (kind === 'pdf') return html`<p class="quiet">${msg('PDF files open in a tab of their own.')}</p>`;
    return html`<p class="quiet">${msg('This kind of file is not opened here. You can save it.')}</p>`;
  }

  protected override render() {
    const { attachment } = this;
    if (attachment === undefined) return nothing;
    const isPdf = kindOf(attachment) === 'pdf' && this._url !== '';
    return html`<ik-dialog open heading=${safeFileName(attachment.name, msg('Attachment'))} @ik-close=${this._close}>
      ${fileNameWarnings(attachment.name).map((warning) => html`<p class="warning" role="alert">${warnings[warning]()}</p>`)}
      ${this._content()}
      <p class="quiet">${attachment.type} · ${sizeText(attachment.size, this.locale)}</p>
      ${
        isPdf
          ? html`<a slot="footer" class="button" href=${this._url} target="_blank" rel="noopener" data-autofocus>${icon(openIcon)}${msg('Open')}</a>`
          : nothing
      }
      <button slot="footer" type="button" class="button primary" ?data-autofocus=${!isPdf} ?disabled=${this._blob === undefined} @click=${this._save}>${icon(saveIcon)}${msg('Save')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-preview': IkMailPreview;
  }
}
