// Commands on messages that are written here: drafts, what is to be sent, and what is taken back (rules MC in docs/rules/mail-compose.md).
import { AppError } from '../../domain/errors.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailOperationRecord } from '../../store/mail/records.js';
import type { MailCommand, OutgoingMail, WaitingOperations } from '../mail.api.js';
import { type Carried, type CommandContext, tellServer } from './command-context.js';
import { putMessage } from './email-commands.js';
import type { PreparedMessage } from './put-message.js';
import { boxFor, takeBackOne } from './take-back.js';
import { canTakeBack, isWaitingSend, uploadsOf } from './waiting-uploads.js';

type Of<T extends MailCommand['type']> = Extract<MailCommand, { readonly type: T }>;

/** A draft is told to the server when nobody has changed it for so long. */
const DRAFT_REST_MS = 20_000;

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
  if (operation === undefined || !canTakeBack(operation)) return { isTooLate: true };
  await takeBackOne(context, operation);
  return { emailId };
}

/** Sends at once what waits for its time, and again what could not be sent. */
export async function sendNow(context: CommandContext, { emailId }: Of<'sendNow'>): Promise<Carried> {
  const { tx, now } = context;
  const [operation] = (await uploadsOf(tx, [emailId])).filter(isWaitingSend);
  if (operation === undefined) throw new AppError('store/not-found', 'It does not wait to be sent.');
  // What the server holds goes at its time: sent anew it might go twice.
  if (operation.isBegun === true || operation.handedOver !== undefined) return {};
  const { accountId, change, wasBegun = false } = operation;
  const outbox = boxFor(context, accountId, 'outbox');
  await tx.db.mailOperations.delete(operation.n!);
  tx.changed();
  tx.place(Number(emailId), [outbox]);
  const send = { ...change, shownIn: outbox, submit: { ...change.submit!, sendAt: now } };
  tellServer(context, accountId, send, { wasBegun });
  return {};
}

/** What waits to be sent, and what could not be. */
export async function outgoingOf(store: MailStore): Promise<readonly OutgoingMail[]> {
  const operations = (await store.db.mailOperations.toArray()).filter(isWaitingSend);
  const rows = await store.rows.get(operations.map(({ change }) => Number(change.emailId)));
  return operations.map(({ accountId, change, isBegun = false, failed, handedOver }) => ({
    emailId: change.emailId,
    accountId,
    subject: rows.get(Number(change.emailId))?.s ?? '',
    sendAt: change.submit?.sendAt ?? 0,
    isBegun,
    ...(handedOver !== undefined && { isHandedOver: true, isBegun: handedOver === '' }),
    ...(failed && { failed }),
  }));
}

/** What else servers are to be told: by account, messages and mailboxes by what is done to them. Drafts that rest count, too. */
export function waitingOf(operations: readonly MailOperationRecord[]): WaitingOperations {
  const byAccount: Record<string, Record<string, number>> = {};
  for (const operation of operations) {
    if (operation.failed !== undefined || isWaitingSend(operation)) continue;
    const { accountId, change } = operation;
    const kinds = byAccount[accountId] ?? {};
    byAccount[accountId] = kinds;
    kinds[change.type] = (kinds[change.type] ?? 0) + countOf(change);
  }
  return byAccount;
}

function countOf(change: MailOperationRecord['change']): number {
  if (change.type === 'setKeywords' || change.type === 'destroy') return change.emailIds.length;
  return change.type === 'place' ? change.places.length : 1;
}
