import { msg } from '@lit/localize';
import snoozedIcon from 'lucide-static/icons/alarm-clock.svg?raw';
import archiveIcon from 'lucide-static/icons/archive.svg?raw';
import scheduledIcon from 'lucide-static/icons/clock.svg?raw';
import draftsIcon from 'lucide-static/icons/file-pen.svg?raw';
import folderIcon from 'lucide-static/icons/folder.svg?raw';
import inboxIcon from 'lucide-static/icons/inbox.svg?raw';
import outboxIcon from 'lucide-static/icons/mailbox.svg?raw';
import allIcon from 'lucide-static/icons/mails.svg?raw';
import templatesIcon from 'lucide-static/icons/notepad-text-dashed.svg?raw';
import sentIcon from 'lucide-static/icons/send.svg?raw';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { Mailbox, MailboxRole } from '../../domain/mail/mailbox.js';

const names: Readonly<Record<MailboxRole | 'starred' | 'all', () => string>> = {
  inbox: () => msg('Inbox'),
  starred: () => msg('Starred'),
  scheduled: () => msg('Scheduled'),
  drafts: () => msg('Drafts'),
  sent: () => msg('Sent'),
  archive: () => msg('Archive'),
  junk: () => msg('Spam'),
  trash: () => msg('Trash'),
  templates: () => msg('Templates'),
  snoozed: () => msg('Snoozed'),
  outbox: () => msg('Outbox'),
  all: () => msg('All mail'),
};

const icons: Readonly<Record<MailboxRole | 'starred' | 'all', string>> = {
  inbox: inboxIcon,
  starred: starIcon,
  scheduled: scheduledIcon,
  drafts: draftsIcon,
  sent: sentIcon,
  archive: archiveIcon,
  junk: junkIcon,
  trash: trashIcon,
  templates: templatesIcon,
  snoozed: snoozedIcon,
  outbox: outboxIcon,
  all: allIcon,
};

export type RoleList = MailboxRole | 'starred' | 'all';

/** In the person's language, whatever the server calls it. */
export const roleName = (role: RoleList) => names[role]();
export const roleIcon = (role: RoleList) => icons[role];
export const mailboxName = ({ role, name }: Pick<Mailbox, 'role' | 'name'>) => (role === null ? name : roleName(role));
export const mailboxIcon = ({ role }: Pick<Mailbox, 'role'>) => (role === null ? folderIcon : roleIcon(role));

/** By key, in order. (`Map.groupBy` is younger than the browsers we run in.) */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A mailbox with how deep it is below others. */
export interface NestedMailbox {
  readonly mailbox: Mailbox;
  readonly depth: number;
}

/** Deeper ones are drawn as if they were this deep. */
const MAX_DEPTH = 8;

/** Mailboxes below each other, in their order; each once, also when they are said to be below themselves. */
export function nestMailboxes(mailboxes: readonly Mailbox[], locale: string): readonly NestedMailbox[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sorted = [...mailboxes].sort((a, b) => a.sortOrder - b.sortOrder || compare(a.name, b.name));
  const known = new Set(sorted.map(({ id }) => id));
  const childrenByParent = grouped(sorted, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : '',
  );
  const out: NestedMailbox[] = [];
  const seen = new Set<string>();
  const walk = (parent: string, depth: number) => {
    for (const mailbox of childrenByParent.get(parent) ?? []) {
      if (seen.has(mailbox.id)) continue;
      seen.add(mailbox.id);
      out.push({ mailbox, depth: Math.min(depth, MAX_DEPTH) });
      walk(mailbox.id, depth + 1);
    }
  };
  walk('', 0);
  for (const mailbox of sorted) if (!seen.has(mailbox.id)) out.push({ mailbox, depth: 0 });
  return out;
}
