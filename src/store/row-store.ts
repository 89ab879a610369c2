// Reading what is projected: rows, items, collections, settings.
import { readSettings } from '../domain/settings/read-settings.js';
import type { Settings } from '../domain/settings/settings.js';
import type { AppDatabase, BlobRecord, CollectionRecord, PackedRecord, RowTable, TextsRecord } from './database.js';
import { getAllTexts, getTexts } from './texts.js';

/** Packed records of one kind of key. */
export interface RowStore {
  /** Live ones, in their order. */
  collections(): Promise<CollectionRecord[]>;
  settings(): Promise<Settings>;
  /** Those of the keys that exist: collection and `from`. For events and contacts. */
  records(table: Exclude<RowTable, 'series'>, keys: readonly (readonly [string, number])[]): Promise<PackedRecord[]>;
  /** All of a collection. */
  recordsOf(table: RowTable, collectionId: string): Promise<PackedRecord[]>;
  texts(collectionId: string, shard: number): Promise<TextsRecord | undefined>;
  /** A kept file by its SHA-256, base64url. */
  blob(hash: string): Promise<BlobRecord | undefined>;
  /** All shards of a collection that hold anything. */
  allTexts(collection: Pick<CollectionRecord, 'id' | 'shards'>): Promise<TextsRecord[]>;
}

export function createRowStore(db: AppDatabase): RowStore {
  return {
    async collections() {
      const records = await db.collections.toArray();
      return records.filter(({ deleted }) => !deleted).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    },
    settings: async () => readSettings(await db.settings.toArray()),
    async records(table, keys) {
      const found = await db[table].bulkGet(keys.map(([id, from]): [string, number, number] => [id, from, from]));
      return found.filter((record) => record !== undefined);
    },
    recordsOf: (table, collectionId) =>
      db[table].where('[collectionId+from+to]').between([collectionId, -Infinity], [collectionId, Infinity]).toArray(),
    blob: (hash) => db.blobs.get(hash),
    texts: (collectionId, shard) => getTexts(db, collectionId, shard),
    async allTexts({ id, shards }) {
      const all = await getAllTexts(
        db,
        id,
        Array.from({ length: shards }, (_, shard) => shard),
      );
      return all.filter((record) => record !== undefined);
    },
  };
}
