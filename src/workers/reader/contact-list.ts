// Sorted lists of contacts, kept while nothing changes and re-sorted from where they were when something does.
import { type BookGroups, countGroups, type GroupView, viewGroups } from '../../domain/contacts/contact-groups.js';
import {
  compareSortKeys,
  lettersOf,
  ownLetters,
  type SortKey,
  sortKeyOf,
} from '../../domain/contacts/contact-order.js';
import type { ContactListInfo, ContactQuery } from '../../domain/contacts/contact-query.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';
import type { ContactSearch } from './contact-search.js';
import { createWholeCache } from './row-cache.js';

export interface ContactReader {
  /** Of every address book, in their order. */
  groups(): Promise<BookGroups[]>;
  /** Names of all groups a contact is in; empty when it is not there. */
  groupsOf(ref: ItemRef): Promise<readonly string[]>;
  /** How many of these contacts are in each group, by name. */
  countGroupsOf(refs: readonly ItemRef[]): Promise<Record<string, number>>;
  info(query: ContactQuery): Promise<ContactListInfo>;
  rows(query: ContactQuery, from: number, to: number): Promise<ContactRow[]>;
  indexOf(query: ContactQuery, ref: ItemRef): Promise<number>;
  /** Those of all address books, in no order. */
  all(): Promise<readonly ContactRow[]>;
  forget(change: StoreChange): void;
}

interface List {
  version: number;
  rows: readonly ContactRow[];
  letters: ContactListInfo['letters'];
  indexById?: Map<string, number>;
}

interface Deps {
  readonly store: RowStore;
  readonly search: ContactSearch;
  collections(): Promise<readonly CollectionRecord[]>;
  /** BCP 47; '' for the browser's. */
  locale(): Promise<string>;
}

const MAX_LISTS = 12;
const idOf = ({ collectionId, uid }: ItemRef) => `${collectionId}\n${uid}`;

