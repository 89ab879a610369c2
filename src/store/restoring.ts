// While a backup is put in, the profile says so: what was left half-way is taken out by the next that writes (BK2).
import type { AppDatabase } from './database.js';

const RESTORING = 'restoring';
/** What a profile remembers of itself, of this device and of its rows. None of it is in a backup. */
const ROWS = 'rowsVersion';

/** Empties the profile, and marks it. */
export async function noteRestoring(db: AppDatabase): Promise<void> {
  await clearRestored(db);
  await db.local.put({ name: RESTORING, value: '1' });
}

/** It is whole. Rows are projected by the first that writes: they have no version. */
export async function noteRestored(db: AppDatabase): Promise<void> {
  await db.local.bulkDelete([RESTORING, ROWS]);
}

export async function isRestoring(db: AppDatabase): Promise<boolean> {
  return (await db.local.get(RESTORING)) !== undefined;
}

/** As a new profile: only what is known of the device stays, and of the app's lock. */
export async function clearRestored(db: AppDatabase): Promise<void> {
  const kept = new Set([db.local.name, db.secrets.name]);
  const tables = db.tables.filter(({ name }) => !kept.has(name));
  await db.transaction('rw', [...tables, db.local], async () => {
    for (const table of tables) await table.clear();
    await db.local.bulkDelete([RESTORING, ROWS]);
  });
}
