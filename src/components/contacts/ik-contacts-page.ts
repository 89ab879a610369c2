import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ContactQuery, Services } from '../../app/services.js';
import { displayName } from '../../domain/contacts/display-name.js';
import type { ItemRef } from '../../domain/items/item.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import '../shared/ik-page.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { type CardMenuAction, cardPane } from './card-pane.js';
import { createContactActions, formatOf } from './contact-actions.js';
import type { CardActionEvent, RowSelectEvent, SelectionChangeEvent } from './contact-events.js';
import { ContactFlows } from './contact-flows.js';
import { contactsCommands, isEverywhere } from './contacts-commands.js';
import { ContactsDialogs } from './contacts-dialogs.js';
import { createContactsHistory } from './contacts-history.js';
import { duplicatesTemplate, headingOf } from './contacts-page-parts.js';
import { contactsUrl, duplicatesPath } from './contacts-route.js';
import { ContactsState } from './contacts-state.js';
import { emptyList } from './empty-lists.js';
import { GroupFlows } from './group-flows.js';
import { countPicked } from './picked-groups.js';
import './ik-contact-list.js';
import type { IkContactList } from './ik-contact-list.js';
import './ik-contacts-header.js';
import type { HeaderActionEvent, IkContactsHeader, PickedGroup } from './ik-contacts-header.js';
import { styles } from './ik-contacts-page.styles.js';
import './ik-contacts-sidebar.js';
import type { ContactDropEvent, SidebarActionEvent } from './ik-contacts-sidebar.js';
import { createPeopleLookup } from './people-lookup.js';
import { ContactsPrinting } from './print/contacts-printing.js';

