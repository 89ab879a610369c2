// Reading what is projected: rows, items, collections, settings.
import { placeOfDocument } from '../domain/collections/document-id.js';
import type { RefreshState } from '../domain/collections/refresh.js';
import type { ItemRef } from '../domain/items/item.js';
import { readSettings } from '../domain/settings/read-settings.js';
import type { Settings } from '../domain/settings/settings.js';
import { readAccountRecord } from './account-record.js';
import { type BusyCopy, readBusyCopies } from './busy-copies.js';
import type {
  AppDatabase,
  BlobRecord,
  CollectionRecord,
  PackedRecord,
  RowTable,
  SettingRecord,
  TextsRecord,
} from './database.js';
import { deviceNameKey, readDeviceName } from './device.js';
import { readRefreshStates } from './refresh-states.js';
import { readClaims } from './room-claims.js';
import type { LogRecordRow, RejectedRecord } from './sync-records.js';
import { getAllTexts, getTexts } from './texts.js';

/** From a record's `from` to another's. */
export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/** Packed records of one kind of key. */
export interface RowStore {
  /** What is read of collections, and how they are shared, while this works is one transaction. Nothing else may be awaited. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Live ones, in their order; without those that only show others when the person is busy. */
  collections(): Promise<CollectionRecord[]>;
  /** Any, also one that is in no list. */
  collection(id: string): Promise<CollectionRecord | undefined>;
  /** The collection that shows others when the person is busy, of each calendar that has one. */
  busyCopies(): Promise<ReadonlyMap<string, BusyCopy>>;
  /** By collection: what this device knows of the last refreshes. */
  refreshStates(): Promise<ReadonlyMap<string, RefreshState>>;
  /** Deleted ones, the latest first. */
  deletedCollections(): Promise<CollectionRecord[]>;
  settings(): Promise<Settings>;
  /** Settings whose names begin so. */
  settingsOf(prefix: string): Promise<readonly SettingRecord[]>;
  /** Places that the relay gave bookings of a room's calendar, by UID. */
  claims(collectionId: string): Promise<ReadonlyMap<string, number>>;
  /** This device's account, hexadecimal; '' without one. */
  account(): Promise<string>;
  /** One setting's JSON, of those that are none of `Settings`. */
  setting(name: string): Promise<string | undefined>;
  /** This device's name among the person's devices; '' while it has none. */
  deviceName(): Promise<string>;
  /** Those of the keys that exist: collection and `from`. For events and contacts. */
  records(table: Exclude<RowTable, 'series'>, keys: readonly (readonly [string, number])[]): Promise<PackedRecord[]>;
  /** All of a collection; with `keys` only those whose `from` is in the range, both ends included. */
  recordsOf(table: RowTable, collectionId: string, keys?: KeyRange): Promise<PackedRecord[]>;
  /** Each log that this device follows. */
  logs(): Promise<LogRecordRow[]>;
  /** What was refused for good, the oldest first. */
  rejected(): Promise<RejectedRecord[]>;
  /** A fact about this device. */
  local(name: string): Promise<string | undefined>;
  texts(collectionId: string, shard: number): Promise<TextsRecord | undefined>;
  /** A kept file by its SHA-256, base64url. */
  blob(hash: string): Promise<BlobRecord | undefined>;
  /** What came with an import, as far as it was not left as it was. */
  importedItems(importId: string): Promise<readonly ItemRef[]>;
  /** All shards of a collection that hold anything. */
  allTexts(collection: Pick<CollectionRecord, 'id' | 'shards'>): Promise<TextsRecord[]>;
}

export function createRowStore(db: AppDatabase): RowStore {
  return {
    together: (work) => db.transaction('r', db.collections, db.settings, db.local, db.logs, work),
    async collections() {
      const [records, busy] = await Promise.all([db.collections.toArray(), readBusyCopies(db)]);
      const hidden = new Set([...busy.values()].map(({ id }) => id));
      return records
        .filter(({ id, deleted }) => !deleted && !hidden.has(id))
        .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    },
    collection: (id) => db.collections.get(id),
    busyCopies: () => readBusyCopies(db),
    refreshStates: () => readRefreshStates(db),
    async deletedCollections() {
      const [records, busy] = await Promise.all([db.collections.toArray(), readBusyCopies(db)]);
      const hidden = new Set([...busy.values()].map(({ id }) => id));
      return records
        .filter(({ id, deleted }) => deleted && !hidden.has(id))
        .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0));
    },
    async deviceName() {
      const device = await db.local.get('deviceId');
      return device === undefined ? '' : readDeviceName(await db.settings.get(deviceNameKey(device.value)));
    },
    settings: async () => readSettings(await db.settings.toArray()),
    settingsOf: (prefix) => db.settings.where('name').startsWith(prefix).toArray(),
    claims: (collectionId) => readClaims(db, collectionId),
    account: async () => (await readAccountRecord(db))?.account ?? '',
    setting: async (name) => (await db.settings.get(name))?.value,
    async records(table, keys) {
      const found = await db[table].bulkGet(keys.map(([id, from]): [string, number, number] => [id, from, from]));
      return found.filter((record) => record !== undefined);
    },
    blob: (hash) => db.blobs.get(hash),
    recordsOf: (table, collectionId, { first, last } = { first: -Infinity, last: Infinity }) =>
      db[table]
        .where('[collectionId+from+to]')
        .between([collectionId, first, -Infinity], [collectionId, last, Infinity], true, true)
        .toArray(),
    logs: () => db.logs.toArray(),
    rejected: () => db.rejected.orderBy('time').toArray(),
    local: async (name) => (await db.local.get(name))?.value,
    texts: (collectionId, shard) => getTexts(db, collectionId, shard),
    async importedItems(importId) {
      const refs: ItemRef[] = [];
      // One after the other: together they are as large as the file was.
      await db.chunks
        .where('importId')
        .equals(importId)
        .each(({ docId, uids }) => {
          const { collectionId } = placeOfDocument(docId);
          for (const uid of uids) refs.push({ collectionId, uid });
        });
      return refs;
    },
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
