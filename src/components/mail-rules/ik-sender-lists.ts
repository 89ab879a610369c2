import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { MailRules } from '../../domain/mail/rules/rule.js';
import { isSender } from '../../domain/mail/rules/senders.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

export type SenderList = 'blocked' | 'approved';

/** The lists are to be so. Does not bubble. */
export class SendersChangeEvent extends Event {
  constructor(
    readonly lists: Pick<MailRules, SenderList>,
    readonly sender: string,
    readonly isAdded: boolean,
  ) {
    super('ik-senders-change');
  }
}

/** A sender is in one list, or in none. */
export function listsWith(rules: Pick<MailRules, SenderList>, sender: string, list: SenderList | undefined) {
  const without = (all: readonly string[]) => all.filter((each) => each !== sender);
  const lists = { blocked: without(rules.blocked), approved: without(rules.approved) };
  return list === undefined ? lists : { ...lists, [list]: [...lists[list], sender].sort() };
}

/**
 * Blocked and approved senders: addresses, or whole domains.
 *
 * @fires {SendersChangeEvent} ik-senders-change
 */
@customElement('ik-sender-lists')
@localized()
export class IkSenderLists extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 16px; }
      h3 { margin: 10px 0 4px; font-size: 14px; font-weight: 600; }
      p { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      .problem { color: var(--ik-danger); }
      ul { display: flex; flex-wrap: wrap; gap: 6px; max-block-size: 240px; margin: 8px 0; padding: 0; overflow: auto; list-style: none; }
      li { display: flex; align-items: center; gap: 2px; padding-inline-start: 12px; border-radius: 999px; background: var(--ik-surface-2); font-size: 13px; overflow-wrap: anywhere; }
      form { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 8px; }
      form .input { flex: 1 1 220px; inline-size: auto; }
    `,
  ];

  @property({ attribute: false }) rules!: Pick<MailRules, SenderList>;
  @state() private _wrong: SenderList | undefined;

  private _add(event: Event, list: SenderList) {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('input')!;
    const typed = field.value.trim().toLowerCase();
    // "example.org" is meant as the whole domain.
    const sender = typed.includes('@') ? typed : `@${typed}`;
    this._wrong = isSender(sender) && sender.length > 3 ? undefined : list;
    if (this._wrong !== undefined) return field.focus();
    field.value = '';
    this.dispatchEvent(new SendersChangeEvent(listsWith(this.rules, sender, list), sender, true));
  }

  private _remove(sender: string) {
    this.dispatchEvent(new SendersChangeEvent(listsWith(this.rules, sender, undefined), sender, false));
  }

  private _list(list: SenderList, heading: string, text: string) {
    return html`<div>
      <h3>${heading}</h3>
      <p>${text}</p>
      ${
        this.rules[list].length === 0
          ? nothing
          : html`<ul aria-label=${heading}>${this.rules[list].map((sender) => {
              const label = msg(str`Remove ${sender}`);
              return html`<li>${sender}<button type="button" class="icon-button plain" aria-label=${label} title=${label} @click=${() => this._remove(sender)}>${icon(removeIcon)}</button></li>`;
            })}</ul>`
      }
      <form @submit=${(event: Event) => this._add(event, list)}>
        <input class="input" maxlength="254" aria-label=${msg(str`${heading}: address or domain`)} placeholder="name@example.org" autocomplete="off" autocapitalize="off" spellcheck="false" />
        <button type="submit" class="button">${msg('Add')}</button>
      </form>
      ${this._wrong === list ? html`<p class="problem" role="alert">${msg('Write an address, or a domain as example.org.')}</p>` : nothing}
    </div>`;
  }

  protected override render() {
    return html`${this._list('blocked', msg('Blocked senders'), msg('Their mail goes to spam when it comes.'))}
    ${this._list('approved', msg('Approved senders'), msg('Their mail is never spam: no rule sends it there, and what the server puts there comes to the inbox.'))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-sender-lists': IkSenderLists;
  }
  interface HTMLElementEventMap {
    'ik-senders-change': SendersChangeEvent;
  }
}
