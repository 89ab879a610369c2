// Messages that their server holds and sends at a time (RFC 8621 §7, RFC 4865): also while this device is off (MS10).
import type { MailOperationChange } from '../../domain/mail/operation.js';
import type { JmapContext } from './context.js';
import { keywordPatch } from './email-sets.js';
import { MethodFailure } from './failure.js';
import type { Upload } from './import.js';
import { keywordsOf } from './read-mail.js';
import { type Json, member, readList, readRecord } from './read-value.js';

/** What goes so soon is held here: that is the time in which sending is undone, and no request has to be waited for. */
const SOON_MS = 90_000;
/** Operations that are looked through for what would be done to a message that was sent. */
const LATER = 1_000;

/** When a message can be handed over to a server that holds it; `undefined` when this device holds it until it is sent. */
export function holdsUntil(sendAt: number, now: number, maxDelaySeconds: number): number | undefined {
  if (maxDelaySeconds === 0 || sendAt - now < SOON_MS) return undefined;
  return Math.max(0, sendAt - maxDelaySeconds * 1000);
}

type Undo = 'pending' | 'final' | 'canceled' | 'unknown';

/** How it stands with a submission; `unknown` where the server has forgotten it. @throws {JmapFailure} */
export async function undoStatus({ connection, signal }: JmapContext, submissionId: string): Promise<Undo> {
  if (submissionId === '') return 'unknown';
  try {
    const args = { ids: [submissionId], properties: ['id', 'undoStatus'] };
    const [found] = readList(member(await connection.ask('EmailSubmission/get', args, signal), 'list'), 'list');
    const status = found === undefined ? undefined : member(readRecord(found, 'EmailSubmission'), 'undoStatus');
    return status === 'pending' || status === 'canceled' || status === 'final' ? status : 'unknown';
  } catch (error) {
    if (error instanceof MethodFailure) return 'unknown'; // it forgets what it has sent
    throw error;
  }
}

/** Puts it where it belongs at the server; what is gone there stays so. @throws {JmapFailure} @throws {MethodFailure} */
async function place(
  { connection, store, signal }: JmapContext,
  emailId: string,
  mailboxId: string | undefined,
  isDraft: boolean,
): Promise<void> {
  const id = await store.remoteId('email', emailId);
  const mailbox = mailboxId === undefined ? undefined : await store.remoteId('mailbox', mailboxId);
  if (id === undefined) return;
  const keywords = isDraft ? keywordPatch(['$draft', '$seen'], []) : keywordPatch(['$seen'], ['$draft']);
  const patch = { ...keywords, ...(mailbox !== undefined && { mailboxIds: { [mailbox]: true } }) };
  await connection.ask('Email/set', { update: { [id]: patch } }, signal);
}

async function isDraft({ connection, store, signal }: JmapContext, emailId: string): Promise<boolean> {
  const id = await store.remoteId('email', emailId);
  if (id === undefined) return false;
  const args = await connection.ask('Email/get', { ids: [id], properties: ['id', 'keywords'] }, signal);
  const [found] = readList(member(args, 'list'), 'list');
  return found !== undefined && keywordsOf(member(readRecord(found, 'Email'), 'keywords')).includes('$draft');
}

/** Its time has come: looks whether the server has sent it. @throws {JmapFailure} @throws {MethodFailure} */
export async function carryOutHandedOver(
  context: JmapContext,
  n: number,
  { emailId, submit }: Upload,
  submissionId: string,
): Promise<'done' | 'later'> {
  const status = await undoStatus(context, submissionId);
  if (status === 'pending') return 'later';
  // Some forget what was taken back as they forget what was sent: then it is a draft again.
  if (status === 'canceled' || (status === 'unknown' && (await isDraft(context, emailId)))) {
    await place(context, emailId, undefined, true);
    await context.store.reject(n, { type: 'canceled', description: '' });
    return 'done';
  }
  await place(context, emailId, submit!.sentMailboxId, false);
  await context.store.settle(n);
  return 'done';
}

/** Whether the server takes a message back that it holds; also where it was asked before a cut, and has forgotten it. */
async function isCanceled(
  context: JmapContext,
  { submissionId, sendAt }: Pick<CancelSend, 'submissionId' | 'sendAt'>,
): Promise<boolean> {
  const { connection, signal } = context;
  if (submissionId === '') return false;
  try {
    const update = { [submissionId]: { undoStatus: 'canceled' } };
    const args = await connection.ask('EmailSubmission/set', { update }, signal);
    const failed = member(args, 'notUpdated') as Json | null | undefined;
    if (!failed || !Object.hasOwn(failed, submissionId)) return true;
    const status = await undoStatus(context, submissionId);
    return status === 'canceled' || (status === 'unknown' && connection.environment.now() < sendAt);
  } catch (error) {
    if (error instanceof MethodFailure) return false;
    throw error;
  }
}

type CancelSend = Extract<MailOperationChange, { readonly type: 'cancelSend' }>;

/** @throws {JmapFailure} @throws {MethodFailure} */
export async function cancelSend(context: JmapContext, n: number, change: CancelSend): Promise<void> {
  const { store } = context;
  const { emailId, draftsMailboxId, sentMailboxId } = change;
  if (await isCanceled(context, change)) {
    await place(context, emailId, draftsMailboxId, true);
    return store.settle(n);
  }
  // It went before it could be taken back: what was done to the draft since is not done to what was sent.
  await place(context, emailId, sentMailboxId, false);
  for (const later of await store.operations(LATER))
    if (later.n > n && later.change.type === 'destroy' && later.change.emailIds.includes(emailId))
      await store.reject(later.n, { type: 'cannotUnsend', description: '' });
  return store.reject(n, { type: 'cannotUnsend', description: '' });
}
