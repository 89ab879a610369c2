import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Progress, Services } from '../../app/services.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import { BackgroundWork } from '../shared/background-work.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError, isCancelled } from '../shared/problem-message.js';
import { fileName, saveFile } from '../shared/save-file.js';
import { mailboxName } from './mail-names.js';

/**
 * Saves a mailbox, or several, as a file. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-export')
@localized()
export class IkMailExport extends LitElement {
  static override styles = [
    controls,
    css`progress { inline-size: 100%; } label { display: flex; gap: 8px; padding-block: 6px; } fieldset { margin: 0; padding: 0; border: 0; }`,
  ];

  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @property({ attribute: false }) services: Services | undefined;
  @property() locale = 'en';
  @state() private _format: 'mbox' | 'eml' = 'mbox';
  @state() private _progress: Progress | undefined;
  @state() private _busy = false;
  @state() private _error = '';
  private _abort = new AbortController();

  private readonly _background = new BackgroundWork(this, () => this._abort.abort());

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private async _go() {
    this._busy = true;
    this._error = '';
    this._abort = new AbortController();
    try {
      const ids = this.mailboxes.map(({ id }) => id);
      const blob = await this.services!.mail.exportMailboxes(ids, this._format, {
        signal: this._abort.signal,
        onProgress: (progress) => {
          this._progress = progress;
        },
        again: () => (this._background.isHidden ? () => void this._go() : undefined),
      });
      const [first] = this.mailboxes;
      const isZip = blob.type.includes('zip') || this._format === 'eml' || ids.length > 1;
      saveFile(blob, fileName(ids.length === 1 && first ? mailboxName(first) : msg('Mail'), isZip ? 'zip' : 'mbox'));
      if (this._background.isHidden) this._background.say(new NoticeEvent(msg('The mail is in your downloads.')));
      else this._close();
    } catch (error) {
      if (!isCancelled(error)) this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _choice(format: 'mbox' | 'eml', label: string) {
    return html`<label><input type="radio" name="format" .checked=${this._format === format} ?disabled=${this._busy} @change=${() => {
      this._format = format;
    }} />${label}</label>`;
  }

  protected override render() {
    const count = this.mailboxes.reduce((sum, { totalEmails }) => sum + totalEmails, 0).toLocaleString(this.locale);
    return html`<ik-dialog compact open heading=${msg('Export mail')} @ik-close=${this._close}>
      <p>${msg(str`${count} messages, as they came.`)}</p>
      <fieldset><legend class="visually-hidden">${msg('Kind of file')}</legend>
        ${this._choice('mbox', msg('One file (mbox), for other mail programs'))} ${this._choice('eml', msg('A file for each message (.eml), in a zip'))}
      </fieldset>
      ${this._busy ? html`<progress max="1" aria-label=${msg('Export mail')} value=${this._progress?.fraction ?? nothing}></progress>` : nothing}
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      ${this._busy ? this._background.button() : nothing}
      <button slot="footer" type="button" class="button" @click=${this._close}>${this._busy ? msg('Stop') : msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" data-autofocus ?disabled=${this._busy} @click=${() => this._go()}>${msg('Export')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-export': IkMailExport;
  }
}
