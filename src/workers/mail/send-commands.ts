// Commands on messages that are written here: drafts, what is to be sent, and what is taken back (rules MC in docs/rules/mail-compose.md).
import { AppError } from '../../domain/errors.js';
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import type { MailOperationRecord } from '../../store/mail/records.js';
import type { MailCommand, OutgoingMail } from '../mail.api.js';
import { type Carried, type CommandContext, tellServer } from './command-context.js';
import { putMessage } from './email-commands.js';
import { ensureLocalAccount, mailboxWithRole } from './local-account.js';
import { createMailbox } from './mailbox-commands.js';
import type { PreparedMessage } from './put-message.js';
import { isWaitingSend, uploadsOf } from './waiting-uploads.js';

type Of<T extends MailCommand['type']> = Extract<MailCommand, { readonly type: T }>;

/** For exports; people read the role's name in their language. */
const NAMES: Partial<Record<MailboxRole, string>> = {
  drafts: 'Drafts',
  sent: 'Sent',
  outbox: 'Outbox',
  scheduled: 'Scheduled',
};
/** No server knows these: what is in them is in the drafts there, until it is sent. */
const OF_DEVICE: readonly MailboxRole[] = ['outbox', 'scheduled'];

/** A draft is told to the server when nobody has changed it for so long. */
const DRAFT_REST_MS = 20_000;

/** The mailbox of an account for what is written; made where there is none. */
function boxFor(context: CommandContext, accountId: string, role: 'drafts' | 'sent' | 'outbox' | 'scheduled'): string {
  const { tx } = context;
  ensureLocalAccount(tx);
  const known = OF_DEVICE.includes(role)
    ? tx.mailboxes.get(`${accountId}-${role}`)?.id
    : mailboxWithRole(tx, accountId, role);
  if (known !== undefined) return known;
  const name = NAMES[role]!;
  if (!OF_DEVICE.includes(role))
    return createMailbox(context, { type: 'createMailbox', accountId, name, parentId: null, role }).mailboxId!;
  const id = `${accountId}-${role}`;
  tx.putMailbox({ id, accountId, name, parentId: null, role, sortOrder: 100 });
  return id;
}

export async function saveDraft(
  context: CommandContext,
  { accountId, replaces }: Pick<Of<'saveDraft'>, 'accountId' | 'replaces'>,
  prepared: PreparedMessage,
): Promise<Carried> {
  return putMessage(
    context,
    {
      type: 'putMessage',
      accountId,
      mailboxId: boxFor(context, accountId, 'drafts'),
      keywords: ['$draft', '$seen'],
      holdUntil: context.now + DRAFT_REST_MS,
      ...(replaces !== undefined && { replaces }),
    },
    prepared,
  );
}

/** Puts a message where it waits to be sent. */
export async function send(
  context: CommandContext,
  { accountId, replaces, isScheduled, ...rest }: Of<'send'>,
  prepared: PreparedMessage,
): Promise<Carried> {
  const { identityId, mailFrom, rcptTo, sendAt } = rest;
  const account = context.tx.accounts.get(accountId);
  if (account?.kind !== 'jmap') throw new AppError('store/not-found', 'This account sends nothing.');
  const submit = { identityId, mailFrom, rcptTo, sendAt, sentMailboxId: boxFor(context, accountId, 'sent') };
  const shownIn = boxFor(context, accountId, isScheduled ? 'scheduled' : 'outbox');
  const uploadTo = boxFor(context, accountId, 'drafts');
  return putMessage(
    context,
    {
      type: 'putMessage',
      accountId,
      mailboxId: shownIn,
      uploadTo,
      keywords: ['$seen'],
      submit,
      ...(replaces !== undefined && { replaces }),
    },
    prepared,
  );
}

/** What was to be sent is a draft again, unless it is being sent, or was. */
export async function takeBack(context: CommandContext, { emailId }: Of<'takeBack'>): Promise<Carried> {
  const [operation] = (await uploadsOf(context.tx, [emailId])).filter(isWaitingSend);
  if (operation === undefined || operation.isBegun === true) return { isTooLate: true };
  await takeBackOne(context, operation);
  return { emailId };
}

/** Of these messages, what waits to be sent becomes a draft, so that it can be moved. @returns those that cannot: they are on their way */
export async function takeBackSends(context: CommandContext, emails: readonly number[]): Promise<ReadonlySet<number>> {
  const busy = new Set<number>();
  for (const operation of (await uploadsOf(context.tx, emails.map(String))).filter(isWaitingSend)) {
    if (operation.isBegun === true) busy.add(Number(operation.change.emailId));
    else await takeBackOne(context, operation);
  }
  return busy;
}

async function takeBackOne(
  context: CommandContext,
  { n, accountId, change }: MailOperationRecord & { readonly change: { readonly type: 'upload' } },
): Promise<void> {
  const { tx } = context;
  const email = Number(change.emailId);
  await tx.db.mailOperations.delete(n!);
  tx.changed();
  const drafts = boxFor(context, accountId, 'drafts');
  tx.place(email, [drafts]);
  tx.setKeywords(email, [...new Set([...tx.keywordsOf(email), '$draft', '$seen'])]);
  // Where the server has it already, it is a draft there.
  if ((await tx.db.mailRemote.where({ accountId, email }).count()) > 0) return;
  const { submit: _submit, shownIn: _shownIn, ...upload } = change;
  tellServer(context, accountId, { ...upload, mailboxIds: [drafts], keywords: tx.keywordsOf(email) });
}

/** Sends at once what waits for its time, and again what could not be sent. */
export async function sendNow(context: CommandContext, { emailId }: Of<'sendNow'>): Promise<Carried> {
  const { tx, now } = context;
  const [operation] = (await uploadsOf(tx, [emailId])).filter(isWaitingSend);
  if (operation === undefined) throw new AppError('store/not-found', 'It does not wait to be sent.');
  if (operation.isBegun === true) return {};
  const { accountId, change } = operation;
  const outbox = boxFor(context, accountId, 'outbox');
  await tx.db.mailOperations.delete(operation.n!);
  tx.changed();
  tx.place(Number(emailId), [outbox]);
  tellServer(context, accountId, { ...change, shownIn: outbox, submit: { ...change.submit!, sendAt: now } });
  return {};
}

/** What waits to be sent, and what could not be. */
export function outgoingOf(operations: readonly MailOperationRecord[]): readonly OutgoingMail[] {
  return operations.filter(isWaitingSend).map(({ accountId, change, isBegun = false, failed }) => ({
    emailId: change.emailId,
    accountId,
    sendAt: change.submit?.sendAt ?? 0,
    isBegun,
    ...(failed && { failed }),
  }));
}
