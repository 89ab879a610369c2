import { removeAccountRecord } from './account-record.js';
import type { AppDatabase } from './database.js';

/** Name, in `local`, of what the device that let this one in had. */
export const HANDED_RECORD = 'handed-over';

/**
 * Takes the account off this device: keys, logs, what was to be sent. Collections stay, as they would be without an
 * account. Nobody may be syncing meanwhile.
 */
export async function forgetAccount(db: AppDatabase): Promise<void> {
  const tables = [db.secrets, db.logs, db.records, db.sends, db.rejected, db.outbox, db.local];
  await db.transaction('rw', tables, async () => {
    for (const table of [db.secrets, db.logs, db.records, db.sends, db.rejected, db.outbox]) await table.clear();
    await removeAccountRecord(db);
    await db.local.delete(HANDED_RECORD);
  });
}
