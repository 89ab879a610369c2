import { shardOf } from '../../domain/collections/document-id.js';
import { projectContact } from '../../domain/contacts/project-contact.js';
import type { ContactItem, Item } from '../../domain/items/item.js';
import type { PackedRecord } from '../../store/database.js';
import type { ImportBatch, ShardBatch } from '../../store/import-batch.js';
import { byTable, type PackedRows, packPlacements } from '../../store/packed-rows.js';
import { placeAlarms, placeRows } from '../project-stored.js';
import type { ReadEvent, ReadFile } from './read-file.js';

/** A batch as far as it can be made before it is known where it goes. */
export interface PreparedBatch {
  readonly shardCount: number;
  readonly shards: readonly ShardBatch[];
  /** Of a calendar; rows of contacts name their collection. */
  readonly rows?: PackedRows;
}

export interface BatchTarget {
  readonly collectionId: string;
  readonly shards: number;
  readonly duplicates: ImportBatch['duplicates'];
}

const byUid = (a: Item, b: Item) => (a.uid < b.uid ? -1 : 1);

function packShards(items: readonly Item[], shardCount: number): ShardBatch[] {
  const byShard = new Map<number, Item[]>();
  for (const item of items) {
    const shard = shardOf(item.uid, shardCount);
    const own = byShard.get(shard);
    if (own === undefined) byShard.set(shard, [item]);
    else own.push(item);
  }
  return [...byShard].map(([shard, own]) => {
    own.sort(byUid);
    return { shard, uids: own.map(({ uid }) => uid), texts: own.map(({ text }) => text) };
  });
}

function packEvents(items: readonly ReadEvent[], shards: number): PackedRows {
  return packPlacements(
    '',
    items.flatMap(({ item, rows, alarms }) => [...placeRows(rows, shardOf(item.uid, shards)), ...placeAlarms(alarms)]),
  );
}

function packContacts(items: readonly ContactItem[], { collectionId, shards }: BatchTarget): PackedRows {
  return packPlacements(
    collectionId,
    items.map((item) => {
      const shard = shardOf(item.uid, shards);
      return { table: 'contacts', from: shard, to: shard, row: projectContact(collectionId, item) };
    }),
  );
}

/** Packs what was read, for a collection of that many shards. */
export function prepareBatch(read: ReadFile, shardCount: number): PreparedBatch {
  if (read.kind === 'addressbook') return { shardCount, shards: packShards(read.items, shardCount) };
  const items = read.items.map(({ item }) => item);
  return { shardCount, shards: packShards(items, shardCount), rows: packEvents(read.items, shardCount) };
}

/** Everything the sync worker needs to write an import, packed the way it is stored. */
export function makeBatch(
  read: ReadFile,
  target: BatchTarget,
  importId: string,
  prepared: PreparedBatch = prepareBatch(read, target.shards),
): ImportBatch {
  const { collectionId, duplicates } = target;
  const { shards, rows } = prepared.shardCount === target.shards ? prepared : prepareBatch(read, target.shards);
  const addressed = (records: readonly PackedRecord[]) => records.map((record) => ({ ...record, collectionId }));
  const common = { importId, collectionId, shards, duplicates };
  if (read.kind === 'addressbook') return { ...common, rows: packContacts(read.items, target) };
  const packed = rows ?? packEvents(read.items, target.shards);
  return {
    ...common,
    extras: read.extras,
    rows: byTable((table) => addressed(packed[table])),
  };
}
