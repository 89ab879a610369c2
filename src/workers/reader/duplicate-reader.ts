// Who may be in the address books twice: what each card is known by is kept, by shard, until a change touches it.
import { canEdit } from '../../domain/collections/collection.js';
import { shardOf } from '../../domain/collections/document-id.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { type CardSigns, readCardSigns } from '../../domain/contacts/duplicates/card-signs.js';
import { MAX_DISTINCT } from '../../domain/contacts/duplicates/distinct-marks.js';
import {
  type DuplicateGroup,
  type DuplicateInfo,
  type DuplicateQuery,
  type FoundGroup,
  MAX_GROUP,
} from '../../domain/contacts/duplicates/duplicate.js';
import { type DuplicateCard, findDuplicates } from '../../domain/contacts/duplicates/find-duplicates.js';
import { refKey } from '../../domain/contacts/merging/merge-choices.js';
import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import type { ItemRef } from '../../domain/items/item.js';
import { valueId } from '../../domain/items/value-id.js';
import { recordToCollection } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { nextTurn } from '../next-turn.js';
import { currentText } from '../project-stored.js';
import type { DuplicateHits } from '../query.api.js';

export interface DuplicateReader {
  find(query: DuplicateQuery, callId: string): Promise<DuplicateInfo>;
  groups(query: DuplicateQuery, from: number, to: number): Promise<DuplicateGroup[]>;
  /** Of every group with this grade: its cards, the one that says most first. */
  certain(query: DuplicateQuery): Promise<readonly (readonly ItemRef[])[]>;
  refsOf(query: DuplicateQuery, id: string): Promise<readonly ItemRef[]>;
  hits(collectionId: string, uids: readonly string[]): Promise<DuplicateHits>;
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

/** Signs of one book by shard, and what is no longer right. */
interface Book {
  readonly shards: Map<number, readonly DuplicateCard[]>;
  readonly stale: Set<string>;
}

/** Reading the cards takes as long as all else. */
const READING = 0.5;
const MAX_LISTS = 3;

export function createDuplicateReader(deps: Deps): DuplicateReader {
  const { store } = deps;
  const books = new Map<string, Book>();
  const lists = new Map<string, Promise<Found>>();
  const running = new Set<string>();
  let version = 1;

  /** What a long search does between its slices. */
  function checkpointFor(callId: string) {
    return async (fraction: number) => {
      deps.onProgress(callId, { fraction, done: 0 });
      await nextTurn();
      if (callId !== '' && !running.has(callId)) throw new AppError('cancelled', 'The search was cancelled.');
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
      const record = await store.texts(id, shard);
      const cards: DuplicateCard[] = [];
      for (let index = 0; index < (record?.uids.length ?? 0); index += 1) {
        const item = record && itemAt(record, index);
        const signs: CardSigns | undefined = isCounted(item) ? readCardSigns(currentText(item)) : undefined;
        if (item !== undefined && signs !== undefined) cards.push({ collectionId: id, uid: item.uid, signs });
      }
      book.shards.set(shard, cards);
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

  async function list(query: DuplicateQuery, callId = ''): Promise<Found> {
    const key = JSON.stringify(query.collectionIds ?? null);
    const known = lists.get(key);
    if (known !== undefined) {
      const found = await known.catch(() => undefined);
      if (found?.version === version) return found;
    }
    const found = search(query, checkpointFor(callId));
    lists.delete(key);
    lists.set(key, found);
    if (lists.size > MAX_LISTS) lists.delete([...lists.keys()][0] as string);
    found.catch(() => lists.get(key) === found && lists.delete(key));
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
      running.add(callId);
      try {
        const found = await list(query, callId);
        const certain = found.groups.findIndex(({ grade }) => grade !== 'certain');
        return {
          count: found.groups.length,
          certain: certain === -1 ? found.groups.length : certain,
          version: found.version,
        };
      } finally {
        running.delete(callId);
      }
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
    async hits(collectionId, uids) {
      const found = await list({});
      const fresh = new Set(uids);
      const isFresh = (ref: ItemRef) => ref.collectionId === collectionId && fresh.has(ref.uid);
      const people = new Set<number>();
      for (const group of found.groups) {
        const own = group.cards.filter((index) => isFresh(refOf(found, index)));
        // Namesakes alone are no news.
        if (group.grade !== 'perhaps' && own.length > 0 && own.length < group.cards.length)
          for (const index of own) people.add(index);
      }
      return { count: people.size };
    },
    stop(callId) {
      running.delete(callId);
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
