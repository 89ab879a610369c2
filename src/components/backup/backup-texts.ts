import { msg } from '@lit/localize';
import type { BackupRefusal } from '../../app/backup/backup.js';
import { describeError } from '../shared/problem-message.js';

/** What a person is told when a backup is not made, or not taken. */
export function describeBackupError(error: unknown): string {
  const { code, detail } = (error ?? {}) as {
    readonly code?: string;
    readonly detail?: { readonly why?: BackupRefusal };
  };
  if (code !== 'backup/refused') return describeError(error);
  switch (detail?.why) {
    case 'foreign':
      return msg('This is no backup of Ikebana. Backups end in .ikebana. Nothing was changed.');
    case 'newer':
      return msg(
        'This backup was made by a newer version of Ikebana. Update this one, then try again. Nothing was changed.',
      );
    case 'passphrase':
      return msg('This is not the passphrase the backup was made with. Nothing was changed.');
    case 'damaged':
      return msg(
        'This file is damaged: it was cut off or altered on its way. Take another copy of it. Nothing was changed.',
      );
    case 'not-empty':
      return msg(
        'There is something here already. A backup is put into a new profile: another browser profile, or another device. Nothing was changed.',
      );
    case 'open-elsewhere':
      return msg('Ikebana is open in another tab. Close it, then try again. Nothing was changed.');
    default:
      return describeError(error);
  }
}
