// Items as they are, by shard. A shard that holds nothing but one import has no record of its own yet: its pending chunk
// says the same, and writing 7 MB twice is a good part of an import's time. The record is made with the chunk's encoding.
import { placeOfDocument, shardDocId } from '../domain/collections/document-id.js';
import { type AppDatabase, type ChunkRecord, type TextsRecord, valuesOf } from './database.js';

/** What the first chunk of a document says of its shard; `undefined` unless it is pending, and then it is all there is. */
export function textsOfPending(chunk: ChunkRecord | undefined): TextsRecord | undefined {
  if (chunk?.kind !== 'pending' || chunk.seq !== 1) return undefined;
  const { collectionId, shard } = placeOfDocument(chunk.docId);
  if (shard === 'meta') return undefined;
  const texts = valuesOf(chunk).map((value) => value ?? '');
  return { collectionId, shard, uids: [...chunk.keys], texts, edits: texts.map(() => null) };
}

/** Records of some shards of a collection, in their order; `undefined` for an empty one. */
export function getAllTexts(
  db: AppDatabase,
  collectionId: string,
  shards: readonly number[],
): Promise<(TextsRecord | undefined)[]> {
  // One transaction: between the two reads a pending chunk may get its encoding.
  return db.transaction('r', db.texts, db.chunks, async () => {
    const records = await db.texts.bulkGet(shards.map((shard): [string, number] => [collectionId, shard]));
    const missing = shards.filter((_, index) => records[index] === undefined);
    const chunks = await db.chunks.bulkGet(
      missing.map((shard): [string, number] => [shardDocId(collectionId, shard), 1]),
    );
    const pending = new Map(missing.map((shard, index) => [shard, textsOfPending(chunks[index])]));
    return shards.map((shard, index) => records[index] ?? pending.get(shard));
  });
}

export async function getTexts(db: AppDatabase, collectionId: string, shard: number): Promise<TextsRecord | undefined> {
  return (await getAllTexts(db, collectionId, [shard]))[0];
}
