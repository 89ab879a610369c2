import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import contactIcon from 'lucide-static/icons/user-round.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import '../shared/ik-page.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { createContactActions, type VcardVersion } from './contact-actions.js';
import { draftOf } from './contact-draft.js';
import type { CardActionEvent, RowSelectEvent, SelectionChangeEvent } from './contact-events.js';
import { contactsCommands } from './contacts-commands.js';
import { createContactsHistory } from './contacts-history.js';
import { contactsUrl } from './contacts-route.js';
import { ContactsState } from './contacts-state.js';
import { emptyList } from './empty-lists.js';
import './ik-contact-card.js';
import './ik-contact-list.js';
import type { IkContactList } from './ik-contact-list.js';
import './ik-contacts-header.js';
import type { HeaderActionEvent, IkContactsHeader } from './ik-contacts-header.js';
import { styles } from './ik-contacts-page.styles.js';
import './ik-contacts-sidebar.js';
import type { SidebarActionEvent } from './ik-contacts-sidebar.js';

/** CSS pixels of the content below which list and card take turns. */
const TWO_PANES = 640;
/** The address follows the keyboard when it rests: browsers refuse hundreds of changes in a row. */
const REST_MS = 250;

/** A form that is open: for a new contact without `ref`. */
interface OpenForm {
  readonly ref?: ItemRef;
  readonly fields?: ContactFields;
}

/** The contacts app: address books, a list, a card. Shown at `/contacts/<list>/<contact>`. */
@customElement('ik-contacts-page')
@localized()
export class IkContactsPage extends LitElement {
  static override styles = [controls, styles];

  /** The address after `/contacts/`. */
  @property({ attribute: false }) path = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _narrow = false;
  @state() private _selection: readonly ItemRef[] = [];
  @state() private _form: OpenForm | undefined;
  @state() private _bookForm: { readonly book?: Collection } | undefined;
  @query('ik-contact-list') private _list!: IkContactList;
  @query('ik-contacts-header') private _header!: IkContactsHeader | null;

