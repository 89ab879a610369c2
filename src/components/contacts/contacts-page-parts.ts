// Parts of the contacts page.
import { msg } from '@lit/localize';
import { html } from 'lit';
import type { Collection } from '../../domain/collections/collection.js';
import { duplicatesPath } from './contacts-route.js';
import type { ContactsState } from './contacts-state.js';

/** What the list that is shown is called. */
export function headingOf({ route, place, books }: ContactsState): string {
  if (route.list === 'all') return msg('All contacts');
  if (route.list === 'favourites') return msg('Favourites');
  if (place.group !== undefined) return place.group || msg('Contacts without group');
  return books.find((book) => book.id === place.bookId)?.name ?? '';
}

/** Contacts that may be one person; the code is loaded when they are first looked for. @param path - The address after `/contacts/`. */
export function duplicatesTemplate(
  path: string,
  books: readonly Collection[],
  locale: string,
  fail: (error: unknown) => void,
) {
  void import('./duplicates/ik-duplicates.js').catch(fail);
  const { group, imports } = duplicatesPath(path) ?? { group: '', imports: '' };
  return html`<ik-duplicates .group=${group} .imports=${imports} .books=${books} locale=${locale}></ik-duplicates>`;
}
