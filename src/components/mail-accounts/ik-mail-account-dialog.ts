import { localized, msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { MailServerProblem, MailSignIn } from '../../app/mail/mail-server-service.js';
import { isMailAddress } from '../../domain/mail/server-account.js';
import { AccountDialog } from '../account/account-dialog.js';
import { describeServerProblem } from './mail-account-texts.js';

const MAX_SECRET = 4_000;

/**
 * Adds an account of a mail server: address, password or token, and the server where it is not found by itself.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-mail-account-dialog')
@localized()
export class IkMailAccountDialog extends AccountDialog {
  /** The account that was made. */
  accountId = '';
  @state() private _signIn: MailSignIn = 'password';
  @state() private _found?: MailServerProblem;
  @state() private _showServer = false;
  @query('#address') private _address!: HTMLInputElement;
  @query('#secret') private _secret!: HTMLInputElement;
  @query('#server') private _server!: HTMLInputElement;
  @query('#user') private _user!: HTMLInputElement;

  private _submit = (event: Event) => {
    event.preventDefault();
    void this._add(this._server.value);
  };

  private async _add(server: string) {
    const address = this._address.value.trim();
    this._found = undefined;
    if (!isMailAddress(address)) {
      this._problem = msg('This is no e-mail address. It looks like name@example.org.');
      this._address.focus();
      return;
    }
    const account = {
      address,
      server,
      user: this._user.value.trim(),
      signIn: this._signIn,
      secret: this._secret.value,
    };
    await this._do(async ({ mailServers }) => {
      const added = await mailServers.add(account);
      if ('accountId' in added) this.accountId = added.accountId;
      else this._found = added.problem;
    });
    if (this.accountId !== '') this._close();
    else if (this._found) this._say(this._found);
  }

  private _say(problem: MailServerProblem) {
    this._problem = describeServerProblem(problem, this._signIn);
    const { kind } = problem;
    if (kind === 'not-found' || kind === 'unreachable' || kind === 'answer' || kind === 'insecure')
      this._showServer = true;
    if (kind === 'credentials') this._secret.select();
  }

  /** The server names another one, which the person has not typed: their password does not go there by itself. */
  private _elsewhere() {
    const { elsewhere } = this._found ?? {};
    if (elsewhere === undefined) return nothing;
    const { host } = new URL(elsewhere);
    return html`<div class="hint">
      <p>${msg(str`Your password would be sent to ${host}. Is that your provider?`)}</p>
      <button type="button" class="button" ?disabled=${this._busy} @click=${() => this._add(elsewhere)}>${msg(str`Use ${host}`)}</button>
    </div>`;
  }

  private _secretField() {
    const isPassword = this._signIn === 'password';
    const choose = (event: Event) => {
      this._signIn = (event.target as HTMLSelectElement).value as MailSignIn;
    };
    return html`<label class="field">${msg('Sign in with')}
        <select class="input" @change=${choose}>
          <option value="password" ?selected=${isPassword}>${msg('Password')}</option>
          <option value="token" ?selected=${!isPassword}>${msg('Token for apps')}</option>
        </select>
      </label>
      <label class="field">${isPassword ? msg('Password') : msg('Token')}
        <input id="secret" type="password" required maxlength=${MAX_SECRET} autocomplete="off" spellcheck="false" />
      </label>
      <p class="quiet">${msg('Kept on this device alone, encrypted with a key that the browser does not give out. It goes to your mail server and nowhere else.')}</p>`;
  }

  protected override render() {
    return this._dialog(
      msg('Add a mail account'),
      html`<form class="stack" id="form" @submit=${this._submit}>
        <label class="field">${msg('E-mail address')}
          <input id="address" type="email" data-autofocus required maxlength="254" autocomplete="email" autocapitalize="off" spellcheck="false" />
        </label>
        ${this._secretField()}
        <details ?open=${this._showServer} @toggle=${(event: Event) => (this._showServer = (event.target as HTMLDetailsElement).open)}>
          <summary>${msg('Server')}</summary>
          <div class="stack">
            <p class="quiet">${msg('The server has to speak JMAP, as those of Fastmail, Stalwart, Cyrus and James do. Others are reached through a gateway that you or your organisation runs; whoever runs it could read what passes through.')}</p>
            <label class="field">${msg('Server or gateway')}
              <input id="server" inputmode="url" maxlength="255" placeholder=${msg('found by your address')} autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>
            <label class="field">${msg('User name')}
              <input id="user" maxlength="254" placeholder=${msg('your address')} autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>
          </div>
        </details>
        ${this._problemText()}${this._elsewhere()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${this._busy ? msg('Signing in…') : msg('Add account')}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-account-dialog': IkMailAccountDialog;
  }
}