/** CSS pixels of the content below which list and card take turns. */
const TWO_PANES = 640;
/** The address follows the keyboard when it rests: browsers refuse hundreds of changes in a row. */
const REST_MS = 250;

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
  /** Several that were picked; empty while nothing is. */
  @state() private _selection: readonly ItemRef[] = [];
  @state() private _picked: readonly PickedGroup[] = [];
  @query('ik-contact-list') private _list!: IkContactList;
  @query('ik-contacts-header') private _header!: IkContactsHeader | null;

  private _restTimer = 0;
  private _takeOutCommands = () => {};
  private readonly _state = new ContactsState(this, (error) => this._actions.fail(error));
  private readonly _actions = createContactActions(this, () => {
    if (this._services === undefined) throw new Error('Contacts were changed before there were services.');
    return this._services;
  });
  private readonly _people = createPeopleLookup(() => this._services);
  private readonly _dialogs = new ContactsDialogs(
    this,
    () => ({
      books: this._state.editableBooks,
      groups: this._state.groups,
      locale: this._locale,
      people: this._people,
      groupNames: (bookId) => this._state.groupNames(bookId, this._locale),
    }),
    (error) => this._actions.fail(error),
  );
  private readonly _groups = new GroupFlows({
    host: this,
    state: this._state,
    actions: this._actions,
    dialogs: this._dialogs,
    services: () => this._services,
  });
  private readonly _flows = new ContactFlows({
    host: this,
    state: this._state,
    actions: this._actions,
    dialogs: this._dialogs,
    groups: this._groups,
    services: () => this._services,
    display: () => this._display,
    list: () => this._list,
    picked: () => this._selection,
    heading: () => headingOf(this._state),
    go: (ref, replace) => this._go(ref, replace),
  });
  private readonly _printing = new ContactsPrinting(this, this._state, () => this._list);
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
      create: this._flows.create,
      search: () => this._header?.focusSearch(),
      edit: () => this._flows.edit(),
      toggleFavourite: () => void this._flows.toggleFavourite(),
      remove: () => void this._flows.remove(),
      exportList: () => void this._flows.export('4.0'),
      copy: () => void this._flows.copy(),
      merge: () => void this._flows.merge(),
      duplicates: () => this._flows.duplicates(),
      newGroup: () => void this._groups.newGroup(this._state.homeBookId),
      showCode: () => this._flows.showCode(),
      newEvent: () => void this._flows.newEvent(),
      history: () => this._onCardMenu('history'),
      restore: () => void this._history.restore(this._state.usualBook, this._state.books),
      showDeleted: () => void this._history.deleted(),
      print: () => void this._printing.print(),
      step: (by) => void this._list.step(by),
    });
    const here = this._isDuplicates ? commands.filter(({ id }) => isEverywhere(id)) : commands;
    this._takeOutCommands = this._registry?.add(here) ?? (() => {});
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._state.useServices(this._services);
    if (!changed.has('path')) return;
    clearTimeout(this._restTimer);
    this._state.usePath(this.path);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('path')) this.renderRoot.querySelector('ik-page')?.closeSidebar();
    const isOther =
      changed.has('path') && this._isDuplicates !== (duplicatesPath(changed.get('path') ?? '') !== undefined);
    if (isOther && this._isDuplicates) this._list?.clearSelection(); // nobody sees what is picked
    if (isOther || ((changed.has('_registry') || changed.has('_display')) && this.hasUpdated)) this._registerCommands();
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
    else if (event.action === 'edit') this._flows.edit();
    else if (event.action === 'delete') void this._flows.remove();
    else if (event.action === 'event') void this._flows.newEvent();
    else void this._flows.toggleFavourite();
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
        return void this._flows.remove();
      case 'copy':
        return void this._flows.copy();
      case 'merge':
        return void this._flows.merge();
      case 'new-group':
        return void this._groups.newGroup(this._selection[0]?.collectionId ?? '', this._selection);
      case 'to-list':
      case 'open':
        this._list.focus(); // where the commands for the contact work
        return void (event.action === 'open' ? this._list.openFirst() : this._list.step(1));
      default:
        return this._onHeaderChoice(event.action);
    }
  }

  private readonly _history = createContactsHistory(() => this.renderRoot as ShadowRoot);

  private _onHeaderChoice(action: string) {
    const [kind = '', ...rest] = action.split(' ');
    const choice = rest.join(' ');
    if (kind === 'sort') void this._services?.settings.update({ contactSort: choice as ContactQuery['sort'] });
    else if (kind === 'group')
      void this._groups.toggle(this._selection, choice, this._picked.find(({ name }) => name === choice)?.count ?? 0);
    else void this._flows.export(formatOf(action));
  }

  private _onPick({ refs, picking }: SelectionChangeEvent) {
    this._selection = picking ? refs : [];
    void this._countPicked();
  }

  /** Asked again after changes. */
  private async _countPicked() {
    const refs = this._selection;
    const picked = await countPicked(refs, this._services, (id) => this._state.groupNames(id, this._locale));
    if (picked !== undefined && refs === this._selection) this._picked = picked;
  }

  private async _onSidebar(event: SidebarActionEvent) {
    const { action, book, group } = event;
    if (action === 'new-contact') return this._flows.create();
    if (action === 'import') return void this.dispatchEvent(new ImportRequestEvent());
    if (action === 'deleted') return this._history.deleted();
    if (action === 'new-book' || book === undefined) return this._groups.newBook();
    if (group !== undefined) return this._groups.onGroup(event);
    if (action === 'new-group') return this._groups.newGroup(book.id);
    if (action === 'rename')
      return this._dialogs.name('book', book.name, async (name) =>
        this._services?.collections.update(book.id, { name }),
      );
    if (action === 'default') return this._services?.settings.update({ defaultAddressBookId: book.id });
    if (action === 'restore') return this._history.restore(book);
    if (action === 'share' || action === 'leave') return this._groups.share(action, book);
    if (action !== 'delete') return this._actions.exportBooks([book], book.name, formatOf(action));
    const removed = await this._actions.removeBook(book);
    if (removed && this._state.place.bookId === book.id)
      this.dispatchEvent(new NavigateEvent(contactsUrl('all'), { replace: true }));
  }

  private _panes() {
    const { list, uid } = this._state.route;
    const empty = { text: this._state.text, favourites: list === 'favourites', group: this._state.place.group };
    const on = {
      create: this._flows.create,
      import: () => this.dispatchEvent(new ImportRequestEvent()),
      clearSearch: () => this._state.search(''),
    };
    const isCardAlone = this._narrow && uid !== undefined;
    const isSingle = this._narrow || (uid === undefined && this._list?.info?.count === 0);
    return html`<div class=${classMap({ panes: true, single: isSingle })} ?hidden=${this._isDuplicates}>
      <ik-contact-list ?hidden=${isCardAlone} .source=${this._services?.contacts} .query=${this._state.query} .current=${this._state.current}
        .typeAhead=${false} multiple @ik-row-select=${this._onRow} @ik-list-change=${() => this.requestUpdate()}
        @ik-selection-change=${this._onPick}>${emptyList(empty, on)}</ik-contact-list>
      ${isCardAlone || !isSingle ? this._card() : nothing}
    </div>`;
  }

  private _card() {
    return cardPane({
      state: this._state,
      locale: this._locale,
      narrow: this._narrow,
      people: this._people,
      onAction: (event) => this._onCard(event),
      onMenu: (action) => this._onCardMenu(action),
    });
  }

  private _onCardMenu(action: CardMenuAction) {
    const { detail, openBook } = this._state;
    if (detail === undefined) return;
    if (action === 'code') this._flows.showCode();
    else if (action === 'history') void this._history.ofContact(detail, openBook);
    else if (action === 'restore') void this._history.restore(openBook);
    else if (action === 'copy' || action === 'share') void this._groups.onCard(action, detail);
    else void this._actions.exportContacts([detail.ref], displayName(detail.fields), formatOf(action));
  }

  private get _isDuplicates() {
    return duplicatesPath(this.path) !== undefined;
  }

  private get _locale() {
    return this._display?.locale ?? 'en';
  }

  protected override render() {
    const isCardAlone = this._narrow && this._state.route.uid !== undefined;
    return html`<ik-page>
        <ik-contacts-sidebar slot="sidebar" .books=${this._state.books} .groups=${this._state.groups} .home=${this._state.usualBookId} .current=${this._state.route.list} locale=${this._locale}
          .total=${this._state.counts.all} .favourites=${this._state.counts.favourites} .duplicates=${this._state.counts.duplicates} @ik-sidebar-action=${this._onSidebar} @ik-contact-drop=${(event: ContactDropEvent) => this._groups.onDrop(event)}
        ></ik-contacts-sidebar>
        <div class="content">
          ${isCardAlone ? html`<h1 class="visually-hidden">${headingOf(this._state)}</h1>` : nothing}
          <ik-contacts-header ?hidden=${isCardAlone || this._isDuplicates} .heading=${headingOf(this._state)} .count=${this._list?.info?.count} .text=${this._state.text}
            locale=${this._locale} ?fixed=${!this._state.canChange(this._selection)} .selected=${this._selection.length} .groups=${this._picked} .sort=${this._state.sort} @ik-header-action=${this._onHeader}></ik-contacts-header>
          ${this._panes()} ${this._isDuplicates ? duplicatesTemplate(this.path, this._state.editableBooks, this._locale, this._actions.fail) : nothing}
          ${isCardAlone || this._isDuplicates || this._selection.length > 0 ? nothing : html`<button type="button" class="fab" aria-label=${msg('New contact')} @click=${this._flows.create}>${icon(plusIcon)}</button>`}
        </div>
      </ik-page>
      ${this._dialogs.render()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contacts-page': IkContactsPage;
  }
}
