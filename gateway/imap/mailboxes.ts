// Mailboxes with ids that stay (docs/decisions/0015).
import { createHash } from 'node:crypto';
import type { ListResponse } from 'imapflow';
import type { Imap } from './open-imap.js';

export type Role = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'all' | 'flagged';

export interface MailboxInfo {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly delimiter: string;
  readonly role: Role | null;
  readonly isSubscribed: boolean;
  /** Whether it can hold messages. */
  readonly isSelectable: boolean;
  readonly mayHaveChildren: boolean;
  /** Before the UID in ids of its messages; says UIDVALIDITY too. */
  readonly prefix: string;
  readonly uidValidity: bigint;
  readonly uidNext: number;
  readonly messages: number;
  readonly unseen: number;
  /** 0 where the server has none (RFC 7162 §3.1.2.2). */
  readonly modseq: bigint;
}

const ROLES: Readonly<Record<string, Role>> = {
  '\\Inbox': 'inbox',
  '\\Drafts': 'drafts',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\All': 'all',
  '\\Flagged': 'flagged',
};

/** The id of INBOX: it cannot be renamed, and there is always one. */
export const INBOX_ID = 'inbox';

const isInbox = ({ path }: { readonly path: string }) => path.toUpperCase() === 'INBOX';
const byPath = (path: string) => `p${createHash('sha256').update(path).digest('base64url').slice(0, 22)}`;

export function mailboxesOf(list: readonly ListResponse[]): MailboxInfo[] {
  // What only stands there because something is below it is shown for that reason alone (RFC 5258 §3.5).
  const entries = list.filter(
    ({ path, delimiter, flags }) =>
      !flags.has('\\NonExistent') || list.some((one) => one.path.startsWith(`${path}${delimiter}`)),
  );
  const count = new Map<string, number>();
  for (const entry of entries) {
    const validity = isInbox(entry) ? undefined : entry.status?.uidValidity?.toString();
    if (validity !== undefined) count.set(validity, (count.get(validity) ?? 0) + 1);
  }
  const idOf = (entry: ListResponse) => {
    if (isInbox(entry)) return INBOX_ID;
    const validity = entry.status?.uidValidity;
    return validity !== undefined && count.get(validity.toString()) === 1
      ? `m${validity.toString(36)}`
      : byPath(entry.path);
  };
  const idByPath = new Map(entries.map((entry) => [entry.path, idOf(entry)]));
  return entries.map((entry) => {
    const { status, flags } = entry;
    const id = idByPath.get(entry.path) as string;
    const uidValidity = status?.uidValidity ?? 0n;
    return {
      id,
      path: entry.path,
      name: entry.name || entry.path,
      parentId: (entry.parentPath && idByPath.get(entry.parentPath)) || null,
      delimiter: entry.delimiter,
      role: isInbox(entry) ? 'inbox' : (ROLES[entry.specialUse ?? ''] ?? null),
      isSubscribed: entry.subscribed || isInbox(entry),
      isSelectable: status?.uidValidity !== undefined && !flags.has('\\Noselect'),
      mayHaveChildren: entry.delimiter !== '' && !flags.has('\\Noinferiors'),
      prefix: id.startsWith('m') ? id : `${id === INBOX_ID ? 'i' : `${id}-`}${uidValidity.toString(36)}`,
      uidValidity,
      uidNext: status?.uidNext ?? 0,
      messages: status?.messages ?? 0,
      unseen: status?.unseen ?? 0,
      modseq: status?.highestModseq ?? 0n,
    };
  });
}

/** All mailboxes as they are now. */
export async function listMailboxes({ flow }: Imap): Promise<MailboxInfo[]> {
  // Of a mailbox that is open, servers tell what this connection has seen of it: that has to be all.
  if (flow.mailbox !== false) await flow.noop();
  const list = await flow.list({
    statusQuery: { messages: true, uidNext: true, uidValidity: true, unseen: true, highestModseq: true },
  });
  return mailboxesOf(list);
}

export interface Place {
  readonly mailbox: MailboxInfo;
  readonly uid: number;
}

export const emailIdOf = ({ prefix }: MailboxInfo, uid: number) => `${prefix}-${uid.toString(36)}`;

/** Where a message of this id is, if it is anywhere. */
export function placeOf(id: string, byPrefix: ReadonlyMap<string, MailboxInfo>): Place | undefined {
  const dash = id.lastIndexOf('-');
  const tail = id.slice(dash + 1);
  const mailbox = dash === -1 ? undefined : byPrefix.get(id.slice(0, dash));
  const uid = /^[\da-z]{1,7}$/.test(tail) ? Number.parseInt(tail, 36) : 0;
  return mailbox?.isSelectable && uid > 0 && uid <= 0xffff_ffff && uid.toString(36) === tail
    ? { mailbox, uid }
    : undefined;
}
