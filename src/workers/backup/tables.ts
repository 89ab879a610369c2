// What of the database a backup has (BK4). All else is projected from it, or belongs to the device and its account.
import type { AppDatabase } from '../../store/database.js';
import { type MailMetaRecord, RESTORED_INDEX } from '../../store/mail/records.js';

/** Read together, in one moment: they name each other by numbers. */
export const mailTables = [
  'mailAccounts',
  'mailboxes',
  'mailStates',
  'mailKeys',
  'mailSets',
  'mailRows',
  'mailMoves',
  'mailMeta',
  'mailRemote',
  'mailOperations',
] as const;

/** In the order in which they are read: what documents and messages name comes after them, so that it is there. */
export const backupTables = ['chunks', 'blobs', ...mailTables, 'mailBlobs'] as const;
export type BackupTable = (typeof backupTables)[number];

export const isBackupTable = (name: string): name is BackupTable => (backupTables as readonly string[]).includes(name);

/** Whether the database has nothing that a person put there: a first calendar and address book, as every profile has them, may be. */
export async function isEmptyProfile(db: AppDatabase): Promise<boolean> {
  if ((await db.logs.count()) + (await db.mailBlobs.count()) + (await db.blobs.count()) > 0) return false;
  if ((await db.mailRemote.count()) > 0) return false;
  const items = await db.chunks.filter(({ uids }) => uids.length > 0).first();
  return items === undefined;
}

/** The search index is not in a backup: its version says that it is to be made anew. */
export const withoutIndex = (meta: MailMetaRecord): MailMetaRecord => ({ ...meta, index: RESTORED_INDEX });
