// An import is one transaction: a tab that dies or a disk that is full leaves all of it or nothing.
import { type CalendarExtras, extrasLength, MAX_EXTRAS_LENGTH, newExtras } from '../domain/calendar/calendar-extras.js';
import { DELETED, itemKey, metaDocId, shardDocId } from '../domain/collections/document-id.js';
import { AppError } from '../domain/errors.js';
import type { ChangeReason } from '../domain/history/history.js';
import { formatIcalUtc } from '../domain/time/ical-time.js';
import type { EpochMs } from '../domain/time/types.js';
import {
  type CollectionProperties,
  changeCollection,
  collectionToKeys,
  extrasKey,
  extrasToText,
  isLive,
  recordToExtras,
} from './collection-record.js';
import { commitTables, type Project, projectStored } from './commit.js';
import {
  type AppDatabase,
  type AppliedRecord,
  type BlobRecord,
  type CollectionRecord,
  type PendingChunk,
  rowTables,
  type TextsRecord,
} from './database.js';
import { noteRest } from './import-rest.js';
import { keepNamed } from './loose-files.js';
import { createRowChanges, type PackedRows, type RowChanges } from './packed-rows.js';
import { type PackedTexts, unpackTexts } from './packed-texts.js';
import { changeTexts, findItem, isCounted, type KeyChanges } from './shard-items.js';
import type { StoreChange } from './store-change.js';
import { getAllTexts } from './texts.js';

/** Items of one shard, sorted by uid, each uid once. */
export interface ShardBatch {
  readonly shard: number;
  readonly uids: readonly string[];
  readonly texts: PackedTexts;
  /** UIDs that are to be deleted: of a refresh, when they are not at the address any more. */
  readonly removed?: readonly string[];
}

export interface ImportBatch {
  readonly importId: string;
  readonly collectionId: string;
  readonly shards: readonly ShardBatch[];
  /** Rows of the items. */
  readonly rows: PackedRows;
  /** Some have no rows in it: they are drawn afterwards. */
  readonly undrawn?: true;
  /** What to do with UIDs the collection has. */
  readonly duplicates: 'skip' | 'replace';
  /** It brings a read-only calendar up to date; nothing else may write to one. */
  readonly refresh?: true;
  /** What the file says of the calendar. */
  readonly extras?: CalendarExtras;
  /** Files that the texts name, kept before them. */
  readonly files?: readonly Omit<BlobRecord, 'time'>[];
}

export interface ImportCounts {
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
  /** Of a refresh. */
  readonly removed?: number;
}

export interface ImportRequest {
  readonly batch: ImportBatch;
  /** Makes only this import's changes. */
  readonly actor: string;
  /** Epoch ms. */
  readonly time: number;
  /** A new collection's properties; absent when it exists. */
  readonly create?: CollectionProperties;
  /** Its events book rooms afterwards. */
  readonly books: boolean;
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
  readonly values: PendingChunk['values'];
  /** UIDs whose rows are not taken. */
  readonly skipped: string[];
  readonly replaced: number;
  readonly removed: number;
}

function importIntoEmpty({ uids, texts }: ShardBatch): ShardResult {
  return { keys: [...uids], values: texts, skipped: [], replaced: 0, removed: 0 };
}

function importIntoFilled(
  old: TextsRecord,
  batch: ShardBatch,
  { duplicates }: ImportBatch,
  time: number,
  project: Project,
  rows: RowChanges,
): ShardResult {
  const changes = new Map<string, string | undefined>();
  const skipped: string[] = [];
  let replaced = 0;
  const texts = unpackTexts(batch.texts);
  batch.uids.forEach((uid, index) => {
    const before = findItem(old, uid);
    const live = isCounted(before);
    if (live && duplicates === 'skip') {
      skipped.push(uid);
      return;
    }
    if (live) replaced += 1;
    changes.set(uid, texts[index]);
    // The file's version is the whole truth about its item: edits of the old text mean nothing to it.
    for (const key of Object.keys(before?.edits ?? {})) changes.set(`${uid}\n${key}`, undefined);
  });
  const removed = (batch.removed ?? []).filter((uid) => isCounted(findItem(old, uid)));
  for (const uid of removed) changes.set(itemKey(uid, DELETED), formatIcalUtc(time as EpochMs));
  for (const { before } of changeTexts(old, changes).values())
    rows.replace(old.collectionId, projectStored(project, old, before), []);
  return {
    texts: old,
    keys: [...changes.keys()],
    values: [...changes.values()].map((value) => value ?? null),
    skipped,
    replaced,
    removed: removed.length,
  };
}

function* textsIn({ shards }: ImportBatch): Generator<string> {
  for (const { texts } of shards) yield* unpackTexts(texts);
}

