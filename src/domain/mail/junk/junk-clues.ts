// Clues of a message: what it says, and how it is made, as far as that tells junk from good mail (rule MJ4).
import type { MailAddress } from '../message.js';
import { eachWord } from '../search/search-words.js';

/** What clues are taken from. */
export interface JunkMessage {
  readonly from: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string;
  /** As a person reads it. */
  readonly body: string;
  /** Hosts that it links to, lower case. */
  readonly links: readonly string[];
  /** Names of its files. */
  readonly files: readonly string[];
  /** Names of the header fields it has, lower case. */
  readonly fields: readonly string[];
  readonly isHtmlOnly: boolean;
}

/** One thing that a message has or says, once however often it does. */
export interface JunkClue {
  /** Of 32 bits: what is kept of it. */
  readonly hash: number;
  /** What a person would know it by. */
  readonly text: string;
}

/**
 * Clues of one message. What lies behind them is often there to look harmless: texts that have nothing to do with what is
 * sold, below where anybody reads.
 */
export const MAX_CLUES = 400;
/** Shorter words are in all mail; signs of scripts without blanks are words. */
const MIN_WORD = 3;
/** Fields that mail of one kind has more often than mail of the other. */
const TELLING_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'list-id',
    'list-unsubscribe',
    'list-unsubscribe-post',
    'precedence',
    'auto-submitted',
    'in-reply-to',
    'references',
  ],
  ...['x-mailer', 'user-agent', 'organization', 'sender', 'importance', 'x-priority', 'dkim-signature', 'feedback-id'],
]);

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** `mail.example.org` is of `example.org`, too. */
function* hostsOf(host: string): Iterable<string> {
  yield host;
  const parts = host.split('.');
  if (parts.length > 2) yield parts.slice(-2).join('.');
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Those that tell most of a message first; at most {@link MAX_CLUES}, each once. */
export function junkClues(message: JunkMessage): readonly JunkClue[] {
  const clues = new Map<string, string>();
  const put = (kind: string, text: string) => {
    if (clues.size < MAX_CLUES && text !== '') clues.set(kind + text, text);
  };
  const putWords = (kind: string, text: string) =>
    eachWord(text, (word) => {
      if (word.length >= MIN_WORD || word > '\u3000') put(kind, word);
    });
  for (const { name, email } of message.from) {
    put('from:', email.toLowerCase());
    for (const host of hostsOf(domainOf(email))) put('domain:', host);
    putWords('name:', name ?? '');
  }
  for (const { email } of message.replyTo)
    if (!message.from.some((one) => domainOf(one.email) === domainOf(email))) put('answers:', domainOf(email));
  putWords('subject:', message.subject);
  for (const host of message.links) for (const part of hostsOf(host)) put('link:', part);
  for (const file of message.files) put('file:', /\.[^.]{1,8}$/.exec(file)?.[0].toLowerCase() ?? '');
  for (const field of message.fields) if (TELLING_FIELDS.has(field)) put('field:', field);
  if (message.isHtmlOnly) put('made:', 'html');
  putWords('', message.body);
  return [...clues].map(([key, text]) => ({ hash: hashOf(key), text }));
}
