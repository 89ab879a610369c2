// Puts a backup into a profile that has nothing yet. Who calls it holds the writer's lock: nobody else writes meanwhile.
import { backupError } from '../../domain/backup/backup.js';
import type { AppDatabase } from '../../store/database.js';
import { clearRestored, noteRestored, noteRestoring } from '../../store/restoring.js';
import { toStoreError } from '../../store/store-errors.js';
import { backupRecords, type Checkpoint, checkBackup, openBackup } from './read-backup.js';
import { type BackupTable, isEmptyProfile } from './tables.js';

/** Rows and bytes written in one transaction. */
const BATCH = 200;

/**
 * Reads the whole file once, and only then writes.
 *
 * @throws {AppError} `backup/refused`; `store/*` when the disk is full: then the profile is as new.
 */
export async function restoreBackup(
  db: AppDatabase,
  file: Blob,
  passphrase: string,
  checkpoint: Checkpoint,
): Promise<void> {
  if (!(await isEmptyProfile(db))) throw backupError('not-empty', 'There is something already.');
  await checkBackup(file, passphrase, async ({ fraction = 0, ...progress }) =>
    checkpoint({ ...progress, fraction: fraction / 2 }),
  );
  const opened = await openBackup(file, passphrase);
  await noteRestoring(db);
  try {
    let table: BackupTable | undefined;
    let rows: unknown[] = [];
    const flush = async () => {
      if (table !== undefined && rows.length > 0) await db.table(table).bulkPut(rows);
      rows = [];
    };
    const report: Checkpoint = async ({ fraction = 0, ...progress }) =>
      checkpoint({ ...progress, fraction: 0.5 + fraction / 2 });
    for await (const record of backupRecords(opened, report)) {
      if (record.table === 'start') continue;
      if (record.table !== table || rows.length >= BATCH) await flush();
      table = record.table as BackupTable;
      rows.push(record.value);
    }
    await flush();
    await noteRestored(db);
  } catch (error) {
    await clearRestored(db);
    throw toStoreError(error);
  }
}
