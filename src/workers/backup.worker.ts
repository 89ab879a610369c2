import { backupError } from '../domain/backup/backup.js';
import type { Progress } from '../domain/items/import.js';
import { systemClock } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { checkBackup } from './backup/read-backup.js';
import { restoreBackup } from './backup/restore-backup.js';
import { isEmptyProfile } from './backup/tables.js';
import { writeBackup } from './backup/write-backup.js';
import type { BackupApi } from './backup.api.js';
import { mailLock, writerLock } from './channels.js';
import { exposeApi } from './expose-api.js';
import type { ProgressMessage } from './format.api.js';
import { nextTurn } from './next-turn.js';

const database = self.name;
const db = new AppDatabase(database);
/** What this tab's workers need to let go of their locks. Longer, and another tab has them. */
const LOCK_LIMIT_MS = 10_000;

const checkpoint = (id: string) => async (progress: Progress) => {
  postMessage({ type: 'progress', id, progress } satisfies ProgressMessage);
  await nextTurn();
};

/** Runs the work while nobody else can write: neither documents nor mail. */
async function alone(work: () => Promise<void>): Promise<void> {
  const signal = AbortSignal.timeout(LOCK_LIMIT_MS);
  let begun = false;
  try {
    await navigator.locks.request(writerLock(database), { signal }, () =>
      navigator.locks.request(mailLock(database), { signal }, () => {
        begun = true;
        return work();
      }),
    );
  } catch (error) {
    if (begun) throw error;
    throw backupError('open-elsewhere', 'Another tab writes.');
  }
}

exposeApi<BackupApi>({
  make: (id, passphrase) => writeBackup({ db, clock: systemClock, checkpoint: checkpoint(id) }, passphrase),
  check: (id, file, passphrase) => checkBackup(file, passphrase, checkpoint(id)),
  isEmpty: () => isEmptyProfile(db),
  restore: (id, file, passphrase) => alone(() => restoreBackup(db, file, passphrase, checkpoint(id))),
});
