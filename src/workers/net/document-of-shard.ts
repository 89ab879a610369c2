import { metaDocId, SETTINGS_ID, shardDocId } from '../../domain/collections/document-id.js';
import { META_SHARD } from '../../sync/protocol/content.js';

/** More shards than any collection of ours has: a change for another one is void. */
export const MAX_SHARD = 512;

/** The document of a shard; `undefined` for one that no collection has. */
export function docIdOfShard(collectionId: string, shard: number): string | undefined {
  if (shard === META_SHARD) return metaDocId(collectionId);
  return shard < MAX_SHARD && collectionId !== SETTINGS_ID ? shardDocId(collectionId, shard) : undefined;
}
