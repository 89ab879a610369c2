// What is left to do of imports that are stored.
import { placeOfDocument } from '../domain/collections/document-id.js';
import type { AppDatabase, ChunkRecord } from './database.js';

/** `undrawn`: not everything has its rows yet, but what was in sight. `unbooked`: its events have not booked their rooms yet. */
export type RestKind = 'undrawn' | 'unbooked';

/** Names a chunk. */
export type ChunkId = readonly [docId: string, seq: number];

/** What is left of one import. */
export interface ImportRest {
  readonly importId: string;
  readonly collectionId: string;
  /** Chunks of items, with none, some or all of which it is done. */
  readonly chunks: readonly ChunkId[];
  /** How many chunks there were. */
  readonly of: number;
}

/** Inside the import's own transaction. @param chunks - all of its items'. */
export async function noteRest(
  db: AppDatabase,
  kind: RestKind,
  { importId, collectionId }: Pick<ImportRest, 'importId' | 'collectionId'>,
  chunks: readonly Pick<ChunkRecord, 'docId' | 'seq'>[],
): Promise<void> {
  const ids = chunks.map(({ docId, seq }): ChunkId => [docId, seq]);
  await keepRest(db, kind, { importId, collectionId, chunks: ids, of: ids.length });
}

/** Without chunks nothing is left, and it is forgotten. */
export async function keepRest(db: AppDatabase, kind: RestKind, { importId, ...rest }: ImportRest): Promise<void> {
  const name = `${kind}/${importId}`;
  if (rest.chunks.length === 0) await db.local.delete(name);
  else await db.local.put({ name, value: JSON.stringify(rest) });
}

/** Of one of the imports with which it is not done. */
export async function readRest(db: AppDatabase, kind: RestKind): Promise<ImportRest | undefined> {
  const prefix = `${kind}/`;
  const record = await db.local.where('name').startsWith(prefix).first();
  if (record === undefined) return undefined;
  return { importId: record.name.slice(prefix.length), ...(JSON.parse(record.value) as Omit<ImportRest, 'importId'>) };
}

/** @returns UIDs of the chunks' items by shard; none of a collection that is gone. */
export async function itemsOfRest(
  db: AppDatabase,
  ids: readonly ChunkId[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const chunks = await db.chunks.bulkGet(ids.map(([docId, seq]) => [docId, seq]));
  return new Map(
    chunks
      .filter((chunk) => chunk !== undefined)
      .map(({ docId, uids }) => [Number(placeOfDocument(docId).shard), uids]),
  );
}
