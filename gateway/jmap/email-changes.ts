// What has changed since a state (RFC 8620 §5.2), asked of the IMAP server by CONDSTORE and QRESYNC (RFC 7162).
import { MethodError } from '../errors.js';
import { isDeleted } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import { emailState, type MessagesState, messagesStates, readEmailState } from '../imap/state.js';
import type { Arguments, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { MAX_RESULTS } from './limits.js';

interface Changes {
  readonly created: readonly number[];
  readonly updated: readonly number[];
  readonly destroyed: readonly number[];
}

const unknown = (why: string) => new MethodError('cannotCalculateChanges', why);
const NOTHING: Changes = { created: [], updated: [], destroyed: [] };

async function flagsOf(
  context: RequestContext,
  range: string,
  changedSince?: bigint,
): Promise<{ changed: Map<number, boolean>; unseen: Set<number>; vanished: number[] }> {
  const changed = new Map<number, boolean>();
  const unseen = new Set<number>();
  const vanished: number[] = [];
  context.imap.onVanished = (uid) => {
    if (vanished.length <= MAX_RESULTS) vanished.push(uid);
  };
  try {
    const options = { uid: true, ...(changedSince !== undefined && { changedSince }) };
    for await (const { uid, flags = new Set<string>() } of context.imap.flow.fetch(
      range,
      { uid: true, flags: true },
      options,
    )) {
      changed.set(uid, isDeleted(flags));
      if (!flags.has('\\Seen')) unseen.add(uid);
      if (changed.size > MAX_RESULTS) throw unknown('Too much has changed.');
    }
  } finally {
    context.imap.onVanished = undefined;
  }
  if (vanished.length > MAX_RESULTS) throw unknown('Too much is gone.');
  return { changed, unseen, vanished };
}

/** @param since - what it was like; `undefined` for a mailbox that was not there */
async function changesIn(
  context: RequestContext,
  mailbox: MailboxInfo,
  since: MessagesState | undefined,
): Promise<Changes> {
  if (since === undefined) {
    if (mailbox.messages === 0) return NOTHING;
    await context.select(mailbox);
    const { changed } = await flagsOf(context, '1:*');
    return { ...NOTHING, created: [...changed.keys()].filter((uid) => changed.get(uid) === false) };
  }
  const { modseq, uidNext, messages, unseen } = since;
  const isSame = mailbox.uidNext === uidNext && mailbox.messages === messages;
  if (isSame && modseq !== 0n && mailbox.modseq === modseq) return NOTHING;
  if (isSame && modseq === 0n && mailbox.unseen === unseen) return NOTHING;
  await context.select(mailbox);
  const hasHistory = modseq !== 0n && mailbox.modseq !== 0n && context.imap.flow.enabled.has('CONDSTORE');
  const found = await flagsOf(context, hasHistory ? '1:*' : `${uidNext}:*`, hasHistory ? modseq : undefined);
  const isNew = (uid: number) => uid >= uidNext;
  const uids = [...found.changed.keys()];
  const gone = new Set([...uids.filter((uid) => found.changed.get(uid)), ...found.vanished]);
  const created = uids.filter((uid) => isNew(uid) && !gone.has(uid));
  if (!(hasHistory && context.imap.flow.enabled.has('QRESYNC'))) {
    // Which are gone the server does not tell. That none is, the numbers tell.
    const newOnes = uids.filter(isNew);
    if (messages + newOnes.length !== mailbox.messages)
      throw unknown('The mail server does not tell which messages are gone.');
    const newUnseen = newOnes.filter((uid) => found.unseen.has(uid)).length;
    if (!hasHistory && unseen + newUnseen !== mailbox.unseen)
      throw unknown('The mail server does not tell which messages have changed.');
  }
  return {
    created,
    updated: hasHistory ? uids.filter((uid) => !isNew(uid) && !gone.has(uid)) : [],
    // Also what came and went meanwhile: a client may have put it there itself (RFC 8620 §5.2).
    destroyed: [...gone],
  };
}

interface AllChanges {
  readonly oldState: string;
  readonly newState: string;
  readonly hasMoreChanges: boolean;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
}

/** @throws {MethodError} `cannotCalculateChanges` */
export async function changesSince(sinceState: string, most: number, context: RequestContext): Promise<AllChanges> {
  const before = readEmailState(sinceState);
  if (before === undefined) throw unknown('That is no state of this server.');
  const mailboxes = await context.mailboxes();
  const now = messagesStates(mailboxes);
  for (const [prefix, { messages }] of before)
    if (!now.has(prefix) && messages > 0)
      throw unknown('A mailbox is gone, or its messages were numbered anew (UIDVALIDITY).');
  const created: string[] = [];
  const updated: string[] = [];
  const destroyed: string[] = [];
  const reached = new Map([...before].filter(([prefix]) => now.has(prefix)));
  let hasMoreChanges = false;
  for (const mailbox of mailboxes.filter(({ isSelectable }) => isSelectable)) {
    const changes = await changesIn(context, mailbox, before.get(mailbox.prefix));
    const count = changes.created.length + changes.updated.length + changes.destroyed.length;
    if (created.length + updated.length + destroyed.length + count > most) {
      if (created.length + updated.length + destroyed.length === 0)
        throw unknown(`More has changed in one mailbox than ${most}.`);
      hasMoreChanges = true;
      break;
    }
    const idOf = (uid: number) => emailIdOf(mailbox, uid);
    created.push(...changes.created.map(idOf));
    updated.push(...changes.updated.map(idOf));
    destroyed.push(...changes.destroyed.map(idOf));
    reached.set(mailbox.prefix, mailbox);
  }
  const newState = hasMoreChanges ? emailState(reached) : emailState(now);
  return { oldState: sinceState, newState, hasMoreChanges, created, updated, destroyed };
}

/** `Email/changes` (RFC 8621 §4.3). */
export async function emailChanges(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const sinceState = args.text('sinceState');
  if (sinceState === undefined) throw new MethodError('invalidArguments', '“sinceState” is missing.');
  const most = args.number('maxChanges', 1) ?? MAX_RESULTS;
  return { accountId: context.account.id, ...(await changesSince(sinceState, most, context)) };
}
