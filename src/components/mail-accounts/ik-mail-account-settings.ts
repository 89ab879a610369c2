import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import warnIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MailAccountState } from '../../app/mail/mail-server-service.js';
import type { Services } from '../../app/services.js';
import type { MailAccount } from '../../domain/mail/mailbox.js';
import { systemClock } from '../../domain/time/clock.js';
import { showDialog } from '../account/account-dialog.js';
import type { SureQuestion } from '../account/ik-sure-dialog.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles as settingsStyles } from '../shell/ik-settings-page.styles.js';
import { quotaText, refusalText, stateText } from './mail-account-texts.js';

/** Of what servers would not do, that much is shown. */
const MAX_REFUSED = 3;

const styles = css`
  :host { block-size: auto; }
  .refused { margin: 4px 0 0; padding: 8px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); font-size: 13px; overflow-wrap: anywhere; }
  ul { display: grid; gap: 0; margin: 0; padding: 0; list-style: none; }
  li { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding-block: 12px; border-block-start: 1px solid var(--ik-line); }
  li:first-child { border-block-start: 0; padding-block-start: 0; }
  li > .icon { flex: none; color: var(--ik-danger); }
  .text { display: grid; gap: 3px; flex: 1 1 240px; min-inline-size: 0; }
  .name { margin: 0; font-size: inherit; font-weight: 600; color: var(--ik-text); overflow-wrap: anywhere; }
  progress { inline-size: 100%; block-size: 6px; accent-color: var(--ik-accent); }
  .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
`;

/**
 * "Mail accounts" of the settings: adds accounts of mail servers, says how they stand, takes them away.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-mail-account-settings')
@localized()
export class IkMailAccountSettings extends LitElement {
  static override styles = [controls, settingsStyles, styles];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  /** `mail`: this section is what the person came for. */
  @property() path = '';
  private readonly _accounts = new LiveController<readonly MailAccount[]>(this, () =>
    this.services?.mail.watchAccounts(),
  );
  private readonly _states = new LiveController<readonly MailAccountState[]>(this, () =>
    this.services?.mailServers.watchStates(),
  );

  protected override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('services')) return;
    this._accounts.refresh();
    this._states.refresh();
  }

  protected override updated() {
    if (this.path !== 'mail' || this._shown || this._accounts.value === undefined) return;
    this._shown = true;
    this.scrollIntoView({ block: 'center' });
    this.shadowRoot!.querySelector<HTMLElement>('.buttons .button')?.focus({ preventScroll: true });
  }
  private _shown = false;

  private _notice(text: string, kind?: 'error') {
    this.dispatchEvent(new NoticeEvent(text, kind && { kind }));
  }

  private _add = async () => {
    await import('./ik-mail-account-dialog.js');
    const dialog = await showDialog(this.shadowRoot!, document.createElement('ik-mail-account-dialog'));
    if (dialog.accountId !== '')
      this._notice(msg('The account is here. Its messages come in the background, the newest first.'));
  };

  private async _signIn({ id, name }: MailAccount) {
    await import('./ik-mail-sign-in-dialog.js');
    const dialog = document.createElement('ik-mail-sign-in-dialog');
    Object.assign(dialog, { accountId: id, name });
    await showDialog(this.shadowRoot!, dialog);
    if (dialog.done) this._notice(msg(str`Signed in to ${name}.`));
  }

  private async _copy(from: MailAccount) {
    await import('./ik-mail-copy-dialog.js');
    const dialog = document.createElement('ik-mail-copy-dialog');
    Object.assign(dialog, { from, accounts: this._accounts.value, locale: this._display?.locale });
    await showDialog(this.shadowRoot!, dialog);
  }

  private async _remove({ id, name }: MailAccount) {
    const { services } = this;
    if (!services) return;
    try {
      const waiting = await services.mailServers.countWaiting(id);
      const question: SureQuestion = {
        heading: msg(str`Remove ${name} from this device?`),
        lines: [
          msg('Its messages and its password are deleted here. At the server everything stays as it is.'),
          ...(waiting > 0 ? [lostText(waiting)] : []),
        ],
        act: msg('Remove'),
        work: () => services.mailServers.remove(id),
      };
      await import('../account/ik-sure-dialog.js');
      const dialog = document.createElement('ik-sure-dialog');
      dialog.question = question;
      await showDialog(this.shadowRoot!, dialog);
      if (dialog.done) this._notice(msg(str`${name} was removed from this device.`));
    } catch (error) {
      this._notice(describeError(error), 'error');
    }
  }

  private _lookNow = () =>
    this.services?.mailServers.lookNow().catch((error) => this._notice(describeError(error), 'error'));

  private _item(account: MailAccount, locale: string) {
    const standing = this._states.value?.find(({ accountId }) => accountId === account.id);
    const isBad = standing?.phase === 'stopped';
    const needsSecret = isBad && (standing.problem?.kind === 'credentials' || standing.problem?.kind === 'locked');
    const quota = standing ? quotaText(standing, locale) : '';
    const { done = 0, total = 0 } = standing ?? {};
    return html`<li>
      ${isBad ? icon(warnIcon) : nothing}
      <div class="text">
        <h3 class="name">${account.name}</h3>
        <p class="quiet" role="status">${stateText(standing, systemClock.now(), locale)}</p>
        ${standing?.phase === 'fetching' && total > 0 ? html`<progress aria-label=${msg('Messages fetched')} max=${total} .value=${done}></progress>` : nothing}
        ${(account.refused ?? []).slice(0, MAX_REFUSED).map((refused) => html`<p class="refused">${refusalText(refused)}</p>`)}
        ${quota === '' ? nothing : html`<p class="quiet">${quota}</p>`}
      </div>
      ${needsSecret ? html`<button type="button" class="button primary" @click=${() => this._signIn(account)}>${msg('Sign in again')}</button>` : nothing}
      ${isBad && !needsSecret ? html`<button type="button" class="button" @click=${this._lookNow}>${msg('Try again')}</button>` : nothing}
      <button type="button" class="button" aria-label=${msg(str`Copy the mail of ${account.name}…`)} @click=${() => this._copy(account)}>${msg('Copy…')}</button>
      <button type="button" class="button" aria-label=${msg(str`Remove ${account.name}`)} @click=${() => this._remove(account)}>${msg('Remove')}</button>
    </li>`;
  }

  protected override render() {
    const accounts = this._accounts.value?.filter(({ kind }) => kind === 'jmap');
    if (accounts === undefined || !this._display) return nothing;
    const { locale } = this._display;
    return html`<section aria-labelledby="mail-accounts">
      <h2 id="mail-accounts">${msg('Mail accounts')}</h2>
      ${
        accounts.length === 0
          ? html`<p>${msg('Add the account of your provider: its messages are fetched to this device, where they can be read and searched without a network. What you do is told to the server as soon as it can be reached.')}</p>`
          : html`<ul>${accounts.map((account) => this._item(account, locale))}</ul>`
      }
      <div class="buttons">
        <button type="button" class=${accounts.length === 0 ? 'button primary' : 'button'} @click=${this._add}>${msg('Add a mail account')}</button>
        ${accounts.length === 0 ? nothing : html`<button type="button" class="button" @click=${this._lookNow}>${msg('Check for mail')}</button>`}
      </div>
    </section>`;
  }
}

function lostText(waiting: number): string {
  return waiting === 1
    ? msg('The server was not told of 1 thing you did: that is lost.')
    : msg(str`The server was not told of ${waiting} things you did: they are lost.`);
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-account-settings': IkMailAccountSettings;
  }
}
