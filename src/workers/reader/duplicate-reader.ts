// Who may be in the address books twice: what each card is known by is kept, by shard, until a change touches it.
import { canEdit } from '../../domain/collections/collection.js';
import { shardOf } from '../../domain/collections/document-id.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { MAX_DISTINCT } from '../../domain/contacts/duplicates/distinct-marks.js';
import {
  type DuplicateGroup,
  type DuplicateInfo,
  type DuplicateQuery,
  type FoundGroup,
  MAX_GROUP,
} from '../../domain/contacts/duplicates/duplicate.js';
import { type DuplicateCard, findDuplicates } from '../../domain/contacts/duplicates/find-duplicates.js';
import { knownPeople } from '../../domain/contacts/duplicates/known-people.js';
import { refKey } from '../../domain/contacts/merging/merge-choices.js';
import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import type { ItemRef } from '../../domain/items/item.js';
import { valueId } from '../../domain/items/value-id.js';
import { recordToCollection } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';
import { duplicateCards } from '../duplicate-cards.js';
import { nextTurn } from '../next-turn.js';

export interface DuplicateReader {
  find(query: DuplicateQuery, callId: string): Promise<DuplicateInfo>;
  groups(query: DuplicateQuery, from: number, to: number): Promise<DuplicateGroup[]>;
  /** Of every group with this grade: its cards, the one that says most first. */
  certain(query: DuplicateQuery): Promise<readonly (readonly ItemRef[])[]>;
  refsOf(query: DuplicateQuery, id: string): Promise<readonly ItemRef[]>;
  /** How many contacts of these imports are probably people who were there before, or came with an earlier one of them. */
  hits(importIds: readonly string[]): Promise<number>;
  /** Stops what was begun under this id. */
  stop(callId: string): void;
  forget(change: StoreChange): void;
}

interface Deps {
  readonly store: RowStore;
  collections(): Promise<readonly CollectionRecord[]>;
  rows(): Promise<readonly ContactRow[]>;
  onProgress(callId: string, progress: Progress): void;
}

interface Found {
  readonly version: number;
  readonly cards: readonly DuplicateCard[];
  readonly groups: readonly FoundGroup[];
}

/** A search that goes on or has an answer, and who waits for it: it stops when nobody does. '' waits always. */
interface Search {
  readonly version: number;
  readonly callers: Set<string>;
  readonly found: Promise<Found>;
}

/** Signs of one book by shard, and what is no longer right. */
interface Book {
  readonly shards: Map<number, readonly DuplicateCard[]>;
  readonly stale: Set<string>;
}

/** Reading the cards takes as long as all else. */
const READING = 0.5;
const MAX_LISTS = 3;
const MAX_IMPORTS = 100;

