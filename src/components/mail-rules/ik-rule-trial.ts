import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { RuleTest } from '../../app/mail/mail-rules-service.js';
import type { Services } from '../../app/services.js';
import { shownName } from '../../domain/mail/address.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import { type MailRule, NO_RULES } from '../../domain/mail/rules/rule.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { labelChips, labelStyles } from '../mail/label-chips.js';
import { mailboxName, nestMailboxes } from '../mail/mail-names.js';
import { controls } from '../shared/controls.styles.js';
import { describeError } from '../shared/problem-message.js';
import { ruleStyles } from './rule-dialog.styles.js';
import { actionText } from './rule-texts.js';

/** Shows which messages of a mailbox a rule would be about; nothing is done to them. */
@customElement('ik-rule-trial')
@localized()
export class IkRuleTrial extends LitElement {
  static override styles = [controls, ruleStyles, labelStyles, css`:host { display: block; }`];

  @property({ attribute: false }) services?: Services;
  @property({ attribute: false }) display?: DisplaySettings;
  /** `undefined` while it is not complete. */
  @property({ attribute: false }) rule?: MailRule;
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @state() private _mailboxId = '';
  @state() private _fraction: number | undefined;
  @state() private _found: RuleTest | undefined;
  @state() private _problem = '';
  private _abort: AbortController | undefined;

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._abort?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('rule') && JSON.stringify(changed.get('rule')) !== JSON.stringify(this.rule)) this._forget();
    if (this._mailboxId === '' || !this.mailboxes.some(({ id }) => id === this._mailboxId))
      this._mailboxId = (this.mailboxes.find(({ role }) => role === 'inbox') ?? this.mailboxes[0])?.id ?? '';
  }

  /** What was found for another rule is nothing for this one. */
  private _forget() {
    this._abort?.abort();
    this._found = undefined;
    this._problem = '';
  }

  private _try = async () => {
    if (this.services === undefined || this.rule === undefined) return;
    this._forget();
    const abort = new AbortController();
    this._abort = abort;
    this._fraction = 0;
    const onProgress = ({ fraction }: { readonly fraction?: number }) => {
      if (this._abort === abort) this._fraction = fraction ?? 0;
    };
    try {
      const rules = { ...NO_RULES, rules: [{ ...this.rule, isOn: true }] };
      const found = await this.services.mailRules.test(rules, [this._mailboxId], { signal: abort.signal, onProgress });
      if (!abort.signal.aborted) this._found = found;
    } catch (error) {
      if (!abort.signal.aborted) this._problem = describeError(error);
    }
    if (this._abort === abort) this._fraction = undefined;
  };

  private _stop = () => {
    this._abort?.abort();
    this._fraction = undefined;
  };

  private _result() {
    const found = this._found;
    if (found === undefined) return nothing;
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    const moments = createMomentTexts(locale, timeZone, () => systemClock.now());
    const [total, looked] = [found.total.toLocaleString(locale), found.looked.toLocaleString(locale)];
    const done = (this.rule?.actions ?? []).map(actionText).join(', ');
    const more = found.total - found.emails.length;
    return html`<p role="status">${found.total === 0 ? msg(str`None of ${looked} messages.`) : msg(str`${total} of ${looked} messages:`)}</p>
      ${found.total === 0 ? nothing : html`<p class="done">→ ${done}</p>`}
      ${found.notHere > 0 ? html`<p class="quiet">${msg(str`Of ${found.notHere.toLocaleString(locale)} messages only the beginning is on this device: their text and headers were not looked at.`)}</p>` : nothing}
      ${
        found.emails.length === 0
          ? nothing
          : html`<ul class="found" tabindex="0" aria-label=${msg('Messages the rule is about')}>${found.emails.map(
              (email) =>
                html`<li><span>${shownName(email.from[0] ?? { name: null, email: '' })}</span><span>${email.subject || msg('No subject')}${labelChips(email.keywords)}</span><time>${moments.short(email.receivedAt)}</time></li>`,
            )}</ul>`
      }
      ${more > 0 ? html`<p class="quiet">${msg(str`and ${more.toLocaleString(locale)} older ones`)}</p>` : nothing}`;
  }

  protected override render() {
    const { locale = 'en' } = this.display ?? {};
    const isRunning = this._fraction !== undefined;
    return html`<div class="try">
      <div class="row">
        <label>${msg('Try it on')}<select class="input" @change=${(event: Event) => {
          this._mailboxId = (event.target as HTMLSelectElement).value;
          this._forget();
        }}>
          ${nestMailboxes(this.mailboxes, locale).map(({ mailbox, depth }) => html`<option value=${mailbox.id} ?selected=${mailbox.id === this._mailboxId}>${'\u2003'.repeat(depth)}${mailboxName(mailbox)}</option>`)}
        </select></label>
        ${
          isRunning
            ? html`<button type="button" class="button" @click=${this._stop}>${msg('Stop')}</button>`
            : html`<button type="button" class="button" ?disabled=${this.rule === undefined || this._mailboxId === ''} @click=${this._try}>${msg('Show matches')}</button>`
        }
      </div>
      ${isRunning ? html`<progress aria-label=${msg('Messages looked at')} max="1" .value=${this._fraction ?? 0}></progress>` : nothing}
      ${this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`} ${this._result()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-trial': IkRuleTrial;
  }
}
