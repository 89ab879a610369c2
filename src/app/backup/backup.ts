// What views may ask for: backups.
import type { BackupInfo } from '../../domain/backup/backup.js';
import type { WorkOptions } from '../store-services.js';

export type { BackupInfo, BackupRefusal } from '../../domain/backup/backup.js';

/** One file with everything, locked with a passphrase (docs/rules/backup.md). */
export interface BackupService {
  /** Rejects with `cancelled` when the signal fires, `store/*`. */
  make(passphrase: string, options?: WorkOptions): Promise<Blob>;
  /**
   * Looks through a whole file. Rejects with `backup/refused` (`detail.why`), also when there is something here already, or
   * the app is open in another tab; with `cancelled`.
   */
  check(file: Blob, passphrase: string, options?: WorkOptions): Promise<BackupInfo>;
  /**
   * Puts it in. All other services end with it: the page has to be loaded anew, whether it succeeds or not.
   * Rejects as `check` does.
   */
  restore(file: Blob, passphrase: string, options?: Pick<WorkOptions, 'onProgress'>): Promise<void>;
}
