// Folders made, renamed, moved and removed at the server (RFC 8621 §2.5).
import type { MailOperation } from '../mail/ports.js';
import { argsOf } from './connection.js';
import type { JmapContext } from './context.js';
import { errorsOfSet } from './email-sets.js';
import { isPassing, MethodFailure } from './failure.js';
import { type Json, member, readId, readList, readRecord } from './read-value.js';

export type MailboxChange = Extract<
  MailOperation['change'],
  { type: 'createMailbox' | 'updateMailbox' | 'destroyMailbox' }
>;

export const isMailboxChange = (change: MailOperation['change']): change is MailboxChange =>
  change.type === 'createMailbox' || change.type === 'updateMailbox' || change.type === 'destroyMailbox';

/** @throws {JmapFailure} @throws {MethodFailure} */
export async function carryOutMailbox(context: JmapContext, n: number, change: MailboxChange): Promise<void> {
  if (change.type === 'createMailbox') return create(context, n, change);
  const id = await context.store.remoteId('mailbox', change.mailboxId);
  if (id === undefined) return context.store.settle(n);
  const args =
    change.type === 'destroyMailbox' ? { destroy: [id] } : { update: { [id]: await patchOf(context, change) } };
  const [answer] = await context.connection.call([{ method: 'Mailbox/set', args }], context.signal);
  const [error] = errorsOfSet(answer!);
  if (error === undefined) return context.store.settle(n);
  if (isPassing(error)) throw new MethodFailure('Mailbox/set', error);
  await context.store.reject(n, error);
}

async function patchOf(
  { store }: JmapContext,
  { name, parentId, sortOrder }: Extract<MailboxChange, { type: 'updateMailbox' }>,
): Promise<Json> {
  return {
    ...(name !== undefined && { name }),
    ...(parentId !== undefined && {
      parentId: parentId === null ? null : ((await store.remoteId('mailbox', parentId)) ?? null),
    }),
    ...(sortOrder !== undefined && { sortOrder }),
  };
}

/** A folder of that name at that place is taken for the one that was made before a cut: there cannot be two of them. */
async function create(
  context: JmapContext,
  n: number,
  { name, parentId }: Extract<MailboxChange, { type: 'createMailbox' }>,
): Promise<void> {
  const { connection, store, signal } = context;
  const parent = parentId === null ? null : ((await store.remoteId('mailbox', parentId)) ?? null);
  const properties = ['id', 'name', 'parentId'];
  const { list } = await connection.ask('Mailbox/get', { ids: null, properties }, signal);
  const same = readList(list, 'mailboxes')
    .map((value) => readRecord(value, 'Mailbox'))
    .find((mailbox) => member(mailbox, 'name') === name && (member(mailbox, 'parentId') ?? null) === parent);
  if (same !== undefined) return store.settle(n, { id: readId(member(same, 'id'), 'Mailbox.id') });

  const args = { create: { m: { name, parentId: parent } } };
  const [answer] = await connection.call([{ method: 'Mailbox/set', args }], signal);
  const [error] = errorsOfSet(answer!);
  if (error === undefined) {
    const created = readRecord(member(argsOf(answer!, 'Mailbox/set'), 'created'), 'created');
    return store.settle(n, { id: readId(member(readRecord(member(created, 'm'), 'm'), 'id'), 'Mailbox.id') });
  }
  if (isPassing(error)) throw new MethodFailure('Mailbox/set', error);
  await store.reject(n, error);
}
