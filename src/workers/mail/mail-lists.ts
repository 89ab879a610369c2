// Lists of messages: one walk over the columns in memory, whatever is asked for, kept until something changes.
import type { EmailListInfo, EmailListItem, EmailQuery } from '../../domain/mail/email.js';
import type { MailAddress } from '../../domain/mail/message.js';
import { DRAFT, EXISTS, FLAGGED, SEEN } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailRow } from '../../store/mail/records.js';
import { bestFirst } from './best-first.js';
import { emailNumber, emailRow, toAddress } from './email-rows.js';
import { isScheduledList, sendTimesOf, soonestFirst } from './send-times.js';
import { isSnoozedList, raiseSnoozed } from './snooze.js';

/** What a search found. */
export interface Found {
  /** By number of message: how well it fits; 0 where it does not. */
  readonly scores: Float32Array;
  /** Where the words themselves say to look (`in:`); as the query says when absent. */
  readonly where?: ReadonlySet<string> | 'anywhere';
  /** Messages the index does not know yet. */
  readonly notIndexed: number;
}

export type Snippet = NonNullable<EmailListItem['snippet']>;

export interface MailSearch {
  find(text: string): Promise<Found>;
  /** Text around what was found in each of the messages; none where only its header has it. */
  snippets(text: string, emails: readonly number[]): Promise<ReadonlyMap<number, Snippet>>;
}

export interface MailLists {
  info(query: EmailQuery): Promise<EmailListInfo>;
  rows(query: EmailQuery, from: number, to: number): Promise<readonly EmailListItem[]>;
  indexOf(query: EmailQuery, emailId: string): Promise<number>;
}

interface List {
  readonly stamp: number;
  readonly emails: Uint32Array;
  readonly notIndexed: number;
  /** By number of a set of mailboxes: whether the list is about it. */
  readonly places: Uint8Array;
}

/** Lists kept: what a page and its neighbours show. */
const KEPT = 12;
/** Messages of a thread whose senders are named. */
const NAMED = 40;

const isAside = (role: string | null | undefined) => role === 'junk' || role === 'trash';

/** By number of a set of mailboxes: 1 where `wanted` says so of one of them. */
export function placesWhere(store: MailStore, wanted: (mailboxId: string) => boolean): Uint8Array {
  const { columns } = store;
  let most = 0;
  for (let email = 1; email < columns.next; email += 1) most = Math.max(most, columns.places[email]!);
  const places = new Uint8Array(most + 1);
  for (let place = 1; place <= most; place += 1) places[place] = store.set(place).some(wanted) ? 1 : 0;
  return places;
}

export function placesOfQuery(store: MailStore, where: EmailQuery['where'], words?: Found['where']): Uint8Array {
  const { mailboxes } = store;
  if (words === 'anywhere') return placesWhere(store, () => true);
  if (words !== undefined) return placesWhere(store, (id) => words.has(id));
  if ('mailboxId' in where) return placesWhere(store, (id) => id === where.mailboxId);
  if ('role' in where) return placesWhere(store, (id) => mailboxes.get(id)?.role === where.role);
  return placesWhere(store, (id) => !isAside(mailboxes.get(id)?.role));
}

