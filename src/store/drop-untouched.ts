import { metaDocId, shardDocId } from '../domain/collections/document-id.js';
import type { AppDatabase } from './database.js';

const ALL = [-Infinity, Infinity] as const;

/**
 * Takes calendars and address books off this device that it began with and that nobody has ever used: whoever comes into
 * an account has their own.
 */
export async function dropUntouched(db: AppDatabase): Promise<void> {
  await db.transaction('rw', db.collections, db.chunks, db.outbox, async () => {
    const chunksOf = (docId: string) => db.chunks.where('[docId+seq]').between([docId, ALL[0]], [docId, ALL[1]]);
    for (const { id, itemCount, deleted, source, shards } of await db.collections.toArray()) {
      if (itemCount > 0 || deleted || source !== undefined) continue;
      const documents = Array.from({ length: shards }, (_, shard) => shardDocId(id, shard));
      let chunks = 0;
      for (const docId of documents) chunks += await chunksOf(docId).count();
      const meta = metaDocId(id);
      if (chunks > 0 || (await chunksOf(meta).count()) > 1) continue;
      await chunksOf(meta).delete();
      await db.outbox.where('[docId+seq]').between([meta, ALL[0]], [meta, ALL[1]]).delete();
      await db.collections.delete(id);
    }
  });
}