export function createContactReader(deps: Deps): ContactReader {
  const { store, search } = deps;
  const cache = createWholeCache<ContactRow>(store, 'contacts');
  const lists = new Map<string, List>();
  const noKeys = () => ({
    first: new WeakMap<ContactRow, SortKey>(),
    last: new WeakMap<ContactRow, SortKey>(),
    company: new WeakMap<ContactRow, SortKey>(),
  });
  /** Letters are those of a language. */
  let keysOf = { locale: '', sortKeys: noKeys(), isOwn: ownLetters(undefined) };
  let version = 1;

  async function wantedCollections(query: ContactQuery): Promise<CollectionRecord[]> {
    const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
    return (await deps.collections()).filter(({ id, kind }) => kind === 'addressbook' && (wanted?.has(id) ?? true));
  }

  /** By what was read: as long as nothing changes it is the same object. */
  const views = new WeakMap<object, GroupView>();
  async function viewOf(collectionId: string): Promise<GroupView> {
    const parts = await cache.rows(collectionId);
    const view = views.get(parts) ?? viewGroups(parts.flatMap(({ rows }) => rows));
    views.set(parts, view);
    return view;
  }

  async function readRows(collections: readonly CollectionRecord[], query: ContactQuery): Promise<ContactRow[]> {
    const { group, favourites = false } = query;
    const all = await Promise.all(collections.map(({ id }) => viewOf(id)));
    return all.flatMap(({ people, groupsOf }) => {
      if (group === undefined && !favourites) return people;
      return people.filter((row) => {
        if (favourites && !row.favourite) return false;
        if (group === undefined) return true;
        const names = groupsOf(row);
        return group === '' ? names.length === 0 : names.includes(group);
      });
    });
  }

  function keyOf(row: ContactRow, sort: ContactQuery['sort']): SortKey {
    const keys = keysOf.sortKeys[sort];
    let key = keys.get(row);
    if (key === undefined) {
      key = sortKeyOf(row, sort, keysOf.isOwn);
      keys.set(row, key);
    }
    return key;
  }

  async function sorted(query: ContactQuery, old: List | undefined): Promise<Pick<List, 'rows' | 'letters'>> {
    const rows = await readRows(await wantedCollections(query), query);
    const locale = await deps.locale();
    if (keysOf.locale !== locale) keysOf = { locale, sortKeys: noKeys(), isOwn: ownLetters(locale || undefined) };
    const { compare } = new Intl.Collator(locale || undefined, { numeric: true });
    const keyed = rows.map((row) => ({ row, key: keyOf(row, query.sort) }));
    // Starting from the order there was, the sort has next to nothing to do.
    const places = new Map(old?.rows.map((row, index) => [idOf(row), index]));
    const placeOf = ({ key }: { readonly key: SortKey }) => places.get(key.id) ?? places.size;
    if (places.size > 0) keyed.sort((a, b) => placeOf(a) - placeOf(b));
    const order = compareSortKeys(compare);
    keyed.sort((a, b) => order(a.key, b.key));
    return { rows: keyed.map(({ row }) => row), letters: lettersOf(keyed.map(({ key }) => key)) };
  }

  /** In the list as it is without a search, which keeps its order. */
  async function found(query: ContactQuery, text: string): Promise<readonly ContactRow[]> {
    const { rows } = await listOf({ ...query, text: '' });
    return search.search(text, await wantedCollections(query), rows);
  }

  async function listOf(query: ContactQuery): Promise<List> {
    const text = query.text?.trim() ?? '';
    const key = JSON.stringify([query.collectionIds, query.group, query.favourites ?? false, query.sort, text]);
    const old = lists.get(key);
    if (old?.version === version) {
      lists.delete(key); // the latest asked for is the last to go
      lists.set(key, old);
      return old;
    }
    const made = version;
    const list: List = {
      version: made,
      ...(text === '' ? await sorted(query, old) : { rows: await found(query, text), letters: [] }),
    };
    lists.delete(key);
    lists.set(key, list);
    if (lists.size > MAX_LISTS) lists.delete([...lists.keys()][0] as string);
    return list;
  }

  let counted: { readonly version: number; readonly groups: BookGroups[] } | undefined;

  return {
    async groups() {
      if (counted?.version === version) return counted.groups;
      const made = version;
      const books = await wantedCollections({ sort: 'first' });
      const groups = await Promise.all(
        books.map(async ({ id, groups: kept = [] }) => countGroups(id, await viewOf(id), kept)),
      );
      counted = { version: made, groups };
      return groups;
    },
    async groupsOf({ collectionId, uid }) {
      const view = await viewOf(collectionId);
      const row = view.people.find((person) => person.uid === uid);
      return row === undefined ? [] : view.groupsOf(row);
    },
    async countGroupsOf(refs) {
      const counts = new Map<string, number>();
      const wanted = new Set(refs.map(idOf));
      for (const id of new Set(refs.map(({ collectionId }) => collectionId))) {
        const view = await viewOf(id);
        for (const row of view.people)
          if (wanted.has(idOf(row)))
            for (const name of view.groupsOf(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return Object.fromEntries(counts);
    },
    async info(query) {
      const { rows, letters, version: made } = await listOf(query);
      return { count: rows.length, letters, version: made };
    },
    rows: async (query, from, to) => (await listOf(query)).rows.slice(Math.max(0, from), Math.max(0, to)),
    async indexOf(query, ref) {
      const list = await listOf(query);
      list.indexById ??= new Map(list.rows.map((row, index) => [idOf(row), index]));
      return list.indexById.get(idOf(ref)) ?? -1;
    },
    async all() {
      const books = (await deps.collections()).filter(({ kind }) => kind === 'addressbook');
      return readRows(books, { sort: 'first' });
    },
    forget(change) {
      version += 1;
      cache.forget(change);
    },
  };
}
