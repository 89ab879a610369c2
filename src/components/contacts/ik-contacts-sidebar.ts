import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import bookIcon from 'lucide-static/icons/book-user.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import renameIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import homeIcon from 'lucide-static/icons/user-check.svg?raw';
import newIcon from 'lucide-static/icons/user-plus.svg?raw';
import allIcon from 'lucide-static/icons/users-round.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { contactsUrl } from './contacts-route.js';

export type BookAction = 'rename' | 'default' | 'export-4' | 'export-3' | 'restore' | 'delete';

/** A wish about one address book, or, without `book`, about all of them. Does not bubble. */
export class SidebarActionEvent extends Event {
  constructor(
    readonly action: BookAction | 'new-contact' | 'new-book' | 'import' | 'deleted',
    readonly book?: Collection,
  ) {
    super('ik-sidebar-action');
  }
}

const styles = css`
  :host { display: block; }
  .new { inline-size: 100%; min-block-size: 38px; margin-block-end: 14px; }
  nav { display: grid; gap: 1px; }
  .head { display: flex; align-items: center; justify-content: space-between; margin: 14px 0 2px; padding-inline: 10px 2px; }
  .head .icon-button { inline-size: 32px; min-block-size: 32px; }
  .head svg { inline-size: 15px; block-size: 15px; }
  .line { position: relative; display: flex; border-radius: 8px; }
  .line a {
    flex: 1; min-inline-size: 0; display: grid; grid-template-columns: 18px minmax(0, 1fr) auto; align-items: center; gap: 10px;
    min-block-size: 32px; padding: 4px 10px; border-radius: 8px; color: var(--ik-text); font-size: 14px; text-decoration: none;
  }
  .line a .icon { color: var(--ik-text-2); }
  .line:hover a { background: var(--ik-surface-2); }
  .line a[aria-current='page'] { background: var(--ik-accent-soft); color: var(--ik-accent); font-weight: 600; }
  .line a[aria-current='page'] .icon { color: inherit; }
  .import {
    display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 32px; margin-block-start: 14px; padding: 4px 10px;
    border: 0; border-radius: 8px; background: none; color: var(--ik-text-2); font-size: 14px; text-align: start; cursor: pointer;
  }
  .import:hover { background: var(--ik-surface-2); color: var(--ik-text); }
  .label { overflow-wrap: anywhere; }
  .count { color: var(--ik-text-2); font-size: 12.5px; font-variant-numeric: tabular-nums; }
  a[aria-current='page'] .count { color: inherit; }
  .line ik-menu { position: absolute; inset-block: 0; inset-inline-end: 2px; display: grid; align-items: center; opacity: 0; }
  .line:hover ik-menu, .line:focus-within ik-menu { opacity: 1; }
  .line:hover.has-menu .count, .line:focus-within.has-menu .count { opacity: 0; }
  ik-menu::part(button) { inline-size: 32px; min-block-size: 30px; }
  @media (hover: none) {
    .line ik-menu { position: static; opacity: 1; }
    .line:hover.has-menu .count, .line:focus-within.has-menu .count { opacity: 1; }
    .line a, .import { min-block-size: 44px; }
  }
`;

/**
 * The lists of the contacts page: all, favourites, each address book.
 *
 * @fires {SidebarActionEvent} ik-sidebar-action - Something about a book, or a new contact, is wanted. Does not bubble.
 */
@customElement('ik-contacts-sidebar')
@localized()
export class IkContactsSidebar extends LitElement {
  static override styles = [controls, styles];

  /** In order. */
  @property({ attribute: false }) books: readonly Collection[] = [];
  /** The book of new contacts. */
  @property({ attribute: false }) home = '';
  /** `all`, `favourites` or a book's id. */
  @property({ attribute: false }) current = 'all';
  /** `undefined` while it is counted. */
  @property({ attribute: false }) total: number | undefined;
  @property({ attribute: false }) favourites: number | undefined;
  @property() locale = 'en';

  private _wish(action: SidebarActionEvent['action'], book?: Collection) {
    this.dispatchEvent(new SidebarActionEvent(action, book));
  }

  private _line(list: string, label: string, svg: string, count: number | undefined, menu: unknown = nothing) {
    return html`<div class="line ${menu === nothing ? '' : 'has-menu'}">
      <a href=${contactsUrl(list)} aria-current=${this.current === list ? 'page' : nothing}
        >${icon(svg)}<span class="label">${label}</span><span class="count">${count?.toLocaleString(this.locale)}</span></a
      >${menu}
    </div>`;
  }

  private _bookMenu(book: Collection) {
    const items: readonly MenuItem[] = [
      { id: 'rename', label: msg('Rename'), icon: renameIcon },
      { id: 'default', label: msg('Use for new contacts'), icon: homeIcon, disabled: book.id === this.home },
      { id: 'export-4', label: msg('Export as vCard 4.0'), icon: exportIcon },
      { id: 'export-3', label: msg('Export as vCard 3.0'), icon: exportIcon },
      { id: 'restore', label: msg('Restore an earlier state'), icon: historyIcon },
      { id: 'delete', label: msg('Delete'), icon: deleteIcon, danger: true, separated: true },
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${book.name}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as BookAction, book)}>${icon(moreIcon)}</ik-menu>`;
  }

  protected override render() {
    return html`
      <button type="button" class="button primary new" @click=${() => this._wish('new-contact')}>${icon(newIcon)}${msg('New contact')}</button>
      <nav aria-label=${msg('Contact lists')}>
        ${this._line('all', msg('All contacts'), allIcon, this.total)}
        ${this._line('favourites', msg('Favourites'), starIcon, this.favourites)}
        <div class="head">
          <h2 class="eyebrow">${msg('Address books')}</h2>
          <button type="button" class="icon-button plain" aria-label=${msg('New address book')} title=${msg('New address book')}
            @click=${() => this._wish('new-book')}>${icon(plusIcon)}</button>
        </div>
        ${this.books.map((book) => this._line(book.id, book.name, bookIcon, book.itemCount, this._bookMenu(book)))}
      </nav>
      <button type="button" class="import" @click=${() => this._wish('import')}>${icon(importIcon)}${msg('Import a file')}</button>
      <button type="button" class="import" @click=${() => this._wish('deleted')}>${icon(restoreIcon)}${msg('Recently deleted')}</button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contacts-sidebar': IkContactsSidebar;
  }
  interface HTMLElementEventMap {
    'ik-sidebar-action': SidebarActionEvent;
  }
}
