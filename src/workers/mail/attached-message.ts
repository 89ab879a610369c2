// A message that hangs on another one, read as the reader shows messages.
import type { EmailDetail, EmailRow } from '../../domain/mail/email.js';
import { readMessage } from '../../formats/mail/parse-message.js';
import { detailOf, partOf, receivedAtOf } from './read-email.js';

/** Between a message's part and a part in it: `2!1.2` is part 1.2 of the message that is part 2. */
const INSIDE = '!';
/** Messages in messages that are opened; deeper ones are saved. */
const MAX_DEPTH = 10;

/** A part of a message, or of one that hangs on it. */
export function partWithin(bytes: Uint8Array, partId: string): ReturnType<typeof partOf> {
  const [first = '', ...inner] = partId.split(INSIDE);
  if (inner.length > MAX_DEPTH) return undefined;
  let part = partOf(bytes, first);
  for (const next of inner) part = part && partOf(part.bytes, next);
  return part;
}

/** `undefined` when there is no such part. Parts of its own are named so that `partWithin` finds them in the outer message. */
export function attachedMessage(outer: EmailRow, bytes: Uint8Array, partId: string): EmailDetail | undefined {
  const part = partWithin(bytes, partId);
  if (part === undefined) return undefined;
  const message = readMessage(part.bytes);
  const row: EmailRow = {
    ...outer,
    threadId: '',
    mailboxIds: [],
    keywords: ['$seen'],
    from: message.from ?? message.sender ?? [],
    to: message.to ?? [],
    subject: message.subject ?? '',
    preview: message.preview,
    receivedAt: receivedAtOf(message, outer.receivedAt),
    size: part.bytes.length,
    hasAttachment: message.hasAttachment,
    isHere: true,
  };
  const detail = detailOf(row, part.bytes);
  const attachments = detail.attachments.map((one) => ({ ...one, partId: `${partId}${INSIDE}${one.partId}` }));
  return { ...detail, attachments };
}
