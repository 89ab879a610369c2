// What views may ask for: contacts.
import type { GroupChange } from '../domain/contacts/category-edits.js';
import type { ContactFields } from '../domain/contacts/contact-fields.js';
import type { BookGroups } from '../domain/contacts/contact-groups.js';
import type { ContactDetail, ContactListInfo, ContactQuery } from '../domain/contacts/contact-query.js';
import type { ContactRow } from '../domain/contacts/contact-row.js';
import type { DuplicateGroup, DuplicateInfo, DuplicateQuery } from '../domain/contacts/duplicates/duplicate.js';
import type { MergeRequest } from '../domain/contacts/merging/merge-choices.js';
import type { Progress } from '../domain/items/import.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Watchable } from '../domain/watchable.js';
import type { Done } from './done.js';

/** Where contacts are copied or moved to. */
export interface CopyTarget {
  readonly collectionId: string;
  /** Groups they join there; made when they are not there. */
  readonly groups: readonly string[];
  /** They are in the groups of their book there, too, by name. */
  readonly keepGroups: boolean;
  /** They leave the book they were in. */
  readonly move: boolean;
}

export interface ContactService {
  watchList(query: ContactQuery): Watchable<ContactListInfo>;
  /** Rows `[from, to)` of the query's list. */
  rows(query: ContactQuery, from: number, to: number): Promise<readonly ContactRow[]>;
  /** Index of a contact in the query's list, -1 when it is not in it. */
  indexOf(query: ContactQuery, ref: ItemRef): Promise<number>;
  read(ref: ItemRef): Promise<ContactDetail | undefined>;
  /** The photo of a row, small enough to be drawn in a list; `undefined` when it is not here, or of another kind. */
  photo(row: ContactRow): Promise<Blob | undefined>;
  /** The contacts of this device that these URIs name (MEMBER, RELATED), by URI; those that are not here are left out. */
  byUri(uris: readonly string[]): Promise<Readonly<Record<string, ContactRow>>>;
  /** Groups of every address book, in the books' order; a book's groups in no order. */
  watchGroups(): Watchable<readonly BookGroups[]>;
  /** How many of these contacts are in each group, by name. */
  groupsOf(refs: readonly ItemRef[]): Promise<Readonly<Record<string, number>>>;
  /** Puts contacts into groups of their books and takes them out of others; a group that is not there is made. */
  changeGroups(refs: readonly ItemRef[], change: GroupChange): Promise<Done>;
  createGroup(collectionId: string, name: string): Promise<Done>;
  /** A group whose new name is there already becomes one with it. */
  renameGroup(collectionId: string, name: string, newName: string): Promise<Done>;
  removeGroup(collectionId: string, name: string, options: { readonly withContacts: boolean }): Promise<Done>;
  /**
   * Copies or moves contacts to a book, all in one step. Those that are in it already only join the groups.
   *
   * @returns `changed`: how many were copied or moved.
   */
  copy(refs: readonly ItemRef[], target: CopyTarget): Promise<Done & { readonly changed: number }>;
  create(collectionId: string, fields: ContactFields): Promise<Done & { readonly ref: ItemRef }>;
  /** As for events. */
  update(
    ref: ItemRef,
    fields: ContactFields,
    options?: { readonly before?: ContactFields; readonly collectionId?: string },
  ): Promise<Done>;
  setFavourite(ref: ItemRef, favourite: boolean): Promise<Done>;
  remove(refs: readonly ItemRef[]): Promise<Done>;
  /** vCard text of whole address books, or of single contacts. */
  exportVcf(
    what: { readonly collectionIds: readonly string[] } | { readonly refs: readonly ItemRef[] },
    version: '3.0' | '4.0',
  ): Promise<string>;
  /** The same as a table (CSV) that spreadsheets and other address books read; photos are not in it. */
  exportCsv(
    what: { readonly collectionIds: readonly string[] } | { readonly refs: readonly ItemRef[] },
  ): Promise<string>;
}

/** Contacts that may be one person twice (docs/rules/contacts.md). */
export interface DuplicateService {
  /**
   * Follows how many there are. While they are looked for, `onProgress` is told; when nobody follows any more, the search
   * stops.
   */
  watch(query: DuplicateQuery, onProgress?: (progress: Progress) => void): Watchable<DuplicateInfo>;
  /** Groups `[from, to)`, the surest first. */
  groups(query: DuplicateQuery, from: number, to: number): Promise<readonly DuplicateGroup[]>;
  /** All in one step. @returns `changed`: how many merges were made. */
  merge(merges: readonly MergeRequest[]): Promise<Done & { readonly changed: number }>;
  /** Merges every group that is certain: nothing is lost, nothing has to be chosen. */
  mergeCertain(query: DuplicateQuery): Promise<Done & { readonly changed: number }>;
  /** These are different people: they are not found together again, on no device. @param group - With more cards than are shown. */
  markDistinct(
    refs: readonly ItemRef[],
    group?: { readonly query: DuplicateQuery; readonly id: string },
  ): Promise<Done>;
  /** How many contacts that came with these imports may be people who were there already; namesakes are not counted. */
  countHits(importIds: readonly string[]): Promise<number>;
  /** Follows how many groups there are in all address books, a while after changes: nothing waits for it. */
  watchCount(): Watchable<number>;
}