export function createDuplicateReader(deps: Deps): DuplicateReader {
  const { store } = deps;
  const books = new Map<string, Book>();
  const searches = new Map<string, Search>();
  /** Which contacts came with an import: that never changes. */
  const imported = new Map<string, Promise<ReadonlySet<string>>>();
  let narrowed: { readonly of: Found; readonly key: string; readonly found: Found } | undefined;
  let version = 1;

  /** What a long search does between its slices. */
  function checkpointFor(callers: ReadonlySet<string>) {
    return async (fraction: number) => {
      for (const callId of callers) if (callId !== '') deps.onProgress(callId, { fraction, done: 0 });
      await nextTurn();
      if (callers.size === 0) throw new AppError('cancelled', 'The search was cancelled.');
    };
  }
  type Checkpoint = ReturnType<typeof checkpointFor>;

  async function wanted({ collectionIds }: DuplicateQuery): Promise<CollectionRecord[]> {
    const all = await deps.collections();
    return all.filter(
      (record) =>
        record.kind === 'addressbook' &&
        canEdit(recordToCollection(record)) &&
        (collectionIds?.includes(record.id) ?? true),
    );
  }

  async function readBook(
    { id, shards }: CollectionRecord,
    checkpoint: (done: number) => Promise<void>,
  ): Promise<Book> {
    const book = books.get(id) ?? { shards: new Map(), stale: new Set<string>() };
    books.set(id, book);
    for (const uid of book.stale) book.shards.delete(shardOf(uid, shards));
    book.stale.clear();
    for (let shard = 0; shard < shards; shard += 1) {
      if (book.shards.has(shard)) continue;
      book.shards.set(shard, duplicateCards(id, await store.texts(id, shard)));
      await checkpoint(shard / shards);
    }
    return book;
  }

  async function search(query: DuplicateQuery, checkpoint: Checkpoint): Promise<Found> {
    const made = version;
    const collections = await wanted(query);
    const cards: DuplicateCard[] = [];
    for (const [index, collection] of collections.entries()) {
      const book = await readBook(collection, (done) => checkpoint((READING * (index + done)) / collections.length));
      for (const part of book.shards.values()) cards.push(...part);
    }
    const work = findDuplicates(cards);
    for (;;) {
      const step = work.next();
      if (step.done) return { version: made, cards, groups: step.value };
      await checkpoint(READING + (1 - READING) * step.value);
    }
  }

  function whole({ collectionIds }: DuplicateQuery, callId: string): Promise<Found> {
    const key = JSON.stringify(collectionIds ?? null);
    const known = searches.get(key);
    if (known?.version === version) {
      known.callers.add(callId);
      return known.found;
    }
    const callers = new Set([callId]);
    const begun = {
      version,
      callers,
      found: search({ ...(collectionIds && { collectionIds }) }, checkpointFor(callers)),
    };
    searches.delete(key);
    searches.set(key, begun);
    if (searches.size > MAX_LISTS) searches.delete([...searches.keys()][0] as string);
    begun.found.catch(() => searches.get(key) === begun && searches.delete(key));
    return begun.found;
  }

  function cardsOf(importId: string): Promise<ReadonlySet<string>> {
    const known = imported.get(importId) ?? store.importedItems(importId).then((refs) => new Set(refs.map(refKey)));
    known.catch(() => imported.delete(importId));
    imported.set(importId, known);
    if (imported.size > MAX_IMPORTS) imported.delete([...imported.keys()][0] as string);
    return known;
  }

  /** The same, as far as it concerns what came with these imports. */
  async function list({ collectionIds, importIds }: DuplicateQuery, callId = ''): Promise<Found> {
    const of = await whole({ ...(collectionIds && { collectionIds }) }, callId);
    if (importIds === undefined) return of;
    const key = JSON.stringify(importIds);
    if (narrowed?.of === of && narrowed.key === key) return narrowed.found;
    const sets = await Promise.all(importIds.slice(0, MAX_IMPORTS).map(cardsOf));
    const isWanted = (card: number) => sets.some((set) => set.has(refKey(refOf(of, card))));
    const found = { ...of, groups: of.groups.filter(({ cards }) => cards.some(isWanted)) };
    narrowed = { of, key, found };
    return found;
  }

  const refOf = ({ cards }: Found, index: number): ItemRef => {
    const { collectionId = '', uid = '' } = cards[index] ?? {};
    return { collectionId, uid };
  };
  const refsIn = (found: Found, group: FoundGroup) => group.cards.map((index) => refOf(found, index));
  const idOf = (refs: readonly ItemRef[]) => valueId(refs.map(refKey).sort().join('\n\n'));

  return {
    async find(query, callId) {
      const found = await list(query, callId);
      const certain = found.groups.findIndex(({ grade }) => grade !== 'certain');
      return {
        count: found.groups.length,
        certain: certain === -1 ? found.groups.length : certain,
        version: found.version,
      };
    },
    async groups(query, from, to) {
      const found = await list(query);
      const rows = new Map((await deps.rows()).map((row) => [refKey(row), row]));
      return found.groups.slice(Math.max(0, from), Math.max(0, to)).map((group): DuplicateGroup => {
        const refs = refsIn(found, group);
        const shown = refs.slice(0, MAX_GROUP).flatMap((ref) => rows.get(refKey(ref)) ?? []);
        return { id: idOf(refs), grade: group.grade, reasons: group.reasons, rows: shown, size: refs.length };
      });
    },
    async certain(query) {
      const found = await list(query);
      return found.groups.flatMap((group) => (group.grade === 'certain' ? [refsIn(found, group)] : []));
    },
    async refsOf(query, id) {
      const found = await list(query);
      const group = found.groups.find((each) => idOf(refsIn(found, each)) === id);
      return group === undefined ? [] : refsIn(found, group).slice(0, MAX_DISTINCT);
    },
    async hits(importIds) {
      const found = await list({});
      const sets = await Promise.all(importIds.slice(0, MAX_IMPORTS).map(cardsOf));
      const ranks = found.cards.map((card) => 1 + sets.findLastIndex((set) => set.has(refKey(card))));
      return knownPeople(found.groups, ranks).size;
    },
    stop(callId) {
      for (const { callers } of searches.values()) callers.delete(callId);
    },
    forget({ items, collections }) {
      if (!collections && !items.some(({ collectionId }) => books.has(collectionId))) return;
      version += 1;
      for (const { collectionId, uids } of items) {
        if (uids === undefined) books.delete(collectionId);
        else for (const uid of uids) books.get(collectionId)?.stale.add(uid);
      }
    },
  };
}
