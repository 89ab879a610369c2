import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BackupInfo } from '../../app/backup/backup.js';
import type { Progress, Services } from '../../app/services.js';
import { BACKUP_ENDING } from '../../domain/backup/backup.js';
import { systemClock, systemZone } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { passphraseField, passphraseStyles } from '../lock/passphrase-field.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { isCancelled } from '../shared/problem-message.js';
import { describeBackupError } from './backup-texts.js';

type Step = 'asking' | 'reading' | 'ready' | 'writing' | 'failed';

/**
 * Puts a backup into this profile: a file, its passphrase, what is in it, and then the page is loaded anew.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-backup-restore')
@localized()
export class IkBackupRestore extends LitElement {
  static override styles = [
    controls,
    passphraseStyles,
    css`
      form { display: grid; gap: 14px; }
      p { margin: 0; }
      progress { inline-size: 100%; }
      .error { color: var(--ik-danger); }
      ul { margin: 0; padding-inline-start: 20px; }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  /** BCP 47. */
  @property() locale = 'en';
  /** A file that was dropped or opened. */
  @property({ attribute: false }) file: File | undefined;
  /** Loads the page anew; tests put something else here. */
  @property({ attribute: false }) reload = () => location.assign('/');
  @state() private _step: Step = 'asking';
  @state() private _shown = false;
  @state() private _info: BackupInfo | undefined;
  @state() private _progress: Progress | undefined;
  @state() private _error = '';
  @query('#file') private _field!: HTMLInputElement | null;
  @query('#pass') private _pass!: HTMLInputElement;
  private _abort = new AbortController();

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._abort.abort();
  }

  private _close = () => {
    if (this._step === 'failed') return this.reload();
    this._abort.abort();
    this.dispatchEvent(new Event('ik-close'));
  };

  /** While it is written there is no way back: the dialog stays. */
  private _onCancel = (event: Event) => {
    if (this._step === 'writing') event.preventDefault();
  };

  private _follow = (progress: Progress) => {
    this._progress = progress;
  };

  private _read = async (event: Event) => {
    event.preventDefault();
    if (this._step === 'ready') return this._write();
    const file = this._field?.files?.[0] ?? this.file;
    if (file === undefined) {
      this._error = msg('Choose the file of the backup.');
      return this._field?.focus();
    }
    if (this._pass.value === '') return this._pass.focus();
    this.file = file;
    this._step = 'reading';
    this._error = '';
    this._abort = new AbortController();
    try {
      const options = { signal: this._abort.signal, onProgress: this._follow };
      this._info = await this.services!.backup.check(file, this._pass.value, options);
      this._step = 'ready';
    } catch (error) {
      this._step = 'asking';
      if (!isCancelled(error)) this._error = describeBackupError(error);
    } finally {
      this._progress = undefined;
    }
  };

  private async _write() {
    this._step = 'writing';
    try {
      await this.services!.backup.restore(this.file!, this._pass.value, { onProgress: this._follow });
      this.reload();
    } catch (error) {
      this._step = 'failed';
      this._error = describeBackupError(error);
    }
  }

  private _contents({ made, calendars, addressBooks, items, emails, files }: BackupInfo) {
    const date = createMomentTexts(this.locale, systemZone(), () => systemClock.now()).full(made);
    const number = (count: number) => count.toLocaleString(this.locale);
    return html`<div role="status">
      <p>${msg(str`A backup of ${date}:`)}</p>
      <ul>
        <li>${msg(str`Calendars: ${number(calendars)}`)}</li>
        <li>${msg(str`Address books: ${number(addressBooks)}`)}</li>
        <li>${msg(str`Events, tasks and contacts: ${number(items)}`)}</li>
        <li>${msg(str`Messages: ${number(emails)}`)}</li>
        <li>${msg(str`Files: ${number(files)}`)}</li>
      </ul>
    </div>`;
  }

  private _buttons() {
    const step = this._step;
    if (step === 'failed')
      return html`<button slot="footer" type="button" class="button primary" @click=${this.reload}>${msg('Reload')}</button>`;
    const isBusy = step === 'reading' || step === 'writing';
    const label = step === 'ready' || step === 'writing' ? msg('Restore') : msg('Continue');
    return html`<button slot="footer" type="button" class="button" ?disabled=${step === 'writing'} @click=${step === 'reading' ? () => this._abort.abort() : this._close}>${step === 'reading' ? msg('Stop') : msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${isBusy}>${label}</button>`;
  }

  protected override render() {
    const step = this._step;
    const isBusy = step === 'reading' || step === 'writing';
    const isAsking = step === 'asking' || step === 'reading';
    return html`<ik-dialog open heading=${msg('Restore a backup')} @ik-close=${this._close} @ik-cancel=${this._onCancel}>
      <form id="form" @submit=${this._read}>
        <p ?hidden=${!isAsking}>${msg('Everything of a backup comes into this profile, which has nothing yet. Your account comes back with its recovery key, afterwards.')}</p>
        ${
          this.file === undefined || (isAsking && this._field)
            ? html`<label class="field" ?hidden=${!isAsking}>${msg('File')}<input id="file" class="input" type="file" accept=".${BACKUP_ENDING}" ?disabled=${isBusy} /></label>`
            : html`<p><bdi>${this.file.name}</bdi></p>`
        }
        <div ?hidden=${!isAsking}>${passphraseField({
          ...{ id: 'pass', label: msg('Passphrase of the backup'), isNew: false, shown: this._shown, disabled: isBusy },
          onShow: () => {
            this._shown = !this._shown;
          },
        })}</div>
        ${this._info ? this._contents(this._info) : nothing}
        ${isBusy ? html`<progress max="1" aria-label=${step === 'reading' ? msg('Reading the backup') : msg('Restoring the backup')} value=${this._progress?.fraction ?? nothing}></progress>` : nothing}
        ${this._error ? html`<p class="error" role="alert">${this._error}</p>` : nothing}
      </form>
      ${this._buttons()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-backup-restore': IkBackupRestore;
  }
}
