import { localized, msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RulesRun } from '../../app/mail/mail-rules-service.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import type { MailRules } from '../../domain/mail/rules/rule.js';
import { AccountDialog } from '../account/account-dialog.js';
import { mailboxName, nestMailboxes } from '../mail/mail-names.js';
import { describeError } from '../shared/problem-message.js';
import { ruleStyles } from './rule-dialog.styles.js';

/**
 * Has rules look at the messages of a mailbox: with progress, an end before its time, and one step to undo.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-rules-run-dialog')
@localized()
export class IkRulesRunDialog extends AccountDialog {
  static override styles = [...AccountDialog.styles, ruleStyles];

  @property({ attribute: false }) rules!: MailRules;
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @property() locale = 'en';
  /** Begins at once, with the inbox. */
  @property({ type: Boolean }) at = false;
  @state() private _mailboxId = '';
  @state() private _fraction = 0;
  private _abort: AbortController | undefined;
  /** What was done; absent when it was ended before. */
  result: RulesRun | undefined;

  protected override willUpdate() {
    if (this._mailboxId === '')
      this._mailboxId = (this.mailboxes.find(({ role }) => role === 'inbox') ?? this.mailboxes[0])?.id ?? '';
  }

  protected override updated(changed: Map<string, unknown>) {
    if (changed.has('services') && this.services !== undefined && this.at && this._abort === undefined) void this._go();
  }

  protected override _describeError(error: unknown) {
    return describeError(error);
  }

  private _go = async () => {
    const abort = new AbortController();
    this._abort = abort;
    const onProgress = ({ fraction }: { readonly fraction?: number }) => {
      this._fraction = fraction ?? 0;
    };
    const options = { signal: abort.signal, onProgress };
    const done = await this._do(async ({ mailRules }) => {
      this.result = await mailRules.runNow(this.rules, [this._mailboxId], options);
    });
    if (done || abort.signal.aborted) this._close();
  };

  private _leave = () => {
    this._abort?.abort();
    if (!this._busy) this._close();
  };

  protected override render() {
    return html`<ik-dialog compact heading=${msg('Run rules now')} .open=${this._open} @ik-cancel=${() => this._abort?.abort()} @ik-close=${() => this._onClosed()}>
      <div class="stack">
        <label class="field">${msg('On the messages in')}<select data-autofocus ?disabled=${this._busy} @change=${(event: Event) => (this._mailboxId = (event.target as HTMLSelectElement).value)}>
          ${nestMailboxes(this.mailboxes, this.locale).map(({ mailbox, depth }) => html`<option value=${mailbox.id} ?selected=${mailbox.id === this._mailboxId}>${'\u2003'.repeat(depth)}${mailboxName(mailbox)}</option>`)}
        </select></label>
        <p class="quiet">${msg('Messages are moved and marked as the rules say; no copies are sent. It can be undone.')}</p>
        ${this._busy ? html`<progress aria-label=${msg('Messages looked at')} max="1" .value=${this._fraction}></progress>` : nothing}
        ${this._problemText()}
      </div>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${this._busy ? msg('Stop') : msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" ?disabled=${this._busy || this._mailboxId === ''} aria-busy=${this._busy} @click=${this._go}>${msg('Run')}</button>
    </ik-dialog>`;
  }
}

/** What a run has done, in words. */
export function runText({ total, looked }: RulesRun, locale: string): string {
  const all = looked.toLocaleString(locale);
  if (total === 0) return msg(str`Of ${all} messages the rules are about none.`);
  return msg(str`Rules were carried out on ${total.toLocaleString(locale)} of ${all} messages.`);
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rules-run-dialog': IkRulesRunDialog;
  }
}
