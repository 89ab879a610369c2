// How this device and the relay stand, as the tab that writes last said it.
import type { SyncStatus } from '../domain/sharing/sharing.js';
import { isLive } from './collection-record.js';
import type { AppDatabase, CollectionRecord } from './database.js';

const RECORD = 'sync-status';

export type KeptStatus = Omit<SyncStatus, 'waiting'>;

const OFF: KeptStatus = { state: 'off', relay: '' };

export async function readSyncStatus(db: AppDatabase): Promise<KeptStatus> {
  const found = await db.local.get(RECORD);
  return found === undefined ? OFF : (JSON.parse(found.value) as KeptStatus);
}

/** Along with the logs that it is about: so it does not wait for the disk, and nobody who writes to `local` waits for that. */
export async function writeSyncStatus(db: AppDatabase, status: KeptStatus): Promise<void> {
  await db.transaction('rw', db.local, db.logs, () => db.local.put({ name: RECORD, value: JSON.stringify(status) }));
}

/** Both in one reading: asked for after every edit. */
export function readSyncStanding(db: AppDatabase): Promise<SyncStatus> {
  return db.transaction('r', db.local, db.collections, db.outbox, db.logs, async () => {
    const [status, waiting] = await Promise.all([readSyncStatus(db), countWaiting(db)]);
    return { ...status, waiting };
  });
}

/** As people are told: without an account nothing waits, though all of it would go out with one. */
export async function readShownStatus(db: AppDatabase): Promise<SyncStatus> {
  const standing = await readSyncStanding(db);
  return standing.state === 'off' ? { ...standing, waiting: 0 } : standing;
}

/** How many edits made here no relay has ordered yet. */
export async function countWaiting(db: AppDatabase): Promise<number> {
  const records = await db.collections.toArray();
  const fetched = new Set(records.filter(({ source }) => source !== undefined).map(({ id }) => `${id}/`));
  const gone = await neverSent(db, records);
  const keys = (await db.outbox.toCollection().primaryKeys()) as [string, number][];
  if (fetched.size + gone.size === 0) return keys.length;
  return keys.filter(([docId]) => {
    const of = docId.slice(0, docId.lastIndexOf('/') + 1);
    return !gone.has(of) && (!fetched.has(of) || docId.endsWith('/meta'));
  }).length;
}

/** Collections that were deleted before any relay heard of them: nobody else is told. Taken back, they go out as a whole. */
async function neverSent(db: AppDatabase, records: readonly CollectionRecord[]): Promise<ReadonlySet<string>> {
  const deleted = records.filter((record) => !isLive(record));
  if (deleted.length === 0) return new Set();
  const bound = new Set((await db.logs.where('collectionId').above('').toArray()).map((log) => log.collectionId));
  return new Set(deleted.filter(({ id }) => !bound.has(id)).map(({ id }) => `${id}/`));
}
