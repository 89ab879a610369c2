// Groups and books on the contacts page: what a wish leads to.
import { msg, str } from '@lit/localize';
import type { ContactDetail, Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { displayName } from '../../domain/contacts/display-name.js';
import type { ItemRef } from '../../domain/items/item.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { type ContactActions, formatOf } from './contact-actions.js';
import type { ContactsDialogs } from './contacts-dialogs.js';
import { contactsUrl, groupList } from './contacts-route.js';
import type { ContactsState } from './contacts-state.js';
import type { ContactDropEvent, SidebarActionEvent } from './ik-contacts-sidebar.js';

interface Deps {
  readonly host: HTMLElement;
  readonly state: ContactsState;
  readonly actions: ContactActions;
  readonly dialogs: ContactsDialogs;
  services(): Services | undefined;
}

export class GroupFlows {
  constructor(private readonly _deps: Deps) {}

  private _go(list: string, replace = false) {
    this._deps.host.dispatchEvent(new NavigateEvent(contactsUrl(list), { replace }));
  }

  private _isShown(list: string) {
    return this._deps.state.route.list === list;
  }

  newBook() {
    const { dialogs, actions, state } = this._deps;
    return dialogs.name('book', '', async (name) => this._go((await actions.createBook(name, state.books.length)).id));
  }

  /** Who has a book, and leaving it. */
  async share(action: 'share' | 'leave', book: Collection) {
    const { host, actions } = this._deps;
    const services = this._deps.services();
    if (services === undefined) return;
    const { openLeave, openShare } = await import('../sharing/open-share.js');
    const root = host.shadowRoot!;
    if (action === 'share') openShare(root, book, services);
    else openLeave(root, book, services, () => actions.exportBooks([book], book.name, '4.0'));
  }

  /**
   * Shares some contacts: what is shared is an address book, so they are copied into one of their own.
   *
   * @param name - What it is called.
   */
  async shareCopies(name: string, refs: readonly ItemRef[]) {
    const { host, actions, state } = this._deps;
    const services = this._deps.services();
    if (services === undefined || refs.length === 0) return;
    try {
      const book = await actions.createBook(name, state.books.length);
      await services.contacts.copy(refs, { collectionId: book.id, groups: [], keepGroups: false, move: false });
      const words = msg(
        str`Copied into the address book “${name}”, to be shared. Changes in one are not made in the other.`,
      );
      const undo = async () => void (await services.collections.remove(book.id));
      host.dispatchEvent(new NoticeEvent(words, { undo }));
      await this.share('share', book);
    } catch (error) {
      actions.fail(error);
    }
  }

  /** What is done from a card with the contact alone. */
  onCard(action: 'copy' | 'share', { ref, fields }: Pick<ContactDetail, 'ref' | 'fields'>) {
    return action === 'copy' ? this.copy([ref]) : this.shareCopies(displayName(fields), [ref]);
  }

  /** @param refs - Who is in it from the beginning; they may be of several books. */
  newGroup(bookId: string, refs: readonly ItemRef[] = []) {
    const { dialogs, actions } = this._deps;
    return dialogs.name('group', '', async (name) => {
      await actions.createGroup(bookId, name, refs);
      if (refs.length === 0) this._go(groupList(bookId, name.replace(/\s+/g, ' ').trim()));
    });
  }

  /** A wish about a group of the sidebar. */
  async onGroup({ action, book, group = '' }: SidebarActionEvent) {
    const { dialogs, actions, state } = this._deps;
    if (book === undefined) return;
    const list = groupList(book.id, group);
    if (action === 'rename')
      return dialogs.name('group', group, async (name) => {
        await actions.renameGroup(book.id, group, name);
        if (this._isShown(list)) this._go(groupList(book.id, name.replace(/\s+/g, ' ').trim()), true);
      });
    if (action === 'delete') {
      const own = state.groups.find(({ collectionId }) => collectionId === book.id);
      const count = own?.groups.find(({ name }) => name === group)?.count ?? 0;
      return dialogs.deleteGroup(group, count, async (withContacts) => {
        if ((await actions.removeGroup(book.id, group, withContacts)) && this._isShown(list)) this._go(book.id, true);
      });
    }
    const { contacts } = this._deps.services() ?? {};
    const all = { sort: 'first', collectionIds: [book.id], group } as const;
    const refs = (await contacts?.rows(all, 0, Number.MAX_SAFE_INTEGER)) ?? [];
    return action === 'share' ? this.shareCopies(group, refs) : actions.exportContacts(refs, group, formatOf(action));
  }

  copy(refs: readonly ItemRef[]) {
    const { dialogs, actions, state } = this._deps;
    const from = new Set(refs.map(({ collectionId }) => collectionId));
    const books = state.editableBooks;
    const first = books.find(({ id }) => !from.has(id)) ?? books[0];
    const isFixed = !state.canChange(refs);
    return dialogs.copy(refs.length, first?.id ?? '', isFixed, (target) => actions.copy(refs, target));
  }

  /** The groups menu of what is picked: those who are not all in it join, otherwise all leave. */
  async toggle(refs: readonly ItemRef[], name: string, count: number) {
    const isJoin = count < refs.length;
    await this._deps.actions.changeGroups(refs, isJoin ? { add: [name], remove: [] } : { add: [], remove: [name] });
  }

  /** Dropped on a group of their own book contacts join it; elsewhere they move, or are copied: always, when theirs may only be read. */
  async onDrop({ refs, bookId, group, copy }: ContactDropEvent) {
    const { actions, state } = this._deps;
    const isHere = refs.every(({ collectionId }) => collectionId === bookId);
    const groups = group === undefined || group === '' ? [] : [group];
    if (!isHere) {
      const target = { collectionId: bookId, groups, keepGroups: group !== '', move: !copy && state.canChange(refs) };
      return actions.copy(refs, target).catch((error: unknown) => actions.fail(error));
    }
    if (groups.length > 0) return actions.changeGroups(refs, { add: groups, remove: [] });
    if (group !== '') return undefined; // their own book: nothing to do
    const names = Object.keys((await this._deps.services()?.contacts.groupsOf(refs)) ?? {});
    return names.length === 0 ? undefined : actions.changeGroups(refs, { add: [], remove: names });
  }
}
