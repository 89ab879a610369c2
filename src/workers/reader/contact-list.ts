// Sorted lists of contacts, kept while nothing changes and re-sorted from where they were when something does.
import { compareSortKeys, lettersOf, type SortKey, sortKeyOf } from '../../domain/contacts/contact-order.js';
import type { ContactListInfo, ContactQuery } from '../../domain/contacts/contact-query.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';
import { createWholeCache } from './row-cache.js';
import type { SearchIndex } from './search-index.js';

export interface ContactReader {
  info(query: ContactQuery): Promise<ContactListInfo>;
  rows(query: ContactQuery, from: number, to: number): Promise<ContactRow[]>;
  indexOf(query: ContactQuery, ref: ItemRef): Promise<number>;
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
  readonly search: SearchIndex;
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
  const sortKeys = {
    first: new WeakMap<ContactRow, SortKey>(),
    last: new WeakMap<ContactRow, SortKey>(),
    company: new WeakMap<ContactRow, SortKey>(),
  };
  let version = 1;

  async function wantedCollections(query: ContactQuery): Promise<CollectionRecord[]> {
    const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
    return (await deps.collections()).filter(({ id, kind }) => kind === 'addressbook' && (wanted?.has(id) ?? true));
  }

  async function readRows(collections: readonly CollectionRecord[], favourites = false): Promise<ContactRow[]> {
    const all = await Promise.all(collections.map(({ id }) => cache.rows(id)));
    const rows = all.flat().flatMap((part) => part.rows);
    return favourites ? rows.filter(({ favourite }) => favourite) : rows;
  }

  function keyOf(row: ContactRow, sort: ContactQuery['sort']): SortKey {
    const keys = sortKeys[sort];
    let key = keys.get(row);
    if (key === undefined) {
      key = sortKeyOf(row, sort);
      keys.set(row, key);
    }
    return key;
  }

  async function sorted(query: ContactQuery, old: List | undefined): Promise<Pick<List, 'rows' | 'letters'>> {
    const rows = await readRows(await wantedCollections(query), query.favourites);
    const { compare } = new Intl.Collator((await deps.locale()) || undefined, { numeric: true });
    const keyed = rows.map((row) => ({ row, key: keyOf(row, query.sort) }));
    // Starting from the order there was, the sort has next to nothing to do.
    const places = new Map(old?.rows.map((row, index) => [idOf(row), index]));
    const placeOf = ({ key }: { readonly key: SortKey }) => places.get(key.id) ?? places.size;
    if (places.size > 0) keyed.sort((a, b) => placeOf(a) - placeOf(b));
    const order = compareSortKeys(compare);
    keyed.sort((a, b) => order(a.key, b.key));
    return { rows: keyed.map(({ row }) => row), letters: lettersOf(keyed.map(({ key }) => key)) };
  }

  async function found(query: ContactQuery, text: string): Promise<ContactRow[]> {
    const collections = await wantedCollections(query);
    const rows = new Map(
      (await readRows(collections, query.favourites)).map((row) => [keyOf(row, query.sort).id, row]),
    );
    return (await search.search(text, collections)).flatMap((hit) => rows.get(idOf(hit)) ?? []);
  }

  async function listOf(query: ContactQuery): Promise<List> {
    const text = query.text?.trim() ?? '';
    const key = JSON.stringify([query.collectionIds, query.favourites ?? false, query.sort, text]);
    const old = lists.get(key);
    if (old?.version === version) return old;
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

  return {
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
    forget(change) {
      version += 1;
      cache.forget(change);
    },
  };
}
