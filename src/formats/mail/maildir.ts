// Names of files and folders in a Maildir (cr.yp.to/proto/maildir.html), Maildir++ with dots, or one folder per mailbox.

import { decodeMailboxName, encodeMailboxName } from './mailbox-name.js';

export interface MaildirEntry {
  /** Names of the mailbox and those it is in, outermost first; empty for the inbox. */
  readonly folder: readonly string[];
  /** Without flags: the same message wherever it was moved by its program. */
  readonly unique: string;
  /** JMAP's keywords. */
  readonly keywords: readonly string[];
  /** Put into the trash, and only not yet taken out. */
  readonly isTrashed: boolean;
}

const FLAGS: Readonly<Record<string, string>> = {
  S: '$seen',
  R: '$answered',
  F: '$flagged',
  P: '$forwarded',
  D: '$draft',
};

/**
 * What a path inside a Maildir says, or undefined for files that are no messages (`tmp`, indexes, …). The colon before the
 * flags may be another character: zip files and Windows have none. `root` is what comes before the Maildir.
 */
export function readMaildirPath(path: string, root = ''): MaildirEntry | undefined {
  const inside = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const parts = inside.split('/').filter((part) => part !== '' && part !== '.');
  const kind = parts.at(-2);
  const file = parts.at(-1);
  if (file === undefined || (kind !== 'cur' && kind !== 'new') || /^\.|^dovecot|^maildirfolder$/.test(file))
    return undefined;
  const [, unique = file, letters = ''] = /^(.*)[:;!_-]2,([A-Za-z]*)$/.exec(file) ?? [];
  return {
    folder: parts.slice(0, -2).flatMap(folderNames),
    unique,
    keywords: [...letters].flatMap((letter) => (Object.hasOwn(FLAGS, letter) ? [FLAGS[letter]!] : [])),
    isTrashed: letters.includes('T'),
  };
}

function folderNames(part: string): string[] {
  const names = part.startsWith('.') ? part.slice(1).split('.') : [part];
  return names.filter((name) => name !== '').map(decodeMailboxName);
}

/** The path of a message in a Maildir++: `.Archive.2026/cur/unique:2,FS`. Dots and slashes in names become dashes. */
export function maildirPath({ folder, unique, keywords, isTrashed }: MaildirEntry): string {
  const letters = Object.entries(FLAGS).flatMap(([letter, keyword]) => (keywords.includes(keyword) ? [letter] : []));
  const flags = [...letters, ...(isTrashed ? ['T'] : [])].sort().join('');
  const name = folder.map((one) => `.${encodeMailboxName(one.replace(/[./]/g, '-'))}`).join('');
  return `${name === '' ? '' : `${name}/`}cur/${unique.replace(/[/:]/g, '-')}:2,${flags}`;
}
