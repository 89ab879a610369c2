import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import moveIcon from 'lucide-static/icons/folder-input.svg?raw';
import newFolderIcon from 'lucide-static/icons/folder-plus.svg?raw';
import restoreIcon from 'lucide-static/icons/history.svg?raw';
import logIcon from 'lucide-static/icons/list.svg?raw';
import readIcon from 'lucide-static/icons/mail-check.svg?raw';
import renameIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import type { MailAccount, Mailbox, MailboxRole } from '../../domain/mail/mailbox.js';
import { LOCAL_ACCOUNT } from '../../domain/mail/mailbox.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { styles } from './ik-mail-sidebar.styles.js';
import { holdsMail } from './mail-drag.js';
import { mailboxIcon, mailboxName, nestMailboxes, type RoleList, roleIcon, roleName } from './mail-names.js';
import { mailboxList, mailUrl } from './mail-route.js';

export type MailboxAction =
  | 'new'
  | 'rename'
  | 'move'
  | 'read'
  | 'export'
  | 'delete'
  | 'empty'
  | 'import'
  | 'restore'
  | 'log';

/** A wish about a mailbox, or, without one, about all of them. Does not bubble. */
export class MailboxActionEvent extends Event {
  constructor(
    readonly action: MailboxAction,
    readonly mailbox?: Mailbox,
    /** Of a new mailbox. */
    readonly accountId?: string,
  ) {
    super('ik-mailbox-action');
  }
}

/** The dragged messages were dropped on a mailbox, or on a role. Does not bubble. */
export class MailDropEvent extends Event {
  constructor(readonly to: { readonly mailboxId: string } | { readonly role: MailboxRole | 'starred' }) {
    super('ik-mail-drop');
  }
}

/** Shown whether or not there is anything in them. */
const ROLES = [
  'inbox',
  'starred',
  'snoozed',
  'outbox',
  'scheduled',
  'drafts',
  'sent',
  'archive',
  'junk',
  'trash',
] as const;
const NOT_A_TARGET: readonly string[] = ['snoozed', 'outbox', 'scheduled', 'drafts', 'sent'];

/**
 * The lists of mail: the inbox of all accounts, roles, folders with what waits in them. Messages may be dropped on them.
 *
 * @fires {MailboxActionEvent} ik-mailbox-action - Something about a mailbox is wanted. Does not bubble.
 * @fires {MailDropEvent} ik-mail-drop - Messages were dropped. Does not bubble.
 * @fires {Event} ik-compose - Something is to be written. Does not bubble.
 */
