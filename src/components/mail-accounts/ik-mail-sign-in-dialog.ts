import { localized, msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { MailServerProblem } from '../../app/mail/mail-server-service.js';
import { AccountDialog } from '../account/account-dialog.js';
import { describeServerProblem } from './mail-account-texts.js';

/**
 * Asks for the password, or the token, again.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-mail-sign-in-dialog')
@localized()
export class IkMailSignInDialog extends AccountDialog {
  @property() accountId = '';
  /** Of the account: its address. */
  @property() name = '';
  /** The server has accepted it. */
  done = false;
  @query('#secret') private _secret!: HTMLInputElement;

  private _submit = async (event: Event) => {
    event.preventDefault();
    let problem: MailServerProblem | undefined;
    this.done = await this._do(async ({ mailServers }) => {
      problem = await mailServers.signInAgain(this.accountId, this._secret.value);
    });
    if (problem !== undefined) {
      this.done = false;
      this._problem = describeServerProblem(problem);
      this._secret.select();
    }
    if (this.done) this._close();
  };

  protected override render() {
    return this._dialog(
      msg('Sign in again'),
      html`<form class="stack" id="form" @submit=${this._submit}>
        <label class="field">${msg(str`Password or token of ${this.name}`)}
          <input id="secret" type="password" data-autofocus required maxlength="4000" autocomplete="off" spellcheck="false" />
        </label>
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Sign in')}</button>`,
      true,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-sign-in-dialog': IkMailSignInDialog;
  }
}
