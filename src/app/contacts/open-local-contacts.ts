import { AppError } from '../../domain/errors.js';
import type { Watchable } from '../../domain/watchable.js';
import { createServices } from '../create-services.js';
import type { ContactService } from '../services.js';

/** The contacts the app keeps on this device, at this origin. */
export interface LocalContacts {
  readonly contacts: ContactService;
  /** Where a new contact goes: the book the person chose for it, or the first. @throws {AppError} `store/not-found`: there is none. */
  homeBook(): Promise<string>;
}

/** Opens the store of this device. It creates nothing: a device without the app's data has no contacts. */
export function openLocalContacts(): LocalContacts {
  const { contacts, collections, settings } = createServices({ firstCollections: [] });
  return {
    contacts,
    async homeBook() {
      const books = await firstValue(collections.watch('addressbook'));
      const { defaultAddressBookId } = await firstValue(settings.watch());
      const home = books.find(({ id }) => id === defaultAddressBookId) ?? books[0];
      if (home === undefined) throw new AppError('store/not-found', 'There is no address book.');
      return home.id;
    },
  };
}

function firstValue<T>(source: Watchable<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = source.subscribe({
      next: (value) => {
        resolve(value);
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
    });
  });
}
