// What is still to go out of a collection, and a collection as a whole.
import { metaDocId, placeOfDocument, SETTINGS_ID } from '../../domain/collections/document-id.js';
import { isLive } from '../../store/collection-record.js';
import type { AppDatabase, BinaryChunk, ChunkRecord } from '../../store/database.js';
import { inflate } from '../../store/deflate.js';
import { hashOfFileKey, textToFile } from '../../store/file-keys.js';
import type { SavedCollection, ShardBytes, UnboundCollection, WaitingChange } from '../../sync/client/storage.js';
import { type Bytes, hexToBytes } from '../../sync/protocol/bytes.js';
import { META_SHARD } from '../../sync/protocol/content.js';
import type { WriterContext } from '../writer/write-documents.js';

type Key = [docId: string, seq: number];

/** Chunks of one reading: what an entry has room for. */
const LOOKED_AT = 1_024;
/** Of those, chunks that are asked for at once: one may be an import's, with a hundred kilobytes. */
const READ_AT_ONCE = 16;

const shardOfDocument = (docId: string): number => {
  const { shard } = placeOfDocument(docId);
  return shard === 'meta' ? META_SHARD : shard;
};

/** Keys of a collection in tables by document. */
export const ofCollection = (collectionId: string): [Key, Key] => [
  [`${collectionId}/`, 0],
  [`${collectionId}0`, 0], // '0' comes right after '/'
];

/**
 * Whether a document goes over the relay: what is fetched from elsewhere is fetched by each device itself, and only its
 * properties are the person's.
 */
export async function goesOut(db: AppDatabase, collectionId: string): Promise<(docId: string) => boolean> {
  const isFetched = (await db.collections.get(collectionId))?.source !== undefined;
  return (docId) => !isFetched || docId === metaDocId(collectionId);
}

export async function waitingKeys(db: AppDatabase, collectionId: string): Promise<Key[]> {
  return db.transaction('r', db.collections, db.outbox, async () => {
    const [out, keys] = await Promise.all([
      goesOut(db, collectionId),
      db.outbox
        .where('[docId+seq]')
        .between(...ofCollection(collectionId))
        .primaryKeys() as unknown as Promise<Key[]>,
    ]);
    return keys.filter(([docId]) => out(docId));
  });
}

/** Blobs of kept files that a change of a collection's own document names. */
async function blobsNamed(pool: WriterContext['pool'], bytes: Uint8Array): Promise<readonly Bytes[]> {
  const { readValues } = await pool.prepare();
  return [...readValues(bytes)].flatMap(([key, value]) => {
    const file = hashOfFileKey(key) === undefined ? undefined : textToFile(value);
    return file === undefined ? [] : [hexToBytes(file.blob)];
  });
}

function sizeOf(chunk: ChunkRecord | undefined): number {
  if (chunk?.kind !== 'pending') return chunk?.data?.length ?? 0;
  const { values } = chunk;
  return Array.isArray(values) ? values.reduce((sum, value) => sum + (value?.length ?? 0), 0) : values.bytes.length;
}

/** Chunks that wait, in order, as many as may fit: as they lie here, which is no more than what they are. */
async function waitingChunks(
  db: AppDatabase,
  collectionId: string,
  most: number,
): Promise<readonly (readonly [Key, ChunkRecord | undefined])[]> {
  return db.transaction('r', db.collections, db.outbox, db.chunks, async () => {
    const found: (readonly [Key, ChunkRecord | undefined])[] = [];
    let room = most;
    const keys = (await waitingKeys(db, collectionId)).slice(0, LOOKED_AT);
    while (room >= 0 && keys.length > 0) {
      const some = keys.splice(0, READ_AT_ONCE);
      const chunks = await db.chunks.bulkGet(some);
      for (const [index, key] of some.entries()) {
        found.push([key, chunks[index]]);
        room -= sizeOf(chunks[index]);
        if (room < 0) break;
      }
    }
    return found;
  });
}

