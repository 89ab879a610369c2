// Mailboxes with their counts. Counts are not stored: they are read off the columns, so that they cannot be wrong.
import type { Mailbox, MailboxRole } from '../../domain/mail/mailbox.js';
import { DRAFT, EXISTS, SEEN } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';

const ROLES: readonly (MailboxRole | null)[] = [
  'inbox',
  'snoozed',
  'drafts',
  'outbox',
  'scheduled',
  'sent',
  'archive',
  'templates',
  null,
  'junk',
  'trash',
];

interface Counts {
  total: number;
  unread: number;
  threads: number;
  unreadThreads: number;
}

/** Counts by mailbox: one walk over the threads. */
export function countMailboxes(store: MailStore): ReadonlyMap<string, Counts> {
  const { columns } = store;
  const { flags, places, threads, next } = columns;
  const counts = new Map<string, Counts>();
  const byPlace: (readonly Counts[])[] = [];
  const countsOf = (place: number): readonly Counts[] => {
    byPlace[place] ??= store.set(place).map((id) => {
      const known = counts.get(id) ?? { total: 0, unread: 0, threads: 0, unreadThreads: 0 };
      counts.set(id, known);
      return known;
    });
    return byPlace[place];
  };
  // Of each thread its mailboxes, once each: a thread of one message, as most are, needs no set.
  const sizes = new Uint32Array(next);
  for (let email = 1; email < next; email += 1) if ((flags[email]! & EXISTS) !== 0) sizes[threads[email]!]! += 1;
  for (let email = 1; email < next; email += 1) {
    if ((flags[email]! & EXISTS) === 0) continue;
    const unread = (flags[email]! & (SEEN | DRAFT)) === 0 ? 1 : 0;
    const alone = sizes[threads[email]!] === 1 ? 1 : 0;
    for (const each of countsOf(places[email]!)) {
      each.total += 1;
      each.unread += unread;
      each.threads += alone;
      each.unreadThreads += alone & unread;
    }
  }
  for (let thread = 1; thread < next; thread += 1) {
    if (sizes[thread]! < 2) continue;
    const all = new Set<Counts>();
    const unread = new Set<Counts>();
    for (const email of columns.thread(thread)) {
      const isUnread = (flags[email]! & (SEEN | DRAFT)) === 0;
      for (const each of countsOf(places[email]!)) {
        all.add(each);
        if (isUnread) unread.add(each);
      }
    }
    for (const each of all) each.threads += 1;
    for (const each of unread) each.unreadThreads += 1;
  }
  return counts;
}

/** All mailboxes: by account, those with roles where they are usually shown, then by `sortOrder` and name. */
export function listMailboxes(store: MailStore): readonly Mailbox[] {
  const counts = countMailboxes(store);
  const accounts = [...store.accounts.keys()];
  return [...store.mailboxes.values()]
    .sort(
      (a, b) =>
        accounts.indexOf(a.accountId) - accounts.indexOf(b.accountId) ||
        ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
        a.sortOrder - b.sortOrder ||
        a.name.localeCompare(b.name),
    )
    .map(({ id, accountId, name, parentId, role, sortOrder }): Mailbox => {
      const { total = 0, unread = 0, threads = 0, unreadThreads = 0 } = counts.get(id) ?? {};
      return {
        id,
        accountId,
        name,
        parentId,
        role,
        sortOrder,
        totalEmails: total,
        unreadEmails: unread,
        totalThreads: threads,
        unreadThreads,
      };
    });
}
