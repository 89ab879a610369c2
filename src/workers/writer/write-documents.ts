// From "these keys get these values" to a durable change: the one way a local change is made.
import { metaDocId, placeOfDocument, shardDocId, shardOf, splitItemKey } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/clock.js';
import { isLive } from '../../store/collection-record.js';
import { commit, type DocumentWrite, type Project } from '../../store/commit.js';
import type { AppDatabase, AppliedRecord, CollectionRecord } from '../../store/database.js';
import { deflate } from '../../store/deflate.js';
import type { DocumentStore } from '../../store/document-store.js';
import { findItem, isCounted, type KeyChanges, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { getTexts } from '../../store/texts.js';
import type { CommandAnswer } from '../sync.api.js';
import type { DocumentPool } from './document-pool.js';

/** What every command works with. */
export interface WriterContext {
  readonly db: AppDatabase;
  readonly store: DocumentStore;
  readonly pool: DocumentPool;
  readonly clock: Clock;
  readonly project: Project;
}

/** What a command is going to write, and what it will answer then. */
export interface Plan {
  /** By document; `undefined` takes a key out. */
  readonly changes: ReadonlyMap<string, KeyChanges>;
  readonly answer: Omit<CommandAnswer, 'change'>;
}

/** UIDs a chunk touches. */
export function touchedUids(docId: string, keys: Iterable<string>): string[] {
  if (placeOfDocument(docId).shard === 'meta') return [];
  return [...new Set([...keys].map((key) => splitItemKey(key).uid))];
}

/** @throws {AppError} `store/not-found` */
export async function liveCollection(db: AppDatabase, id: string): Promise<CollectionRecord> {
  const record = await db.collections.get(id);
  if (!isLive(record)) throw new AppError('store/not-found', 'The collection is gone.', { id });
  return record;
}

export async function docIdOf(db: AppDatabase, collectionId: string, uid: string): Promise<string> {
  const { shards } = await liveCollection(db, collectionId);
  return shardDocId(collectionId, shardOf(uid, shards));
}

/** An item as it is stored, deleted ones too. */
export async function readStored(db: AppDatabase, collectionId: string, uid: string): Promise<StoredItem | undefined> {
  const { shards } = await liveCollection(db, collectionId);
  return findItem(await getTexts(db, collectionId, shardOf(uid, shards)), uid);
}

/** @throws {AppError} `store/not-found` when it is not there or deleted. */
export async function requireItem(db: AppDatabase, collectionId: string, uid: string): Promise<StoredItem> {
  const item = await readStored(db, collectionId, uid);
  if (!isCounted(item)) throw new AppError('store/not-found', 'The item is gone.', { collectionId, uid });
  return item;
}

/** Makes the changes in Automerge and commits them; a key that already has its value is left alone. */
export async function writeDocuments(
  context: WriterContext,
  changesByDoc: Plan['changes'],
  applied?: AppliedRecord,
): Promise<StoreChange> {
  const { db, pool, clock, project } = context;
  const time = clock.now();
  try {
    const writes: DocumentWrite[] = [];
    for (const [docId, wanted] of changesByDoc) {
      const open = await pool.open(docId);
      const made = open.document.change(wanted, time);
      if (made === undefined) continue;
      const { changes } = made;
      const data = await deflate(made.bytes);
      const uids = touchedUids(docId, changes.keys());
      writes.push({ chunk: { docId, seq: open.nextSeq, time, uids, kind: 'change', ...data }, changes, local: true });
      open.nextSeq += 1;
    }
    return await commit(db, project, { writes, applied });
  } catch (error) {
    pool.drop(changesByDoc.keys()); // they may be ahead of the disk
    throw error;
  }
}

/** Changes of a collection's own properties, or of the settings. */
export function planMeta(collectionId: string, keys: KeyChanges, answer: Plan['answer'] = {}): Plan {
  return { changes: new Map([[metaDocId(collectionId), keys]]), answer };
}
