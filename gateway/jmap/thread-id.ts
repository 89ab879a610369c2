// Threads without a table of threads: a message says itself where it belongs (docs/decisions/0015).
import { createHash } from 'node:crypto';
import { subjectKey } from '../../src/domain/mail/base-subject.js';

export interface Threadable {
  readonly messageId: readonly string[] | null;
  readonly inReplyTo: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly subject: string | null;
}

/** Longer roots do not fit into an id (RFC 8620 §1.2), and are known by their hash alone. */
const MAX_ROOT_BYTES = 160;

const digest = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length);

/** The message a thread began with: the first that is referred to, or the message itself. */
export function threadRoot({ messageId, inReplyTo, references }: Threadable): string | undefined {
  return references?.[0] ?? inReplyTo?.[0] ?? messageId?.[0];
}

/**
 * Of the message the thread began with and the subject it is about (RFC 8621 §3): the same whoever asks and whenever.
 * @param emailId - for a message without any id, which is a thread of its own
 */
export function threadIdOf(message: Threadable, emailId: string): string {
  const root = threadRoot(message);
  if (root === undefined) return `S${emailId}`;
  const about = digest(subjectKey(message.subject ?? ''), 8);
  const bytes = Buffer.from(root);
  return bytes.length <= MAX_ROOT_BYTES ? `T${about}${bytes.toString('base64url')}` : `H${about}${digest(root, 30)}`;
}

/** What a thread's id says of its messages: the id they refer to, or the only message it has. */
export function readThreadId(threadId: string): { readonly root: string } | { readonly emailId: string } | undefined {
  if (threadId.startsWith('S')) return { emailId: threadId.slice(1) };
  if (!/^T[\w-]{9,}$/.test(threadId)) return undefined;
  return { root: Buffer.from(threadId.slice(9), 'base64url').toString() };
}
