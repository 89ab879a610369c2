import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import fileIcon from 'lucide-static/icons/file-up.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MailImportReport, Progress, Services } from '../../app/services.js';
import { displayContext, servicesContext } from '../contexts.js';
import { BackgroundWork } from '../shared/background-work.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { styles } from '../shared/ik-import-dialog.styles.js';
import '../shared/ik-dialog.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError, isCancelled } from '../shared/problem-message.js';
import { mailProblemText } from './mail-problem-text.js';
import { mailboxList, mailUrl } from './mail-route.js';

/** One file after another. */
interface Job {
  readonly file: File;
  readonly report?: MailImportReport;
  readonly error?: unknown;
  readonly stopped?: boolean;
}

const isWell = ({ report }: Job): boolean => report?.failedCount === 0;

/** Files that are told one by one when all is well with them; of more there is one line. */
const MAX_TOLD = 3;
/** Failures that are drawn. */
const MAX_FAILED = 100;

/**
 * Brings messages in: .eml, mbox, and zips of them (Maildir, Takeout). It goes on while one watches, is held or stopped, and says
 * what could not be read. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-import')
@localized()
export class IkMailImport extends LitElement {
  static override styles = [controls, styles];

  /** New files join those that wait. Without any the dialog asks for them. */
  @property({ attribute: false }) files: readonly File[] = [];
  @consume({ context: servicesContext, subscribe: true }) @state() private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _jobs: readonly Job[] = [];
  @state() private _progress: Progress | undefined;
  @state() private _at = 0;
  @state() private _running = false;
  @state() private _paused = false;
  @query('input[type=file]') private _input!: HTMLInputElement;
  private _taken: readonly File[] = [];
  private _abort = new AbortController();
  private _id = '';
  private readonly _background = new BackgroundWork(this, () => this._abort.abort());

  protected override updated(changed: PropertyValues) {
    if (this._services !== undefined && this.files !== this._taken) {
      this._taken = this.files;
      if (this.files.length > 0) this._add(this.files);
    }
    if (changed.has('_running')) this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private _add(files: readonly File[]) {
    this._jobs = [...this._jobs, ...files.map((file) => ({ file }))];
    if (!this._running) void this._run();
  }

  private async _run() {
    this._running = true;
    while (this._at < this._jobs.length && this._services !== undefined) {
      const job = this._jobs[this._at]!;
      this._abort = new AbortController();
      this._progress = undefined;
      const onProgress = (progress: Progress) => {
        this._progress = progress;
      };
      const onBegin = (id: string) => {
        this._id = id;
      };
      const { signal } = this._abort;
      // Messages that were saved one by one come into one mailbox.
      const single = /\.eml$/i.test(job.file.name) ? { name: msg('Imported') } : {};
      const again = () =>
        this._background.isHidden ? () => this._background.say(new ImportRequestEvent([job.file], true)) : undefined;
      const options = { signal, onProgress, onBegin, again, ...single };
      const done: Job = await this._services.mail.importFile(job.file, options).then(
        (report) => ({ ...job, report }),
        (error: unknown) => ({ ...job, ...(isCancelled(error) ? { stopped: true } : { error }) }),
      );
      this._jobs = this._jobs.map((one, index) => (index === this._at ? done : one));
      this._at += 1;
      this._paused = false;
    }
    this._running = false;
    this._finish();
  }

  /** All is well: it closes by itself and says what came. */
  private _finish() {
    const done = this._jobs.filter(({ report }) => report !== undefined);
    if (this._background.isHidden ? done.length === 0 : !this._jobs.every(isWell) || !this.isConnected) return;
    const unread = done.reduce((sum, { report }) => sum + report!.failedCount, 0);
    const well = this._sumText(done);
    const text = unread === 0 ? well : `${well} ${msg(str`${unread} could not be read.`)}`;
    this._background.say(new NoticeEvent(text, this._showAction()));
    if (this.isConnected) this._close();
  }

  /** Where what came is: its mailbox, or all mail where there are several. */
  private get _shownAt(): string | undefined {
    const ids = new Set(this._jobs.flatMap(({ report }) => report?.mailboxIds ?? []));
    const [id] = ids;
    return id && mailUrl(ids.size === 1 ? mailboxList(id) : 'all');
  }

  private _showAction() {
    const url = this._shownAt;
    if (url === undefined) return {};
    const root = this.getRootNode();
    const { host } = root instanceof ShadowRoot ? root : { host: undefined };
    const event = () => new NavigateEvent(url);
    return {
      action: {
        label: msg('Show'),
        run: () => (host === undefined ? this._background.say(event()) : void host.dispatchEvent(event())),
      },
    };
  }

  private _sumText(jobs: readonly Job[]): string {
    const sum = (name: 'added' | 'same') => jobs.reduce((count, { report }) => count + (report?.[name] ?? 0), 0);
    return this._resultText(sum('added'), sum('same'));
  }

  private _resultText(added: number, same: number): string {
    const { format } = new Intl.NumberFormat(this._locale);
    const came = added === 1 ? msg('1 message imported.') : msg(str`${format(added)} messages imported.`);
    return same === 0
      ? came
      : `${came} ${same === 1 ? msg('1 was here already.') : msg(str`${format(same)} were here already.`)}`;
  }

  private _show(url: string) {
    this.dispatchEvent(new NavigateEvent(url));
    this._close();
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private get _locale() {
    return this._display?.locale ?? 'en';
  }

  private _pause = () => {
    this._paused = !this._paused;
    this._services?.mail.pauseImport(this._id, this._paused);
  };

  private _stop = () => {
    if (this._paused) this._pause();
    this._abort.abort();
  };

  private _chooser() {
    return html`<div class="drop" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(
      event: DragEvent,
    ) => {
      event.preventDefault();
      this._add([...(event.dataTransfer?.files ?? [])]);
    }}>
      ${icon(fileIcon)}
      <span><strong>${msg('Drop mail here')}</strong><br />${msg('Messages (.eml), mbox files, and zips of them, as other programs and Google Takeout make them. They are read on this device only.')}</span>
      <button type="button" class="button primary" data-autofocus @click=${() => this._input.click()}>${msg('Choose files')}</button>
      <input type="file" hidden multiple aria-label=${msg('Files')} accept=".eml,.mbox,.mbx,.tnef,.dat,.zip,.tar,.tgz,.gz,message/rfc822,application/mbox,application/zip,application/gzip,application/x-tar"
        @change=${() => this._add([...(this._input.files ?? [])])} />
    </div>`;
  }

  private _going(job: Job) {
    const { format } = new Intl.NumberFormat(this._locale);
    const { done, total, fraction } = this._progress ?? {};
    const label = msg(str`Importing ${job.file.name}…`);
    return html`<div role="status">
      <p>${label}</p>
      <progress max="1" aria-label=${label} value=${fraction ?? nothing}></progress>
      <p class="waiting">${done ? (total ? `${format(done)} / ${format(total)}` : format(done)) : ''}${this._paused ? ` · ${msg('held')}` : ''}</p>
    </div>`;
  }

  private _result = ({ file, report, error, stopped }: Job) => {
    if (stopped === true) return html`<p>${msg(str`${file.name}: stopped. What was read before is here.`)}</p>`;
    if (error !== undefined) {
      const isKind = (error as { code?: unknown }).code === 'input/wrong-kind';
      return html`<p role="alert">${isKind ? msg(str`${file.name} is no file of messages (.eml, mbox, or a zip of them).`) : `${file.name}: ${describeError(error, { file: file.name })}`}</p>`;
    }
    if (report === undefined) return nothing;
    const failed = report.failed.slice(0, MAX_FAILED);
    return html`<p>${file.name}: ${this._resultText(report.added, report.same)}</p>
      ${
        report.failedCount === 0
          ? nothing
          : html`<p role="alert">${report.failedCount === 1 ? msg('1 message has something that could not be read:') : msg(str`${report.failedCount} messages have something that could not be read:`)}</p>
            <ul class="problems" tabindex="0" aria-label=${msg('Problems')}>${failed.map(({ at, name, problem }) => html`<li>${name ?? msg(str`Message ${at + 1}`)}: ${mailProblemText(problem.code)}</li>`)}</ul>`
      }`;
  };

  private _results(done: readonly Job[]) {
    const well = done.filter(isWell);
    if (well.length <= MAX_TOLD) return done.map(this._result);
    return html`<p>${this._sumText(well)}</p>${done.filter((job) => !isWell(job)).map(this._result)}`;
  }

  private _buttons() {
    if (this._jobs.length === 0) return nothing;
    const url = this._shownAt;
    if (!this._running && url !== undefined)
      return html`<button slot="footer" type="button" class="button" @click=${this._close}>${msg('Close')}</button>
        <button slot="footer" type="button" class="button primary" data-autofocus @click=${() => this._show(url)}>${msg('Show')}</button>`;
    if (!this._running)
      return html`<button slot="footer" type="button" class="button primary" data-autofocus @click=${this._close}>${msg('Close')}</button>`;
    return html`${this._background.button()}<button slot="footer" type="button" class="button" data-autofocus @click=${this._pause}>${this._paused ? msg('Go on') : msg('Pause')}</button>
      <button slot="footer" type="button" class="button" @click=${this._stop}>${msg('Stop')}</button>`;
  }

  protected override render() {
    const job = this._jobs[this._at];
    const waiting = this._jobs.length - this._at - 1;
    return html`<ik-dialog open heading=${msg('Import mail')} @ik-close=${this._close}>
      ${this._jobs.length === 0 ? this._chooser() : nothing} ${this._results(this._jobs.slice(0, this._at))}
      ${job !== undefined && this._running ? this._going(job) : nothing}
      ${waiting > 0 ? html`<p class="waiting">${waiting === 1 ? msg('1 more file follows.') : msg(str`${waiting} more files follow.`)}</p>` : nothing}
      ${this._buttons()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-import': IkMailImport;
  }
}