/** Imported again and again, files must not fill a document that every device holds. */
const MAX_ALL_EXTRAS = 4 * MAX_EXTRAS_LENGTH;

/** What the file says of the calendar that the calendar does not know yet. */
function extrasToKeys({ extras, importId }: ImportBatch, record: CollectionRecord | undefined): Map<string, string> {
  if (extras === undefined) return new Map();
  const known = recordToExtras(record ?? {});
  const found = record === undefined ? extras : newExtras(known, extras);
  const length = extrasLength(found);
  if (length === 0 || length + extrasLength(known) > MAX_ALL_EXTRAS) return new Map();
  return new Map([[extrasKey(importId), extrasToText(found)]]);
}

/** Adds a chunk to the collection's own document. @returns the collection after it. */
async function writeProperties(
  db: AppDatabase,
  { batch, actor, time }: ImportRequest,
  record: CollectionRecord | undefined,
  keys: KeyChanges,
  seq: number,
): Promise<CollectionRecord> {
  const { collectionId, importId } = batch;
  const values = [...keys.values()].map((value) => value ?? null);
  const docId = metaDocId(collectionId);
  await db.chunks.add({ docId, seq, time, uids: [], importId, kind: 'pending', actor, keys: [...keys.keys()], values });
  await db.outbox.add({ docId, seq });
  return changeCollection(record, collectionId, keys);
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
  const { batch, actor, time, create, books } = request;
  const { collectionId, importId, files = [] } = batch;
  // By the name of their content: writing them again changes nothing, and should the import fail nobody names them.
  if (files.length > 0) await db.blobs.bulkPut(files.map((file) => ({ ...file, time })));
  return db.transaction('rw', commitTables(db), async () => {
    const existing = create === undefined ? await db.collections.get(collectionId) : undefined;
    if (create === undefined && !isLive(existing))
      throw new AppError('store/not-found', 'The collection is gone.', { id: collectionId });
    const seqs = create === undefined ? await lastSeqs(db, collectionId) : new Map<string, number>();
    const nextSeq = (docId: string) => (seqs.get(docId) ?? 0) + 1;
    const properties = new Map([...(create ? collectionToKeys(create) : []), ...extrasToKeys(batch, existing)]);
    const collection =
      existing && properties.size === 0
        ? existing
        : await writeProperties(db, request, existing, properties, nextSeq(metaDocId(collectionId)));
    const olds =
      create === undefined
        ? await getAllTexts(
            db,
            collectionId,
            batch.shards.map(({ shard }) => shard),
          )
        : [];

    await keepNamed(db, textsIn(batch));
    const rows = createRowChanges();
    const skipped = new Set<string>();
    const chunks: PendingChunk[] = [];
    const texts: TextsRecord[] = [];
    let added = 0;
    let replaced = 0;
    let removed = 0;
    batch.shards.forEach((shardBatch, index) => {
      const old = olds[index];
      const result =
        old === undefined ? importIntoEmpty(shardBatch) : importIntoFilled(old, shardBatch, batch, time, project, rows);
      for (const uid of result.skipped) skipped.add(uid);
      replaced += result.replaced;
      removed += result.removed;
      added += shardBatch.uids.length - result.skipped.length - result.replaced;
      if (result.keys.length === 0) return;
      const docId = shardDocId(collectionId, shardBatch.shard);
      const uids = [...shardBatch.uids.filter((uid) => !skipped.has(uid)), ...(shardBatch.removed ?? [])];
      const { keys, values } = result;
      chunks.push({
        docId,
        seq: nextSeq(docId),
        time,
        uids,
        importId,
        kind: 'pending',
        actor,
        keys,
        values,
        message: 'import' satisfies ChangeReason,
      });
      if (result.texts !== undefined) texts.push(result.texts);
    });

    const isNew = collection.itemCount === 0 && create !== undefined;
    if (!isNew) rows.merge(batch.rows, (uid) => !skipped.has(uid));
    // All at once: the database stores the first while the last are still written out for it.
    await Promise.all([
      db.chunks.bulkAdd(chunks),
      db.outbox.bulkAdd(chunks.map(({ docId, seq }) => ({ docId, seq }))),
      db.texts.bulkPut(texts),
      batch.undrawn && noteRest(db, 'undrawn', batch, chunks),
      books && noteRest(db, 'unbooked', batch, chunks),
      isNew ? Promise.all(rowTables.map((table) => db[table].bulkAdd([...batch.rows[table]]))) : rows.write(db),
    ]);
    const counts: ImportCounts = { added, replaced, skipped: skipped.size, ...(batch.refresh && { removed }) };
    await db.collections.put({ ...collection, itemCount: collection.itemCount + added - removed });
    await db.applied.put(request.applied(counts));
    return { counts, change: { items: [{ collectionId }], collections: true, settings: false } };
  });
}