@customElement('ik-mail-sidebar')
@localized()
export class IkMailSidebar extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  /** As in `MailRoute`. */
  @property({ attribute: false }) current = 'inbox';
  @property() locale = 'en';
  /** The line messages are held over. */
  @state() private _over = '';

  private _wish(action: MailboxAction, mailbox?: Mailbox, accountId?: string) {
    this.dispatchEvent(new MailboxActionEvent(action, mailbox, accountId));
  }

  private _onDrag = (event: DragEvent) => {
    if (!holdsMail(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
    this._over = (event.currentTarget as HTMLElement).dataset.list ?? '';
  };

  private _onDragLeave = (event: DragEvent) => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this._over = '';
  };

  private _onDrop = (event: DragEvent) => {
    const { list = '', box } = (event.currentTarget as HTMLElement).dataset;
    this._over = '';
    if (!holdsMail(event)) return;
    event.preventDefault();
    this.dispatchEvent(new MailDropEvent(box === undefined ? { role: list as MailboxRole } : { mailboxId: box }));
  };

  private _line(
    list: string,
    { label, svg, count, bold = false }: { label: string; svg: string; count: number; bold?: boolean },
    more: {
      readonly menu?: unknown;
      readonly mailboxId?: string;
      readonly depth?: number;
      readonly target?: boolean;
    } = {},
  ) {
    const { menu = nothing, mailboxId, depth = 0, target = true } = more;
    const classes = { line: true, 'has-menu': menu !== nothing, over: this._over === list };
    const drops = target ? this._onDrag : () => {};
    return html`<div class=${classMap(classes)} data-list=${list} data-box=${mailboxId ?? nothing} @dragenter=${drops} @dragover=${drops}
      @dragleave=${this._onDragLeave} @drop=${this._onDrop}>
      <a href=${mailUrl(list)} draggable="false" aria-current=${this.current === list ? 'page' : nothing} class=${bold ? 'unread' : ''}
        .style=${`--depth:${depth}`}>${icon(svg)}<span class="label">${label}</span>${
          count > 0
            ? html`<span class="count">${count.toLocaleString(this.locale)}<span class="visually-hidden"> ${bold ? msg('unread') : msg('messages')}</span></span>`
            : html`<span></span>`
        }</a
      >${menu}
    </div>`;
  }

  private _role = (role: RoleList) => {
    const boxes = this.mailboxes.filter((mailbox) => mailbox.role === role);
    const isWhenUsed = role === 'scheduled' || role === 'snoozed' || role === 'outbox';
    if (isWhenUsed && this.current !== role && boxes.every(({ totalEmails }) => totalEmails === 0)) return nothing;
    const isOpen = role === 'drafts' || isWhenUsed;
    const count = boxes.reduce((sum, box) => sum + (isOpen ? box.totalEmails : box.unreadEmails), 0);
    const counted = role === 'sent' || role === 'archive' || role === 'trash' || role === 'starred' ? 0 : count;
    const one = boxes.length === 1 ? boxes[0] : undefined;
    return this._line(
      role,
      { label: roleName(role), svg: roleIcon(role), count: counted, bold: !isOpen && counted > 0 },
      { target: !NOT_A_TARGET.includes(role), ...(one && { menu: this._menu(one) }) },
    );
  };

  private _menu(mailbox: Mailbox) {
    const isRole = mailbox.role !== null;
    const name = mailboxName(mailbox);
    const empties = mailbox.role === 'trash' || mailbox.role === 'junk';
    const items: readonly MenuItem[] = [
      { id: 'read', label: msg('Mark all as read'), icon: readIcon, disabled: mailbox.unreadEmails === 0 },
      ...(isRole
        ? []
        : [
            { id: 'new', label: msg('New folder in it'), icon: newFolderIcon },
            { id: 'rename', label: msg('Rename'), icon: renameIcon },
            { id: 'move', label: msg('Move to…'), icon: moveIcon },
          ]),
      { id: 'export', label: msg('Export'), icon: exportIcon, disabled: mailbox.totalEmails === 0 },
      ...(empties
        ? [
            {
              id: 'empty',
              label: msg('Delete all for good…'),
              icon: deleteIcon,
              danger: true,
              separated: true,
              disabled: mailbox.totalEmails === 0,
            },
          ]
        : []),
      ...(isRole ? [] : [{ id: 'delete', label: msg('Delete'), icon: deleteIcon, danger: true, separated: true }]),
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${name}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as MailboxAction, mailbox)}>${icon(moreIcon)}</ik-menu>`;
  }

  private _folder(mailbox: Mailbox, depth: number) {
    const { unreadEmails: count } = mailbox;
    return this._line(
      mailboxList(mailbox.id),
      { label: mailboxName(mailbox), svg: mailboxIcon(mailbox), count, bold: count > 0 },
      { menu: this._menu(mailbox), mailboxId: mailbox.id, depth },
    );
  }

  /** Folders of one account; with several accounts also its mailboxes with roles. */
  private _account(account: MailAccount, isOne: boolean) {
    const own = this.mailboxes.filter(
      ({ accountId, role, totalEmails }) =>
        accountId === account.id &&
        (!isOne || role === null) &&
        ((role !== 'outbox' && role !== 'scheduled') || totalEmails > 0),
    );
    const name = account.id === LOCAL_ACCOUNT ? msg('On this device') : account.name;
    return html`<div class="head">
        <h2 class="eyebrow">${isOne ? msg('Folders') : name}</h2>
        <button type="button" class="icon-button plain" aria-label=${isOne ? msg('New folder') : msg(str`New folder in ${name}`)} title=${msg('New folder')}
          @click=${() => this._wish('new', undefined, account.id)}>${icon(plusIcon)}</button>
      </div>
      ${nestMailboxes(own, this.locale).map(({ mailbox, depth }) => this._folder(mailbox, depth))}`;
  }

  protected override render() {
    const local: MailAccount = { id: LOCAL_ACCOUNT, kind: 'local', name: '', identities: [] };
    const accounts = this.accounts.length > 0 ? this.accounts : [local];
    return html`<button type="button" class="button primary write" title="${msg('New message')} (c)" @click=${() => this.dispatchEvent(new Event('ik-compose'))}>${icon(renameIcon)}${msg('New message')}</button>
      <nav aria-label=${msg('Mailboxes')}>
        ${ROLES.map(this._role)} ${this._line('all', { label: roleName('all'), svg: roleIcon('all'), count: 0 }, { target: false })}
        ${accounts.map((account) => this._account(account, accounts.length === 1))}
      </nav>
      <button type="button" class="other" @click=${() => this._wish('import')}>${icon(importIcon)}${msg('Import mail')}</button>
      <button type="button" class="other" @click=${() => this._wish('restore')}>${icon(restoreIcon)}${msg('Restore mail')}</button>
      <button type="button" class="other" @click=${() => this._wish('log')}>${icon(logIcon)}${msg('Activity log')}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-sidebar': IkMailSidebar;
  }
  interface HTMLElementEventMap {
    'ik-mailbox-action': MailboxActionEvent;
    'ik-mail-drop': MailDropEvent;
  }
}
