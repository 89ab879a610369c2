import { localized, msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PairingState } from '../../app/account/account.js';
import {
  CODE_GROUPS,
  groupPairingCode,
  readPairingCode,
  readPairingLink,
  wrongGroup,
} from '../../domain/sharing/pairing-code.js';
import { LiveController } from '../shared/live-controller.js';
import { AccountDialog } from './account-dialog.js';
import { describeAccountProblem } from './account-texts.js';
import { canScan, type ScannedEvent } from './ik-code-scanner.js';
import { digitsPart, waitPart } from './pairing-view.js';

/** With blanks between the groups. */
const CODE_LENGTH = CODE_GROUPS * 5 - 1;

/**
 * On a device of the account: reads a new device's code by camera or typed, and lets it in once the person has compared
 * the digits.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-admit-dialog')
@localized()
export class IkAdmitDialog extends AccountDialog {
  static override styles = [
    ...AccountDialog.styles,
    css`
      textarea { font: 600 16px ui-monospace, monospace; letter-spacing: 0.06em; text-transform: uppercase; }
    `,
  ];

  /** The account's relay. */
  @property() relay = '';
  @state() private _typed = '';
  @state() private _started = false;
  @state() private _scanner: 'none' | 'offered' | 'open' = 'none';
  @query('textarea') private _area!: HTMLTextAreaElement;
  private readonly _pairing = new LiveController<PairingState>(this, () =>
    this._started ? this.services?.account.watchPairing() : undefined,
  );

  protected override firstUpdated() {
    void canScan().then((can) => {
      if (can) this._scanner = 'offered';
    });
  }

  private _input = () => {
    const { value, selectionStart } = this._area;
    const atEnd = selectionStart === value.length;
    this._typed = value;
    this._problem = '';
    // What is typed at the end falls into groups by itself; elsewhere the caret would jump.
    if (atEnd) this._area.value = groupPairingCode(readPairingLink(value)?.code ?? value);
  };

  private _scanned = ({ text }: ScannedEvent) => {
    if (this._busy || this._started || readPairingLink(text) === undefined) return; // some other code on the table
    this._scanner = 'offered';
    this._typed = text;
    // What is said of it is about something that is seen.
    this._area.value = groupPairingCode(readPairingLink(text)?.code ?? text);
    void this._begin(text);
  };

  private _submit = (event: Event) => {
    event.preventDefault();
    void this._begin(this._typed);
  };

  private async _begin(text: string) {
    const link = readPairingLink(text);
    if (link !== undefined && link.relay !== this.relay) {
      this._problem = describeAccountProblem('sync/code', { why: 'relay', relay: link.relay });
      return;
    }
    const code = readPairingCode(link?.code ?? text);
    if ('kind' in code) {
      this._problem =
        code.kind === 'group'
          ? msg(str`Group ${code.group} is not right: look at it once more.`)
          : msg(str`The code has ${CODE_GROUPS} groups of four; these are ${code.groups}.`);
      this._area?.focus();
      return;
    }
    if (!(await this._do(({ account }) => account.startAdmit(code)))) return;
    this._started = true;
    this._pairing.value = undefined; // of an earlier code
    this._pairing.refresh();
  }

  private _answer = (same: boolean) => this._do(({ account }) => account.answerDigits(same));

  protected override _onClosed() {
    if (this._started && this._pairing.value?.stage !== 'done')
      void this.services?.account.stopPairing().catch(() => {});
    super._onClosed();
  }

  private _again = () => {
    this._started = false;
    this._typed = '';
    this._pairing.refresh();
  };

  private _form() {
    const wrong = wrongGroup(readPairingLink(this._typed)?.code ?? this._typed);
    const hint = wrong === undefined ? this._problem : msg(str`Group ${wrong} is not right: look at it once more.`);
    return html`<form class="stack" id="form" @submit=${this._submit}>
        <p>${msg('On the new device, open Ikebana, then Settings, Sync and devices, “Join from this device”. It shows a code.')}</p>
        ${
          this._scanner === 'open'
            ? html`<ik-code-scanner @ik-scanned=${this._scanned}></ik-code-scanner>`
            : this._scanner === 'offered'
              ? html`<button type="button" class="button" @click=${() => (this._scanner = 'open')}>${msg('Scan it with the camera')}</button>`
              : nothing
        }
        <label class="field">${msg('Code of the new device')}
          <textarea
            data-autofocus rows="4" maxlength=${Math.max(CODE_LENGTH, 400)} autocomplete="off" autocapitalize="characters" spellcheck="false"
            aria-invalid=${hint !== ''} aria-describedby=${hint === '' ? nothing : 'hint'} @input=${this._input}
          ></textarea>
        </label>
        ${hint === '' ? nothing : html`<p class="problem" id="hint" role="alert">${hint}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Continue')}</button>`;
  }

  private _part() {
    const state = this._pairing.value;
    switch (state?.stage) {
      case 'digits':
        return html`<div class="stack">
            <p>${state.name === '' ? msg('Does the new device show the same digits?') : msg(str`Does “${state.name}” show the same digits?`)}</p>
            ${digitsPart(state.digits)}
            <p class="quiet">${msg('If they differ, somebody is in between: nothing is added then.')}</p>
          </div>
          <button slot="footer" type="button" class="button" @click=${() => this._answer(false)}>${msg('They differ')}</button>
          <button slot="footer" type="button" class="button primary" @click=${() => this._answer(true)}>${msg('They are the same')}</button>`;
      case 'adding':
        return waitPart(msg('The device is being added…'));
      case 'done':
        return html`<p role="status">${msg(str`“${state.name}” is in your account.`)}</p>
          <button slot="footer" type="button" class="button primary" @click=${this._close}>${msg('Done')}</button>`;
      case 'none': // a tab that was closed took it with it
        return this._failed(msg('It was interrupted. Nothing was added.'));
      case 'failed':
        return this._failed(describeAccountProblem(state.code, state.detail));
      default:
        return html`${waitPart(msg('Looking for the device…'))}
          <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>`;
    }
  }

  private _failed(why: string) {
    return html`<p class="problem" role="alert">${why}</p>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" @click=${this._again}>${msg('Type another code')}</button>`;
  }

  protected override render() {
    return this._dialog(msg('Add a device'), html`${this._started ? this._part() : this._form()}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-admit-dialog': IkAdmitDialog;
  }
}
