// Full-text search over all items of one kind: built when first asked for, kept in step with changes.
import { phoneDigits } from '../../domain/contacts/search-text.js';
import { normalizeForSearch } from '../../domain/text/fold.js';
import { createWordIndex, type WordHits, type WordQuery } from '../../domain/text/word-index.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { createIndexUpkeep } from './index-upkeep.js';

/** An item in the index. */
export interface SearchHit {
  /** See {@link searchId}. */
  readonly id: string;
  readonly collectionId: string;
  readonly uid: string;
}

/** Hears of each item that is put into the index, or taken out. */
export interface IndexObserver {
  put(id: string, item: StoredItem): void;
  remove(id: string): void;
}

/** What of an item is looked through; `title` counts more. */
export interface SearchText {
  readonly title: string;
  readonly rest: string;
}

export interface SearchIndex {
  /** Brings the index up to date before somebody searches. */
  prepare(collections: readonly CollectionRecord[]): Promise<void>;
  /** Best first. Every word must be found; each may be unfinished, and one of four letters or more may have a typo. */
  search(
    text: string,
    collections: readonly CollectionRecord[],
    /** Only items whose id (`searchId`) it accepts. */
    accepts?: (id: string) => boolean,
  ): Promise<WordHits<SearchHit>>;
  forget(change: StoreChange): void;
}

/** Attack: a text of a hundred thousand words pasted into the search field. */
const MAX_WORDS = 12;
const MIN_LENGTH_FOR_TYPO = 4;
/** Digits that name a telephone without its country. */
const MIN_LOCAL_NUMBER = 6;
/** `+43 (0)660 123-456`: one number, not four. */
const NUMBER = /^\+?[\d\s()/.-]{4,}$/;

/** Names an item in the index. */
export const searchId = (collectionId: string, uid: string) => `${collectionId}\n${uid}`;
/** Reads {@link searchId}. */
export function splitSearchId(id: string): { readonly collectionId: string; readonly uid: string } {
  const at = id.indexOf('\n');
  return { collectionId: id.slice(0, at), uid: id.slice(at + 1) };
}
const WORD = /[\p{L}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return normalizeForSearch(text).match(WORD) ?? [];
}

/** A number as it was asked for, and without the country it may be stored without. */
function numberQuery(digits: string): WordQuery {
  const shorter = [1, 2, 3].map((at) => digits.slice(at)).filter(({ length }) => length >= MIN_LOCAL_NUMBER);
  return { forms: [digits, ...shorter] };
}

function queryFor(word: string): WordQuery {
  return /^\d+$/.test(word) ? numberQuery(word) : { forms: [word], typos: word.length >= MIN_LENGTH_FOR_TYPO };
}

const NOTHING: WordHits<SearchHit> = { found: [], wordsOf: () => [] };

export function createSearchIndex(
  store: RowStore,
  kind: CollectionRecord['kind'],
  readText: (item: StoredItem) => SearchText,
  observer?: IndexObserver,
): SearchIndex {
  const index = createWordIndex<SearchHit>();

  function put(collectionId: string, uid: string, item: StoredItem | undefined): void {
    const id = searchId(collectionId, uid);
    index.remove(id);
    observer?.remove(id);
    if (!isCounted(item)) return;
    const { title, rest } = readText(item);
    index.put(id, { id, collectionId, uid }, { title: wordsOf(title), rest: wordsOf(rest) });
    observer?.put(id, item);
  }

  const { prepare, forget } = createIndexUpkeep(store, kind, put);

  return {
    prepare,
    async search(text, collections, accepts = () => true) {
      const trimmed = text.trim();
      const words = NUMBER.test(trimmed) ? wordsOf(phoneDigits(trimmed)) : wordsOf(text).slice(0, MAX_WORDS);
      if (words.length === 0) return NOTHING;
      await prepare(collections);
      const wanted = new Set(collections.map(({ id }) => id));
      return index.search(words.map(queryFor), ({ id, collectionId }) => wanted.has(collectionId) && accepts(id));
    },
    forget,
  };
}
