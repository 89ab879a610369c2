// Ways from the contacts page to what was; the dialogs' code is loaded when one is first opened.

import type { ContactDetail } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { displayName } from '../../domain/contacts/display-name.js';

const load = () => import('../history/show-history.js');

export interface ContactsHistory {
  /** @param books - To choose another one from. */
  restore(book: Collection | undefined, books?: readonly Collection[]): Promise<void>;
  /** @param book - Where it is. */
  ofContact(contact: ContactDetail | undefined, book: Collection | undefined): Promise<void>;
  deleted(): Promise<void>;
}

/** @param root - Where dialogs are shown, asked when one is. */
export function createContactsHistory(root: () => ShadowRoot): ContactsHistory {
  return {
    async restore(book, books) {
      // Of what may only be looked at nothing is brought back.
      const writable = books?.filter(canEdit);
      const chosen = book !== undefined && canEdit(book) ? book : writable?.[0];
      if (chosen !== undefined) await (await load()).showRestore(root(), chosen, writable);
    },
    async ofContact(contact, book) {
      if (contact === undefined) return;
      const isReadOnly = book !== undefined && !canEdit(book);
      await (await load()).showHistory(root(), contact.ref, displayName(contact.fields), isReadOnly);
    },
    deleted: async () => (await load()).showDeleted(root(), 'addressbook'),
  };
}
