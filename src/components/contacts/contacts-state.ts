import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BookGroups, ContactDetail, ContactQuery, Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { ItemRef } from '../../domain/items/item.js';
import { LiveController } from '../shared/live-controller.js';
import { OpenContact } from './contact-detail.js';
import { type ContactsRoute, isBuiltIn, parseContactsPath, placeOfList } from './contacts-route.js';
import { DuplicateCount } from './duplicate-count.js';

/** What the contacts page shows, apart from how: the route, the question to the list, the open contact, the counts. */
export class ContactsState implements ReactiveController {
  services: Services | undefined;
  route: ContactsRoute = { list: 'all' };
  /** Replaced only when it is another question. */
  query: ContactQuery = { sort: 'first' };
  private _text = '';
  private _version: number | undefined;
  private readonly _books: LiveController<readonly Collection[]>;
  private readonly _settings;
  private readonly _all;
  private readonly _favourites;
  private readonly _groups: LiveController<readonly BookGroups[]>;
  private readonly _open: OpenContact;
  private readonly _duplicates: DuplicateCount;

  constructor(
    private readonly _host: ReactiveControllerHost,
    onError: (error: unknown) => void,
  ) {
    this._books = new LiveController(_host, () => this.services?.collections.watch('addressbook'));
    this._settings = new LiveController(_host, () => this.services?.settings.watch());
    this._all = new LiveController(_host, () => this.services?.contacts.watchList({ sort: 'first' }));
    this._favourites = new LiveController(_host, () =>
      this.services?.contacts.watchList({ sort: 'first', favourites: true }),
    );
    this._groups = new LiveController(_host, () => this.services?.contacts.watchGroups());
    this._open = new OpenContact(_host, () => this._place(), onError);
    this._duplicates = new DuplicateCount(_host, () => ({ services: this.services, total: this._all.value?.count }));
    _host.addController(this);
  }

  get books(): readonly Collection[] {
    return this._books.value ?? [];
  }

  /** Those that may be written to. */
  get editableBooks(): readonly Collection[] {
    return this.books.filter(canEdit);
  }

  /** Whether all of these may be changed. */
  canChange(refs: readonly ItemRef[]): boolean {
    const ids = new Set(this.editableBooks.map(({ id }) => id));
    return refs.every(({ collectionId }) => ids.has(collectionId));
  }

  /** Groups of each book. */
  get groups(): readonly BookGroups[] {
    return this._groups.value ?? [];
  }

  /** Book and group of the list that is shown. */
  get place() {
    return placeOfList(this.route.list);
  }

  /** Names of a book's groups, in the person's order. */
  groupNames(bookId: string | undefined, locale: string): readonly string[] {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const own = this.groups.find(({ collectionId }) => collectionId === bookId);
    return (own?.groups ?? []).map(({ name }) => name).sort(compare);
  }

  /** Of all contacts, of the favourites, of possible duplicates; `undefined` while they are counted. */
  get counts() {
    const { value: duplicates } = this._duplicates;
    return { all: this._all.value?.count, favourites: this._favourites.value?.count, duplicates };
  }

  /** What is searched for in the list. */
  get text(): string {
    return this._text;
  }

  /** The open contact's card: `undefined` while it is read. */
  get card(): ContactDetail | 'missing' | undefined {
    return this._open.detail;
  }

  /** The open contact, once it is read. */
  get detail(): ContactDetail | undefined {
    const { detail } = this._open;
    return detail === 'missing' ? undefined : detail;
  }

  /** The open contact, known from the address or once it was found. */
  get current(): ItemRef | undefined {
    const { uid, bookId } = this.route;
    if (uid === undefined) return undefined;
    return bookId === undefined ? this.detail?.ref : { uid, collectionId: bookId };
  }

  /** Where a new contact goes: the book that is shown, or the usual one. */
  get homeBookId(): string {
    const { bookId } = this.place;
    return bookId === undefined ? this.usualBookId : this._bookOr(bookId);
  }

  /** The book the person chose for new contacts; the first one until then. */
  get usualBookId(): string {
    return this._bookOr(this._settings.value?.defaultAddressBookId);
  }

  /** The same, or the first when that is gone. */
  get usualBook(): Collection | undefined {
    return this.books.find(({ id }) => id === this.usualBookId) ?? this.books[0];
  }

  /** Where the open contact is. */
  get openBook(): Collection | undefined {
    return this.books.find(({ id }) => id === this.detail?.ref.collectionId);
  }

  get sort(): ContactQuery['sort'] {
    return this._settings.value?.contactSort ?? 'first';
  }

  private _bookOr(wanted: string | undefined): string {
    const books = this.editableBooks;
    return (books.find((book) => book.id === wanted) ?? books[0])?.id ?? '';
  }

  /** Before each update of the host. */
  hostUpdate() {
    const { uid, bookId } = this.route;
    this._open.show(uid === undefined ? undefined : { uid, collectionId: bookId });
    if (this._version !== this._all.value?.version) this._open.refresh();
    this._version = this._all.value?.version;
    this._updateQuery();
  }

  useServices(services: Services | undefined) {
    this.services = services;
    for (const live of [this._books, this._settings, this._all, this._favourites, this._groups]) live.refresh();
  }

  /** Goes where the address says. A search ends when another list is shown. */
  usePath(path: string) {
    const { list } = this.route;
    this.route = parseContactsPath(path);
    if (list !== this.route.list) this._text = '';
  }

  /** Opens a contact of the list ahead of the address. */
  open({ collectionId, uid }: ItemRef) {
    this.route = { list: this.route.list, bookId: collectionId, uid };
    this._host.requestUpdate();
  }

  search(text: string) {
    this._text = text;
    this._host.requestUpdate();
  }

  /** Reads the open contact again. */
  refresh() {
    this._open.refresh();
  }

  private _place() {
    const { services } = this;
    if (services === undefined || this._books.value === undefined) return undefined;
    return { source: services.contacts, collectionIds: this.books.map((book) => book.id) };
  }

  private _updateQuery() {
    const { list } = this.route;
    const { bookId, group } = this.place;
    const next: ContactQuery = {
      sort: this.sort,
      ...(this._text === '' ? {} : { text: this._text }),
      ...(list === 'favourites' ? { favourites: true } : {}),
      ...(isBuiltIn(list) ? {} : { collectionIds: [bookId ?? list] }),
      ...(group === undefined ? {} : { group }),
    };
    if (JSON.stringify(next) !== JSON.stringify(this.query)) this.query = next;
  }
}
