import { msg, str } from '@lit/localize';
import type { Done, Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { fileName, saveFile } from '../shared/save-file.js';

export type VcardVersion = '3.0' | '4.0';
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
  exportContacts(refs: readonly ItemRef[], name: string, version: VcardVersion): Promise<void>;
  exportBooks(books: readonly Collection[], name: string, version: VcardVersion): Promise<void>;
  createBook(name: string, existing: number): Promise<Collection>;
  removeBook(book: Collection): Promise<boolean>;
}

/** @param host - Notices are dispatched from it. */
export function createContactActions(host: HTMLElement, services: () => Services): ContactActions {
  const tell = (message: string, done?: Done) =>
    host.dispatchEvent(new NoticeEvent(message, done === undefined ? {} : { undo: () => done.undo() }));
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return undefined;
    }
  };
  const save = (text: string, name: string) =>
    saveFile(new Blob([text], { type: 'text/vcard' }), fileName(name, 'vcf'));
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
    async exportContacts(refs, name, version) {
      await attempt(async () => save(await services().contacts.exportVcf({ refs }, version), name));
    },
    async exportBooks(books, name, version) {
      const collectionIds = books.map((book) => book.id);
      await attempt(async () => save(await services().contacts.exportVcf({ collectionIds }, version), name));
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
