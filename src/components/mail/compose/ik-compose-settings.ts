import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import templatesIcon from 'lucide-static/icons/notepad-text-dashed.svg?raw';
import type { Services } from '../../../app/services.js';
import { type IdentityChoice, MAX_SIGNATURE, type MailTexts } from '../../../domain/mail/compose/mail-texts.js';
import { isAddress } from '../../../domain/mail/compose/typed-recipients.js';
import type { MailAccount } from '../../../domain/mail/mailbox.js';
import { firstOf } from '../../../domain/watchable.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { LiveController } from '../../shared/live-controller.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { composeLooks, rememberComposeLooks, UNDO_SECONDS } from './compose-looks.js';
import { senderIdentities, shareRememberedIdentities } from './sender-identities.js';

/**
 * How one writes: undoing and plain text on this device; templates, and name, answers and signature of each address, on all of
 * them. What is changed counts at once.
 *
 * @fires {NoticeEvent} ik-notice - Something could not be kept.
 */
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
      .templates { justify-self: start; }
      p { margin: 0; color: var(--ik-danger); font-size: 12.5px; }
      p.quiet { color: var(--ik-text-2); }
      @media (pointer: coarse) { .tick, summary { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @state() private _wrong = '';
  private readonly _texts = new LiveController<MailTexts>(this, () => this.services?.mail.watchTexts());

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('services') || this.services === undefined) return;
    this._texts.refresh();
    void this._do(async ({ mail }) => shareRememberedIdentities(this.services!, await firstOf(mail.watchTexts())));
  }

  private async _do(work: (services: Services) => Promise<unknown>) {
    try {
      if (this.services !== undefined) await work(this.services);
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private get _identities() {
    return senderIdentities(this.accounts, this._texts.value?.identities ?? {});
  }

  private _change(email: string, change: IdentityChoice) {
    const { name, replyTo, signature } = this._identities.find((one) => one.email === email)!;
    const choice = { name, replyTo, signature, ...change };
    return this._do(({ mail }) => mail.saveTexts({ identities: { [email.toLowerCase()]: choice } }));
  }

  private _onReplyTo(email: string, event: Event) {
    const value = (event.target as HTMLInputElement).value.trim();
    this._wrong = value === '' || isAddress(value) ? '' : value;
    if (this._wrong === '') void this._change(email, { replyTo: value });
  }

  private _openTemplates = () =>
    this._do(async (services) => {
      const { openTemplates } = await import('../templates/open-templates.js');
      await openTemplates(this.renderRoot as ShadowRoot, services);
    });

  private _people() {
    if (this._texts.value === undefined) return nothing;
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    const all = this._identities;
    return html`${all.map(
      (one) => html`<details><summary>${msg(str`Name and signature of ${one.email}`)}</summary><div class="identity">
        <label class="field">${msg('Your name')}<input type="text" maxlength="200" autocomplete="name" .value=${one.name} @change=${(event: Event) => this._change(one.email, { name: value(event).trim() })} /></label>
        <label class="field">${msg('Answers go to')}<input type="email" placeholder=${one.email} .value=${one.replyTo} @change=${(event: Event) => this._onReplyTo(one.email, event)} /></label>
        ${this._wrong === '' ? nothing : html`<p role="alert">${msg(str`“${this._wrong}” is no e-mail address.`)}</p>`}
        <label class="field">${msg('Signature')}<textarea rows="4" maxlength=${MAX_SIGNATURE} .value=${one.signature} @change=${(event: Event) => this._change(one.email, { signature: value(event).trimEnd() })}></textarea></label>
      </div></details>`,
    )}${all.length > 0 ? html`<p class="quiet">${msg('Names, signatures and templates are on all your devices.')}</p>` : nothing}`;
  }

  protected override render() {
    const { undoSeconds, isPlain } = composeLooks();
    const text = (seconds: number) => (seconds === 0 ? msg('Cannot be undone') : msg(str`${seconds} seconds`));
    return html`<label class="field">${msg('Undo sending for')}<select @change=${(event: Event) => rememberComposeLooks({ undoSeconds: Number((event.target as HTMLSelectElement).value) })}>
        ${UNDO_SECONDS.map((seconds) => html`<option value=${seconds} ?selected=${seconds === undoSeconds}>${text(seconds)}</option>`)}
      </select></label>
      <label class="tick"><input type="checkbox" .checked=${isPlain} @change=${(event: Event) => rememberComposeLooks({ isPlain: (event.target as HTMLInputElement).checked })} />${msg('Write new messages in plain text')}</label>
      <button type="button" class="button templates" @click=${this._openTemplates}>${icon(templatesIcon)}${msg('Templates…')}</button>
      ${this._people()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-compose-settings': IkComposeSettings;
  }
}
