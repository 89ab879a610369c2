import { MethodError } from '../errors.js';
import type { MailboxInfo, Role } from '../imap/mailboxes.js';
import { INBOX_ID } from '../imap/mailboxes.js';
import { mailboxState, marksOf, readMailboxState } from '../imap/state.js';
import { type Arguments, type JsonObject, pick } from './arguments.js';
import type { RequestContext } from './context.js';
import { LIMITS } from './limits.js';
import { queryWindow } from './query-window.js';

/** As people know them from other programs. */
const ORDER: readonly (Role | null)[] = ['inbox', 'flagged', 'drafts', 'sent', 'archive', 'all', null, 'junk', 'trash'];

const PROPERTIES = [
  ...['id', 'name', 'parentId', 'role', 'sortOrder', 'totalEmails', 'unreadEmails', 'totalThreads', 'unreadThreads'],
  ...['myRights', 'isSubscribed'],
];

export function mailboxJson(mailbox: MailboxInfo): JsonObject {
  const { isSelectable, role, id } = mailbox;
  const isFixed = id === INBOX_ID;
  return {
    id,
    name: isFixed ? 'Inbox' : mailbox.name,
    parentId: mailbox.parentId,
    role,
    sortOrder: ORDER.indexOf(role) * 10,
    totalEmails: mailbox.messages,
    unreadEmails: mailbox.unseen,
    // Threads are not counted: that would need every message's header each time.
    totalThreads: mailbox.messages,
    unreadThreads: mailbox.unseen,
    myRights: {
      mayReadItems: isSelectable,
      mayAddItems: isSelectable && role !== 'all' && role !== 'flagged',
      mayRemoveItems: isSelectable,
      maySetSeen: isSelectable,
      maySetKeywords: isSelectable,
      mayCreateChild: mailbox.mayHaveChildren,
      mayRename: !isFixed,
      mayDelete: !isFixed,
      maySubmit: true,
    },
    isSubscribed: mailbox.isSubscribed,
  };
}

export function readProperties(args: Arguments, known: readonly string[]): ReadonlySet<string> | undefined {
  const properties = args.texts('properties', 100);
  const strange = properties?.find((name) => !known.includes(name));
  if (strange !== undefined) throw new MethodError('invalidArguments', `There is no property “${strange}”.`);
  return properties && new Set(properties);
}

/** `Mailbox/get` (RFC 8621 §2.1). */
export async function mailboxGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', LIMITS.maxObjectsInGet);
  const properties = readProperties(args, PROPERTIES);
  const mailboxes = await context.mailboxes();
  const wanted = ids && new Set(ids);
  const list = mailboxes.filter(({ id }) => wanted === undefined || wanted.has(id));
  return {
    accountId: context.account.id,
    state: mailboxState(mailboxes),
    list: list.map((mailbox) => pick(properties, mailboxJson(mailbox))),
    notFound: [...(wanted ?? [])].filter((id) => !mailboxes.some((mailbox) => mailbox.id === id)),
  };
}

/** `Mailbox/changes` (RFC 8621 §2.2). */
export async function mailboxChanges(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const sinceState = args.text('sinceState') ?? '';
  const before = readMailboxState(sinceState);
  if (before === undefined) throw new MethodError('cannotCalculateChanges', 'That is no state of this server.');
  const mailboxes = await context.mailboxes();
  const created = mailboxes.filter(({ id }) => !before.has(id));
  const differs = mailboxes.filter((mailbox) => {
    const old = before.get(mailbox.id);
    const marks = marksOf(mailbox);
    return old !== undefined && (old.properties !== marks.properties || old.counts !== marks.counts);
  });
  const destroyed = [...before.keys()].filter((id) => !mailboxes.some((mailbox) => mailbox.id === id));
  const most = args.number('maxChanges', 1);
  if (most !== undefined && created.length + differs.length + destroyed.length > most)
    throw new MethodError('cannotCalculateChanges', `More than ${most} mailboxes have changed.`);
  const onlyCounts = differs.every((mailbox) => before.get(mailbox.id)?.properties === marksOf(mailbox).properties);
  return {
    accountId: context.account.id,
    oldState: sinceState,
    newState: mailboxState(mailboxes),
    hasMoreChanges: false,
    created: created.map(({ id }) => id),
    updated: differs.map(({ id }) => id),
    destroyed,
    updatedProperties:
      onlyCounts && differs.length > 0 ? ['totalEmails', 'unreadEmails', 'totalThreads', 'unreadThreads'] : null,
  };
}

function matches(filter: JsonObject, mailbox: MailboxInfo): boolean {
  if ('operator' in filter) {
    const { operator, conditions } = filter;
    if (!Array.isArray(conditions)) throw new MethodError('invalidArguments', '“conditions” has to be a list.');
    const each = (conditions as readonly JsonObject[]).map((one) => matches(one, mailbox));
    if (operator === 'AND') return each.every(Boolean);
    if (operator === 'OR') return each.some(Boolean);
    return !each.some(Boolean);
  }
  return Object.entries(filter).every(([name, value]) => {
    if (name === 'parentId') return mailbox.parentId === value;
    if (name === 'name') return typeof value === 'string' && mailbox.name.toLowerCase().includes(value.toLowerCase());
    if (name === 'role') return mailbox.role === value;
    if (name === 'hasAnyRole') return (mailbox.role !== null) === value;
    if (name === 'isSubscribed') return mailbox.isSubscribed === value;
    throw new MethodError('unsupportedFilter', `Mailboxes cannot be searched by “${name}”.`);
  });
}

/** `Mailbox/query` (RFC 8621 §2.3). */
export async function mailboxQuery(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const filter = args.object('filter') ?? {};
  const sort = args.objects('sort') ?? [];
  const strange = sort.find(
    ({ property }) => property !== 'name' && property !== 'sortOrder' && property !== 'parentId',
  );
  if (strange !== undefined) throw new MethodError('unsupportedSort');
  const mailboxes = (await context.mailboxes()).filter((mailbox) => matches(filter, mailbox));
  const key = (mailbox: MailboxInfo, property: unknown) =>
    property === 'sortOrder'
      ? ORDER.indexOf(mailbox.role)
      : property === 'name'
        ? mailbox.name.toLowerCase()
        : (mailbox.parentId ?? '');
  const sorted = [...mailboxes].sort((one, other) => {
    for (const { property, isAscending = true } of sort) {
      const [a, b] = [key(one, property), key(other, property)];
      if (a !== b) return (a < b ? -1 : 1) * (isAscending === true ? 1 : -1);
    }
    return one.id < other.id ? -1 : 1;
  });
  const ids = sorted.map(({ id }) => id);
  return {
    accountId: context.account.id,
    queryState: await context.mailboxState(),
    ...queryWindow(args, ids, args.number('limit', 0) ?? ids.length),
  };
}
