import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import snoozeIcon from 'lucide-static/icons/alarm-clock.svg?raw';
import archiveIcon from 'lucide-static/icons/archive.svg?raw';
import dotsIcon from 'lucide-static/icons/ellipsis-vertical.svg?raw';
import moveIcon from 'lucide-static/icons/folder-input.svg?raw';
import inboxIcon from 'lucide-static/icons/inbox.svg?raw';
import unreadIcon from 'lucide-static/icons/mail.svg?raw';
import readIcon from 'lucide-static/icons/mail-open.svg?raw';
import moreIcon from 'lucide-static/icons/settings-2.svg?raw';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import allIcon from 'lucide-static/icons/square-check.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import labelIcon from 'lucide-static/icons/tag.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import clearIcon from 'lucide-static/icons/x.svg?raw';
import type { EmailQuery } from '../../domain/mail/email.js';
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import type { MailLooks } from './mail-looks.js';

/** Something in the bar was used: a filter, a way to look at the list, or something for what is picked. Does not bubble. */
export class MailBarEvent extends Event {
  constructor(readonly action: string) {
    super('ik-mail-bar');
  }
}

/**
 * Above the list: its name, which messages are shown, how. While several are picked it says how many, and what can be done
 * with them.
 *
 * @fires {MailBarEvent} ik-mail-bar - Something was used. Does not bubble.
 */
