import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import calendarIcon from 'lucide-static/icons/calendar-days.svg?raw';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import fileIcon from 'lucide-static/icons/file-up.svg?raw';
import contactsIcon from 'lucide-static/icons/users-round.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ImportPreview, ImportTarget, Progress, Services } from '../../app/services.js';
import type { TableReadEvent } from '../contacts/ik-import-table.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from './controls.styles.js';
import { icon } from './icon.js';
import './ik-dialog.js';
import { styles } from './ik-import-dialog.styles.js';
import './ik-import-target.js';
import type { IkImportTarget } from './ik-import-target.js';
import './ik-import-samples.js';
import { failedTemplate, leftTemplate, problemsTemplate, spanText } from './import-preview.js';
import { ImportQueue, isPlain, itemCount } from './import-queue.js';
import { ImportRequestEvent } from './import-request-event.js';
import { countsText, finishedText } from './import-texts.js';
import { isMailFile } from './mail-files.js';
import { NoticeEvent } from './notice-event.js';
import { describeError } from './problem-message.js';
import { fileName, saveFile } from './save-file.js';

/**
 * Brings .ics, .vcf and .csv files in, one after another: shows what is in a file before anything is stored, asks where to
 * put it, or all that are like it, and offers to take all of it back. Messages among them are handed on at the end.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 * @fires {ImportRequestEvent} ik-import - With the messages, for the import of mail.
 * @fires {NoticeEvent} ik-notice - What was imported, with undo.
 */
@customElement('ik-import-dialog')
@localized()
export class IkImportDialog extends LitElement {
  static override styles = [controls, styles];

