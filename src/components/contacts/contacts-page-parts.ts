// Parts of the contacts page whose code is loaded when they are first looked at.
import { html } from 'lit';
import type { Collection } from '../../domain/collections/collection.js';
import { duplicatesPath } from './contacts-route.js';

/** Contacts that may be one person. @param path - The address after `/contacts/`. */
export function duplicatesTemplate(
  path: string,
  books: readonly Collection[],
  locale: string,
  fail: (error: unknown) => void,
) {
  void import('./duplicates/ik-duplicates.js').catch(fail);
  return html`<ik-duplicates .group=${duplicatesPath(path) ?? ''} .books=${books} locale=${locale}></ik-duplicates>`;
}
