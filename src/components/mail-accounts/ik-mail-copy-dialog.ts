import { localized, msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccountCopyReport, Progress } from '../../app/services.js';
import { LOCAL_ACCOUNT, type MailAccount } from '../../domain/mail/mailbox.js';
import { AccountDialog } from '../account/account-dialog.js';
import { BackgroundWork } from '../shared/background-work.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError, isCancelled } from '../shared/problem-message.js';
import { describeServerProblem } from './mail-account-texts.js';

/**
 * Copies all mail of an account into another one. It goes on while one watches, is held, stopped, or goes on in the background,
 * and says what became of it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-mail-copy-dialog')
@localized()
export class IkMailCopyDialog extends AccountDialog {
  static override styles = [
    ...AccountDialog.styles,
    css`
      progress { inline-size: 100%; block-size: 8px; accent-color: var(--ik-accent); }
      p { margin: 0; }
    `,
  ];

  /** Whose mail is copied. */
  @property({ attribute: false }) from!: MailAccount;
  /** All there are. */
  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @property() locale = 'en';
  @state() private _to = LOCAL_ACCOUNT;
  @state() private _progress?: Progress;
  @state() private _isHeld = false;
  @state() private _report?: AccountCopyReport;
  @state() private _isStopped = false;
  private _id = '';
  private readonly _abort = new AbortController();
  private readonly _background = new BackgroundWork(this, () => this._abort.abort());

  protected override updated(changed: PropertyValues) {
    if (changed.has('_busy') || changed.has('_report'))
      this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private _copy = async () => {
    const { from, _to: to } = this;
    const done = await this._do(async ({ mail }) => {
      this._report = await mail.copyAccount(from, to, {
        signal: this._abort.signal,
        onBegin: (id) => {
          this._id = id;
        },
        onProgress: (progress) => {
          this._progress = progress;
        },
        again: () => (this._background.isHidden ? () => void mail.copyAccount(from, to).catch(() => {}) : undefined),
      });
    });
    this._isHeld = false;
    if (!done && isCancelled(this._error)) {
      this._problem = '';
      this._isStopped = true;
    }
    if (this._report === undefined || (!this._background.isHidden && !this._isWell)) return;
    this._background.say(new NoticeEvent(this._resultText(this._report)));
    this._close();
  };

  private get _isWell(): boolean {
    return this._report?.isWhole === true && this._report.failed === 0;
  }

  protected override _describeError(error: unknown): string {
    return describeError(error);
  }

  private _hold = () => {
    this._isHeld = !this._isHeld;
    this.services?.mail.pauseImport(this._id, this._isHeld);
  };

  private _stop = () => {
    if (this._isHeld) this._hold();
    this._abort.abort();
  };

  private _number(value: number): string {
    return value.toLocaleString(this.locale);
  }

  private _resultText({ added, same, failed, isWhole, problem }: AccountCopyReport): string {
    const number = (value: number) => this._number(value);
    const parts = [added === 1 ? msg('1 message copied.') : msg(str`${number(added)} messages copied.`)];
    if (same > 0) parts.push(same === 1 ? msg('1 was there already.') : msg(str`${number(same)} were there already.`));
    if (failed > 0)
      parts.push(
        failed === 1
          ? msg('The server does not give 1 message.')
          : msg(str`The server does not give ${number(failed)} messages.`),
      );
    if (problem !== undefined) parts.push(describeServerProblem(problem));
    if (!isWhole) parts.push(msg('That is not all yet: copy again later, and it goes on from here.'));
    return parts.join(' ');
  }

  private _nameOf = ({ id, name }: MailAccount) => (id === LOCAL_ACCOUNT ? msg('On this device') : name);

  private _question() {
    return html`<form class="stack" id="form" @submit=${(event: Event) => {
      event.preventDefault();
      void this._copy();
    }}>
        <p>${msg(str`All messages and folders of ${this.from.name} are copied; there everything stays as it is. What the other side has already is not copied twice.`)}</p>
        <label class="field">${msg('Copy to')}<select data-autofocus @change=${(event: Event) => (this._to = (event.target as HTMLSelectElement).value)}>
          ${this.accounts.filter(({ id }) => id !== this.from.id).map((account) => html`<option value=${account.id} ?selected=${account.id === this._to}>${this._nameOf(account)}</option>`)}
        </select></label>
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${msg('Copy')}</button>`;
  }

  private _going() {
    const { done = 0, total, fraction } = this._progress ?? {};
    const label = msg(str`Copying the mail of ${this.from.name}`);
    const far = total ? msg(str`${this._number(done)} of ${this._number(total)}`) : this._number(done);
    return html`<div class="stack" role="status"><p>${label}</p>
        <progress max="1" aria-label=${label} value=${fraction ?? nothing}></progress>
        <p class="quiet">${far}${this._isHeld ? ` · ${msg('held')}` : ''}</p></div>
      ${this._background.button()}<button slot="footer" type="button" class="button" data-autofocus @click=${this._hold}>${this._isHeld ? msg('Go on') : msg('Pause')}</button>
      <button slot="footer" type="button" class="button" @click=${this._stop}>${msg('Stop')}</button>`;
  }

  private _end() {
    const text =
      this._report === undefined
        ? msg('Stopped. What was copied is there; copy again, and it goes on from here.')
        : this._resultText(this._report);
    return html`<p role="status">${text}</p>
      <button slot="footer" type="button" class="button primary" data-autofocus @click=${this._close}>${msg('Close')}</button>`;
  }

  protected override render() {
    const isOver = this._report !== undefined || this._isStopped;
    const content = this._busy ? this._going() : isOver ? this._end() : this._question();
    return this._dialog(msg(str`Copy ${this.from.name}`), content, true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-copy-dialog': IkMailCopyDialog;
  }
}