  /** New files join those that wait. Without any the dialog asks for them. */
  @property({ attribute: false }) files: readonly File[] = [];
  @consume({ context: servicesContext, subscribe: true }) private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) private _display?: DisplaySettings;
  @query('ik-import-target') private _target!: IkImportTarget;
  @query('input[type=file]') private _input!: HTMLInputElement;
  private readonly _queue = new ImportQueue(this, () => this._services?.imports);
  private _taken: readonly File[] = [];
  private _step = '';

  protected override willUpdate(_changed: PropertyValues<this>) {
    if (this._services && this.files !== this._taken) {
      this._taken = this.files;
      if (this.files.length > 0) this._add(this.files);
    }
  }

  private _add(files: readonly File[]) {
    const isMail = ({ name }: File) => isMailFile(name, false);
    this._mail.push(...files.filter(isMail));
    this._queue.add(files.filter((file) => !isMail(file)));
  }
  private readonly _mail: File[] = [];

  protected override updated() {
    const { step, waiting } = this._queue;
    if (step.kind === 'done' && waiting.length === 0) this._finish();
    // Each step has other buttons: the focus goes to the one that leads on, not back to the page.
    if (step.kind === 'reading') this._page = 'table';
    if (step.kind !== this._step) this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    this._step = step.kind;
  }

  /** Says what was done and closes. */
  private _finish = () => {
    if (!this.isConnected || this._closed) return;
    this._closed = true;
    this._queue.stop();
    const { finished } = this._queue;
    if (finished.length > 0) {
      const undo = async () => {
        for (const { report } of finished.toReversed()) await report.undo();
      };
      this.dispatchEvent(new NoticeEvent(finishedText(finished, this._locale), { undo }));
      void this._offerReview();
    }
    this.dispatchEvent(new Event('ik-close'));
    if (this._mail.length > 0) this.dispatchEvent(new ImportRequestEvent(this._mail, true));
  };
  private _closed = false;

  /** Looked for when the import is done and this is closed: the shell tells of it. */
  private async _offerReview() {
    const { host } = this.getRootNode() as ShadowRoot;
    const contacts = this._queue.finished.filter(({ preview }) => preview.kind === 'addressbook');
    if (contacts.length === 0 || !this._services || !(host instanceof HTMLElement)) return;
    const { offerReview } = await import('../contacts/duplicates/offer-review.js').catch(() => ({
      offerReview: undefined,
    }));
    await offerReview?.(host, this._services, contacts, this._locale);
  }

  private get _locale() {
    return this._display?.locale ?? 'en';
  }

  private _onChoose() {
    this._add([...(this._input.files ?? [])]);
  }

  private _onDrop(event: DragEvent) {
    event.preventDefault();
    this._add([...(event.dataTransfer?.files ?? [])]);
  }

  private _commit(target: ImportTarget, all = false) {
    void this._queue.commit(target, all);
  }

  private _chooser() {
    return html`<div class="drop" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this._onDrop}>
      ${icon(fileIcon)}
      <span><strong>${msg('Drop files here')}</strong><br />${msg('Calendars (.ics), contacts (.vcf or .csv) and messages (.eml or .mbox). They are read on this device only.')}</span>
      <button type="button" class="button primary" data-autofocus @click=${() => this._input.click()}>${msg('Choose files')}</button>
      <input
        type="file"
        hidden
        multiple
        aria-label=${msg('Files')}
        accept=".ics,.ical,.ifb,.vcs,.vcf,.vcard,.csv,.tsv,.eml,.mbox,.mbx,.mboxrd,.tnef,text/calendar,text/x-vcalendar,text/vcard,text/x-vcard,text/csv,message/rfc822"
        @change=${this._onChoose}
      />
    </div>`;
  }

  private _progress(label: string, progress: Progress | undefined) {
    const number = new Intl.NumberFormat(this._locale);
    const done = progress?.done ? number.format(progress.done) : '';
    return html`<div role="status">
      <p>${label}</p>
      <progress max="1" aria-label=${label} value=${progress?.fraction ?? nothing}></progress>
      <p class="waiting">${progress?.total ? `${done} / ${number.format(progress.total)}` : done}${this._queue.paused ? ` · ${msg('held')}` : ''}</p>
    </div>`;
  }

  /** Of a table first how it is read, then where it goes. */
  private _page: 'table' | 'target' = 'table';

  private _isTablePage(preview: ImportPreview): boolean {
    return preview.table !== undefined && this._page === 'table';
  }

  private _turn(page: 'table' | 'target') {
    this._page = page;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus());
  }

  private _table(preview: ImportPreview) {
    void import('../contacts/ik-import-table.js');
    return html`<ik-import-table .preview=${preview} .locale=${this._locale}
      @ik-table-read=${(event: TableReadEvent) => void this._queue.readTable(event.options)}></ik-import-table>`;
  }

  private _failedRows(preview: ImportPreview) {
    const save = async () => {
      const text = await this._services?.imports.failedRows(preview.id);
      if (text === undefined) return;
      const name = msg(str`${preview.suggestedName} – rows to mend`);
      saveFile(new Blob([text], { type: 'text/csv' }), fileName(name, 'csv'));
    };
    return (preview.table?.failedCount ?? 0) === 0
      ? nothing
      : html`<p><button type="button" class="button" @click=${save}>${icon(saveIcon)}${msg('Save the rows that were left out')}</button></p>`;
  }

  private _preview(preview: ImportPreview, error: unknown) {
    const display = this._display;
    const isTable = this._isTablePage(preview);
    return html`<div class="head">
        <span class="tile">${icon(preview.kind === 'calendar' ? calendarIcon : contactsIcon)}</span>
        <div>
          <p class="name">${preview.fileName}</p>
          <p>${countsText(preview, this._locale)}</p>
          ${display && preview.span ? html`<p>${spanText(preview, display)}</p>` : nothing}
        </div>
      </div>
      ${error === undefined ? nothing : html`<p class="error-text" role="alert">${describeError(error)}</p>`}
      ${isTable ? this._table(preview) : display ? html`<ik-import-samples .preview=${preview} .display=${display}></ik-import-samples>` : nothing}
      ${problemsTemplate(preview)} ${this._failedRows(preview)}
      ${itemCount(preview) > 0 && !isTable ? html`<ik-import-target .preview=${preview}></ik-import-target>` : nothing}`;
  }

  private _body() {
    const { step } = this._queue;
    switch (step.kind) {
      case 'choose':
        return this.files.length > 0
          ? this._progress(msg('Waiting for the storage to open…'), undefined)
          : this._chooser();
      case 'reading':
        return this._progress(msg(str`Reading ${step.file.name}…`), step.progress);
      case 'saving':
        return this._progress(msg(str`Storing ${step.file.name}…`), step.progress);
      case 'preview':
        return this._preview(step.preview, step.error);
      case 'failed':
        return failedTemplate(step.file, step.error);
      case 'left':
        return leftTemplate(step.files);
      case 'done':
        return nothing;
    }
  }

  private _buttons() {
    const { step, waiting } = this._queue;
    const skip = waiting.length > 0 ? msg('Skip this file') : msg('Cancel');
    const leave = (label: string, first = false) =>
      html`<button type="button" class="button" ?data-autofocus=${first} @click=${() => this._queue.next()}>${label}</button>`;
    if (step.kind === 'reading') return html`${this._pauseButton()}${leave(skip)}`;
    if (step.kind === 'left') return leave(msg('Close'), true);
    const goOn = waiting.length > 0 ? msg('Next file') : msg('Close');
    if (step.kind === 'failed') return leave(goOn, true);
    if (step.kind === 'saving')
      return html`${this._pauseButton()}<button type="button" class="button" @click=${() => this._queue.cancelSaving()}>${msg('Cancel')}</button>`;
    if (step.kind !== 'preview') return nothing;
    const isEmpty = itemCount(step.preview) === 0;
    if (!isEmpty && this._isTablePage(step.preview))
      return html`${leave(skip)}
        <button type="button" class="button primary" data-autofocus @click=${() => this._turn('target')}>${msg('Next')}</button>`;
    const back = step.preview.table !== undefined && this._page === 'target';
    return html`${back ? html`<button type="button" class="button" @click=${() => this._turn('table')}>${msg('Back')}</button>` : nothing}
    ${isEmpty ? leave(goOn, true) : leave(skip)}
    ${
      isEmpty
        ? nothing
        : html`${waiting.length > 0 && isPlain(step.preview) ? html`<button type="button" class="button" @click=${() => this._commit(this._target.value, true)}>${msg(str`Import all ${waiting.length + 1} files`)}</button>` : nothing}
          <button type="button" class="button primary" data-autofocus @click=${() => this._commit(this._target.value)}>${msg('Import')}</button>`
    }`;
  }

  private _pauseButton() {
    const { paused } = this._queue;
    return html`<button type="button" class="button" @click=${() => this._queue.pause(!paused)}>${paused ? msg('Go on') : msg('Pause')}</button>`;
  }

  /** A dialog that gave way to another one has closed, too. */
  private _onLeave = (event: Event) => {
    if (!(event.target as Element).isConnected) return;
    this._mail.length = 0; // whoever closes it wants no more
    this._finish();
  };

  /** Messages between organiser and guests are looked at one by one (RFC 5546). */
  private _messages(preview: ImportPreview) {
    void import('../calendar/invitations/ik-invitation-dialog.js');
    return html`<ik-invitation-dialog .messages=${preview.messages} @ik-close=${() => this._queue.next()}></ik-invitation-dialog>`;
  }

  protected override render() {
    const { step } = this._queue;
    const follow = this._queue.waiting.length + this._mail.length;
    const isWide = step.kind === 'preview' && this._isTablePage(step.preview);
    if (step.kind === 'preview' && step.preview.messages.length > 0) return this._messages(step.preview);
    return html`<ik-dialog open class=${isWide ? 'wide' : ''} heading=${msg('Import')} @ik-close=${this._onLeave}>
      ${this._body()}
      ${follow > 0 ? html`<p class="waiting">${follow === 1 ? msg('1 more file follows.') : msg(str`${follow} more files follow.`)}</p>` : nothing}
      ${step.kind === 'choose' ? nothing : html`<div slot="footer" class="buttons">${this._buttons()}</div>`}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-import-dialog': IkImportDialog;
  }
}
