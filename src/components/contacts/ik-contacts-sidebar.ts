import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import bookIcon from 'lucide-static/icons/book-user.svg?raw';
import duplicatesIcon from 'lucide-static/icons/copy.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import lockIcon from 'lucide-static/icons/lock.svg?raw';
import leaveIcon from 'lucide-static/icons/log-out.svg?raw';
import renameIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import groupIcon from 'lucide-static/icons/tag.svg?raw';
import newGroupIcon from 'lucide-static/icons/tags.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import homeIcon from 'lucide-static/icons/user-check.svg?raw';
import shareIcon from 'lucide-static/icons/user-plus.svg?raw';
import newIcon from 'lucide-static/icons/user-plus.svg?raw';
import noGroupIcon from 'lucide-static/icons/user-round-minus.svg?raw';
import allIcon from 'lucide-static/icons/users-round.svg?raw';
import { type Collection, canEdit, isOwned } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import type { BookGroups } from '../../app/services.js';
import type { ItemRef } from '../../domain/items/item.js';
import { shareMark, shareMarkStyles } from '../sharing/share-mark.js';
import { draggedContacts, wantsCopy } from './contact-drag.js';
import { contactsUrl, groupList } from './contacts-route.js';
import { styles } from './ik-contacts-sidebar.styles.js';

export type BookAction =
  | 'rename'
  | 'default'
  | 'new-group'
  | 'export-4'
  | 'export-3'
  | 'export-csv'
  | 'restore'
  | 'share'
  | 'leave'
  | 'delete';

/** Contacts were dropped on a book or one of its groups ('' for none of them). Does not bubble. */
export class ContactDropEvent extends Event {
  constructor(
    readonly refs: readonly ItemRef[],
    readonly bookId: string,
    readonly group: string | undefined,
    readonly copy: boolean,
  ) {
    super('ik-contact-drop');
  }
}

/** A wish about one address book or one of its groups, or, without `book`, about all of them. Does not bubble. */
export class SidebarActionEvent extends Event {
  constructor(
    readonly action: BookAction | 'new-contact' | 'new-book' | 'import' | 'deleted',
    readonly book?: Collection,
    readonly group?: string,
  ) {
    super('ik-sidebar-action');
  }
}

/**
 * The lists of the contacts page: all, favourites, each address book with its groups. Contacts may be dropped on books and
 * groups.
 *
 * @fires {ContactDropEvent} ik-contact-drop - Contacts were dropped on a book or a group. Does not bubble.
 * @fires {SidebarActionEvent} ik-sidebar-action - Something about a book, or a new contact, is wanted. Does not bubble.
 */
@customElement('ik-contacts-sidebar')
@localized()
export class IkContactsSidebar extends LitElement {
  static override styles = [controls, shareMarkStyles, styles];

  /** In order. */
  @property({ attribute: false }) books: readonly Collection[] = [];
  /** Groups of each book. */
  @property({ attribute: false }) groups: readonly BookGroups[] = [];
  /** The book of new contacts. */
  @property({ attribute: false }) home = '';
  /** As in `ContactsRoute`. */
  @property({ attribute: false }) current = 'all';
  /** `undefined` while it is counted. */
  @property({ attribute: false }) total: number | undefined;
  @property({ attribute: false }) favourites: number | undefined;
  /** Possible duplicates. */
  @property({ attribute: false }) duplicates: number | undefined;
  @property() locale = 'en';
  /** The list contacts are held over. */
  @state() private _over = '';

  private _wish(action: SidebarActionEvent['action'], book?: Collection, group?: string) {
    this.dispatchEvent(new SidebarActionEvent(action, book, group));
  }

  private _onDrag = (event: DragEvent) => {
    const list = (event.currentTarget as HTMLElement).dataset.list ?? '';
    if (draggedContacts(event) === undefined || list === '') return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = wantsCopy(event) ? 'copy' : 'move';
    this._over = list;
  };

