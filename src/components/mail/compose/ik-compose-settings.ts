import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isAddress } from '../../../domain/mail/compose/typed-recipients.js';
import type { MailAccount } from '../../../domain/mail/mailbox.js';
import { controls } from '../../shared/controls.styles.js';
import { composeLooks, rememberComposeLooks, UNDO_SECONDS } from './compose-looks.js';
import { type IdentityChoice, rememberIdentity, senderIdentities } from './sender-identities.js';

/** How one writes on this device: undoing, plain text, and name, answers and signature of each address. What is changed counts at once. */
@customElement('ik-compose-settings')
@localized()
export class IkComposeSettings extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 14px; }
      .tick { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; }
      details { border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
      summary { padding: 9px 12px; font-size: 14px; cursor: pointer; overflow-wrap: anywhere; }
      .identity { display: grid; gap: 10px; padding: 4px 12px 12px; }
      p { margin: 0; color: var(--ik-danger); font-size: 12.5px; }
      @media (pointer: coarse) { .tick, summary { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @state() private _wrong = '';

  private _change(email: string, change: IdentityChoice) {
    const now = senderIdentities(this.accounts).find((one) => one.email === email)!;
    const { name, replyTo, signature } = now;
    rememberIdentity(email, { name, replyTo, signature, ...change });
    this.requestUpdate();
  }

  private _onReplyTo(email: string, event: Event) {
    const value = (event.target as HTMLInputElement).value.trim();
    this._wrong = value === '' || isAddress(value) ? '' : value;
    if (this._wrong === '') this._change(email, { replyTo: value });
  }

  private _identities() {
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    return senderIdentities(this.accounts).map(
      (one) => html`<details><summary>${msg(str`Name and signature of ${one.email}`)}</summary><div class="identity">
        <label class="field">${msg('Your name')}<input type="text" autocomplete="name" .value=${one.name} @change=${(event: Event) => this._change(one.email, { name: value(event).trim() })} /></label>
        <label class="field">${msg('Answers go to')}<input type="email" placeholder=${one.email} .value=${one.replyTo} @change=${(event: Event) => this._onReplyTo(one.email, event)} /></label>
        ${this._wrong === '' ? nothing : html`<p role="alert">${msg(str`“${this._wrong}” is no e-mail address.`)}</p>`}
        <label class="field">${msg('Signature')}<textarea rows="4" .value=${one.signature} @change=${(event: Event) => this._change(one.email, { signature: value(event).trimEnd() })}></textarea></label>
      </div></details>`,
    );
  }

  protected override render() {
    const { undoSeconds, isPlain } = composeLooks();
    const text = (seconds: number) => (seconds === 0 ? msg('Cannot be undone') : msg(str`${seconds} seconds`));
    return html`<label class="field">${msg('Undo sending for')}<select @change=${(event: Event) => rememberComposeLooks({ undoSeconds: Number((event.target as HTMLSelectElement).value) })}>
        ${UNDO_SECONDS.map((seconds) => html`<option value=${seconds} ?selected=${seconds === undoSeconds}>${text(seconds)}</option>`)}
      </select></label>
      <label class="tick"><input type="checkbox" .checked=${isPlain} @change=${(event: Event) => rememberComposeLooks({ isPlain: (event.target as HTMLInputElement).checked })} />${msg('Write new messages in plain text')}</label>
      ${this._identities()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-compose-settings': IkComposeSettings;
  }
}
