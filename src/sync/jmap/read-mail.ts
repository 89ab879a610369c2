// Mailboxes, messages and identities as a server says them, made into what the store takes.
import type { MailboxRole, MailIdentity } from '../../domain/mail/mailbox.js';
import type { MailAddress } from '../../domain/mail/message.js';
import { visibleText } from '../../domain/mail/visible-text.js';
import { parseUtcDate } from '../../domain/time/utc-date.js';
import type { RemoteEmail, RemoteMailbox } from '../mail/ports.js';
import { MAX_PER_EMAIL, MAX_TEXT_LENGTH } from './limits.js';
import { type Json, member, readCount, readId, readRecord, readSet } from './read-value.js';

const ROLES: ReadonlySet<string> = new Set<MailboxRole>([
  ...(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'scheduled', 'templates', 'snoozed'] as const),
]);
/** Of `Email/get`, for what lists and threads need. */
export const EMAIL_PROPERTIES: readonly string[] = [
  ...['id', 'blobId', 'threadId', 'mailboxIds', 'keywords', 'size', 'receivedAt', 'messageId', 'inReplyTo'],
  ...['references', 'from', 'to', 'subject', 'preview', 'hasAttachment'],
];
/** What of a message can change. */
export const CHANGING_PROPERTIES: readonly string[] = ['id', 'mailboxIds', 'keywords'];
const MAX_PREVIEW = 256;

/** Text in which nothing hides, cut where it is too long; '' for what is none. */
const textOf = (value: unknown, max = MAX_TEXT_LENGTH): string =>
  typeof value === 'string' ? visibleText(value.slice(0, max)).trim() : '';

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value
        .slice(0, MAX_PER_EMAIL)
        .flatMap((item) => (typeof item === 'string' ? [item.slice(0, MAX_TEXT_LENGTH)] : []))
    : [];

function addressesOf(value: unknown): readonly MailAddress[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_PER_EMAIL).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const name = textOf(member(item as Json, 'name'));
    return [{ name: name === '' ? null : name, email: textOf(member(item as Json, 'email')) }];
  });
}

/** Keywords are compared in lower case (RFC 8621 §4.1.1). */
export const keywordsOf = (value: unknown): readonly string[] =>
  readSet(value)
    .slice(0, MAX_PER_EMAIL)
    .map((keyword) => keyword.toLowerCase());

export const mailboxIdsOf = (value: unknown): readonly string[] =>
  readSet(value)
    .slice(0, MAX_PER_EMAIL)
    .map((id) => readId(id, 'mailboxIds'));

/** @throws {AnswerError} It has no id, or no bytes: nothing can be done with it. */
export function readEmail(value: unknown): RemoteEmail {
  const email = readRecord(value, 'Email');
  const received = member(email, 'receivedAt');
  return {
    id: readId(member(email, 'id'), 'Email.id'),
    blobId: readId(member(email, 'blobId'), 'Email.blobId'),
    threadId: readId(member(email, 'threadId'), 'Email.threadId'),
    mailboxIds: mailboxIdsOf(member(email, 'mailboxIds')),
    keywords: keywordsOf(member(email, 'keywords')),
    size: readCount(member(email, 'size'), 0),
    receivedAt: (typeof received === 'string' ? parseUtcDate(received) : undefined) ?? 0,
    messageId: textsOf(member(email, 'messageId')),
    inReplyTo: textsOf(member(email, 'inReplyTo')),
    references: textsOf(member(email, 'references')),
    from: addressesOf(member(email, 'from')),
    to: addressesOf(member(email, 'to')),
    subject: textOf(member(email, 'subject')),
    preview: textOf(member(email, 'preview'), MAX_PREVIEW),
    hasAttachment: member(email, 'hasAttachment') === true,
  };
}

/** @throws {AnswerError} */
export function readMailbox(value: unknown): RemoteMailbox {
  const mailbox = readRecord(value, 'Mailbox');
  const id = readId(member(mailbox, 'id'), 'Mailbox.id');
  const role = member(mailbox, 'role');
  const parentId = member(mailbox, 'parentId') ?? null;
  return {
    id,
    name: textOf(member(mailbox, 'name')) || id,
    parentId: parentId === null ? null : readId(parentId, 'Mailbox.parentId'),
    role: typeof role === 'string' && ROLES.has(role.toLowerCase()) ? (role.toLowerCase() as MailboxRole) : null,
    sortOrder: readCount(member(mailbox, 'sortOrder'), 0),
  };
}

/** @throws {AnswerError} */
export function readIdentity(value: unknown): MailIdentity {
  const identity = readRecord(value, 'Identity');
  return {
    id: readId(member(identity, 'id'), 'Identity.id'),
    name: textOf(member(identity, 'name')),
    email: textOf(member(identity, 'email')),
    replyTo: addressesOf(member(identity, 'replyTo'))[0]?.email ?? '',
    textSignature: signatureOf(member(identity, 'textSignature')),
    htmlSignature: signatureOf(member(identity, 'htmlSignature')),
  };
}

/** Several lines, so not made one; HTML of it is as hostile as any. */
const signatureOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 20 * MAX_TEXT_LENGTH) : '');
