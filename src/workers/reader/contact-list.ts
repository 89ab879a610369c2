// Sorted lists of contacts, kept while nothing changes and re-sorted from where they were when something does.
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

function sortKey(row: ContactRow, sort: ContactQuery['sort']): string {
  if (sort === 'last') return row.byLast;
  return sort === 'company' ? row.organization || row.byFirst : row.byFirst;
}

/** Heading letter of a name: its first letter without accents; `#` for anything that is no letter. */
function letterOf(text: string): string {
  const first = text.normalize('NFD').match(/[\p{L}\p{N}]/u)?.[0] ?? '';
  return /\p{L}/u.test(first) ? first.toLocaleUpperCase() : '#';
}

function lettersOf(rows: readonly ContactRow[], sort: ContactQuery['sort']): ContactListInfo['letters'] {
  const letters: { letter: string; index: number }[] = [];
  rows.forEach((row, index) => {
    const letter = letterOf(sortKey(row, sort));
    if (!letters.some((known) => known.letter === letter)) letters.push({ letter, index });
  });
  return letters;
}

export function createContactReader(deps: Deps): ContactReader {
  const { store, search } = deps;
  const cache = createWholeCache<ContactRow>(store, 'contacts');
  const lists = new Map<string, List>();
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

  async function sorted(query: ContactQuery, old: List | undefined): Promise<ContactRow[]> {
    const rows = await readRows(await wantedCollections(query), query.favourites);
    // Starting from the order there was, the sort has next to nothing to do.
    const places = new Map(old?.rows.map((row, index) => [idOf(row), index]));
    if (places.size > 0)
      rows.sort((a, b) => (places.get(idOf(a)) ?? Infinity) - (places.get(idOf(b)) ?? Infinity) || 0);
    const { compare } = new Intl.Collator((await deps.locale()) || undefined, { numeric: true });
    const keys = new Map(rows.map((row) => [row, sortKey(row, query.sort)]));
    return rows.sort((a, b) => {
      const left = keys.get(a) ?? '';
      const right = keys.get(b) ?? '';
      // Names that begin with no letter come last, whatever the collation thinks of digits and signs.
      return (
        Number(letterOf(left) === '#') - Number(letterOf(right) === '#') ||
        compare(left, right) ||
        (a.uid < b.uid ? -1 : 1)
      );
    });
  }

  async function found(query: ContactQuery, text: string): Promise<ContactRow[]> {
    const collections = await wantedCollections(query);
    const rows = new Map((await readRows(collections, query.favourites)).map((row) => [idOf(row), row]));
    return (await search.search(text, collections)).flatMap((hit) => rows.get(idOf(hit)) ?? []);
  }

  async function listOf(query: ContactQuery): Promise<List> {
    const text = query.text?.trim() ?? '';
    const key = JSON.stringify([query.collectionIds, query.favourites ?? false, query.sort, text]);
    const old = lists.get(key);
    if (old?.version === version) return old;
    const made = version;
    const rows = text === '' ? await sorted(query, old) : await found(query, text);
    const list: List = { version: made, rows, letters: text === '' ? lettersOf(rows, query.sort) : [] };
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
