import { shardOf } from '../../domain/collections/document-id.js';
import { projectContact } from '../../domain/contacts/project-contact.js';
import type { ContactItem, Item } from '../../domain/items/item.js';
import type { Window } from '../../domain/time/types.js';
import type { ImportBatch, ShardBatch } from '../../store/import-batch.js';
import { byTable, type PackedRows, packPlacements } from '../../store/packed-rows.js';
import { packTexts } from '../../store/packed-texts.js';
import { placeTask } from '../project-stored.js';
import { type DrawnItems, drawAll, drawInSight } from './draw-items.js';
import type { ReadFile } from './read-file.js';

export interface BatchTarget {
  readonly collectionId: string;
  readonly shards: number;
  readonly duplicates: ImportBatch['duplicates'];
  /** What the person looks at: of a long file, the rest is drawn afterwards. */
  readonly inSight?: readonly Window[];
}

/** A batch as far as it can be made before it is known where it goes. */
export interface PreparedBatch {
  readonly shardCount: number;
  readonly shards: readonly ShardBatch[];
  /** Of a calendar that is drawn whole; rows of contacts name their collection. */
  readonly rows?: PackedRows;
}

const byUid = (a: Item, b: Item) => (a.uid < b.uid ? -1 : 1);

function packShards(items: readonly Item[], shardCount: number): readonly ShardBatch[] {
  const byShard = new Map<number, Item[]>();
  for (const item of items) {
    const shard = shardOf(item.uid, shardCount);
    const own = byShard.get(shard);
    if (own === undefined) byShard.set(shard, [item]);
    else own.push(item);
  }
  return [...byShard].map(([shard, own]) => {
    own.sort(byUid);
    return { shard, uids: own.map(({ uid }) => uid), texts: packTexts(own.map(({ text }) => text)) };
  });
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

function packEvents(drawn: DrawnItems, shards: number, inSight?: readonly Window[]): PackedRows {
  const tasks = drawn.tasks.map((row) => placeTask(row, shardOf(row.uid, shards)));
  return packPlacements('', [...drawn.placements, ...tasks, ...drawInSight(drawn, inSight)]);
}

/** Packs what was read, for a collection of that many shards. @param drawn - of a calendar. */
export function prepareBatch(read: ReadFile, drawn: DrawnItems | undefined, shardCount: number): PreparedBatch {
  const shards = packShards(read.items, shardCount);
  if (read.kind === 'addressbook') return { shardCount, shards };
  if (drawn !== undefined && drawn.undrawn.length > 0) return { shardCount, shards };
  return { shardCount, shards, rows: packEvents(drawn ?? drawAll(read.items), shardCount) };
}

/** Everything the sync worker needs to write an import, packed the way it is stored. */
export function makeBatch(
  read: ReadFile,
  target: BatchTarget,
  importId: string,
  made: { readonly drawn?: DrawnItems | undefined; readonly prepared?: PreparedBatch | undefined } = {},
): ImportBatch {
  const { collectionId, duplicates, shards: shardCount, inSight } = target;
  const { drawn } = made;
  const prepared = made.prepared?.shardCount === shardCount ? made.prepared : prepareBatch(read, drawn, shardCount);
  const common = { importId, collectionId, shards: prepared.shards, duplicates };
  if (read.kind === 'addressbook') return { ...common, rows: packContacts(read.items, target) };
  const packed = prepared.rows ?? packEvents(drawn ?? drawAll(read.items), shardCount, inSight);
  const rows = byTable((table) => packed[table].map((record) => ({ ...record, collectionId })));
  const isPartly = drawn !== undefined && drawn.undrawn.length > 0;
  return { ...common, extras: read.extras, rows, ...(isPartly && { undrawn: true }) };
}
