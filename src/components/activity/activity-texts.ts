// What goes on, in words.
import { msg, str } from '@lit/localize';
import type { FailedWork, MailActivity, RunningWork, WorkKind } from '../../app/activity/activity.js';
import type { MailOperationKind } from '../../domain/mail/operation.js';
import { describeBackupError } from '../backup/backup-texts.js';

/** Work that is under way. */
export function workText({ kind, name }: Pick<RunningWork, 'kind' | 'name'>): string {
  switch (kind) {
    case 'read-file':
      return name === '' ? msg('Reading a file') : msg(str`Reading ${name}`);
    case 'import':
    case 'mail-import':
      return name === '' ? msg('Importing') : msg(str`Importing ${name}`);
    case 'mail-copy':
      return msg(str`Copying the mail of ${name}`);
    case 'export':
      return msg('Exporting calendars and contacts');
    case 'mail-export':
      return msg('Exporting mail');
    case 'backup':
      return msg('Making the backup');
    case 'read-backup':
      return msg('Reading the backup');
    case 'restore-backup':
      return msg('Restoring the backup');
    case 'restore':
      return msg('Restoring what was');
    case 'compare':
      return msg('Comparing with what was');
    case 'rules':
      return msg('Applying rules');
    case 'rules-test':
      return msg('Trying rules');
    case 'rebuild':
      return msg('Building the index anew');
  }
}

const failedTexts: Readonly<Partial<Record<WorkKind, (name: string) => string>>> = {
  'mail-import': (name) => msg(str`${name} was not imported.`),
  import: (name) => msg(str`${name} was not imported.`),
  'mail-copy': (name) => msg(str`The mail of ${name} was not copied whole.`),
  export: () => msg('The export was not made.'),
  'mail-export': () => msg('The export of mail was not made.'),
  backup: () => msg('The backup was not made.'),
};

/** What has failed. */
export const failedText = (work: FailedWork): string =>
  failedTexts[work.kind]?.(work.name) ?? msg(str`This did not work: ${workText(work)}.`);

/** Why. */
export const failedReason = ({ error }: FailedWork): string => describeBackupError(error);

/** How far: `1,200 of 5,000`, or a part of all. */
export function progressText({ progress, isHeld, isStopping }: RunningWork, locale: string): string {
  const number = (value: number) => value.toLocaleString(locale);
  const { done = 0, total = 0, fraction = 0 } = progress ?? {};
  const far =
    total > 1
      ? msg(str`${number(done)} of ${number(total)}`)
      : done > 1
        ? number(done)
        : fraction > 0
          ? fraction.toLocaleString(locale, { style: 'percent' })
          : '';
  const standing = isStopping ? msg('stopping…') : isHeld ? msg('held') : '';
  return [far, standing].filter((text) => text !== '').join(' · ');
}

const waitingTexts: Readonly<Record<MailOperationKind, (count: number) => string>> = {
  setKeywords: (count) => (count === 1 ? msg('1 mark') : msg(str`${count} marks`)),
  place: (count) => (count === 1 ? msg('1 message moved') : msg(str`${count} messages moved`)),
  destroy: (count) => (count === 1 ? msg('1 message deleted') : msg(str`${count} messages deleted`)),
  createMailbox: (count) => (count === 1 ? msg('1 folder made') : msg(str`${count} folders made`)),
  updateMailbox: (count) => (count === 1 ? msg('1 folder changed') : msg(str`${count} folders changed`)),
  destroyMailbox: (count) => (count === 1 ? msg('1 folder deleted') : msg(str`${count} folders deleted`)),
  upload: (count) => (count === 1 ? msg('1 draft or message saved') : msg(str`${count} drafts or messages saved`)),
  cancelSend: (count) => (count === 1 ? msg('1 message taken back') : msg(str`${count} messages taken back`)),
};

/** What a server was not told yet; '' for nothing. */
export function waitingOperations({ waiting }: MailActivity, locale: string): string {
  const parts = (Object.entries(waiting) as [MailOperationKind, number][])
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => waitingTexts[kind](count));
  return parts.length === 0 ? '' : new Intl.ListFormat(locale, { type: 'unit' }).format(parts);
}
