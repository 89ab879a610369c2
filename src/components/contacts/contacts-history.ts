// Ways from the contacts page to what was; the dialogs' code is loaded when one is first opened.

import type { ContactDetail } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { displayName } from '../../domain/contacts/display-name.js';

const load = () => import('../history/show-history.js');

export interface ContactsHistory {
  /** @param books - To choose another one from. */
  restore(book: Collection | undefined, books?: readonly Collection[]): Promise<void>;
  ofContact(contact: ContactDetail | undefined): Promise<void>;
  deleted(): Promise<void>;
}

/** @param root - Where dialogs are shown, asked when one is. */
export function createContactsHistory(root: () => ShadowRoot): ContactsHistory {
  return {
    async restore(book, books) {
      if (book !== undefined) await (await load()).showRestore(root(), book, books);
    },
    async ofContact(contact) {
      if (contact !== undefined) await (await load()).showHistory(root(), contact.ref, displayName(contact.fields));
    },
    deleted: async () => (await load()).showDeleted(root(), 'addressbook'),
  };
}
