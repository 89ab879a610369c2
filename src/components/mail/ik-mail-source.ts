import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import type { EmailDetail } from '../../domain/mail/email.js';
import { safeFileName } from '../../domain/mail/safe-file-name.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { saveFile } from '../shared/save-file.js';

/** Bytes that are drawn; the file has all of them. */
const MAX_SHOWN = 500_000;

/** The name of a message's file. */
export const emlName = (subject: string) => safeFileName(`${subject.slice(0, 80) || 'message'}.eml`);

/**
 * A message as it came, byte for byte. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-source')
@localized()
export class IkMailSource extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: min(960px, 94vw); }
      pre { max-block-size: 65vh; margin: 0; padding: 12px; overflow: auto; border-radius: 8px; background: var(--ik-surface-2); font-size: 12.5px; white-space: pre-wrap; overflow-wrap: anywhere; }
    `,
  ];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) read: () => Promise<Blob | undefined> = async () => undefined;
  @property() locale = 'en';
  @state() private _blob: Blob | undefined;
  @state() private _text = '';
  @state() private _error = '';

  protected override firstUpdated() {
    void this._load();
  }

  private async _load() {
    try {
      const blob = await this.read();
      if (blob === undefined) throw Object.assign(new Error('gone'), { code: 'store/not-found' });
      this._text = await blob.slice(0, MAX_SHOWN).text();
      this._blob = blob;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _save = () => {
    if (this._blob !== undefined) saveFile(this._blob, emlName(this.email?.subject ?? ''));
  };

  protected override render() {
    const isCut = (this._blob?.size ?? 0) > MAX_SHOWN;
    return html`<ik-dialog open heading=${msg('Source of the message')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      ${this._blob === undefined ? (this._error === '' ? html`<p role="status">${msg('Reading the message…')}</p>` : nothing) : html`<pre tabindex="0" dir="ltr">${this._text}</pre>`}
      ${isCut ? html`<p>${msg('This is its beginning; the file has all of it.')}</p>` : nothing}
      <button slot="footer" type="button" class="button primary" data-autofocus ?disabled=${this._blob === undefined} @click=${this._save}>${icon(saveIcon)}${msg('Save as .eml')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-source': IkMailSource;
  }
}
