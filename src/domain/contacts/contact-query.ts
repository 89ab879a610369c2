import type { ItemRef } from '../items/item.js';
import type { Settings } from '../settings/settings.js';
import type { ContactFields } from './contact-fields.js';

export interface ContactQuery {
  /** All address books when absent. */
  readonly collectionIds?: readonly string[];
  readonly text?: string;
  readonly favourites?: boolean;
  /** Only contacts in the group of that name; '' for those that are in none. */
  readonly group?: string;
  readonly sort: Settings['contactSort'];
}

/** What a virtual list needs before it has any row. */
export interface ContactListInfo {
  readonly count: number;
  /** First index of each letter; empty while searching (results are by relevance). */
  readonly letters: readonly { readonly letter: string; readonly index: number }[];
  /** Grows with each change: rows read before are stale. */
  readonly version: number;
}

export interface ContactDetail {
  readonly ref: ItemRef;
  readonly fields: ContactFields;
  /** Every group it is in: those of `fields.categories`, and those whose own card names it. */
  readonly groups: readonly string[];
  readonly text: string;
}
