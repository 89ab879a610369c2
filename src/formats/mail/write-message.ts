import { MailError } from '../../domain/mail/mail-error.js';
import type { OutgoingMessage, Recipient } from '../../domain/mail/outgoing.js';
import { addressList } from './write/addresses.js';
import { bodyEntity, type Entity, joinPieces } from './write/entity.js';
import { idField, mailDate, textField } from './write/fields.js';

export interface WriteMessageOptions {
  /** Writes Bcc: for drafts and what is kept as sent, never for what goes out. */
  readonly keepBcc?: boolean;
}

/** Fields that come from the message itself. */
const OWN =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-.*|received|return-path|resent-.*)$/i;

/**
 * Writes a message (RFC 5322, 2045–2049, 2231, 6047, 6532): lines of at most 998 bytes that end in CRLF, text as
 * `format=flowed`, everything beyond ASCII encoded but the local parts of addresses (`needsSmtpUtf8` tells of those).
 *
 * Pure: the same message gives the same bytes.
 * @throws MailError for a field that would become another one, and for what is no address (MF10)
 */
export function writeMessage(message: OutgoingMessage, options: WriteMessageOptions = {}): Uint8Array {
  const entity = bodyEntity(message, boundaries(message));
  return writeEntity([...messageFields(message, options), 'MIME-Version: 1.0'], entity);
}

/** Fields before those of the entity, the empty line, its body. */
export function writeEntity(fields: readonly string[], { fields: own, body }: Entity): Uint8Array {
  const pieces = [`${[...fields, ...own].join('\r\n')}\r\n\r\n`, ...body];
  const last = body.at(-1);
  const endsLine = typeof last === 'string' ? last.endsWith('\n') : last?.at(-1) === 10;
  return joinPieces(endsLine ? pieces : [...pieces, '\r\n']);
}

/** Who to whom, when, about what. */
export function messageFields(message: OutgoingMessage, { keepBcc = false }: WriteMessageOptions = {}): string[] {
  const fields: string[] = [];
  const addresses = (name: string, list: readonly Recipient[] | undefined) => {
    if (list && list.length > 0) fields.push(`${name}: ${addressList(list, name)}`);
  };
  const { date, messageId, subject, sender, to = [], cc = [], bcc = [] } = message;
  if (date) fields.push(`Date: ${mailDate(date)}`);
  addresses('From', message.from);
  addresses('Sender', sender && [sender]);
  addresses('Reply-To', message.replyTo);
  addresses('To', to);
  // Some servers refuse mail that names nobody (RFC 5322 §3.6.3 has Bcc alone).
  if (to.length === 0 && cc.length === 0 && bcc.length > 0 && !keepBcc) fields.push('To: undisclosed-recipients:;');
  addresses('Cc', cc);
  if (keepBcc) addresses('Bcc', bcc);
  if (messageId !== undefined) fields.push(idField('Message-ID', [messageId]));
  if (message.inReplyTo?.length) fields.push(idField('In-Reply-To', message.inReplyTo));
  if (message.references?.length) fields.push(idField('References', message.references));
  if (subject !== undefined) fields.push(textField('Subject', subject));
  for (const { name, value } of message.headers ?? []) {
    if (OWN.test(name)) throw new MailError('mail/field', name, 'This field is written from the message.');
    fields.push(textField(name, value));
  }
  return fields;
}

/**
 * Boundaries that stand in no part: `=_` is in nothing that is encoded (RFC 2045 §6.7), and in what is not encoded it is
 * looked for.
 */
function boundaries({
  messageId = '',
  subject = '',
  date,
  attachments = [],
  text = '',
  html = '',
}: OutgoingMessage): () => string {
  const raw = attachments.filter(({ type }) => /^message\//i.test(type)).map(({ bytes }) => bytes);
  let seed = hash(`${messageId}\n${subject}\n${date?.time ?? 0}\n${text.length}\n${html.length}`);
  while ([text, html].some((one) => one.includes(`=_${seed}`)) || raw.some((bytes) => includes(bytes, `=_${seed}`)))
    seed = hash(seed);
  let count = 0;
  return () => {
    count += 1;
    return `=_${seed}_${count}`;
  };
}

/** FNV-1a, twice: nothing secret, only unlike others. */
function hash(text: string): string {
  const half = (start: number) => {
    let value = start;
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(36);
  };
  return half(0x811c9dc5) + half(0x7ee3623b);
}

function includes(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let index = 1;
    while (index < word.length && bytes[at + index] === word.charCodeAt(index)) index += 1;
    if (index === word.length) return true;
  }
  return false;
}