  private _restTimer = 0;
  private _takeOutCommands = () => {};
  private readonly _state = new ContactsState(this, (error) => this._report(error));
  private readonly _actions = createContactActions(this, () => {
    if (this._services === undefined) throw new Error('Contacts were changed before there were services.');
    return this._services;
  });
  private readonly _resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this._narrow = entry.contentRect.width < TWO_PANES;
  });

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._resize.disconnect();
    this._takeOutCommands();
    clearTimeout(this._restTimer);
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._arrive();
  }

  protected override firstUpdated() {
    this._arrive();
  }

  private _arrive() {
    const content = this.renderRoot.querySelector('.content');
    if (content !== null) this._resize.observe(content);
    this._registerCommands();
  }

  private _registerCommands() {
    this._takeOutCommands();
    const commands = contactsCommands({
      create: () => void this._openForm({}),
      search: () => this._header?.focusSearch(),
      edit: () => this._edit(),
      toggleFavourite: () => void this._toggleFavourite(),
      remove: () => void this._remove(),
      exportList: () => void this._export('4.0'),
      history: () => void this._history.ofContact(this._state.detail),
      restore: () => {
        const { books, usualBookId } = this._state;
        void this._history.restore(books.find(({ id }) => id === usualBookId) ?? books[0], books);
      },
      showDeleted: () => void this._history.deleted(),
      step: (by) => void this._list.step(by),
    });
    this._takeOutCommands = this._registry?.add(commands) ?? (() => {});
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._state.useServices(this._services);
    if (!changed.has('path')) return;
    clearTimeout(this._restTimer);
    this._state.usePath(this.path);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('path')) this.renderRoot.querySelector('ik-page')?.closeSidebar();
    if ((changed.has('_registry') || changed.has('_display')) && this.hasUpdated) this._registerCommands();
  }

  private _report(error: unknown) {
    this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  }

  private _go(ref: ItemRef | undefined, replace = false) {
    clearTimeout(this._restTimer);
    this.dispatchEvent(new NavigateEvent(contactsUrl(this._state.route.list, ref), { replace }));
  }

  private _onRow(event: RowSelectEvent) {
    const { collectionId, uid } = event.row;
    if (event.via === 'open') return this._go({ collectionId, uid });
    if (this._narrow) return;
    this._state.open({ collectionId, uid });
    clearTimeout(this._restTimer);
    this._restTimer = window.setTimeout(() => this._go({ collectionId, uid }, true), REST_MS);
  }

  private _onCard(event: CardActionEvent) {
    if (event.action === 'back') this._go(undefined);
    else if (event.action === 'edit') this._edit();
    else if (event.action === 'delete') void this._remove();
    else void this._toggleFavourite();
  }

  private _onHeader(event: HeaderActionEvent) {
    switch (event.action) {
      case 'menu':
        return this.renderRoot.querySelector('.content')?.dispatchEvent(new ToggleSidebarEvent());
      case 'import':
        return this.dispatchEvent(new ImportRequestEvent());
      case 'search':
        return this._state.search(event.text);
      case 'clear':
        return this._list.clearSelection();
      case 'delete':
        return void this._remove();
      case 'to-list':
        this._list.focus();
        return void this._list.step(1);
      case 'open':
        this._list.focus(); // where the commands for the contact work
        return void this._list.openFirst();
      default:
        return void this._export(event.action === 'export-3' ? '3.0' : '4.0');
    }
  }

  private readonly _history = createContactsHistory(() => this.renderRoot as ShadowRoot);

  private async _onSidebar({ action, book }: SidebarActionEvent) {
    if (action === 'new-contact') return this._openForm({});
    if (action === 'import') return void this.dispatchEvent(new ImportRequestEvent());
    if (action === 'deleted') return this._history.deleted();
    if (action === 'new-book' || book === undefined) return this._openBookForm(undefined);
    if (action === 'rename') return this._openBookForm(book);
    if (action === 'default') return this._services?.settings.update({ defaultAddressBookId: book.id });
    if (action === 'restore') return this._history.restore(book);
    if (action !== 'delete') return this._actions.exportBooks([book], book.name, action === 'export-3' ? '3.0' : '4.0');
    const removed = await this._actions.removeBook(book);
    if (removed && this._state.route.list === book.id)
      this.dispatchEvent(new NavigateEvent(contactsUrl('all'), { replace: true }));
  }

  private _edit() {
    const detail = this._state.detail;
    if (detail !== undefined) void this._openForm({ ref: detail.ref, fields: detail.fields });
  }

  private async _toggleFavourite() {
    const detail = this._state.detail;
    if (detail !== undefined) await this._actions.setFavourite(detail.ref, !detail.fields.favourite);
  }

  /** Deletes what is selected, or the open contact. */
  private async _remove() {
    const refs = this._selection.length > 1 ? this._selection : this._state.detail ? [this._state.detail.ref] : [];
    if (refs.length === 0 || !(await this._actions.remove(refs))) return;
    this._list.clearSelection();
    this._go(undefined, true);
    this._list.focus();
  }

  /** Exports what is selected, or the whole list. */
  private async _export(version: VcardVersion) {
    const { list } = this._state.route;
    const books = this._state.books;
    const name = this._heading;
    if (this._selection.length > 1) return this._actions.exportContacts(this._selection, name, version);
    if (this._state.text === '' && list !== 'favourites')
      return this._actions.exportBooks(
        list === 'all' ? books : books.filter((book) => book.id === list),
        name,
        version,
      );
    return this._actions.exportContacts(await this._list.allRefs(), name, version);
  }

  private async _openForm(form: OpenForm) {
    await import('./ik-contact-dialog.js').catch((error: unknown) => this._report(error));
    this._form = form;
  }

  private async _openBookForm(book: Collection | undefined) {
    await import('./ik-book-dialog.js').catch((error: unknown) => this._report(error));
    this._bookForm = { book };
  }

  private _saveContact = async (fields: ContactFields, bookId: string) => {
    const { ref: old, fields: before } = this._form ?? {};
    const ref = await this._actions.save(old && before && { ref: old, before: draftOf(before) }, fields, bookId);
    this._state.refresh();
    this._go(ref, old !== undefined);
  };

  private _saveBook = async (name: string) => {
    const book = this._bookForm?.book;
    if (book !== undefined) return this._services?.collections.update(book.id, { name });
    const created = await this._actions.createBook(name, this._state.books.length);
    this.dispatchEvent(new NavigateEvent(contactsUrl(created.id)));
  };

  private get _heading(): string {
    const { list } = this._state.route;
    if (list === 'all') return msg('All contacts');
    if (list === 'favourites') return msg('Favourites');
    return this._state.books.find((book) => book.id === list)?.name ?? '';
  }

  private _panes() {
    const { list, uid } = this._state.route;
    const empty = { text: this._state.text, favourites: list === 'favourites' };
    const on = {
      create: () => void this._openForm({}),
      import: () => this.dispatchEvent(new ImportRequestEvent()),
      clearSearch: () => this._state.search(''),
    };
    const isCardAlone = this._narrow && uid !== undefined;
    const isSingle = this._narrow || (uid === undefined && this._list?.info?.count === 0);
    return html`<div class=${classMap({ panes: true, single: isSingle })}>
      <ik-contact-list ?hidden=${isCardAlone} .source=${this._services?.contacts} .query=${this._state.query} .current=${this._state.current}
        .typeAhead=${false} multiple @ik-row-select=${this._onRow} @ik-list-change=${() => this.requestUpdate()}
        @ik-selection-change=${(event: SelectionChangeEvent) => {
          this._selection = event.refs;
        }}>${emptyList(empty, on)}</ik-contact-list>
      ${isCardAlone || !isSingle ? this._card() : nothing}
    </div>`;
  }

  private _card() {
    const { uid } = this._state.route;
    if (uid === undefined)
      return html`<div class="none">${icon(contactIcon)}<span>${msg('Choose a contact')}</span></div>`;
    const { card } = this._state;
    const fields = card === 'missing' ? card : card?.fields;
    const books = this._state.books;
    const book = books.length > 1 ? books.find(({ id }) => id === this._state.detail?.ref.collectionId) : undefined;
    return html`<ik-contact-card .uid=${uid} .fields=${fields} .book=${book?.name ?? ''} locale=${this._locale} ?narrow=${this._narrow}
      @ik-card-action=${this._onCard}></ik-contact-card>`;
  }

  private get _locale() {
    return this._display?.locale ?? 'en';
  }

  private _dialogs() {
    const { books, homeBookId } = this._state;
    return html`${
      this._form === undefined
        ? nothing
        : html`<ik-contact-dialog .uid=${this._form.ref?.uid ?? ''} .fields=${this._form.fields} .books=${books} .bookId=${this._form.ref?.collectionId ?? homeBookId}
            locale=${this._locale} .save=${this._saveContact} @ik-close=${() => {
              this._form = undefined;
            }}></ik-contact-dialog>`
    }${
      this._bookForm === undefined
        ? nothing
        : html`<ik-book-dialog name=${this._bookForm.book?.name ?? ''} .save=${this._saveBook} @ik-close=${() => {
            this._bookForm = undefined;
          }}></ik-book-dialog>`
    }`;
  }

  protected override render() {
    const isCardAlone = this._narrow && this._state.route.uid !== undefined;
    return html`<ik-page>
        <ik-contacts-sidebar slot="sidebar" .books=${this._state.books} .home=${this._state.usualBookId} .current=${this._state.route.list} locale=${this._locale}
          .total=${this._state.counts.all} .favourites=${this._state.counts.favourites} @ik-sidebar-action=${this._onSidebar}
        ></ik-contacts-sidebar>
        <div class="content">
          ${isCardAlone ? html`<h1 class="visually-hidden">${this._heading}</h1>` : nothing}
          <ik-contacts-header ?hidden=${isCardAlone} .heading=${this._heading} .count=${this._list?.info?.count} .text=${this._state.text}
            locale=${this._locale} .selected=${this._selection.length} @ik-header-action=${this._onHeader}></ik-contacts-header>
          ${this._panes()}
          ${isCardAlone || this._selection.length > 1 ? nothing : html`<button type="button" class="fab" aria-label=${msg('New contact')} @click=${() => this._openForm({})}>${icon(plusIcon)}</button>`}
        </div>
      </ik-page>
      ${this._dialogs()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contacts-page': IkContactsPage;
  }
}
