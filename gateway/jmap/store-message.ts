// Putting a message into a mailbox (RFC 9051 §6.3.12).
import { readMessage } from '../../src/formats/mail/parse-message.js';
import { invalidProperties, SetError } from '../errors.js';
import { flagOf } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import type { Json, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { readSet } from './patch.js';
import { createdId, refusalError } from './set.js';
import { threadIdOf } from './thread-id.js';

/** The one mailbox of `mailboxIds`. @throws {SetError} */
export async function readMailboxIds(context: RequestContext, value: Json | undefined): Promise<MailboxInfo> {
  const ids = [...readSet(value ?? {}, 'mailboxIds')].map((id) => createdId(context, id));
  if (ids.length === 0) throw invalidProperties(['mailboxIds'], 'A message has to be in a mailbox.');
  if (ids.length > 1) throw new SetError('tooManyMailboxes', 'On this server a message is in one mailbox.');
  const mailbox = await context.mailbox(ids[0] as string);
  if (!mailbox?.isSelectable) throw invalidProperties(['mailboxIds'], 'There is no such mailbox.');
  return mailbox;
}

/** @throws {SetError} */
export function readKeywords(value: Json | undefined): string[] {
  const keywords = [...readSet(value ?? {}, 'keywords')];
  return keywords.map((keyword) => {
    const flag = flagOf(keyword);
    if (flag === undefined) throw invalidProperties(['keywords'], `“${keyword}” is no keyword.`);
    return flag;
  });
}

/** @throws {SetError} */
export function readReceivedAt(value: Json | undefined): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw invalidProperties(['receivedAt'], '“receivedAt” has to be a UTC date.');
  return new Date(time);
}

/** Lines of mail end in CRLF (RFC 5322 §2.1); files often have LF alone. */
export function withCrlf(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let lone = 0;
  for (let at = buffer.indexOf(10); at !== -1; at = buffer.indexOf(10, at + 1)) if (buffer[at - 1] !== 13) lone++;
  if (lone === 0) return buffer;
  const result = Buffer.allocUnsafe(buffer.length + lone);
  let to = 0;
  for (let at = 0; at < buffer.length; at++) {
    if (buffer[at] === 10 && buffer[at - 1] !== 13) result[to++] = 13;
    result[to++] = buffer[at] as number;
  }
  return result;
}

/** UIDs of messages with this Message-ID, and their sizes. */
async function findByMessageId(context: RequestContext, mailbox: MailboxInfo, messageId: string) {
  await context.select(mailbox);
  const { flow } = context.imap;
  const uids = await flow.search({ header: { 'Message-ID': `<${messageId}>` }, deleted: false }, { uid: true });
  if (!Array.isArray(uids) || uids.length === 0) return [];
  return flow.fetchAll(uids.slice(-20).join(','), { uid: true, size: true, flags: true }, { uid: true });
}

export const isSubmitted = (flags: ReadonlySet<string> | undefined) =>
  [...(flags ?? [])].some((flag) => /^\$submit(?:ted|pending)$/i.test(flag));

/**
 * A copy of what is to be written now that is there already: written before, by a request whose answer got lost. Drafts and
 * what is sent are looked for where they go, and where what was sent goes; for other mail two copies may be wanted.
 */
async function existingCopy(
  context: RequestContext,
  mailbox: MailboxInfo,
  flags: readonly string[],
  messageId: string | undefined,
  size: number,
): Promise<string | undefined> {
  const isOwn = flags.includes('\\Draft') || mailbox.role === 'drafts' || mailbox.role === 'sent';
  if (!isOwn || messageId === undefined) return undefined;
  const sent = (await context.mailboxes()).find(({ role }) => role === 'sent');
  for (const place of new Set([mailbox, ...(sent === undefined ? [] : [sent])])) {
    const copies = await findByMessageId(context, place, messageId);
    const copy = copies.find((one) => one.size === size && (place.id === mailbox.id || isSubmitted(one.flags)));
    if (copy !== undefined) return emailIdOf(place, copy.uid);
  }
  return undefined;
}

export interface NewMessage {
  readonly bytes: Uint8Array;
  readonly mailbox: MailboxInfo;
  readonly flags: readonly string[];
  readonly receivedAt: Date | undefined;
}

/** @returns What `Email/set` and `Email/import` answer for it. @throws {SetError} */
export async function storeMessage(
  context: RequestContext,
  { bytes, mailbox, flags, receivedAt }: NewMessage,
): Promise<JsonObject> {
  const content = withCrlf(bytes);
  const parsed = readMessage(content, { bodyValues: false });
  const existing = await existingCopy(context, mailbox, flags, parsed.messageId?.[0], content.length);
  if (existing !== undefined)
    throw new SetError('alreadyExists', 'This message is there already.', { existingId: existing });
  const { imap } = context;
  imap.takeRefusal();
  const appended = await imap.flow.append(mailbox.path, content, [...flags], receivedAt);
  if (appended === false) throw refusalError(imap.takeRefusal());
  let { uid } = appended;
  context.forget();
  if (uid === undefined && parsed.messageId?.[0] !== undefined) {
    // No UIDPLUS: the newest of that id.
    const copies = await findByMessageId(context, mailbox, parsed.messageId[0]);
    uid = copies.map((copy) => copy.uid).sort((a, b) => b - a)[0];
  }
  if (uid === undefined)
    throw new SetError('serverFail', 'The message was stored, but the mail server does not say under which number.');
  const id = emailIdOf(mailbox, uid);
  return { id, blobId: id, threadId: threadIdOf(parsed, id), size: content.length };
}
