// Imports that are stored and of which not everything has its rows yet: what was not in sight.
import type { AppDatabase, ChunkRecord } from './database.js';

const PREFIX = 'undrawn/';

/** Names a chunk. */
export type ChunkId = readonly [docId: string, seq: number];

/** What is left to draw of an import. */
export interface Undrawn {
  readonly importId: string;
  readonly collectionId: string;
  /** Chunks of items, of which none, some or all have rows. */
  readonly chunks: readonly ChunkId[];
  /** How many chunks there were. */
  readonly of: number;
}

/** Inside the import's own transaction. @param chunks - all of its items'. */
export async function noteUndrawn(
  db: AppDatabase,
  { importId, collectionId }: Pick<Undrawn, 'importId' | 'collectionId'>,
  chunks: readonly Pick<ChunkRecord, 'docId' | 'seq'>[],
): Promise<void> {
  const ids = chunks.map(({ docId, seq }): ChunkId => [docId, seq]);
  await keepUndrawn(db, { importId, collectionId, chunks: ids, of: ids.length });
}

/** Without chunks nothing is left, and it is forgotten. */
export async function keepUndrawn(db: AppDatabase, { importId, ...undrawn }: Undrawn): Promise<void> {
  const name = PREFIX + importId;
  if (undrawn.chunks.length === 0) await db.local.delete(name);
  else await db.local.put({ name, value: JSON.stringify(undrawn) });
}

/** One of the imports that are not drawn whole. */
export async function readUndrawn(db: AppDatabase): Promise<Undrawn | undefined> {
  const record = await db.local.where('name').startsWith(PREFIX).first();
  if (record === undefined) return undefined;
  return { importId: record.name.slice(PREFIX.length), ...(JSON.parse(record.value) as Omit<Undrawn, 'importId'>) };
}
