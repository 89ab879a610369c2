import { removeAccountRecord } from './account-record.js';
import type { AppDatabase } from './database.js';
import { clearAccountSecrets } from './secret-store.js';

/** Name, in `local`, of what the device that let this one in had. */
export const HANDED_RECORD = 'handed-over';

/**
 * Takes the account off this device: keys, logs, what was to be sent. Collections stay, as they would be without an
 * account. Nobody may be syncing meanwhile.
 *
 * @param rejected - Whether edits that were refused are dropped, too.
 */
export async function forgetAccount(db: AppDatabase, rejected: 'dropped' | 'kept' = 'dropped'): Promise<void> {
  const tables = [db.secrets, db.logs, db.records, db.sends, db.rejected, db.outbox, db.local];
  await db.transaction('rw', tables, async () => {
    await clearAccountSecrets(db);
    for (const table of [db.logs, db.records, db.sends, db.outbox]) await table.clear();
    if (rejected === 'dropped') await db.rejected.clear();
    await removeAccountRecord(db);
    await db.local.delete(HANDED_RECORD);
  });
}
