import { MailError } from '../../src/domain/mail/mail-error.js';
import { invalidProperties, SetError } from '../errors.js';
import { flagOf, isDeleted, keepable } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import { uidSets } from '../imap/uid-set.js';
import type { Arguments, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { buildMessage } from './email-build.js';
import { readSetPatch, type SetPatch } from './patch.js';
import {
  createdId,
  newSetResult,
  readSetRequest,
  refusalError,
  type SetRequest,
  type SetResult,
  setAnswer,
  setError,
} from './set.js';
import { readKeywords, readMailboxIds, readReceivedAt, storeMessage } from './store-message.js';

/** What an update comes to: flags to add and to take away, and a mailbox to go to. */
interface Change {
  readonly id: string;
  readonly uid: number;
  readonly mailbox: MailboxInfo;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly target: MailboxInfo | undefined;
}

function flagsOfPatch(patch: SetPatch, current: ReadonlySet<string>): { add: string[]; remove: string[] } {
  const flags = (keywords: ReadonlySet<string>) =>
    [...keywords].map((keyword) => {
      const flag = flagOf(keyword);
      if (flag === undefined) throw invalidProperties(['keywords'], `“${keyword}” is no keyword.`);
      return flag;
    });
  if (patch.whole === undefined) return { add: flags(patch.add), remove: flags(patch.remove) };
  const wanted = new Set(flags(patch.whole).map((flag) => flag.toLowerCase()));
  const kept = /^\\(?:recent|deleted)$/i;
  return {
    add: flags(patch.whole),
    remove: [...current].filter((flag) => !wanted.has(flag.toLowerCase()) && !kept.test(flag)),
  };
}

/** The mailbox a message goes to; `undefined` when it stays. @throws {SetError} */
async function targetOf(context: RequestContext, patch: SetPatch, from: MailboxInfo): Promise<MailboxInfo | undefined> {
  const ids = (set: ReadonlySet<string>) => [...set].map((id) => createdId(context, id));
  const after = new Set(patch.whole === undefined ? [from.id, ...ids(patch.add)] : ids(patch.whole));
  if (patch.whole === undefined) for (const id of ids(patch.remove)) after.delete(id);
  const target = await readMailboxIds(context, Object.fromEntries([...after].map((id) => [id, true])));
  return target.id === from.id ? undefined : target;
}

async function planUpdates(
  context: RequestContext,
  update: ReadonlyMap<string, JsonObject>,
  result: SetResult,
): Promise<Change[]> {
  const places = new Map<string, { uid: number; mailbox: MailboxInfo }>();
  for (const id of update.keys()) {
    const place = await context.place(id);
    if (place !== undefined) places.set(id, place);
  }
  const current = new Map<string, ReadonlySet<string>>();
  for (const mailbox of new Set([...places.values()].map((place) => place.mailbox))) {
    const uids = [...places.values()].filter((place) => place.mailbox === mailbox).map(({ uid }) => uid);
    await context.select(mailbox);
    for (const set of uidSets(uids))
      for (const { uid, flags = new Set<string>() } of await context.imap.flow.fetchAll(
        set,
        { uid: true, flags: true },
        { uid: true },
      ))
        current.set(emailIdOf(mailbox, uid), flags);
  }
  const changes: Change[] = [];
  for (const [id, patch] of update) {
    const place = places.get(id);
    const flags = place && current.get(emailIdOf(place.mailbox, place.uid));
    try {
      if (place === undefined || flags === undefined || isDeleted(flags))
        throw new SetError('notFound', 'The message is no longer there.');
      const fixed = Object.keys(patch).filter((path) => !/^(?:keywords|mailboxIds)(?:\/|$)/.test(path));
      if (fixed.length > 0)
        throw invalidProperties(fixed, 'A message cannot be changed, only where it is and its keywords.');
      const keywords = readSetPatch(patch, 'keywords');
      const mailboxIds = readSetPatch(patch, 'mailboxIds');
      const target = mailboxIds && (await targetOf(context, mailboxIds, place.mailbox));
      const { add, remove } = keywords === undefined ? { add: [], remove: [] } : flagsOfPatch(keywords, flags);
      changes.push({ id, ...place, add, remove, target });
    } catch (error) {
      result.notUpdated[id] = setError(error);
    }
  }
  return changes;
}

/** Moves, and remembers where to. @returns New ids by UID. */
async function move(
  context: RequestContext,
  changes: readonly Change[],
  target: MailboxInfo,
): Promise<Map<number, string>> {
  const moved = new Map<number, string>();
  for (const set of uidSets(changes.map(({ uid }) => uid))) {
    context.imap.takeRefusal();
    const answer = await context.imap.flow.messageMove(set, target.path, { uid: true });
    if (answer === false) throw refusalError(context.imap.takeRefusal());
    // Only where the numbers are still those of the mailbox as it was listed.
    if (answer.uidValidity === target.uidValidity)
      for (const [from, to] of answer.uidMap ?? []) moved.set(from, emailIdOf(target, to));
  }
  return moved;
}

/** Changes that are alike are one command. */
async function applyAlike(context: RequestContext, changes: readonly Change[], result: SetResult): Promise<void> {
  const [{ mailbox, add, remove, target }] = changes as readonly [Change, ...Change[]];
  const { flow } = context.imap;
  try {
    await context.select(mailbox);
    const { kept, refused } = keepable(add, flow.mailbox === false ? undefined : flow.mailbox.permanentFlags);
    if (refused.length > 0) throw invalidProperties(['keywords'], `This mailbox keeps no “${refused.join('”, “')}”.`);
    for (const set of uidSets(changes.map(({ uid }) => uid))) {
      context.imap.takeRefusal();
      const isDone =
        (kept.length === 0 || (await flow.messageFlagsAdd(set, [...kept], { uid: true, silent: true }))) &&
        (remove.length === 0 || (await flow.messageFlagsRemove(set, [...remove], { uid: true, silent: true })));
      if (!isDone) throw refusalError(context.imap.takeRefusal());
    }
    const moved = target && (await move(context, changes, target));
    for (const { id, uid } of changes) {
      const newId = moved?.get(uid);
      if (newId !== undefined) context.account.moved.set(emailIdOf(mailbox, uid), newId);
      // The id is the one thing that changes and was not asked for (docs/decisions/0015).
      result.updated[id] = newId === undefined ? null : { id: newId, blobId: newId };
    }
  } catch (error) {
    const answer = setError(error);
    for (const { id } of changes) result.notUpdated[id] = answer;
  }
}

async function applyUpdates(context: RequestContext, update: SetRequest['update'], result: SetResult): Promise<void> {
  const groups = new Map<string, Change[]>();
  for (const change of await planUpdates(context, update, result)) {
    const { mailbox, add, remove, target } = change;
    const key = JSON.stringify([mailbox.id, add, remove, target?.id]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  for (const changes of groups.values()) await applyAlike(context, changes, result);
}

async function destroy(context: RequestContext, ids: readonly string[], result: SetResult): Promise<void> {
  const groups = new Map<MailboxInfo, Map<number, string>>();
  for (const id of ids) {
    const place = await context.place(id);
    if (place === undefined) result.notDestroyed[id] = { type: 'notFound' };
    else groups.set(place.mailbox, (groups.get(place.mailbox) ?? new Map<number, string>()).set(place.uid, id));
  }
  for (const [mailbox, idByUid] of groups) {
    await context.select(mailbox);
    for (const set of uidSets([...idByUid.keys()])) {
      const there = await context.imap.flow.fetchAll(set, { uid: true }, { uid: true });
      if (there.length === 0) continue;
      context.imap.takeRefusal();
      const isDone = await context.imap.flow.messageDelete(there.map(({ uid }) => uid).join(','), { uid: true });
      const refusal = isDone ? undefined : (refusalError(context.imap.takeRefusal()).toJSON() as JsonObject);
      for (const { uid } of there) {
        const id = idByUid.get(uid);
        if (id === undefined) continue;
        idByUid.delete(uid);
        if (refusal === undefined) result.destroyed.push(id);
        else result.notDestroyed[id] = refusal;
      }
    }
    for (const id of idByUid.values()) result.notDestroyed[id] = { type: 'notFound' };
  }
}

async function create(context: RequestContext, key: string, email: JsonObject, result: SetResult): Promise<void> {
  try {
    const mailbox = await readMailboxIds(context, email.mailboxIds);
    const flags = readKeywords(email.keywords);
    const receivedAt = readReceivedAt(email.receivedAt);
    const bytes = await buildMessage(context, email);
    const stored = await storeMessage(context, { bytes, mailbox, flags, receivedAt });
    result.created[key] = stored;
    context.created.set(key, stored.id as string);
  } catch (error) {
    if (error instanceof MailError)
      result.notCreated[key] = invalidProperties([], error.message).toJSON() as JsonObject;
    else result.notCreated[key] = setError(error);
  }
}

/** Does what an `Email/set` asks for. Also what follows a submission (RFC 8621 §7.5). */
export async function setEmails(context: RequestContext, request: SetRequest): Promise<JsonObject> {
  const oldState = await context.emailState();
  const result = newSetResult();
  for (const [key, email] of request.create) await create(context, key, email, result);
  if (request.update.size > 0) await applyUpdates(context, request.update, result);
  if (request.destroy.length > 0) await destroy(context, request.destroy, result);
  context.forget();
  return setAnswer(context, oldState, await context.emailState(), result);
}

/** `Email/set` (RFC 8621 §4.6). */
export async function emailSet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  return setEmails(context, readSetRequest(args, context, await context.emailState()));
}
