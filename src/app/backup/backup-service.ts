import { backupError } from '../../domain/backup/backup.js';
import { AppError } from '../../domain/errors.js';
import type { BackupApi } from '../../workers/backup.api.js';
import { writerLock } from '../../workers/channels.js';
import { type Connection, createWorkerHandle } from '../../workers/connect-worker.js';
import { isProgressMessage } from '../../workers/format.api.js';
import { createWorker } from '../../workers/worker-scripts.js';
import type { WorkFollower } from '../activity/activity.js';
import { notesOfBrowser } from '../browser-notes.js';
import { PICTURE_NOTE } from '../day-picture-service.js';
import type { WorkOptions } from '../store-services.js';
import type { BackupService } from './backup.js';

const nameOf = (file: Blob): string => (file instanceof File ? file.name : '');
const cancelled = () => new AppError('cancelled', 'It was cancelled.');

/** Whether another tab could write: each has a worker that has, or waits for, the writer's lock. */
async function isOpenElsewhere(database: string): Promise<boolean> {
  const name = writerLock(database);
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].filter((lock) => lock.name === name).length > 1;
}

/** @param closeOthers - Ends all other services of this page. */
export function createBackupService(
  database: string,
  closeOthers: () => void,
  { follow }: WorkFollower,
): BackupService {
  /** A worker for one piece of work, ended with it: what is cancelled stops at once. */
  async function once<T>(
    { signal, onProgress }: WorkOptions,
    use: (api: Connection<BackupApi>, id: string) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted === true) throw cancelled();
    const id = crypto.randomUUID();
    const worker = createWorkerHandle<BackupApi>({
      create: () => createWorker('backup', database),
      onMessage: (data) => isProgressMessage(data) && data.id === id && onProgress?.(data.progress),
    });
    const abort = () => worker.stop(cancelled());
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await worker.call((api) => use(api, id));
    } finally {
      signal?.removeEventListener('abort', abort);
      worker.stop(cancelled());
    }
  }

  return {
    make: (passphrase, options = {}) =>
      follow({ kind: 'backup', name: '' }, options, (given) => once(given, (api, id) => api.make(id, passphrase))),
    check: (file, passphrase, options = {}) =>
      follow({ kind: 'read-backup', name: nameOf(file) }, options, (given) =>
        once(given, async (api, id) => {
          if (!(await api.isEmpty())) throw backupError('not-empty', 'There is something already.');
          if (await isOpenElsewhere(database)) throw backupError('open-elsewhere', 'Another tab is open.');
          return api.check(id, file, passphrase);
        }),
      ),
    restore(file, passphrase, options = {}) {
      closeOthers();
      notesOfBrowser()?.removeItem(PICTURE_NOTE); // of what was here before
      const about = { kind: 'restore-backup', name: nameOf(file), isFirm: true } as const;
      return follow(about, options, (given) => once(given, (api, id) => api.restore(id, file, passphrase)));
    },
  };
}
