import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Progress, Services } from '../../app/services.js';
import { BACKUP_ENDING } from '../../domain/backup/backup.js';
import { MIN_PASSPHRASE, type PassphraseStrength, passphraseStrength } from '../../domain/lock/passphrase.js';
import { strengthText } from '../lock/lock-texts.js';
import { passphraseField, passphraseStyles } from '../lock/passphrase-field.js';
import { BackgroundWork } from '../shared/background-work.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { isCancelled } from '../shared/problem-message.js';
import { saveFile } from '../shared/save-file.js';
import { describeBackupError } from './backup-texts.js';

/**
 * Makes a backup: asks for a passphrase, then gives the file. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 * @fires {NoticeEvent} ik-notice - The file is there.
 */
@customElement('ik-backup-dialog')
@localized()
export class IkBackupDialog extends LitElement {
  static override styles = [
    controls,
    passphraseStyles,
    css`
      form { display: grid; gap: 14px; }
      p { margin: 0; }
      progress { inline-size: 100%; }
      .strength { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 13px; }
      .strength p { flex: 1; }
      .weak, .error { color: var(--ik-danger); }
      .strong { color: var(--ik-ok); }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  /** ISO date for the file's name. */
  @property() date = '';
  @state() private _shown = false;
  @state() private _strength: PassphraseStrength | undefined;
  @state() private _progress: Progress | undefined;
  @state() private _busy = false;
  @state() private _error = '';
  @query('#fresh') private _fresh!: HTMLInputElement;
  @query('#again') private _again!: HTMLInputElement;
  private _abort = new AbortController();

  private readonly _background = new BackgroundWork(this, () => this._abort.abort());

  private _close = () => {
    this._abort.abort();
    this.dispatchEvent(new Event('ik-close'));
  };

  private _weigh = () => {
    this._error = '';
    this._strength = this._fresh.value === '' ? undefined : passphraseStrength(this._fresh.value);
  };

  private _suggest = async () => {
    const acts = await this.services?.lock.acts();
    if (acts === undefined) return;
    this._fresh.value = await acts.suggest();
    this._again.value = this._fresh.value;
    this._shown = true;
    this._weigh();
  };

  private _check(): HTMLInputElement | undefined {
    if (this._fresh.value.length < MIN_PASSPHRASE) {
      this._error = strengthText('short');
      return this._fresh;
    }
    if (this._fresh.value === this._again.value) return undefined;
    this._error = msg('The two are not the same. Type the passphrase again.');
    return this._again;
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    const wrong = this._check();
    if (wrong !== undefined) return wrong.focus();
    await this._make(this._fresh.value);
  };

  private async _make(passphrase: string) {
    this._busy = true;
    this._error = '';
    this._abort = new AbortController();
    try {
      const file = await this.services!.backup.make(passphrase, {
        signal: this._abort.signal,
        onProgress: (progress) => {
          this._progress = progress;
        },
        again: () => (this._background.isHidden ? () => void this._make(passphrase) : undefined),
      });
      saveFile(file, `ikebana-${this.date}.${BACKUP_ENDING}`);
      this._background.say(new NoticeEvent(msg('The backup is in your downloads.')));
      if (this.isConnected) this._close();
    } catch (error) {
      if (!isCancelled(error)) this._error = describeBackupError(error);
    } finally {
      this._busy = false;
      this._progress = undefined;
    }
  }

  private _stop = () => this._abort.abort();

  protected override render() {
    return html`<ik-dialog open heading=${msg('Make a backup')} @ik-close=${this._close}>
      <form id="form" @submit=${this._submit}>
        <p>${msg('One file with everything: calendars, tasks, contacts and their history, settings, files, and the mail on this device. Only your passphrase opens it.')}</p>
        <p class="quiet">${msg('Nobody can reset the passphrase. Keys of your account and passwords of mail accounts are not in it.')}</p>
        ${passphraseField({
          ...{
            id: 'fresh',
            label: msg('Passphrase'),
            isNew: true,
            shown: this._shown,
            focused: true,
            disabled: this._busy,
          },
          describedBy: 'strength',
          onInput: this._weigh,
          onShow: () => {
            this._shown = !this._shown;
          },
        })}
        <div class="strength">
          <p id="strength" role="status" class=${this._strength ?? ''}>${this._strength === undefined ? msg('Several words that do not belong together are easy to keep and hard to find.') : strengthText(this._strength)}</p>
          <button type="button" class="button soft" ?disabled=${this._busy} @click=${this._suggest}>${msg('Suggest one')}</button>
        </div>
        ${passphraseField({ id: 'again', label: msg('The same again'), isNew: true, shown: this._shown, disabled: this._busy })}
        ${this._busy ? html`<progress max="1" aria-label=${msg('Making the backup')} value=${this._progress?.fraction ?? nothing}></progress>` : nothing}
        ${this._error ? html`<p class="error" role="alert">${this._error}</p>` : nothing}
      </form>
      ${this._busy ? this._background.button() : nothing}
      <button slot="footer" type="button" class="button" @click=${this._busy ? this._stop : this._close}>${this._busy ? msg('Stop') : msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} @click=${this._submit}>${msg('Make the backup')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-backup-dialog': IkBackupDialog;
  }
}
