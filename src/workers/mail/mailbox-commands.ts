// Commands on mailboxes.
import { AppError } from '../../domain/errors.js';
import type { MailboxRecord } from '../../store/mail/records.js';
import type { MailCommand } from '../mail.api.js';
import { type Carried, type CommandContext, mailboxOf, noteMoves, tellServer } from './command-context.js';
import { placeEmails } from './email-commands.js';
import { freeName } from './free-name.js';
import { ensureLocalAccount, mailboxWithRole } from './local-account.js';

type Of<T extends MailCommand['type']> = Extract<MailCommand, { readonly type: T }>;

export function createMailbox(context: CommandContext, command: Of<'createMailbox'>): Carried {
  const { tx } = context;
  ensureLocalAccount(tx);
  const { accountId, parentId, role = null } = command;
  if (!tx.accounts.has(accountId)) throw new AppError('store/not-found', 'There is no such account.');
  const id = command.mailboxId ?? context.newId();
  if (tx.mailboxes.has(id)) return { mailboxId: id, inverse: [] };
  const parent = parentId !== null && tx.mailboxes.get(parentId)?.accountId === accountId ? parentId : null;
  const name = freeName(context, { accountId, parentId: parent, id }, command.name);
  const sortOrder = 100;
  tx.putMailbox({ id, accountId, name, parentId: parent, role, sortOrder });
  tellServer(context, accountId, { type: 'createMailbox', mailboxId: id, name, parentId: parent });
  return { mailboxId: id, inverse: [{ type: 'destroyMailbox', mailboxId: id }] };
}

/** A mailbox without a role, by name and place; made where there is none. @returns its id */
export function childMailbox(
  context: CommandContext,
  accountId: string,
  parentId: string | null,
  name: string,
): string {
  for (const each of context.tx.mailboxes.values())
    if (each.accountId === accountId && each.parentId === parentId && each.name === name && each.role === null)
      return each.id;
  return createMailbox(context, { type: 'createMailbox', accountId, name, parentId }).mailboxId!;
}

export function updateMailbox(context: CommandContext, command: Of<'updateMailbox'>): Carried {
  const { tx } = context;
  const before = mailboxOf(context, command.mailboxId);
  const parentId = command.parentId === undefined ? before.parentId : command.parentId;
  for (let at = parentId; at !== null; at = tx.mailboxes.get(at)?.parentId ?? null)
    if (at === before.id) throw new AppError('store/failed', 'A mailbox cannot be inside itself.');
  if (parentId !== null && mailboxOf(context, parentId).accountId !== before.accountId)
    throw new AppError('store/failed', 'A mailbox cannot be moved to another account.');
  const wanted = command.name ?? before.name;
  const name = freeName(context, { ...before, parentId }, wanted);
  const after = { ...before, name, parentId, sortOrder: command.sortOrder ?? before.sortOrder };
  tx.putMailbox(after);
  const { id } = before;
  const difference = (from: MailboxRecord, to: MailboxRecord) => ({
    type: 'updateMailbox' as const,
    mailboxId: id,
    ...(from.name !== to.name && { name: to.name }),
    ...(from.parentId !== to.parentId && { parentId: to.parentId }),
    ...(from.sortOrder !== to.sortOrder && { sortOrder: to.sortOrder }),
  });
  tellServer(context, before.accountId, difference(before, after));
  return { inverse: [difference(after, before)] };
}

/** A mailbox and all that are in it, the outermost first. */
function withChildren({ tx }: CommandContext, mailbox: MailboxRecord): MailboxRecord[] {
  const all = [mailbox];
  for (const parent of all) {
    for (const each of tx.mailboxes.values()) if (each.parentId === parent.id && !all.includes(each)) all.push(each);
  }
  return all;
}

export async function destroyMailbox(context: CommandContext, { mailboxId }: Of<'destroyMailbox'>): Promise<Carried> {
  const { tx } = context;
  const mailbox = tx.mailboxes.get(mailboxId);
  if (mailbox === undefined) return { inverse: [] };
  const gone = withChildren(context, mailbox);
  if (gone.some(({ role }) => role !== null))
    throw new AppError('store/read-only', 'A mailbox that has a role stays.', { id: mailboxId });
  const trash = mailboxWithRole(tx, mailbox.accountId, 'trash');
  const goneIds = new Set(gone.map(({ id }) => id));
  const places = new Map<number, readonly string[]>();
  for (let email = 1; email < tx.columns.next; email += 1) {
    if (!tx.columns.exists(email)) continue;
    const was = tx.placesOf(email);
    if (!was.some((id) => goneIds.has(id))) continue;
    const left = was.filter((id) => !goneIds.has(id));
    places.set(email, left.length > 0 || trash === undefined ? left : [trash]);
  }
  const { inverse = [] } = await placeEmails(context, places);
  await noteMoves(context, new Map(), gone);
  for (const record of [...gone].reverse()) {
    tx.dropMailbox(record.id);
    tellServer(context, mailbox.accountId, { type: 'destroyMailbox', mailboxId: record.id }, { mailbox: record });
  }
  const made = gone.flatMap(({ id, accountId, name, parentId, sortOrder }): MailCommand[] => [
    { type: 'createMailbox', accountId, name, parentId, mailboxId: id },
    { type: 'updateMailbox', mailboxId: id, sortOrder },
  ]);
  return { inverse: [...made, ...inverse] };
}
