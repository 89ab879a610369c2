// An import is one transaction: a tab that dies or a disk that is full leaves all of it or nothing.
import { metaDocId, shardDocId } from '../domain/collections/document-id.js';
import { AppError } from '../domain/errors.js';
import { type CollectionProperties, changeCollection, collectionToKeys, isLive } from './collection-record.js';
import { commitTables, type Project, projectStored } from './commit.js';
import type { AppDatabase, AppliedRecord, PendingChunk, TextsRecord } from './database.js';
import { createRowChanges, type PackedRows, type RowChanges } from './packed-rows.js';
import { changeTexts, findItem, isCounted } from './shard-items.js';
import type { StoreChange } from './store-change.js';
import { getAllTexts } from './texts.js';

/** Items of one shard, sorted by uid, each uid once. */
export interface ShardBatch {
  readonly shard: number;
  readonly uids: readonly string[];
  readonly texts: readonly string[];
}

export interface ImportBatch {
  readonly importId: string;
  readonly collectionId: string;
  readonly shards: readonly ShardBatch[];
  /** Rows of all the items. */
  readonly rows: PackedRows;
  /** What to do with UIDs the collection has. */
  readonly duplicates: 'skip' | 'replace';
}

export interface ImportCounts {
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
}

export interface ImportRequest {
  readonly batch: ImportBatch;
  /** Makes only this import's changes. */
  readonly actor: string;
  /** Epoch ms. */
  readonly time: number;
  /** A new collection's properties; absent when it exists. */
  readonly create?: CollectionProperties;
  applied(counts: ImportCounts): AppliedRecord;
}

/** Number of the last chunk of each document of a collection. */
async function lastSeqs(db: AppDatabase, collectionId: string): Promise<Map<string, number>> {
  const keys = await db.chunks
    .where('[docId+seq]')
    .between([`${collectionId}/`, 0], [`${collectionId}0`, 0])
    .primaryKeys();
  return new Map(keys as [string, number][]); // in order: the last of each document stays
}

interface ShardResult {
  /** Absent while the pending chunk says it all. */
  readonly texts?: TextsRecord;
  readonly keys: string[];
  readonly values: (string | null)[];
  /** UIDs whose rows are not taken. */
  readonly skipped: string[];
  readonly replaced: number;
}

function importIntoEmpty({ uids, texts }: ShardBatch): ShardResult {
  return { keys: [...uids], values: [...texts], skipped: [], replaced: 0 };
}

function importIntoFilled(
  old: TextsRecord,
  batch: ShardBatch,
  duplicates: ImportBatch['duplicates'],
  project: Project,
  rows: RowChanges,
): ShardResult {
  const changes = new Map<string, string | undefined>();
  const skipped: string[] = [];
  let replaced = 0;
  batch.uids.forEach((uid, index) => {
    const before = findItem(old, uid);
    const live = isCounted(before);
    if (live && duplicates === 'skip') {
      skipped.push(uid);
      return;
    }
    if (live) replaced += 1;
    changes.set(uid, batch.texts[index]);
    // The file's version is the whole truth about its item: edits of the old text mean nothing to it.
    for (const key of Object.keys(before?.edits ?? {})) changes.set(`${uid}\n${key}`, undefined);
  });
  for (const { before } of changeTexts(old, changes).values())
    rows.replace(old.collectionId, projectStored(project, old, before), []);
  return {
    texts: old,
    keys: [...changes.keys()],
    values: [...changes.values()].map((value) => value ?? null),
    skipped,
    replaced,
  };
}

async function createCollection(db: AppDatabase, request: ImportRequest, create: CollectionProperties): Promise<void> {
  const { collectionId, importId } = request.batch;
  const keys = collectionToKeys(create);
  const chunk: PendingChunk = {
    docId: metaDocId(collectionId),
    seq: 1,
    time: request.time,
    uids: [],
    importId,
    kind: 'pending',
    actor: request.actor,
    keys: [...keys.keys()],
    values: [...keys.values()],
  };
  await db.chunks.add(chunk);
  await db.outbox.add({ docId: chunk.docId, seq: chunk.seq });
  await db.collections.add(changeCollection(undefined, collectionId, keys));
}

/**
 * Writes an import: pending chunks, items, rows and counts.
 *
 * @throws {AppError} `store/not-found` when the collection is gone.
 */
export async function commitImport(
  db: AppDatabase,
  project: Project,
  request: ImportRequest,
): Promise<{ readonly counts: ImportCounts; readonly change: StoreChange }> {
  const { batch, actor, time, create } = request;
  const { collectionId, importId } = batch;
  return db.transaction('rw', commitTables(db), async () => {
    if (create !== undefined) await createCollection(db, request, create);
    const collection = await db.collections.get(collectionId);
    if (!isLive(collection)) throw new AppError('store/not-found', 'The collection is gone.', { id: collectionId });
    const seqs = create === undefined ? await lastSeqs(db, collectionId) : new Map<string, number>();
    const olds =
      create === undefined
        ? await getAllTexts(
            db,
            collectionId,
            batch.shards.map(({ shard }) => shard),
          )
        : [];

    const rows = createRowChanges();
    const skipped = new Set<string>();
    const chunks: PendingChunk[] = [];
    const texts: TextsRecord[] = [];
    let added = 0;
    let replaced = 0;
    batch.shards.forEach((shardBatch, index) => {
      const old = olds[index];
      const result =
        old === undefined
          ? importIntoEmpty(shardBatch)
          : importIntoFilled(old, shardBatch, batch.duplicates, project, rows);
      for (const uid of result.skipped) skipped.add(uid);
      replaced += result.replaced;
      added += shardBatch.uids.length - result.skipped.length - result.replaced;
      if (result.keys.length === 0) return;
      const docId = shardDocId(collectionId, shardBatch.shard);
      const uids = shardBatch.uids.filter((uid) => !skipped.has(uid));
      const seq = (seqs.get(docId) ?? 0) + 1;
      const { keys, values } = result;
      chunks.push({ docId, seq, time, uids, importId, kind: 'pending', actor, keys, values });
      if (result.texts !== undefined) texts.push(result.texts);
    });

    await db.chunks.bulkAdd(chunks);
    await db.outbox.bulkAdd(chunks.map(({ docId, seq }) => ({ docId, seq })));
    await db.texts.bulkPut(texts);
    if (collection.itemCount === 0 && create !== undefined) {
      await db.events.bulkAdd([...batch.rows.events]);
      await db.series.bulkAdd([...batch.rows.series]);
      await db.contacts.bulkAdd([...batch.rows.contacts]);
    } else {
      rows.merge(batch.rows, (uid) => !skipped.has(uid));
      await rows.write(db);
    }
    const counts = { added, replaced, skipped: skipped.size };
    await db.collections.put({ ...collection, itemCount: collection.itemCount + added });
    await db.applied.put(request.applied(counts));
    return { counts, change: { items: [{ collectionId }], collections: true, settings: false } };
  });
}
