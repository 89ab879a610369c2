// Messages to another account (rule ML11). The copy is brought to its server as any message made here; the one it was made of is
// out of sight at once, and goes when that is done.
import { LOCAL_ACCOUNT } from '../../domain/mail/mailbox.js';
import { RULED } from '../../domain/mail/rules/rule.js';
import { snoozeKeywordNames } from '../../domain/mail/snooze.js';
import { threadKeys } from '../../domain/mail/threads.js';
import { readMessage } from '../../formats/mail/parse-message.js';
import { unpackBlob } from '../../store/mail/blobs.js';
import { ATTACHMENT, HERE } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailCommand } from '../mail.api.js';
import { type Carried, type CommandContext, existing, mailboxOf, tellServer } from './command-context.js';
import { destroy } from './email-commands.js';
import { ensureLocalAccount, mailboxWithRole } from './local-account.js';
import { takeMovesBack } from './moved-away.js';
import { takeBackSends } from './take-back.js';

type Of<T extends MailCommand['type']> = Extract<MailCommand, { readonly type: T }>;

/** What of a message's bytes is needed inside the transaction. */
export interface PreparedCopy {
  readonly hash: string;
  readonly threadKeys: readonly string[];
  readonly messageId: string;
}

/** By id of the message; what is not on this device is not among them. */
export type PreparedCopies = ReadonlyMap<string, PreparedCopy>;

/** Reads the bytes, before the transaction begins. */
export async function prepareCopies(store: MailStore, emailIds: readonly string[]): Promise<PreparedCopies> {
  const copies = new Map<string, PreparedCopy>();
  const rows = await store.rows.get(emailIds.map(Number));
  for (const id of emailIds) {
    const hash = rows.get(Number(id))?.h;
    const record = hash === undefined ? undefined : await store.db.mailBlobs.get(hash);
    if (hash === undefined || record === undefined) continue;
    const message = readMessage(await unpackBlob(record), { bodyValues: false });
    copies.set(id, {
      hash,
      threadKeys: threadKeys({ id: '', ...message }),
      messageId: message.messageId?.[0] ?? '',
    });
  }
  return copies;
}

/** Puts messages into mailboxes of another account, all in one step. */
export async function transfer(
  context: CommandContext,
  { places, isCopy }: Of<'transfer'>,
  prepared: PreparedCopies,
): Promise<Carried> {
  const { tx } = context;
  ensureLocalAccount(tx);
  const emails = existing(
    context,
    places.map(({ emailId }) => emailId),
  );
  // What waits to be sent is a draft before it goes; what is being sent stays.
  const busy = isCopy ? new Set<number>() : await takeBackSends(context, emails);
  const placeOf = new Map(places.map(({ emailId, mailboxIds }) => [Number(emailId), mailboxIds]));
  const pairs: { emailId: string; copyId: string; mailboxIds: readonly string[] }[] = [];
  const left: string[] = [];
  for (const email of emails) {
    const copy = prepared.get(String(email));
    if (copy === undefined || busy.has(email)) {
      left.push(String(email));
      continue;
    }
    const mailboxIds = tx.placesOf(email);
    const copyId = await copyTo(context, email, placeOf.get(email)!, copy);
    if (!isCopy) moveAway(context, email, copyId);
    pairs.push({ emailId: String(email), copyId, mailboxIds });
  }
  return {
    ...(left.length > 0 && { left }),
    inverse: pairs.length === 0 ? [] : [{ type: 'takeTransferBack', pairs, isCopy }],
  };
}

/** The same message in an account it is not in. @param mailboxIds - Of that account. @returns the copy's id */
export async function copyTo(
  context: CommandContext,
  email: number,
  mailboxIds: readonly string[],
  { hash, threadKeys, messageId }: PreparedCopy,
): Promise<string> {
  const { tx } = context;
  const { accountId } = mailboxOf(context, mailboxIds[0] ?? '');
  const account = tx.accounts.get(accountId)!;
  const inbox = mailboxWithRole(tx, accountId, 'inbox');
  // It has not come: no device's rules look at it (rule MU5).
  const isNew = account.kind === 'jmap' && inbox !== undefined && mailboxIds.includes(inbox);
  const kept = tx.keywordsOf(email).filter((keyword) => !snoozeKeywordNames.includes(keyword));
  const keywords = isNew ? [...new Set([...kept, RULED])] : kept;
  const receivedAt = tx.columns.times[email]!;
  const row = (await tx.rowsNow([email])).get(email)!;
  const copy = tx.add({
    account: account.number,
    row,
    threadKeys,
    receivedAt,
    size: tx.columns.sizes[email]!,
    mailboxIds: mailboxIds.filter((id) => tx.mailboxes.get(id)?.accountId === accountId),
    keywords,
    bits: HERE | (tx.columns.flags[email]! & ATTACHMENT),
  });
  const emailId = String(copy);
  const blob = await tx.db.mailBlobs.get(hash);
  if (blob !== undefined) await tx.db.mailBlobs.put({ ...blob, emails: [...blob.emails, copy] });
  tellServer(context, accountId, {
    type: 'upload',
    emailId,
    mailboxIds: tx.placesOf(copy),
    keywords: tx.keywordsOf(copy),
    receivedAt,
    messageId,
    isCopy: true,
  });
  return emailId;
}

/** Out of sight, and kept until the copy is where it goes. */
function moveAway({ tx }: CommandContext, email: number, copyId: string): void {
  const accountId = tx.accountOf(email)?.id ?? LOCAL_ACCOUNT;
  tx.hide(email);
  // Also of the local account: there it is carried out as soon as the copy is at its server.
  tx.tell({ accountId, change: { type: 'destroy', emailIds: [String(email)], movedTo: copyId } });
}

/** Messages are where they were before they went to another account. */
export async function takeTransferBack(
  context: CommandContext,
  { pairs, isCopy }: Of<'takeTransferBack'>,
  prepared: PreparedCopies,
): Promise<Carried> {
  const { tx } = context;
  const inverse: MailCommand[] = [];
  const wayBack: { emailId: string; mailboxIds: readonly string[] }[] = [];
  for (const { emailId, copyId, mailboxIds } of pairs) {
    const [copy] = existing(context, [copyId]);
    if (copy === undefined) continue;
    const places = tx.placesOf(copy);
    if (isCopy || (await takeMovesBack(tx, copyId))) {
      await destroy(context, { type: 'destroy', emailIds: [copyId] });
      inverse.push({ type: 'transfer', places: [{ emailId, mailboxIds: places }], isCopy });
    } else {
      // It is gone where it was, or its server is being told: what is here now goes the way back.
      const known = mailboxIds.filter((id) => tx.mailboxes.has(id));
      if (known.length > 0) wayBack.push({ emailId: copyId, mailboxIds: known });
    }
  }
  if (wayBack.length === 0) return { inverse };
  const { inverse: again = [], left } = await transfer(
    context,
    { type: 'transfer', places: wayBack, isCopy },
    prepared,
  );
  return { inverse: [...inverse, ...again], ...(left && { left }) };
}
