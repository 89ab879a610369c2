import { msg, str } from '@lit/localize';
import type { CopyTarget, Done, MergeRequest, Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { GroupChange } from '../../domain/contacts/category-edits.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { fileName, saveFile } from '../shared/save-file.js';

/** A version of vCard, or a table. */
export type ExportFormat = '3.0' | '4.0' | 'csv';

/** What a menu's `export-…` means. */
export function formatOf(action: string): ExportFormat {
  if (action === 'export-csv') return 'csv';
  return action === 'export-3' ? '3.0' : '4.0';
}
/** Hues of new address books, far apart. */
const hues = [265, 185, 75, 15, 150, 320];

/** A contact in a form, as it was when the form was opened. */
export interface OpenContact {
  readonly ref: ItemRef;
  readonly before: ContactFields;
}

/** What the contacts page does to the data. Each says what it did, offers to take it back, and reports failures. */
export interface ContactActions {
  /** @returns Where the contact is afterwards. Rejects when it could not be stored: the form keeps the input. */
  save(open: OpenContact | undefined, fields: ContactFields, bookId: string): Promise<ItemRef>;
  remove(refs: readonly ItemRef[]): Promise<boolean>;
  setFavourite(ref: ItemRef, favourite: boolean): Promise<void>;
  exportContacts(refs: readonly ItemRef[], name: string, format: ExportFormat): Promise<void>;
  exportBooks(books: readonly Collection[], name: string, format: ExportFormat): Promise<void>;
  /** Says why something did not work. */
  fail(error: unknown): void;
  /** Says that only so many can be merged at once. */
  tooMany(limit: number): void;
  changeGroups(refs: readonly ItemRef[], change: GroupChange): Promise<void>;
  /** Rejects when it could not be stored: the form keeps the input. */
  createGroup(bookId: string, name: string, refs?: readonly ItemRef[]): Promise<void>;
  /** As `createGroup`. */
  renameGroup(bookId: string, name: string, newName: string): Promise<void>;
  removeGroup(bookId: string, name: string, withContacts: boolean): Promise<boolean>;
  /** As `createGroup`. */
  copy(refs: readonly ItemRef[], target: CopyTarget): Promise<void>;
  /** As `createGroup`. */
  merge(request: MergeRequest): Promise<void>;
  createBook(name: string, existing: number): Promise<Collection>;
  removeBook(book: Collection): Promise<boolean>;
}

/** @param host - Notices are dispatched from it. */
export function createContactActions(host: HTMLElement, services: () => Services): ContactActions {
  const tell = (message: string, done?: Done) =>
    host.dispatchEvent(new NoticeEvent(message, done === undefined ? {} : { undo: () => done.undo() }));
  const fail = (error: unknown) => void host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      fail(error);
      return undefined;
    }
  };
  const save = async (what: Parameters<Services['contacts']['exportCsv']>[0], name: string, format: ExportFormat) => {
    const { contacts } = services();
    const isTable = format === 'csv';
    const text = isTable ? await contacts.exportCsv(what) : await contacts.exportVcf(what, format);
    saveFile(new Blob([text], { type: isTable ? 'text/csv' : 'text/vcard' }), fileName(name, isTable ? 'csv' : 'vcf'));
  };
  return {
    async save(open, fields, bookId) {
      const { contacts } = services();
      if (open === undefined) {
        const done = await contacts.create(bookId, fields);
        tell(msg('Contact created.'), done);
        return done.ref;
      }
      const { ref, before } = open;
      tell(msg('Contact saved.'), await contacts.update(ref, fields, { before, collectionId: bookId }));
      return { uid: ref.uid, collectionId: bookId };
    },
    async remove(refs) {
      const done = await attempt(() => services().contacts.remove(refs));
      if (done === undefined) return false;
      const { length } = refs;
      tell(length === 1 ? msg('Contact deleted.') : msg(str`${length} contacts deleted.`), done);
      return true;
    },
    async setFavourite(ref, favourite) {
      await attempt(() => services().contacts.setFavourite(ref, favourite));
    },
    async exportContacts(refs, name, format) {
      await attempt(() => save({ refs }, name, format));
    },
    async exportBooks(books, name, format) {
      const collectionIds = books.map((book) => book.id);
      await attempt(() => save({ collectionIds }, name, format));
    },
    fail,
    tooMany: (limit) => void tell(msg(str`At most ${limit} contacts can be merged at once.`)),
    async changeGroups(refs, change) {
      const done = await attempt(() => services().contacts.changeGroups(refs, change));
      if (done === undefined) return;
      const [name = ''] = [...change.add, ...change.remove];
      const { length } = refs;
      const isOne = length === 1;
      if (change.add.length > 0)
        tell(isOne ? msg(str`Added to “${name}”.`) : msg(str`${length} contacts added to “${name}”.`), done);
      else tell(isOne ? msg(str`Taken out of “${name}”.`) : msg(str`${length} contacts taken out of “${name}”.`), done);
    },
    async createGroup(bookId, name, refs = []) {
      const { contacts } = services();
      const done =
        refs.length === 0
          ? contacts.createGroup(bookId, name)
          : contacts.changeGroups(refs, { add: [name], remove: [] });
      tell(msg(str`Group “${name}” created.`), await done);
    },
    async renameGroup(bookId, name, newName) {
      tell(msg('Group renamed.'), await services().contacts.renameGroup(bookId, name, newName));
    },
    async removeGroup(bookId, name, withContacts) {
      const done = await attempt(() => services().contacts.removeGroup(bookId, name, { withContacts }));
      if (done === undefined) return false;
      tell(
        withContacts ? msg(str`Group “${name}” and its contacts deleted.`) : msg(str`Group “${name}” deleted.`),
        done,
      );
      return true;
    },
    async copy(refs, target) {
      const done = await services().contacts.copy(refs, target);
      const changed = done.changed;
      if (changed === 0) tell(msg('They are in that address book already.'), done);
      else if (target.move) tell(changed === 1 ? msg('Contact moved.') : msg(str`${changed} contacts moved.`), done);
      else tell(changed === 1 ? msg('Contact copied.') : msg(str`${changed} contacts copied.`), done);
    },
    async merge(request) {
      const done = await services().duplicates.merge([request]);
      const count = request.others.length + 1;
      tell(msg(str`${count} contacts merged.`), done);
    },
    createBook: (name, existing) =>
      services().collections.create('addressbook', name, hues[existing % hues.length] ?? 265),
    async removeBook(book) {
      const done = await attempt(() => services().collections.remove(book.id));
      if (done === undefined) return false;
      tell(msg(str`Address book “${book.name}” deleted.`), done);
      return true;
    },
  };
}
