import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import newIcon from 'lucide-static/icons/folder-plus.svg?raw';
import topIcon from 'lucide-static/icons/folders.svg?raw';
import type { MailAccount, Mailbox } from '../../domain/mail/mailbox.js';
import { normalizeForSearch } from '../../domain/text/fold.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { mailboxIcon, mailboxName, nestMailboxes } from './mail-names.js';

/**
 * Chooses a mailbox: by typing some letters and Enter, by arrows, or by a press. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-move-dialog')
@localized()
export class IkMoveDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ul { display: grid; gap: 1px; max-block-size: 45vh; margin: 10px 0 0; padding: 0; overflow: auto; list-style: none; }
      li { display: flex; align-items: center; gap: 10px; min-block-size: 34px; padding: 4px 10px; padding-inline-start: calc(10px + 16px * var(--depth, 0)); border-radius: 8px; font-size: 14px; cursor: pointer; }
      li .icon { color: var(--ik-text-2); }
      li:hover, li[aria-selected='true'] { background: var(--ik-accent-soft); }
      .keep { display: flex; align-items: center; gap: 8px; min-block-size: 36px; margin-block-start: 8px; font-size: 14px; }
      .quiet { color: var(--ik-text-2); }
      @media (pointer: coarse) { li { min-block-size: 44px; } }
    `,
  ];

  @property() heading = '';
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  /** The account whose mailboxes come first. */
  @property() first = '';
  /** Ids that are not offered. */
  @property({ attribute: false }) without: readonly string[] = [];
  /** The top may be chosen, where a folder stands below nothing. */
  @property({ type: Boolean, attribute: 'with-top' }) withTop = false;
  @property() locale = 'en';
  @property({ attribute: false }) choose: (mailbox: Mailbox | undefined, keep: boolean) => Promise<unknown> =
    async () => undefined;
  /** It may stay where it is, too. */
  @property({ type: Boolean, attribute: 'with-keep' }) withKeep = false;
  /** Makes a folder of this name and chooses it; absent where that is not offered. */
  @property({ attribute: false }) create: ((name: string, keep: boolean) => Promise<unknown>) | undefined;
  @state() private _open = true;
  @state() private _keep = false;
  @state() private _typed = '';
  @state() private _at = 0;
  @state() private _error = '';
  @query('input') private _input!: HTMLInputElement;

  private get _choices() {
    const typed = normalizeForSearch(this._typed.trim());
    const ofBoxes = this.mailboxes.map(({ accountId }) => accountId);
    const accountIds = new Set([this.first, ...this.accounts.map(({ id }) => id), ...ofBoxes]);
    const nested = [...accountIds]
      .flatMap((id) =>
        nestMailboxes(
          this.mailboxes.filter(({ accountId }) => accountId === id),
          this.locale,
        ),
      )
      .filter(
        ({ mailbox }) =>
          !this.without.includes(mailbox.id) && mailbox.role !== 'scheduled' && mailbox.role !== 'outbox',
      );
    const found = nested.filter(({ mailbox }) => normalizeForSearch(mailboxName(mailbox)).includes(typed));
    const isSearch = typed !== '';
    const isKnown = found.some(({ mailbox }) => normalizeForSearch(mailboxName(mailbox)) === typed);
    return [
      ...(this.withTop && !isSearch
        ? [{ kind: 'top' as const, label: msg('At the top'), svg: topIcon, depth: 0 }]
        : []),
      ...found.map(({ mailbox, depth }) => ({
        kind: 'box' as const,
        mailbox,
        label: this._label(mailbox),
        svg: mailboxIcon(mailbox),
        depth: isSearch ? 0 : depth,
      })),
      ...(isSearch && !isKnown && this.create !== undefined
        ? [{ kind: 'new' as const, label: msg(str`New folder “${this._typed.trim()}”`), svg: newIcon, depth: 0 }]
        : []),
    ];
  }

  /** With its account where there are several. */
  private _label(mailbox: Mailbox): string {
    if (new Set(this.mailboxes.map(({ accountId }) => accountId)).size < 2) return mailboxName(mailbox);
    const account = this.accounts.find(({ id }) => id === mailbox.accountId)?.name || msg('On this device');
    return `${mailboxName(mailbox)} · ${account}`;
  }

  private async _take(choice: ReturnType<typeof this._list>[number] | undefined) {
    if (choice === undefined) return;
    try {
      if (choice.kind === 'new') await this.create?.(this._typed.trim(), this._keep);
      else await this.choose(choice.kind === 'box' ? choice.mailbox : undefined, this._keep);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _list() {
    return this._choices;
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    const choices = this._choices;
    if (event.key === 'ArrowDown') this._at = Math.min(choices.length - 1, this._at + 1);
    else if (event.key === 'ArrowUp') this._at = Math.max(0, this._at - 1);
    else if (event.key === 'Enter' && !event.isComposing) void this._take(choices[this._at]);
    else return;
    event.preventDefault();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
    );
  };

  protected override render() {
    const choices = this._choices;
    return html`<ik-dialog compact heading=${this.heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <input class="input" role="combobox" aria-expanded="true" aria-controls="list" aria-autocomplete="list" aria-activedescendant=${choices.length > 0 ? `choice-${this._at}` : nothing}
        aria-label=${msg('Mailbox')} placeholder=${msg('Type to find a mailbox')} autocomplete="off" data-autofocus @keydown=${this._onKeyDown}
        @input=${() => {
          this._typed = this._input.value;
          this._at = 0;
        }} />
      ${choices.length === 0 ? html`<p class="quiet">${msg('There is no such mailbox.')}</p>` : nothing}
      <ul id="list" role="listbox" aria-label=${msg('Mailboxes')}>
        ${choices.map(
          (
            choice,
            index,
          ) => html`<li id=${`choice-${index}`} role="option" aria-selected=${String(index === this._at)} .style=${`--depth:${choice.depth}`}
            @click=${() => this._take(choice)} @keydown=${this._onKeyDown}>${icon(choice.svg)}${choice.label}</li>`,
        )}
      </ul>
      ${
        this.withKeep
          ? html`<label class="keep"><input type="checkbox" .checked=${this._keep} @change=${() => {
              this._keep = !this._keep;
            }} />${msg('Keep it where it is, too (a label)')}</label>`
          : nothing
      }
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-move-dialog': IkMoveDialog;
  }
}
