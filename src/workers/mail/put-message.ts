// Work on the bytes of a message that is to be kept, before its transaction begins.
import { readMessage } from '../../formats/mail/parse-message.js';
import { hashMessage, type PackedBlob, packBlob } from '../../store/mail/blobs.js';
import type { NewEmail } from '../../store/mail/mail-transaction.js';
import { newEmailOf } from './read-email.js';

export interface PreparedMessage {
  readonly blob: PackedBlob;
  readonly email: NewEmail;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Without brackets; '' where it has none. */
  readonly messageId: string;
}

/** @param now - A message that is written here comes now. */
export async function prepareMessage(bytes: Uint8Array<ArrayBuffer>, now: number): Promise<PreparedMessage> {
  const hash = await hashMessage(bytes);
  const message = readMessage(bytes);
  const email = newEmailOf(message, hash, { account: 0, mailboxIds: [], keywords: [], receivedAt: now });
  return { blob: await packBlob(hash, bytes), email, receivedAt: now, messageId: message.messageId?.[0] ?? '' };
}
