// A backup as people see it. The file: docs/backup-format.md; the rules: docs/rules/backup.md.
import { AppError } from '../errors.js';
import type { EpochMs } from '../time/types.js';

/** Ending of backup files. */
export const BACKUP_ENDING = 'ikebana';

/** Why a file, or a profile, is not taken. */
export type BackupRefusal =
  /** No backup of this app. */
  | 'foreign'
  /** Made by a version that writes them otherwise. */
  | 'newer'
  | 'passphrase'
  /** Cut, or altered. */
  | 'damaged'
  /** This profile has something already. */
  | 'not-empty'
  /** The app is open in another tab. */
  | 'open-elsewhere';

/** @returns the failure that says so: nothing was changed. */
export function backupError(why: BackupRefusal, message: string): AppError {
  return new AppError('backup/refused', message, { why });
}

/** What is in a backup. */
export interface BackupInfo {
  /** When it was made. */
  readonly made: EpochMs;
  readonly calendars: number;
  readonly addressBooks: number;
  /** Events, tasks and contacts. */
  readonly items: number;
  readonly emails: number;
  readonly files: number;
}
