// How this device and the relay stand, as the tab that writes last said it.
import type { SyncStatus } from '../domain/sharing/sharing.js';
import type { AppDatabase } from './database.js';

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
  return db.transaction('r', db.local, db.collections, db.outbox, async () => {
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
  const keys = (await db.outbox.toCollection().primaryKeys()) as [string, number][];
  if (fetched.size === 0) return keys.length;
  const isFetched = (docId: string) =>
    fetched.has(docId.slice(0, docId.lastIndexOf('/') + 1)) && !docId.endsWith('/meta');
  return keys.filter(([docId]) => !isFetched(docId)).length;
}
