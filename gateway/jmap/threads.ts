// `Thread/get` (RFC 8621 §3): a thread's id says what to search for.
import type { SearchObject } from 'imapflow';
import { readMessage } from '../../src/formats/mail/parse-message.js';
import { MethodError } from '../errors.js';
import { isDeleted } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import { uidSets } from '../imap/uid-set.js';
import type { Arguments, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { changesSince } from './email-changes.js';
import { MAX_RESULTS } from './limits.js';
import { readThreadId, threadIdOf } from './thread-id.js';

/** Threads that are looked for at once: each is three conditions of a search. */
const PER_SEARCH = 10;
const MOST_THREADS = 100;

interface Member {
  readonly id: string;
  readonly received: number;
}

async function collect(
  context: RequestContext,
  mailbox: MailboxInfo,
  uids: readonly number[],
  members: Map<string, Member[]>,
): Promise<void> {
  for (const set of uidSets(uids)) {
    const query = {
      uid: true,
      flags: true,
      internalDate: true,
      headers: ['message-id', 'in-reply-to', 'references', 'subject'],
    };
    for (const one of await context.imap.flow.fetchAll(set, query, { uid: true })) {
      if (isDeleted(one.flags ?? new Set()) || one.headers === undefined) continue;
      const id = emailIdOf(mailbox, one.uid);
      const received = one.internalDate === undefined ? 0 : new Date(one.internalDate).getTime();
      members.get(threadIdOf(readMessage(one.headers, { bodyValues: false }), id))?.push({ id, received });
    }
  }
}

const refersTo = (root: string): SearchObject[] =>
  ['Message-ID', 'References', 'In-Reply-To'].map((name) => ({ header: { [name]: root } }));

async function findMembers(context: RequestContext, threadIds: readonly string[]): Promise<Map<string, Member[]>> {
  const members = new Map<string, Member[]>(threadIds.map((id) => [id, []]));
  const roots: string[] = [];
  const alone: string[] = [];
  for (const threadId of threadIds) {
    const what = readThreadId(threadId);
    if (what === undefined) continue;
    if ('root' in what) roots.push(what.root);
    else alone.push(what.emailId);
  }
  for (const emailId of alone) {
    const place = await context.place(emailId);
    if (place === undefined) continue;
    await context.select(place.mailbox);
    await collect(context, place.mailbox, [place.uid], members);
  }
  const mailboxes = (await context.mailboxes()).filter(
    ({ isSelectable, messages, role }) => isSelectable && messages > 0 && role !== 'all' && role !== 'flagged',
  );
  for (const mailbox of roots.length === 0 ? [] : mailboxes) {
    await context.select(mailbox);
    const uids = new Set<number>();
    for (let at = 0; at < roots.length; at += PER_SEARCH) {
      const or = roots.slice(at, at + PER_SEARCH).flatMap(refersTo);
      const found = await context.imap.flow.search({ or }, { uid: true });
      for (const uid of Array.isArray(found) ? found : []) uids.add(uid);
    }
    if (uids.size > 0) await collect(context, mailbox, [...uids], members);
  }
  return members;
}

export async function threadGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', MOST_THREADS);
  if (ids === undefined) throw new MethodError('requestTooLarge', `Name the threads, ${MOST_THREADS} at most.`);
  const unique = [...new Set(ids)];
  const members = await findMembers(context, unique);
  const list = [...members].filter(([, found]) => found.length > 0);
  return {
    accountId: context.account.id,
    state: await context.emailState(),
    list: list.map(([id, found]) => ({
      id,
      emailIds: found
        .sort((one, other) => one.received - other.received || (one.id < other.id ? -1 : 1))
        .map(({ id: emailId }) => emailId),
    })),
    notFound: unique.filter((id) => (members.get(id)?.length ?? 0) === 0),
  };
}

/** `Thread/changes`: to which threads messages came or went is not known, only that none did. */
export async function threadChanges(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const { oldState, newState, created, destroyed, hasMoreChanges } = await changesSince(
    args.text('sinceState') ?? '',
    MAX_RESULTS,
    context,
  );
  if (created.length + destroyed.length > 0 || hasMoreChanges)
    throw new MethodError('cannotCalculateChanges', 'Messages came or went; their threads come with them.');
  return {
    accountId: context.account.id,
    oldState,
    newState,
    hasMoreChanges: false,
    created: [],
    updated: [],
    destroyed: [],
  };
}