@customElement('ik-mail-bar')
@localized()
export class IkMailBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; flex: none; border-block-end: 1px solid var(--ik-line); container: ik-bar / inline-size; }
      .bar { display: flex; align-items: center; gap: 6px; min-block-size: 41px; padding: 4px 8px 4px 16px; }
      h1 { flex: 1; min-inline-size: 0; margin: 0; overflow: hidden; font-size: 15px; font-weight: 650; text-overflow: ellipsis; white-space: nowrap; }
      .picked { padding-inline-start: 4px; gap: 0; }
      .picked h1 { color: var(--ik-accent); }
      .filter { min-block-size: 24px; padding: 0 9px; border: 0; font-size: 12.5px; cursor: pointer; }
      .filter[aria-pressed='true'] { background: var(--ik-accent-soft); color: var(--ik-accent); }
      .icon-button { inline-size: 32px; min-block-size: 32px; }
      .icon-button .icon svg, ik-menu .icon svg { inline-size: 17px; block-size: 17px; }
      ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; }
      .note { padding: 6px 16px; border-block-start: 1px solid var(--ik-line); color: var(--ik-text-2); font-size: 12.5px; }
      @media (pointer: coarse) { .filter { min-block-size: 44px; } .icon-button { inline-size: 44px; min-block-size: 44px; } ik-menu::part(button) { inline-size: 44px; min-block-size: 44px; } }
      .less { display: none; }
      /* A long name of a folder goes into a second line there. */
      @container ik-bar (width < 460px) { h1 { line-height: 1.2; white-space: normal; overflow-wrap: anywhere; } }
      @container ik-bar (width < 330px) { .optional { display: none; } }
      @container ik-bar (width < 460px) { .roomy { display: none; } .less { display: initial; } }
      @media (pointer: coarse) { @container ik-bar (width < 560px) { .roomy, .usual { display: none; } .less { display: initial; } } }
    `,
  ];

  @property() heading = '';
  @property({ attribute: false }) show: EmailQuery['show'] = 'all';
  @property({ attribute: false }) looks: MailLooks | undefined;
  /** How many rows are picked; 0 is no selection. */
  @property({ attribute: false }) picked = 0;
  /** Something of what is picked was not read. */
  @property({ type: Boolean }) unread = false;
  @property({ attribute: false }) kind: MailboxRole | undefined;
  /** A search is shown. */
  @property({ type: Boolean }) searching = false;
  /** Found first is what fits best. */
  @property({ type: Boolean, attribute: 'by-match' }) byMatch = false;
  /** How many messages are not in the search index yet. */
  @property({ attribute: false }) notIndexed = 0;
  @property({ attribute: false }) total: number | undefined;
  @property() locale = 'en';

  private _wish(action: string) {
    this.dispatchEvent(new MailBarEvent(action));
  }

  private _button(action: string, label: string, svg: string, classes = '') {
    return html`<button type="button" class="icon-button plain ${classes}" aria-label=${label} title=${label} @click=${() => this._wish(action)}>${icon(svg)}</button>`;
  }

  private _pickedBar() {
    const count = this.picked.toLocaleString(this.locale);
    const isGone = this.kind === 'trash' || this.kind === 'junk' || this.kind === 'archive' || this.kind === 'snoozed';
    return html`<div class="bar picked" role="toolbar" aria-label=${msg('Selection')}>
      ${this._button('clear', msg('Clear selection'), clearIcon)}
      <h1 aria-live="polite">${msg(str`${count} selected`)}</h1>
      ${this._button('all', msg('Select all'), allIcon, 'optional')}
      ${isGone ? this._button('inbox', this.kind === 'junk' ? msg('Not spam') : msg('Move to the inbox'), inboxIcon) : this._button('archive', msg('Move to the archive'), archiveIcon)}
      ${this.kind === 'trash' ? this._button('destroy', msg('Delete for good…'), trashIcon, 'danger') : this._button('trash', msg('Delete'), trashIcon)}
      ${this._button('read', this.unread ? msg('Mark as read') : msg('Mark as unread'), this.unread ? readIcon : unreadIcon)}
      ${this._button('star', msg('Star'), starIcon, 'roomy')} ${this._button('move', msg('Move to…'), moveIcon, 'usual')} ${this._button('label', msg('Label…'), labelIcon, 'usual')}
      ${this.kind === 'trash' || this.kind === 'junk' ? nothing : this._button('snooze', msg('Snooze'), snoozeIcon, 'roomy')}
      ${isGone ? nothing : this._button('junk', msg('Spam'), junkIcon, 'roomy')}
      ${this._moreMenu(isGone)}
    </div>`;
  }

  /** What there is no room for. */
  private _moreMenu(isGone: boolean) {
    const items: readonly MenuItem[] = [
      { id: 'star', label: msg('Star'), icon: starIcon },
      { id: 'move', label: msg('Move to…'), icon: moveIcon },
      { id: 'label', label: msg('Label…'), icon: labelIcon },
      ...(this.kind === 'trash' || this.kind === 'junk'
        ? []
        : [{ id: 'snooze', label: msg('Snooze'), icon: snoozeIcon }]),
      ...(isGone ? [] : [{ id: 'junk', label: msg('Spam'), icon: junkIcon }]),
    ];
    return html`<ik-menu class="less" button-class="icon-button plain" label=${msg('More')} .items=${items} @ik-menu-select=${({ id }: MenuSelectEvent) => this._wish(id)}>${icon(dotsIcon)}</ik-menu>`;
  }

  private _filter(show: EmailQuery['show'], label: string, classes = '') {
    return html`<button type="button" class="chip filter ${classes}" aria-pressed=${String(this.show === show)} @click=${() => this._wish(`show ${show}`)}>${label}</button>`;
  }

  private _menu() {
    const { looks, show } = this;
    if (looks === undefined) return nothing;
    const choice = (id: string, label: string, checked: boolean, separated = false): MenuItem => ({
      id,
      label,
      checked,
      separated,
    });
    const items: readonly MenuItem[] = [
      choice('show read', msg('Only read'), show === 'read'),
      choice('show unflagged', msg('Only without star'), show === 'unflagged'),
      choice('threads', msg('Conversations'), looks.threads, true),
      choice('order', msg('Oldest first'), looks.order === 'oldest'),
      choice('density', msg('Compact'), looks.density === 'compact'),
      choice('pane right', msg('Message beside the list'), looks.pane === 'right', true),
      choice('pane bottom', msg('Message below the list'), looks.pane === 'bottom'),
      choice('pane off', msg('Message instead of the list'), looks.pane === 'off'),
      { id: 'settings', label: msg('Mail settings…'), icon: moreIcon, separated: true },
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg('View')} .items=${items} @ik-menu-select=${({ id }: MenuSelectEvent) => this._wish(id)}>${icon(moreIcon)}</ik-menu>`;
  }

  private _note() {
    if (!this.searching || this.notIndexed === 0) return nothing;
    const count = this.notIndexed.toLocaleString(this.locale);
    return html`<div class="note" role="status">${msg(str`${count} messages are still being prepared for search.`)}</div>`;
  }

  protected override render() {
    if (this.picked > 0) return this._pickedBar();
    const found = this.total?.toLocaleString(this.locale) ?? '…';
    return html`<div class="bar">
        <h1 aria-live="polite">${this.searching ? msg(str`${found} found`) : this.heading}</h1>
        ${
          this.searching
            ? html`<button type="button" class="chip filter" aria-pressed=${String(this.byMatch)} @click=${() => this._wish('by-match')}>${msg('Best first')}</button>`
            : html`${this._filter('all', msg('All'))} ${this._filter('unread', msg('Unread'))} ${this._filter('flagged', msg('Starred'), 'optional')}`
        }
        ${this._menu()}
      </div>${this._note()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-bar': IkMailBar;
  }
  interface HTMLElementEventMap {
    'ik-mail-bar': MailBarEvent;
  }
}
