// The backup worker makes, looks at, and puts in backups. It is started for that, and ended to cancel.
import type { BackupInfo } from '../domain/backup/backup.js';

export interface BackupApi {
  /** @throws {AppError} `store/*` */
  make(id: string, passphrase: string): Promise<Blob>;
  /** Reads a file to its end and keeps nothing. @throws {AppError} `backup/refused` */
  check(id: string, file: Blob, passphrase: string): Promise<BackupInfo>;
  /** Whether a backup can be put in here. */
  isEmpty(): Promise<boolean>;
  /**
   * Waits until no tab writes any more, and puts it in.
   *
   * @throws {AppError} `backup/refused`, `store/*`
   */
  restore(id: string, file: Blob, passphrase: string): Promise<void>;
}