  private _onDragLeave = (event: DragEvent) => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this._over = '';
  };

  private _onDrop = (event: DragEvent) => {
    const { book, group } = (event.currentTarget as HTMLElement).dataset;
    const refs = draggedContacts(event);
    this._over = '';
    if (refs === undefined || book === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new ContactDropEvent(refs, book, group, wantsCopy(event)));
  };

  private _line(
    list: string,
    label: string,
    svg: string,
    count: number | undefined,
    more: { readonly menu?: unknown; readonly mark?: unknown; readonly bookId?: string; readonly group?: string } = {},
  ) {
    const { menu = nothing, mark = nothing, bookId, group } = more;
    const classes = { line: true, 'has-menu': menu !== nothing, group: group !== undefined, over: this._over === list };
    return html`<div class=${classMap(classes)} data-list=${bookId === undefined ? nothing : list} data-book=${bookId ?? nothing}
      data-group=${group ?? nothing} @dragenter=${this._onDrag} @dragover=${this._onDrag} @dragleave=${this._onDragLeave} @drop=${this._onDrop}>
      <a href=${contactsUrl(list)} draggable="false" aria-current=${this.current === list ? 'page' : nothing}
        >${icon(svg)}<span class="label">${label}${mark}</span><span class="count">${count?.toLocaleString(this.locale)}</span></a
      >${menu}
    </div>`;
  }

  /** A book, its groups by name, and who is in none, when there are any. */
  private _book = (book: Collection) => {
    const own = this.groups.find(({ collectionId }) => collectionId === book.id);
    const { compare } = new Intl.Collator(this.locale, { numeric: true });
    const groups = [...(own?.groups ?? [])].sort((a, b) => compare(a.name, b.name));
    const writes = canEdit(book);
    const place = writes ? { bookId: book.id } : {};
    return html`${this._line(book.id, book.name, writes ? bookIcon : lockIcon, own?.count ?? book.itemCount, { ...place, menu: this._bookMenu(book), mark: shareMark(book) })}
      ${groups.map(({ name, count }) =>
        this._line(groupList(book.id, name), name, groupIcon, count, {
          ...place,
          group: name,
          menu: writes ? this._groupMenu(book, name) : nothing,
        }),
      )}
      ${
        groups.length === 0
          ? nothing
          : this._line(groupList(book.id, ''), msg('Contacts without group'), noGroupIcon, own?.ungrouped, {
              ...place,
              group: '',
            })
      }`;
  };

  private _groupMenu(book: Collection, group: string) {
    const items: readonly MenuItem[] = [
      { id: 'rename', label: msg('Rename'), icon: renameIcon },
      { id: 'share', label: msg('Share a copy…'), icon: shareIcon },
      { id: 'export-4', label: msg('Export as vCard 4.0'), icon: exportIcon },
      { id: 'export-3', label: msg('Export as vCard 3.0'), icon: exportIcon },
      { id: 'export-csv', label: msg('Export as a table (CSV)'), icon: exportIcon },
      { id: 'delete', label: msg('Delete…'), icon: deleteIcon, danger: true, separated: true },
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${group}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as BookAction, book, group)}>${icon(moreIcon)}</ik-menu>`;
  }

  private _bookMenu(book: Collection) {
    const { share } = book;
    const writes = canEdit(book);
    const owned = isOwned(book);
    const isOut = share?.health === 'out';
    const items: readonly MenuItem[] = [
      ...(owned || (share?.role ?? 0) >= 3 ? [{ id: 'rename', label: msg('Rename'), icon: renameIcon } as const] : []),
      ...(isOut ? [] : [{ id: 'share', label: owned ? msg('Share…') : msg('Who has it…'), icon: shareIcon } as const]),
      ...(writes ? [{ id: 'new-group', label: msg('New group'), icon: newGroupIcon } as const] : []),
      ...(writes
        ? [
            {
              id: 'default',
              label: msg('Use for new contacts'),
              icon: homeIcon,
              disabled: book.id === this.home,
            } as const,
          ]
        : []),
      { id: 'export-4', label: msg('Export as vCard 4.0'), icon: exportIcon },
      { id: 'export-3', label: msg('Export as vCard 3.0'), icon: exportIcon },
      { id: 'export-csv', label: msg('Export as a table (CSV)'), icon: exportIcon },
      ...(writes ? [{ id: 'restore', label: msg('Restore an earlier state'), icon: historyIcon } as const] : []),
      ...(owned
        ? [{ id: 'delete', label: msg('Delete'), icon: deleteIcon, danger: true, separated: true } as const]
        : [
            {
              id: 'leave',
              label: isOut ? msg('Remove…') : msg('Leave…'),
              icon: leaveIcon,
              danger: true,
              separated: true,
            } as const,
          ]),
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${book.name}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as BookAction, book)}>${icon(moreIcon)}</ik-menu>`;
  }

  private _others() {
    const others = this.books.filter((book) => !isOwned(book));
    if (others.length === 0) return nothing;
    return html`<div class="head"><h2 class="eyebrow">${msg('Other address books')}</h2></div>${others.map(this._book)}`;
  }

  protected override render() {
    return html`
      <button type="button" class="button primary new" @click=${() => this._wish('new-contact')}>${icon(newIcon)}${msg('New contact')}</button>
      <nav aria-label=${msg('Contact lists')}>
        ${this._line('all', msg('All contacts'), allIcon, this.total)}
        ${this._line('favourites', msg('Favourites'), starIcon, this.favourites)}
        ${this._line('duplicates', msg('Duplicates'), duplicatesIcon, this.duplicates || undefined)}
        <div class="head">
          <h2 class="eyebrow">${msg('Address books')}</h2>
          <button type="button" class="icon-button plain" aria-label=${msg('New address book')} title=${msg('New address book')}
            @click=${() => this._wish('new-book')}>${icon(plusIcon)}</button>
        </div>
        ${this.books.filter(isOwned).map(this._book)}
        ${this._others()}
        <ik-invite-badge></ik-invite-badge>
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
    'ik-contact-drop': ContactDropEvent;
    'ik-sidebar-action': SidebarActionEvent;
  }
}
