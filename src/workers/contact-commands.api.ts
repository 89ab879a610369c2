// What writes contacts and their groups.
import type { ContactFields } from '../domain/contacts/contact-fields.js';
import type { MergeRequest } from '../domain/contacts/merging/merge-choices.js';
import type { ItemRef } from '../domain/items/item.js';

export type ContactCommand =
  | { readonly type: 'createContact'; readonly collectionId: string; readonly fields: ContactFields }
  | {
      readonly type: 'updateContact';
      readonly ref: ItemRef;
      readonly fields: ContactFields;
      readonly before?: ContactFields;
      readonly collectionId?: string;
    }
  | { readonly type: 'setFavourite'; readonly ref: ItemRef; readonly favourite: boolean }
  | { readonly type: 'removeContacts'; readonly refs: readonly ItemRef[] }
  /** Puts contacts into groups of their book and takes them out of others; groups that are not there are made. */
  | {
      readonly type: 'changeGroups';
      readonly refs: readonly ItemRef[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly type: 'createGroup'; readonly collectionId: string; readonly name: string }
  /** A group whose new name is there already becomes one with it. */
  | { readonly type: 'renameGroup'; readonly collectionId: string; readonly name: string; readonly newName: string }
  | {
      readonly type: 'deleteGroup';
      readonly collectionId: string;
      readonly name: string;
      readonly withContacts: boolean;
    }
  /** Copies have a UID of their own; what is moved keeps it. Contacts that are in that book already only join the groups. */
  | {
      readonly type: 'copyContacts';
      readonly refs: readonly ItemRef[];
      readonly collectionId: string;
      readonly groups: readonly string[];
      /** They go on being in the groups they are in, by name. */
      readonly keepGroups: boolean;
      readonly move: boolean;
    }
  /** Several contacts become one each; those that are gone by now are left out. */
  | { readonly type: 'mergeContacts'; readonly merges: readonly MergeRequest[] }
  /** These are different people, each from each other: nobody is asked again. */
  | { readonly type: 'markDistinct'; readonly refs: readonly ItemRef[] };