/** @param now - What came back until then stands at the time it did. */
export function createMailLists(store: MailStore, search: MailSearch, now: () => number): MailLists {
  const { columns } = store;
  const lists = new Map<string, List>();
  /** Searches under way: a page asks at once how long a list is and for its first rows. */
  const running = new Map<string, { readonly stamp: number; readonly list: Promise<List> }>();

  async function listOf(query: EmailQuery): Promise<List> {
    const { where, show, text, collapseThreads, order } = query;
    const key = JSON.stringify([where, show, text, collapseThreads, order]);
    const known = lists.get(key);
    if (known?.stamp === columns.stamp) return known;
    if (text.trim() === '') return keep(key, await inTime(query, makeList(query, undefined)));
    const begun = running.get(key);
    if (begun?.stamp === columns.stamp) return begun.list;
    const list = search.find(text).then(async (found) => keep(key, await inTime(query, makeList(query, found))));
    const one = { stamp: columns.stamp, list };
    running.set(key, one);
    try {
      return await list;
    } finally {
      if (running.get(key) === one) running.delete(key);
    }
  }

  function keep(key: string, list: List): List {
    lists.delete(key);
    lists.set(key, list);
    for (const oldest of lists.keys()) {
      if (lists.size <= KEPT) break;
      lists.delete(oldest);
    }
    return list;
  }

  function makeList(query: EmailQuery, found: Found | undefined): List {
    const places = placesOfQuery(store, query.where, found?.where);
    const newest = raiseSnoozed(store, matches(places, found?.scores), now(), isSnoozedList(store, query.where));
    const matching = inOrder(query, newest, found);
    const emails = query.collapseThreads ? collapse(matching, query.show) : showing(matching, query.show);
    if (query.order === 'oldest') emails.reverse();
    return { stamp: columns.stamp, emails, places, notIndexed: found?.notIndexed ?? 0 };
  }

  /** What is scheduled stands at the time it is sent. Its stamp is that of before: what changed meanwhile counts. */
  async function inTime({ where, order }: EmailQuery, list: List): Promise<List> {
    if (order === 'relevance' || !isScheduledList(store, where)) return list;
    const emails = soonestFirst(list.emails, await sendTimesOf(store, list.emails));
    return { ...list, emails: order === 'oldest' ? emails.reverse() : emails };
  }

  function matches(places: Uint8Array, scores: Float32Array | undefined): Uint32Array {
    const { flags, places: placeOf } = columns;
    const order = columns.newestFirst();
    const out = new Uint32Array(order.length);
    let count = 0;
    for (let at = 0; at < order.length; at += 1) {
      const email = order[at]!;
      if ((flags[email]! & EXISTS) === 0 || places[placeOf[email]!] !== 1) continue;
      if (scores !== undefined && !(scores[email]! > 0)) continue;
      out[count] = email;
      count += 1;
    }
    return out.subarray(0, count);
  }

  function inOrder({ order }: EmailQuery, emails: Uint32Array, found: Found | undefined): Uint32Array {
    if (order !== 'relevance' || found === undefined) return emails;
    return bestFirst(emails, found.scores);
  }

  function showing(emails: Uint32Array, show: EmailQuery['show']): Uint32Array {
    if (show === 'all') return emails.slice();
    const { flags } = columns;
    return emails.filter((email) => isShown(flags[email]!, flags[email]!, show));
  }

  /** The first message of each thread, if the thread is one that is shown. */
  function collapse(emails: Uint32Array, show: EmailQuery['show']): Uint32Array {
    const { threads, next } = columns;
    const seen = new Uint8Array(next);
    const firsts = new Uint32Array(emails.length);
    let count = 0;
    for (let at = 0; at < emails.length; at += 1) {
      const thread = threads[emails[at]!]!;
      if (seen[thread] === 1) continue;
      seen[thread] = 1;
      firsts[count] = emails[at]!;
      count += 1;
    }
    // Lists are kept: with no more room than they need.
    const all = firsts.slice(0, count);
    if (show === 'all') return all;
    const { all: bitsOfAll, any } = threadBits(emails);
    return all.filter((email) => isShown(bitsOfAll[threads[email]!]!, any[threads[email]!]!, show));
  }

  /** Bits all messages of a thread have, and bits any has: unread is the lack of one. */
  function threadBits(emails: Uint32Array): { readonly all: Uint16Array; readonly any: Uint16Array } {
    const { flags, threads, next } = columns;
    const any = new Uint16Array(next);
    const all = new Uint16Array(next).fill(0xffff);
    for (let at = 0; at < emails.length; at += 1) {
      const email = emails[at]!;
      const thread = threads[email]!;
      const bits = (flags[email]! & DRAFT) === 0 ? flags[email]! : flags[email]! | SEEN;
      any[thread]! |= bits;
      all[thread]! &= bits;
    }
    return { all, any };
  }

  async function rows(query: EmailQuery, from: number, to: number): Promise<readonly EmailListItem[]> {
    const list = await listOf(query);
    const emails = [...list.emails.subarray(Math.max(0, from), Math.max(0, to))];
    const parts = emails.map((email) => (query.collapseThreads ? threadIn(list, email) : [email]));
    const named = parts.flatMap((part) => (part.length > NAMED ? [part[0]!, ...part.slice(1 - NAMED)] : part));
    const [data, times, snippets] = await Promise.all([
      store.rows.get([...emails, ...named]),
      sendTimesOf(store, emails),
      query.text.trim() === '' ? undefined : search.snippets(query.text, emails),
    ]);
    return emails.flatMap((email, index) => {
      const row = data.get(email);
      if (row === undefined) return []; // destroyed a moment ago: the change that says so is on its way
      const snippet = snippets?.get(email);
      const sendAt = times.get(email);
      return [
        {
          ...emailRow(store, email, row),
          ...threadFacts(parts[index]!, data),
          ...(sendAt !== undefined && { sendAt }),
          ...(snippet && { snippet }),
        },
      ];
    });
  }

  /** Messages of the thread but those in junk and trash, unless the list is about these. */
  function threadIn({ places }: List, email: number): number[] {
    const { mailboxes } = store;
    const isShownHere = (each: number) =>
      places[columns.places[each]!] === 1 ||
      store.set(columns.places[each]!).some((id) => !isAside(mailboxes.get(id)?.role));
    return [...columns.thread(columns.threads[email]!)].filter(isShownHere);
  }

  function threadFacts(emails: readonly number[], data: ReadonlyMap<number, MailRow>) {
    const { flags } = columns;
    const people = new Map<string, MailAddress>();
    for (const email of emails) {
      for (const address of data.get(email)?.f ?? []) {
        const key = address[1].toLowerCase();
        if (!people.has(key)) people.set(key, toAddress(address));
      }
    }
    return {
      threadSize: emails.length,
      threadFrom: [...people.values()],
      threadUnread: emails.some((email) => (flags[email]! & (SEEN | DRAFT)) === 0),
      threadFlagged: emails.some((email) => (flags[email]! & FLAGGED) !== 0),
    };
  }

  return {
    async info(query) {
      const { emails, notIndexed } = await listOf(query);
      return { total: emails.length, notIndexed };
    },
    rows,
    async indexOf(query, emailId) {
      const email = emailNumber(store, emailId);
      if (email === 0) return -1;
      const { emails } = await listOf(query);
      if (!query.collapseThreads) return emails.indexOf(email);
      const thread = columns.threads[email];
      return emails.findIndex((each) => columns.threads[each] === thread);
    },
  };
}

/** @param all - Bits that all messages of the line have. @param any - Bits that one of them has. */
function isShown(all: number, any: number, show: EmailQuery['show']): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'read':
      return (all & SEEN) !== 0;
    case 'unread':
      return (all & SEEN) === 0;
    case 'flagged':
      return (any & FLAGGED) !== 0;
    case 'unflagged':
      return (any & FLAGGED) === 0;
  }
}
