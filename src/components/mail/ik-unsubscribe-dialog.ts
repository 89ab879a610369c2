import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { shownName } from '../../domain/mail/address.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import type { UnsubscribeOutcome, UnsubscribeWay } from '../../domain/mail/unsubscribe.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { sendUnsubscribeMessage, type UnsubscribeMessage, unsubscribeMessage } from './unsubscribe-message.js';

/** How it can be done, the simplest one first. */
type Choice =
  | { readonly kind: 'ask'; readonly host: string }
  | { readonly kind: 'mail'; readonly message: UnsubscribeMessage }
  | { readonly kind: 'page'; readonly way: UnsubscribeWay };

/**
 * Takes a person off a list: it says what would be asked of whom, and asks once that is wanted. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 * @fires {NoticeEvent} ik-notice - It was done.
 */
@customElement('ik-unsubscribe-dialog')
@localized()
export class IkUnsubscribeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .ways { display: grid; gap: 10px; margin-block-start: 14px; }
      .way { display: grid; gap: 10px; padding: 14px; border: 1px solid var(--ik-line); border-radius: 10px; }
      .way p { margin: 0; overflow-wrap: anywhere; }
      code { overflow-wrap: anywhere; color: var(--ik-text-2); font-size: 12.5px; }
      .way .button { justify-self: start; }
      .quiet { color: var(--ik-text-2); font-size: 13.5px; }
      .wrong { color: var(--ik-danger); }
    `,
  ];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) ways: readonly UnsubscribeWay[] = [];
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) timeZone = 'UTC';
  /** `undefined` while it is found out. */
  @state() private _choices: readonly Choice[] | undefined;
  @state() private _busy = false;
  @state() private _failed = '';

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  protected override firstUpdated() {
    void this._look();
  }

  private async _look() {
    const { email, services, ways } = this;
    if (email === undefined || services === undefined) return;
    const choices: Choice[] = [];
    const { oneClick } = email;
    const canAsk = oneClick !== undefined && (await services.mailServers.canUnsubscribe(email.id).catch(() => false));
    if (canAsk) choices.push({ kind: 'ask', host: new URL(oneClick).host });
    for (const way of ways.filter(({ kind }) => kind === 'mail')) {
      const message = await unsubscribeMessage(services, email, way).catch(() => undefined);
      if (message !== undefined) choices.push({ kind: 'mail', message });
    }
    choices.push(...ways.filter(({ kind }) => kind === 'web').map((way) => ({ kind: 'page' as const, way })));
    this._choices = choices;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.way .button')?.focus();
  }

  private get _name(): string {
    const [sender] = this.email?.from ?? [];
    return sender === undefined ? msg('Nobody') : shownName(sender);
  }

  private async _ask() {
    this._busy = true;
    this._failed = '';
    try {
      this._become(await this.services!.mailServers.unsubscribe(this.email!.id));
    } catch (error) {
      this._failed = describeError(error);
    }
    this._busy = false;
  }

  private _become(outcome: UnsubscribeOutcome) {
    const name = this._name;
    if (outcome.kind === 'done') {
      this._tell(msg(str`“${name}” was told to take you off its list. It may take some days.`));
      return this._close();
    }
    // What did not help is not offered again.
    this._choices = this._choices?.filter(({ kind }) => kind !== 'ask');
    const failed = () =>
      outcome.kind === 'failed' && outcome.status !== undefined
        ? msg(str`The list’s server refused (${outcome.status}).`)
        : msg('The list’s server could not be asked.');
    this._failed =
      outcome.kind === 'elsewhere'
        ? msg('The list’s server answered with another page. Whether you are off the list is seen on the page itself.')
        : failed();
  }

  private _tell(message: string, undo?: () => Promise<boolean>) {
    const target = this.getRootNode() instanceof ShadowRoot ? (this.getRootNode() as ShadowRoot).host : this;
    const takeBack =
      undo &&
      (async () => {
        const isBack = await undo();
        target.dispatchEvent(new NoticeEvent(isBack ? msg('Not sent.') : msg('Too late: it is on its way.')));
      });
    target.dispatchEvent(new NoticeEvent(message, takeBack ? { undo: takeBack } : {}));
  }

  private async _send(message: UnsubscribeMessage) {
    this._busy = true;
    this._failed = '';
    try {
      const takeBack = await sendUnsubscribeMessage(this.services!, message, this.timeZone);
      this._tell(msg(str`A message to ${message.to.email} asks to take you off the list.`), takeBack);
      this._close();
    } catch (error) {
      this._failed = describeError(error);
    }
    this._busy = false;
  }

  private _choice = (choice: Choice, index: number) => {
    const look = index === 0 ? 'button primary' : 'button';
    if (choice.kind === 'ask')
      return html`<div class="way"><p>${msg(str`Your mail gateway asks ${choice.host} to take this address off the list: one request, nothing else. This device does not appear there.`)}</p>
        <button type="button" class=${look} ?disabled=${this._busy} @click=${() => void this._ask()}>${this._busy ? msg('Asking…') : msg('Unsubscribe')}</button></div>`;
    if (choice.kind === 'mail') {
      const { to, subject, identity } = choice.message;
      return html`<div class="way"><p>${msg(str`A message is sent from ${identity.email} to ${to.email}.`)}</p><code>${subject.slice(0, 300)}</code>
        <button type="button" class=${look} ?disabled=${this._busy} @click=${() => void this._send(choice.message)}>${msg('Send this message')}</button></div>`;
    }
    const { href, to } = choice.way;
    return html`<div class="way"><p>${msg(str`A page at ${to}, where you may have to confirm it.`)}</p><code>${href.slice(0, 600)}</code>
      <a class=${look} href=${href} target="_blank" rel="noopener noreferrer" @click=${() => queueMicrotask(this._close)}>${msg('Open the page')}</a></div>`;
  };

  protected override render() {
    const choices = this._choices;
    return html`<ik-dialog compact open heading=${msg('Unsubscribe')} @ik-close=${this._close}>
      <p>${msg(str`“${this._name}” says how to leave its list. Nothing has been asked for yet; the sender learns that somebody reads this address.`)}</p>
      ${this._failed === '' ? nothing : html`<p class="wrong" role="alert">${this._failed}</p>`}
      ${choices === undefined ? html`<p class="quiet" role="status">${msg('Looking for the simplest way…')}</p>` : html`<div class="ways">${choices.map(this._choice)}</div>`}
      ${choices?.length === 0 ? html`<p>${msg('It names no way that can be used. Blocking the sender keeps its mail out of the inbox.')}</p>` : nothing}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-unsubscribe-dialog': IkUnsubscribeDialog;
  }
}
