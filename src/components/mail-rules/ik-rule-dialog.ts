import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import addIcon from 'lucide-static/icons/plus.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MailAccount, Mailbox } from '../../domain/mail/mailbox.js';
import { isTextCondition, MAX_ACTIONS, MAX_CONDITIONS, type MailRule } from '../../domain/mail/rules/rule.js';
import { isForwardAddress } from '../../domain/mail/rules/senders.js';
import { AccountDialog } from '../account/account-dialog.js';
import { displayContext } from '../contexts.js';
import { icon } from '../shared/icon.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import { focusLeaveQuestion, leaveQuestion, leaveStyles } from '../shared/leave-question.js';
import { describeError } from '../shared/problem-message.js';
import './ik-rule-trial.js';
import { ruleStyles } from './rule-dialog.styles.js';
import { actionLine, actionOf, conditionLine, conditionOn } from './rule-lines.js';
import { suggestedName } from './rule-texts.js';

/**
 * Makes or changes a rule, and shows which messages it would be about before it is saved. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-rule-dialog')
@localized()
export class IkRuleDialog extends AccountDialog {
  static override styles = [...AccountDialog.styles, leaveStyles, ruleStyles];

  @property({ attribute: false }) rule!: MailRule;
  @property({ attribute: false }) account!: MailAccount;
  /** Of the account. */
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @property({ type: Boolean, attribute: 'is-new' }) isNew = false;
  /** Keeps it. @param now - It is to look at the messages of the inbox, too. */
  @property({ attribute: false }) save: (rule: MailRule, now: boolean) => Promise<unknown> = async () => undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _draft!: MailRule;
  @state() private _asks = false;
  @state() private _now = false;
  @state() private _labels: readonly string[] = [];
  @query('ik-dialog') private _box!: IkDialog;
  /** It was kept. */
  done = false;

  protected override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('rule')) this._draft = this.rule;
    if (changed.has('services')) void this._readLabels();
  }

  /** Those that are known are offered; without them one still types. */
  private async _readLabels() {
    this._labels = (await this.services?.mailRules.labels(this.account.id).catch(() => [])) ?? [];
  }

  private _change(change: Partial<MailRule>) {
    this._draft = { ...this._draft, ...change };
    this._problem = '';
  }

  private _replace<K extends 'conditions' | 'actions'>(name: K, at: number, value: MailRule[K][number] | undefined) {
    const list = [...this._draft[name]] as MailRule[K][number][];
    list.splice(at, 1, ...(value === undefined ? [] : [value]));
    this._change({ [name]: list });
  }

  /** The rule as it would be kept: without blanks around what was typed, and with a name. */
  private get _ready(): MailRule {
    const conditions = this._draft.conditions.map((condition) =>
      isTextCondition(condition) ? { ...condition, value: condition.value.trim() } : condition,
    );
    const name = this._draft.name.trim() || suggestedName({ conditions });
    return { ...this._draft, conditions, name };
  }

  private get _isChanged(): boolean {
    return JSON.stringify(this._draft) !== JSON.stringify(this.rule);
  }

  /** What is missing, in words; '' when nothing is. */
  private _missing(): string {
    const { conditions, actions } = this._ready;
    if (conditions.some((condition) => isTextCondition(condition) && condition.value === ''))
      return msg('A condition has no value.');
    if (conditions.some((condition) => condition.field === 'header' && !/^[!-9;-~]+$/.test(condition.header ?? '')))
      return msg('A condition names no header.');
    if (actions.length === 0) return msg('Say what is to be done.');
    if (actions.some((action) => action.type === 'label' && action.label === ''))
      return msg('Give the label a name of up to 48 letters.');
    const bad = actions.find((action) => action.type === 'forward' && !isForwardAddress(action.address));
    return bad === undefined ? '' : msg('This is no e-mail address. It looks like name@example.org.');
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    this._problem = this._missing();
    if (this._problem !== '') return;
    this.done = await this._do(() => this.save(this._ready, this._now));
    if (this.done) this._close();
  };

  protected override _describeError(error: unknown) {
    return describeError(error);
  }

  private _onCancel = (event: Event) => {
    if (!this._isChanged || this._asks) return;
    event.preventDefault();
    this._asks = true;
    void this.updateComplete.then(() => focusLeaveQuestion(this.renderRoot));
  };

  private _add(name: 'conditions' | 'actions') {
    if (name === 'conditions') this._change({ conditions: [...this._draft.conditions, conditionOn('from')] });
    else this._change({ actions: [...this._draft.actions, actionOf('move', this.mailboxes)] });
    void this.updateComplete.then(() => {
      const lines = [...this.renderRoot.querySelectorAll<HTMLElement>(`.${name} .line`)];
      lines.at(-1)?.querySelector<HTMLElement>('select')?.focus();
    });
  }

  private _remove(name: 'conditions' | 'actions', at: number) {
    this._replace(name, at, undefined);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`.${name} .add`)?.focus());
  }

  private _conditions() {
    const { conditions, match } = this._draft;
    return html`<fieldset class="conditions">
      <legend>${msg('When a message meets')}
        <select class="input" aria-label=${msg('How many conditions')} @change=${(event: Event) => this._change({ match: (event.target as HTMLSelectElement).value as MailRule['match'] })}>
          <option value="all" ?selected=${match === 'all'}>${msg('all of these')}</option>
          <option value="any" ?selected=${match === 'any'}>${msg('any of these')}</option>
        </select>
      </legend>
      ${conditions.map((condition, at) =>
        conditionLine(condition, {
          number: at + 1,
          change: (value) => this._replace('conditions', at, value),
          remove: () => this._remove('conditions', at),
        }),
      )}
      ${conditions.length === 0 ? html`<p class="quiet">${msg('Without a condition the rule is about every message.')}</p>` : nothing}
      <button type="button" class="button soft add" ?disabled=${conditions.length >= MAX_CONDITIONS} @click=${() => this._add('conditions')}>${icon(addIcon)}${msg('Add a condition')}</button>
    </fieldset>`;
  }

  private _actions() {
    const { actions, stops } = this._draft;
    const canForward = this.account.rules?.canForward === true;
    return html`<fieldset class="actions">
      <legend>${msg('Do this')}</legend>
      ${actions.map((action, at) =>
        actionLine(action, {
          ...{
            number: at + 1,
            mailboxes: this.mailboxes,
            canForward,
            locale: this._display?.locale ?? 'en',
            labels: this._labels,
          },
          change: (value) => this._replace('actions', at, value),
          remove: () => this._remove('actions', at),
        }),
      )}
      <button type="button" class="button soft add" ?disabled=${actions.length >= MAX_ACTIONS} @click=${() => this._add('actions')}>${icon(addIcon)}${msg('Add an action')}</button>
      ${
        actions.some(({ type }) => type === 'forward') && !canForward
          ? html`<p class="quiet">${msg('Copies are only sent by servers that carry rules out themselves; this one does not.')}</p>`
          : nothing
      }
      <label class="check"><input type="checkbox" .checked=${stops} @change=${(event: Event) => this._change({ stops: (event.target as HTMLInputElement).checked })} />${msg('Stop here: rules below do not look at such a message')}</label>
    </fieldset>`;
  }

  private _footer() {
    if (this._asks)
      return leaveQuestion(
        () => {
          this._asks = false;
        },
        () => this._close(),
      );
    return html`<button slot="footer" type="button" class="button" @click=${() => this._box.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="rule" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Save rule')}</button>`;
  }

  protected override render() {
    const { name } = this._draft;
    const ready = this._missing() === '' ? this._ready : undefined;
    return html`<ik-dialog heading=${this.isNew ? msg('New rule') : msg('Change rule')} .open=${this._open} @ik-cancel=${this._onCancel} @ik-close=${() => this._onClosed()}>
      <form class="stack" id="rule" novalidate @submit=${this._submit}>
        <label class="field">${msg('Name')}
          <input data-autofocus maxlength="100" autocomplete="off" .value=${name} placeholder=${suggestedName(this._draft) || msg('Bills')} @input=${(event: Event) => this._change({ name: (event.target as HTMLInputElement).value })} />
        </label>
        ${this._conditions()} ${this._actions()}
        <ik-rule-trial .services=${this.services} .display=${this._display} .rule=${ready} .mailboxes=${this.mailboxes}></ik-rule-trial>
        <label class="check"><input type="checkbox" .checked=${this._now} @change=${(event: Event) => (this._now = (event.target as HTMLInputElement).checked)} />${msg('Have it look at the messages in the inbox, too')}</label>
        ${this._problemText()}
      </form>
      ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-dialog': IkRuleDialog;
  }
}
