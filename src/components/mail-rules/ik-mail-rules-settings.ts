import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import addIcon from 'lucide-static/icons/plus.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { LOCAL_ACCOUNT, type MailAccount, type Mailbox } from '../../domain/mail/mailbox.js';
import { MAX_RULES, type MailRule, type MailRules } from '../../domain/mail/rules/rule.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles as settingsStyles } from '../shell/ik-settings-page.styles.js';
import './ik-junk-settings.js';
import './ik-rule-list.js';
import type { RuleListEvent } from './ik-rule-list.js';
import './ik-sender-lists.js';
import type { SendersChangeEvent } from './ik-sender-lists.js';
import './ik-vacation-settings.js';
import {
  editRule,
  emptyRule,
  newRuleId,
  type RuledAccount,
  type RuleFlowContext,
  runRulesNow,
  tell,
} from './rule-flows.js';
import { serverRulesText } from './rule-texts.js';

/**
 * "Mail rules" of the settings: the rules of an account, where they run, and what the account does while one is away.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-mail-rules-settings')
@localized()
export class IkMailRulesSettings extends LitElement {
  static override styles = [
    controls,
    settingsStyles,
    css`
      :host { block-size: auto; }
      .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
      .warning { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding: 10px 12px; border-radius: 12px; background: color-mix(in oklab, var(--ik-warn, var(--ik-danger)) 12%, var(--ik-surface)); }
      .warning > p { flex: 1 1 240px; }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  /** `rules`: this section is what the person came for. */
  @property() path = '';
  @state() private _chosen = '';
  private readonly _accounts = new LiveController<readonly MailAccount[]>(this, () =>
    this.services?.mail.watchAccounts(),
  );
  private readonly _mailboxes = new LiveController<readonly Mailbox[]>(this, () =>
    this.services?.mail.watchMailboxes(),
  );
  private readonly _rules = new LiveController<MailRules>(this, () =>
    this._accountId === '' ? undefined : this.services?.mailRules.watch(this._accountId),
  );
  private _watched = '';
  private _shown = false;

  protected override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('services')) {
      this._accounts.refresh();
      this._mailboxes.refresh();
    }
    if (this._watched === this._accountId) return;
    this._watched = this._accountId;
    this._rules.refresh();
  }

  protected override updated() {
    if (this.path !== 'rules' || this._shown || this._rules.value === undefined) return;
    this._shown = true;
    this.scrollIntoView({ block: 'start' });
    this.shadowRoot!.querySelector<HTMLElement>('.buttons .button')?.focus({ preventScroll: true });
  }

  private get _account(): MailAccount | undefined {
    const accounts = this._accounts.value ?? [];
    return accounts.find(({ id }) => id === this._chosen) ?? accounts[0];
  }

  private get _accountId(): string {
    return this._account?.id ?? '';
  }

  private get _ruled(): RuledAccount | undefined {
    const account = this._account;
    const rules = this._rules.value;
    if (account === undefined || rules === undefined) return undefined;
    const mailboxes = (this._mailboxes.value ?? []).filter(({ accountId }) => accountId === account.id);
    return { account, rules, mailboxes };
  }

  /** What goes wrong is said. */
  private async _with(work: (context: RuleFlowContext, ruled: RuledAccount) => Promise<unknown>) {
    const { services, _ruled: ruled } = this;
    if (services === undefined || ruled === undefined) return;
    const context = { host: this, root: this.shadowRoot!, services, locale: this._display?.locale ?? 'en' };
    try {
      await work(context, ruled);
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _save(rules: readonly MailRule[], text: string) {
    return this._with(async (context, { account, rules: before }) => {
      const { undo } = await context.services.mailRules.save(account.id, before, { ...before, rules });
      if (text !== '') tell(context, text, undo);
    });
  }

  private _onList({ want }: RuleListEvent) {
    const rules = this._rules.value?.rules ?? [];
    if (want.type === 'change')
      return void this._save(want.rules, want.what === 'order' ? msg('The order of rules is changed.') : '');
    const { rule } = want;
    if (want.type === 'edit') return void this._with((context, ruled) => editRule(context, ruled, rule));
    if (want.type === 'remove')
      return void this._save(
        rules.filter(({ id }) => id !== rule.id),
        msg(str`Rule “${rule.name}” deleted.`),
      );
    if (want.type === 'copy')
      return void this._with((context, ruled) => editRule(context, ruled, { ...rule, id: newRuleId() }));
    return void this._with((context, ruled) =>
      runRulesNow(context, { ...ruled, rules: { ...ruled.rules, rules: [{ ...rule, isOn: true }] } }),
    );
  }

  private _add = () => this._with((context, ruled) => editRule(context, ruled, emptyRule(ruled.mailboxes)));
  private _run = () => this._with((context, ruled) => runRulesNow(context, ruled));

  private _take = () =>
    this._with(async ({ services, host }, { account }) => {
      const asked = await services.mailRules.takeFromServer(account.id);
      const isTaken = 'value' in asked && asked.value;
      host.dispatchEvent(
        isTaken
          ? new NoticeEvent(msg('The rules of the mail server are here.'))
          : new NoticeEvent(msg('The mail server did not give its rules.'), { kind: 'error' }),
      );
    });

  private _onSenders({ lists, sender, isAdded }: SendersChangeEvent) {
    return this._with(async (context, { account, rules }) => {
      const { undo } = await context.services.mailRules.save(account.id, rules, { ...rules, ...lists });
      tell(context, isAdded ? msg(str`${sender} added.`) : msg(str`${sender} removed.`), undo);
    });
  }

  private _standing({ account }: RuledAccount) {
    const text = serverRulesText(account.rules, account.kind);
    if (account.rules?.problem === undefined) return html`<p class="quiet">${text}</p>`;
    const isNewer = account.rules.problem.kind === 'newer';
    return html`<div class="warning" role="status"><p>${text}</p>
      ${isNewer ? html`<button type="button" class="button" @click=${this._take}>${msg('Use those of the server')}</button>` : nothing}</div>`;
  }

  protected override render() {
    const ruled = this._ruled;
    const accounts = this._accounts.value ?? [];
    if (ruled === undefined || !this._display) return nothing;
    const { rules } = ruled.rules;
    const hasMail = ruled.mailboxes.length > 0;
    return html`<section aria-labelledby="mail-rules">
      <h2 id="mail-rules">${msg('Mail rules')}</h2>
      ${
        accounts.length < 2
          ? nothing
          : html`<label class="field">${msg('Account')}<select @change=${(event: Event) => (this._chosen = (event.target as HTMLSelectElement).value)}>
              ${accounts.map(({ id, name }) => html`<option value=${id} ?selected=${id === ruled.account.id}>${id === LOCAL_ACCOUNT ? msg('On this device') : name}</option>`)}
            </select></label>`
      }
      ${this._standing(ruled)}
      ${rules.length === 0 ? html`<p>${msg('A rule moves, marks or deletes messages by who they are from, what they are about, or anything else in them.')}</p>` : nothing}
      <ik-rule-list ?hidden=${rules.length === 0} .rules=${rules} locale=${this._display.locale} @ik-rule-list=${this._onList}></ik-rule-list>
      <div class="buttons">
        <button type="button" class="button" ?disabled=${rules.length >= MAX_RULES} @click=${this._add}>${icon(addIcon)}${msg('New rule')}</button>
        ${rules.length === 0 || !hasMail ? nothing : html`<button type="button" class="button" @click=${this._run}>${msg('Run rules now…')}</button>`}
      </div>
      ${
        ruled.account.rules?.hasVacation === true
          ? html`<ik-vacation-settings .services=${this.services} .display=${this._display} accountId=${ruled.account.id} ?audiences=${ruled.account.rules.hasAudiences === true}></ik-vacation-settings>`
          : nothing
      }
      <ik-sender-lists .rules=${ruled.rules} @ik-senders-change=${this._onSenders}></ik-sender-lists>
      ${hasMail ? html`<ik-junk-settings .services=${this.services}></ik-junk-settings>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-rules-settings': IkMailRulesSettings;
  }
}
