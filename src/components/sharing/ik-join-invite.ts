import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { relayOfLink } from '../../app/sharing/sharing.js';
import type { ReceivedInvite } from '../../domain/sharing/sharing.js';
import { recoverAccount, setUpAccount } from '../account/account-flows.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { LiveController } from '../shared/live-controller.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import './ik-invite-card.js';
import { describeShareError } from './sharing-texts.js';
import { watchAccount } from './watch-account.js';

/**
 * What a link invites to. Without an account on this device that is set up first; the link is kept until then.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-join-invite')
@localized()
export class IkJoinInvite extends LitElement {
  static override styles = [
    controls,
    css`
      .stack { display: grid; gap: 14px; font-size: 14px; line-height: 1.5; }
      p { margin: 0; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      [role=alert] { color: var(--ik-danger); }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  /** What stands behind `#` in the address. */
  @property() fragment = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @state() private _open = true;
  @state() private _invite: ReceivedInvite | undefined;
  @state() private _problem = '';
  @query('ik-dialog') private _dialog!: HTMLElement;
  private readonly _account = new LiveController(this, () => this._services && watchAccount(this._services));
  private _isReading = false;

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._account.refresh();
    if (this._account.value?.account && this._invite === undefined && this._problem === '') void this._read();
  }

  private async _read() {
    if (this._isReading || this._services === undefined) return;
    this._isReading = true;
    try {
      this._invite = await this._services.sharing.readLink(this.fragment);
    } catch (error) {
      this._problem = describeShareError(error);
    } finally {
      this._isReading = false;
    }
  }

  private _again = () => {
    this._problem = '';
  };

  private _answer = async (answer: 'accept' | 'decline') => {
    const invite = this._invite!;
    await this._services?.sharing.answer(invite, answer, this.fragment);
    this._open = false;
    const isBook = invite.kind === 'addressbook';
    this._dialog.dispatchEvent(new NavigateEvent(isBook ? '/contacts' : '/calendar', { replace: true }));
    const done = answer === 'accept' ? msg('Accepted: it is on this device in a moment.') : msg('Declined.');
    this.dispatchEvent(new NoticeEvent(done));
  };

  private _setUp = () => void setUpAccount(this.renderRoot as ShadowRoot, relayOfLink(this.fragment));
  private _recover = () => void recoverAccount(this.renderRoot as ShadowRoot);

  private _content() {
    if (this._account.value === undefined) return html`<p role="status">${msg('Opening…')}</p>`;
    if (this._account.value.account === undefined)
      return html`<p>${msg('Somebody shares a calendar or an address book with you. To see what it is, and to have it, this device needs an account: half a minute, no e-mail address.')}</p>
        <p class="quiet">${msg('What is shared is encrypted on your devices. The relay in between passes it on and cannot read it.')}</p>
        <span class="acts"><button type="button" class="button primary" data-autofocus @click=${this._setUp}>${msg('Set up')}</button>
        <button type="button" class="button" @click=${this._recover}>${msg('I have an account')}</button></span>`;
    if (this._problem !== '')
      return html`<p role="alert">${this._problem}</p><span class="acts"><button type="button" class="button" @click=${this._again}>${msg('Try again')}</button></span>`;
    if (this._invite === undefined) return html`<p role="status">${msg('Asking the relay…')}</p>`;
    return html`<ik-invite-card .invite=${this._invite} .answer=${this._answer}></ik-invite-card>
      ${this._invite.role >= 3 ? html`<p class="quiet">${msg('You can edit at once. Sharing it further waits for the word of whoever invited you: a link can be passed on.')}</p>` : nothing}`;
  }

  protected override render() {
    return html`<ik-dialog heading=${msg('You are invited')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="stack">${this._content()}</div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-join-invite': IkJoinInvite;
  }
}
