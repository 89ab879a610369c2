// States of mailboxes as one string that says all that is needed to find what has changed since: no table of states is kept.
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MailboxInfo } from './mailboxes.js';

/** Longer ones are deflated. */
const PLAIN_CHARACTERS = 600;
const MAX_STATE_BYTES = 1_048_576;

/** What the messages of a mailbox were like (RFC 7162 §3). */
export interface MessagesState {
  readonly modseq: bigint;
  readonly uidNext: number;
  readonly messages: number;
  readonly unseen: number;
}

function pack(kind: string, text: string): string {
  return text.length <= PLAIN_CHARACTERS ? `${kind}.${text}` : `${kind}z${deflateRawSync(text).toString('base64url')}`;
}

/** @returns `undefined` for what is no state of this kind: somebody else's, or of another version. */
function unpack(kind: string, state: string): string | undefined {
  if (state.startsWith(`${kind}.`)) return state.slice(kind.length + 1);
  if (!state.startsWith(`${kind}z`)) return undefined;
  try {
    const bytes = Buffer.from(state.slice(kind.length + 1), 'base64url');
    return inflateRawSync(bytes, { maxOutputLength: MAX_STATE_BYTES }).toString('latin1');
  } catch {
    return undefined;
  }
}

const digest = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length);

/** By the prefix of ids: another UIDVALIDITY is another one. */
export function emailState(states: ReadonlyMap<string, MessagesState>): string {
  const entries = [...states].map(([prefix, { modseq, uidNext, messages, unseen }]) =>
    [prefix, modseq.toString(36), uidNext.toString(36), messages.toString(36), unseen.toString(36)].join(':'),
  );
  return pack('e1', entries.sort().join(','));
}

export function messagesStates(mailboxes: readonly MailboxInfo[]): Map<string, MessagesState> {
  return new Map(mailboxes.filter(({ isSelectable }) => isSelectable).map((mailbox) => [mailbox.prefix, mailbox]));
}

export function readEmailState(state: string): Map<string, MessagesState> | undefined {
  const text = unpack('e1', state);
  if (text === undefined) return undefined;
  const states = new Map<string, MessagesState>();
  for (const entry of text === '' ? [] : text.split(',')) {
    const [, prefix, ...numbers] = /^([\w-]+):([\da-z]+):([\da-z]+):([\da-z]+):([\da-z]+)$/.exec(entry) ?? [];
    if (prefix === undefined) return undefined;
    const [modseq = '0', uidNext = 0, messages = 0, unseen = 0] = numbers.map((text36, i) =>
      i === 0 ? text36 : Number.parseInt(text36, 36),
    );
    states.set(prefix, {
      modseq: bigintOf(String(modseq)),
      uidNext: Number(uidNext),
      messages: Number(messages),
      unseen: Number(unseen),
    });
  }
  return states;
}

function bigintOf(text36: string): bigint {
  let value = 0n;
  for (const digit of text36) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}

/** What a mailbox was called and how full it was, as short marks. */
export interface MailboxMarks {
  readonly properties: string;
  readonly counts: string;
}

export const marksOf = (mailbox: MailboxInfo): MailboxMarks => ({
  properties: digest(
    [mailbox.name, mailbox.parentId, mailbox.role, mailbox.isSubscribed, mailbox.isSelectable].join('\0'),
    6,
  ),
  counts: digest(`${mailbox.messages}:${mailbox.unseen}`, 6),
});

export function mailboxState(mailboxes: readonly MailboxInfo[]): string {
  const entries = mailboxes.map((mailbox) => {
    const { properties, counts } = marksOf(mailbox);
    return `${mailbox.id}:${properties}:${counts}`;
  });
  return pack('m1', entries.sort().join(','));
}

export function readMailboxState(state: string): Map<string, MailboxMarks> | undefined {
  const text = unpack('m1', state);
  if (text === undefined) return undefined;
  const marks = new Map<string, MailboxMarks>();
  for (const entry of text === '' ? [] : text.split(',')) {
    const [id, properties, counts] = entry.split(':');
    if (id === undefined || properties === undefined || counts === undefined) return undefined;
    marks.set(id, { properties, counts });
  }
  return marks;
}
