// Search over all contacts: an index of words and numbers in memory, and the order of the list it is asked from.
import { type ContactHits, type ContactIndex, createContactIndex } from '../../domain/contacts/contact-index.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { searchTextOf } from '../../domain/contacts/search-text.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { currentText } from '../project-stored.js';
import { createIndexUpkeep } from './index-upkeep.js';

export interface ContactSearch {
  /** Brings the index up to date before somebody searches. */
  prepare(collections: readonly CollectionRecord[]): Promise<void>;
  /**
   * Those of the rows that have every word, best first; of those found as well as each other the order is the rows'.
   *
   * @param rows - The same array as long as it is the same list.
   */
  search(
    text: string,
    collections: readonly CollectionRecord[],
    rows: readonly ContactRow[],
  ): Promise<readonly ContactRow[]>;
  forget(change: StoreChange): void;
}

/** An index of which most has gone is made anew. */
const MIN_GONE = 1000;
const NAME = /^(?:[\w-]+\.)?FN[;:][^\r\n]*/im;

export function createContactSearch(store: RowStore): ContactSearch {
  let index: ContactIndex = createContactIndex();
  /** A contact's number in the index, by collection and UID. */
  let numbers = new Map<string, Map<string, number>>();
  let live = 0;
  /** Numbers of a list's rows. Whatever is put into the index makes them anew. */
  let ofRows = new WeakMap<readonly ContactRow[], Int32Array>();

  function put(collectionId: string, uid: string, item: StoredItem | undefined): void {
    const own = numbers.get(collectionId) ?? new Map<string, number>();
    numbers.set(collectionId, own);
    ofRows = new WeakMap();
    const old = own.get(uid);
    if (old !== undefined) {
      index.remove(old);
      own.delete(uid);
      live -= 1;
    }
    if (!isCounted(item)) return;
    const text = currentText(item);
    const name = NAME.exec(text)?.[0].replace(/^[^:]*:/, '') ?? '';
    own.set(uid, index.add({ name, rest: searchTextOf(text) }));
    live += 1;
  }

  const upkeep = createIndexUpkeep(store, 'addressbook', put);

  function numbersOf(rows: readonly ContactRow[]): Int32Array {
    const known = ofRows.get(rows);
    if (known !== undefined) return known;
    const made = Int32Array.from(rows, ({ collectionId, uid }) => numbers.get(collectionId)?.get(uid) ?? -1);
    ofRows.set(rows, made);
    return made;
  }

  async function prepare(collections: readonly CollectionRecord[]): Promise<void> {
    if (index.size > 2 * live + MIN_GONE) {
      [index, numbers, live] = [createContactIndex(), new Map(), 0];
      upkeep.reset();
    }
    await upkeep.prepare(collections);
    index.settle();
  }

  return {
    prepare,
    async search(text, collections, rows) {
      await prepare(collections);
      const hits = index.search(text);
      if (hits === undefined) return [];
      return sorted(rows, numbersOf(rows), hits);
    },
    forget: (change) => upkeep.forget(change),
  };
}

/** Rows that were found, best first: counted by their score and then put where they belong. */
function sorted(rows: readonly ContactRow[], numbers: Int32Array, hits: ContactHits): readonly ContactRow[] {
  const scores = new Uint8Array(rows.length);
  const counts = new Uint32Array(256);
  for (let at = 0; at < scores.length; at += 1) {
    const number = numbers[at] as number;
    if (number === -1) continue;
    const score = hits.score(number);
    scores[at] = score;
    counts[score] = (counts[score] as number) + 1;
  }
  let place = 0;
  const places = new Uint32Array(256);
  for (let score = 255; score > 0; score -= 1) {
    places[score] = place;
    place += counts[score] as number;
  }
  const found: ContactRow[] = new Array<ContactRow>(place);
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number;
    if (score === 0) continue;
    found[places[score] as number] = rows[at] as ContactRow;
    places[score] = (places[score] as number) + 1;
  }
  return found;
}
