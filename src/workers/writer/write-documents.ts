// From "these keys get these values" to a durable change: the one way a local change is made.
import { canEdit } from '../../domain/collections/collection.js';
import { metaDocId, placeOfDocument, shardDocId, shardOf, splitItemKey } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import type { ChangeReason } from '../../domain/history/history.js';
import type { Clock } from '../../domain/time/clock.js';
import { isLive, recordToCollection } from '../../store/collection-record.js';
import { commit, type DocumentWrite, type Project } from '../../store/commit.js';
import type { AppDatabase, AppliedRecord, CollectionRecord, PendingChunk } from '../../store/database.js';
import { deflate } from '../../store/deflate.js';
import type { Actors } from '../../store/device.js';
import type { DocumentStore } from '../../store/document-store.js';
import { findItem, isCounted, type KeyChanges, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { getTexts } from '../../store/texts.js';
import { mayWrite } from '../shares.js';
import type { CommandAnswer } from '../sync.api.js';
import type { DocumentPool } from './document-pool.js';

/** What every command works with. */
export interface WriterContext {
  readonly db: AppDatabase;
  readonly store: DocumentStore;
  readonly pool: DocumentPool;
  readonly actors: Actors;
  readonly clock: Clock;
  readonly project: Project;
}

/** What a command is going to write, and what it will answer then. */
export interface Plan {
  /** By document; `undefined` takes a key out. */
  readonly changes: ReadonlyMap<string, KeyChanges>;
  readonly answer: Omit<CommandAnswer, 'change'>;
  /** For the documents' history; absent for an edit by hand. */
  readonly reason?: ChangeReason;
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

/**
 * A collection that a person may write to.
 *
 * @throws {AppError} `store/not-found`, `store/read-only`
 */
export async function editableCollection(db: AppDatabase, id: string): Promise<CollectionRecord> {
  const [record, isAllowed] = await Promise.all([liveCollection(db, id), mayWrite(db, id)]);
  if (!canEdit(recordToCollection(record)) || !isAllowed)
    throw new AppError('store/read-only', 'The collection is read-only.', { id });
  return record;
}

/** The document an item is in. @throws {AppError} `store/not-found` */
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

/** Import id of changes that were made before Automerge was there; the index over it finds them. */
const EARLY = 'early';

/**
 * The changes as they are (docs/decisions/0002): the first edit of a session waits for no WebAssembly, and a tab that is
 * closed right after it loses nothing.
 */
async function pendingWrites(
  context: WriterContext,
  { changes, reason }: Plan,
  time: number,
): Promise<DocumentWrite[]> {
  const writes: DocumentWrite[] = [];
  for (const [docId, keys] of changes) {
    if (keys.size === 0) continue;
    const chunk: PendingChunk = {
      docId,
      seq: (await context.store.lastSeq(docId)) + 1,
      time,
      uids: touchedUids(docId, keys.keys()),
      importId: EARLY,
      kind: 'pending',
      actor: await context.actors.fresh(),
      keys: [...keys.keys()],
      values: [...keys.values()].map((value) => value ?? null),
      ...(reason !== undefined && { message: reason }),
    };
    writes.push({ chunk, changes: keys, local: true });
  }
  return writes;
}

async function encodedWrites(
  context: WriterContext,
  { changes, reason }: Plan,
  time: number,
): Promise<DocumentWrite[]> {
  const writes: DocumentWrite[] = [];
  for (const [docId, wanted] of changes) {
    const open = await context.pool.open(docId);
    const made = open.document.change(wanted, time, reason);
    if (made === undefined) continue;
    const data = await deflate(made.bytes);
    const uids = touchedUids(docId, made.changes.keys());
    const chunk = { docId, seq: open.nextSeq, time, uids, kind: 'change', ...data } as const;
    writes.push({ chunk, changes: made.changes, local: true });
    open.nextSeq += 1;
  }
  return writes;
}

/** Keys above which a change is written as imports are: giving it Automerge's form can wait, the person need not. */
const MANY_KEYS = 2000;

function isBulk({ changes }: Plan): boolean {
  let keys = 0;
  for (const { size } of changes.values()) keys += size;
  return keys > MANY_KEYS;
}

/** Makes the changes and commits them; a key that already has its value is left alone. */
export async function writeDocuments(
  context: WriterContext,
  plan: Plan,
  applied?: AppliedRecord,
): Promise<StoreChange> {
  const { db, pool, clock, project } = context;
  try {
    if (pool.isReady() && !isBulk(plan))
      return await commit(db, project, { writes: await encodedWrites(context, plan, clock.now()), applied });
    const change = await commit(db, project, { writes: await pendingWrites(context, plan, clock.now()), applied });
    pool.drop(plan.changes.keys()); // they lack the new chunks
    return change;
  } catch (error) {
    pool.drop(plan.changes.keys()); // they may be ahead of the disk
    throw error;
  }
}

/** Changes of a collection's own properties, or of the settings. */
export function planMeta(collectionId: string, keys: KeyChanges, answer: Plan['answer'] = {}): Plan {
  return { changes: new Map([[metaDocId(collectionId), keys]]), answer };
}
