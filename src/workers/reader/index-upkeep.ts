// Keeps an index over all items of one kind in step with the store: filled when first asked for, then change by change.
import { shardOf } from '../../domain/collections/document-id.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { findItem, itemAt, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { nextTurn } from '../next-turn.js';

export interface IndexUpkeep {
  /** Brings the index up to date before somebody searches. */
  prepare(collections: readonly CollectionRecord[]): Promise<void>;
  forget(change: StoreChange): void;
  /** Everything is put anew at the next `prepare`. */
  reset(): void;
}

/** Items indexed between two looks at other work: a few milliseconds. */
const SLICE = 100;

/** @param put - Puts an item into the index in place of what was there by its name; takes it out when it is deleted. */
export function createIndexUpkeep(
  store: RowStore,
  kind: CollectionRecord['kind'],
  put: (collectionId: string, uid: string, item: StoredItem | undefined) => void,
): IndexUpkeep {
  /** Collections that are in the index, with what has changed in them since. */
  const stale = new Map<string, Set<string>>();
  let last: Promise<unknown> = Promise.resolve();

  async function addCollection({ id, shards }: CollectionRecord): Promise<void> {
    stale.set(id, new Set());
    for (let shard = 0; shard < shards; shard += 1) {
      const record = await store.texts(id, shard);
      for (let at = 0; at < (record?.uids.length ?? 0); at += 1) {
        if (record !== undefined) put(id, record.uids[at] as string, itemAt(record, at));
        if (at % SLICE === SLICE - 1) await nextTurn();
      }
      await nextTurn();
    }
  }

  async function refresh({ id, shards }: CollectionRecord, uids: ReadonlySet<string>): Promise<void> {
    stale.set(id, new Set());
    for (const uid of uids) put(id, uid, findItem(await store.texts(id, shardOf(uid, shards)), uid));
  }

  async function update(collections: readonly CollectionRecord[]): Promise<void> {
    for (const collection of collections) {
      if (collection.kind !== kind) continue;
      const changed = stale.get(collection.id);
      try {
        if (changed === undefined) await addCollection(collection);
        else if (changed.size > 0) await refresh(collection, changed);
      } catch (error) {
        stale.delete(collection.id); // half read: all of it next time
        throw error;
      }
    }
  }

  return {
    prepare(collections) {
      const updated = last.then(() => update(collections));
      last = updated.catch(() => {});
      return updated;
    },
    forget({ items }) {
      for (const { collectionId, uids } of items) {
        if (uids === undefined) stale.delete(collectionId);
        else for (const uid of uids) stale.get(collectionId)?.add(uid);
      }
    },
    reset: () => stale.clear(),
  };
}