/** Local changes in order, as many as fit into about `most` bytes. */
export async function waitingChanges(
  { db, pool }: Pick<WriterContext, 'db' | 'pool'>,
  collectionId: string,
  most: number,
): Promise<readonly WaitingChange[]> {
  const found: WaitingChange[] = [];
  let room = most;
  const chunks = await waitingChunks(db, collectionId, most);
  for (const [key, read] of chunks) {
    const [docId, seq] = key;
    let chunk = read?.kind === 'pending' ? await db.chunks.get(key) : read; // the one before may have given it its form
    if (chunk?.kind === 'pending') {
      await pool.open(docId); // gives it its form
      pool.trim();
      chunk = await db.chunks.get(key);
    }
    const data = chunk !== undefined && chunk.kind !== 'pending' ? chunk.data : undefined;
    const bytes = data && (await inflate({ data, deflated: (chunk as BinaryChunk).deflated }));
    if (bytes === undefined || bytes.length === 0) {
      await db.outbox.delete(key); // it changed nothing
      continue;
    }
    if (found.length > 0 && bytes.length > room) break;
    room -= bytes.length;
    const shard = shardOfDocument(docId);
    const blobs = shard === META_SHARD ? await blobsNamed(pool, bytes) : [];
    found.push({ docId, seq, shard, bytes, ...(blobs.length > 0 && { blobs }) });
  }
  // None of those that were looked at said anything: they wait no more, and others may.
  return found.length === 0 && chunks.length > 0 ? waitingChanges({ db, pool }, collectionId, most) : found;
}

/** Documents of a collection that go over the relay. */
async function documentsOf(db: AppDatabase, collectionId: string): Promise<readonly string[]> {
  const out = await goesOut(db, collectionId);
  const keys = (await db.chunks
    .where('[docId+seq]')
    .between(...ofCollection(collectionId))
    .primaryKeys()) as Key[];
  return [...new Set(keys.map(([docId]) => docId).filter(out))];
}

/** `undefined` while anything waits. */
export async function headsOf(
  { db, pool }: WriterContext,
  collectionId: string,
): Promise<SavedCollection['heads'] | undefined> {
  if ((await waitingKeys(db, collectionId)).length > 0) return undefined;
  const heads: SavedCollection['heads'][number][] = [];
  for (const docId of await documentsOf(db, collectionId)) {
    const { document } = await pool.open(docId);
    for (const head of document.heads()) heads.push([shardOfDocument(docId), hexToBytes(head)]);
    pool.trim();
  }
  return heads;
}

/** @param whole - What waits, too; otherwise `undefined` while anything does. */
export async function saveCollection(
  { db, pool }: WriterContext,
  collectionId: string,
  whole: boolean,
): Promise<SavedCollection | undefined> {
  const chunks = await waitingKeys(db, collectionId);
  if (!whole && chunks.length > 0) return undefined;
  const shards: ShardBytes[] = [];
  const heads: SavedCollection['heads'][number][] = [];
  for (const docId of await documentsOf(db, collectionId)) {
    const { document } = await pool.open(docId);
    const shard = shardOfDocument(docId);
    shards.push({ shard, bytes: document.save() });
    for (const head of document.heads()) heads.push([shard, hexToBytes(head)]);
    pool.trim();
  }
  return { shards, heads, chunks };
}

/** Collections that no log has. */
export async function unboundCollections(context: WriterContext): Promise<readonly UnboundCollection[]> {
  const { db } = context;
  const logs = await db.logs.where('collectionId').above('').toArray();
  const bound = new Set(logs.map(({ collectionId }) => collectionId));
  const records = (await db.collections.toArray()).filter(isLive);
  const found: UnboundCollection[] = records.filter(({ id }) => !bound.has(id)).map(({ id, kind }) => ({ id, kind }));
  const hasSettings = (await db.chunks.get([metaDocId(SETTINGS_ID), 1])) !== undefined;
  return hasSettings && !bound.has(SETTINGS_ID) ? [{ id: SETTINGS_ID, kind: 'settings' }, ...found] : found;
}
