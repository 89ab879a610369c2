import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import { readMessage } from '../../src/formats/mail/parse-message.js';
import { MethodError } from '../errors.js';
import { flagOf } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import { readStructure } from '../imap/structure.js';
import { uidSets } from '../imap/uid-set.js';
import type { Arguments, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { compileFilter } from './email-filter.js';
import { MAX_RESULTS } from './limits.js';
import { queryWindow } from './query-window.js';
import { threadIdOf } from './thread-id.js';

export const SORT_PROPERTIES = ['receivedAt', 'sentAt', 'size', 'from', 'to', 'subject', 'hasKeyword'] as const;
type SortProperty = (typeof SORT_PROPERTIES)[number];

interface Comparator {
  readonly property: SortProperty;
  readonly isAscending: boolean;
  readonly flag?: string;
}

function readSort(args: Arguments): readonly Comparator[] {
  const sort = args.objects('sort') ?? [];
  if (sort.length > 10) throw new MethodError('unsupportedSort', 'That is more than this server sorts by.');
  const comparators = sort.map(({ property, isAscending = true, keyword }): Comparator => {
    if (!SORT_PROPERTIES.includes(property as SortProperty))
      throw new MethodError('unsupportedSort', `This server cannot sort by “${String(property)}”.`);
    const flag = property === 'hasKeyword' && typeof keyword === 'string' ? flagOf(keyword) : undefined;
    if (property === 'hasKeyword' && flag === undefined)
      throw new MethodError('invalidArguments', 'That is no keyword.');
    return { property: property as SortProperty, isAscending: isAscending === true, flag };
  });
  return comparators.length > 0 ? comparators : [{ property: 'receivedAt', isAscending: false }];
}

interface Hit {
  readonly id: string;
  readonly received: number;
  readonly threadId: string;
  readonly keys: readonly (string | number)[];
}

const timeOf = (date: Date | string | undefined) => (date === undefined ? 0 : new Date(date).getTime() || 0);
const who = (list: readonly { readonly name?: string; readonly address?: string }[] | undefined) =>
  (list?.[0]?.name || list?.[0]?.address || '').toLowerCase();

function sortKey({ property, flag }: Comparator, one: FetchMessageObject): string | number {
  switch (property) {
    case 'receivedAt':
      return timeOf(one.internalDate);
    case 'sentAt':
      return timeOf(one.envelope?.date ?? one.internalDate);
    case 'size':
      return one.size ?? 0;
    case 'from':
      return who(one.envelope?.from);
    case 'to':
      return who(one.envelope?.to);
    case 'subject':
      return (one.envelope?.subject ?? '').replace(/^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*/i, '').toLowerCase();
    case 'hasKeyword':
      return [...(one.flags ?? [])].some((name) => name.toLowerCase() === flag?.toLowerCase()) ? 1 : 0;
  }
}

/** Which mailboxes can hold what is asked for: those named at the outermost level, or all. */
function placesOf(filter: JsonObject | undefined, mailboxes: readonly MailboxInfo[]): readonly MailboxInfo[] {
  const selectable = mailboxes.filter(({ isSelectable, messages }) => isSelectable && messages > 0);
  const named = filter !== undefined && !('operator' in filter) ? filter.inMailbox : undefined;
  // A mailbox that shows the messages of others (\All, \Flagged: RFC 6154) would bring everything twice.
  if (typeof named === 'string') return selectable.filter(({ id }) => id === named);
  return selectable.filter(({ role }) => role !== 'all' && role !== 'flagged');
}

async function hitsIn(
  context: RequestContext,
  mailbox: MailboxInfo,
  filter: JsonObject | undefined,
  sort: readonly Comparator[],
  collapse: boolean,
): Promise<Hit[]> {
  const { search, rest } = compileFilter(filter, mailbox);
  if (search === false) return [];
  await context.select(mailbox);
  const { flow } = context.imap;
  const uids = await flow.search(search === true ? { all: true } : search, { uid: true });
  if (!Array.isArray(uids)) {
    const refusal = context.imap.takeRefusal();
    throw new MethodError(
      'unsupportedFilter',
      `The mail server cannot search like that.${refusal?.code === 'BADCHARSET' ? ' It knows ASCII only.' : ''}`,
    );
  }
  if (uids.length === 0) return [];
  const needs = (...names: SortProperty[]) => sort.some(({ property }) => names.includes(property));
  const query: FetchQueryObject = {
    uid: true,
    internalDate: true,
    size: needs('size'),
    flags: needs('hasKeyword'),
    envelope: needs('sentAt', 'from', 'to', 'subject'),
    bodyStructure: rest.hasAttachment !== undefined,
    ...(collapse && { headers: ['message-id', 'in-reply-to', 'references', 'subject'] }),
  };
  const hits: Hit[] = [];
  const range = uids.length === mailbox.messages ? ['1:*'] : uidSets(uids);
  const wanted = new Set(uids);
  for (const set of range)
    for await (const one of flow.fetch(set, query, { uid: true })) {
      if (!wanted.has(one.uid)) continue;
      const received = timeOf(one.internalDate);
      if (rest.after !== undefined && received < rest.after) continue;
      if (rest.before !== undefined && received >= rest.before) continue;
      if (rest.hasAttachment !== undefined) {
        const has = one.bodyStructure !== undefined && readStructure(one.bodyStructure).hasAttachment;
        if (has !== rest.hasAttachment) continue;
      }
      const id = emailIdOf(mailbox, one.uid);
      const threadId = collapse && one.headers ? threadIdOf(readMessage(one.headers, { bodyValues: false }), id) : id;
      hits.push({ id, received, threadId, keys: sort.map((comparator) => sortKey(comparator, one)) });
    }
  return hits;
}

function compare(sort: readonly Comparator[], one: Hit, other: Hit): number {
  for (const [i, { isAscending }] of sort.entries()) {
    const [a, b] = [one.keys[i] as string | number, other.keys[i] as string | number];
    if (a !== b) return (a < b ? -1 : 1) * (isAscending ? 1 : -1);
  }
  // The same order whenever it is asked for.
  return other.received - one.received || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** `Email/query` (RFC 8621 §4.4). */
export async function emailQuery(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const filter = args.object('filter');
  const sort = readSort(args);
  const collapse = args.boolean('collapseThreads');
  const limit = Math.min(args.number('limit', 0) ?? MAX_RESULTS, MAX_RESULTS);
  const mailboxes = await context.mailboxes();
  const hits: Hit[] = [];
  for (const mailbox of placesOf(filter, mailboxes)) {
    const found = await hitsIn(context, mailbox, filter, sort, collapse);
    for (const hit of found) hits.push(hit);
  }
  hits.sort((one, other) => compare(sort, one, other));
  let ids = hits.map(({ id }) => id);
  if (collapse) {
    const seen = new Set<string>();
    ids = hits.flatMap(({ id, threadId }) => (seen.has(threadId) ? [] : [seen.add(threadId) && id]));
  }
  return {
    accountId: context.account.id,
    queryState: await context.emailState(),
    ...queryWindow(args, ids, limit),
    ...((args.number('limit', 0) ?? 0) > MAX_RESULTS && { limit }),
  };
}
