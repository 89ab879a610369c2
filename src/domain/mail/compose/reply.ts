// Whom an answer goes to, what it is called, and how it is tied to what it answers (RFC 5322 §3.6.4; rules MC2 to MC5).
import { baseSubject } from '../base-subject.js';
import type { EmailDetail } from '../email.js';
import type { MailAddress } from '../message.js';
import { withoutRepeats } from './typed-recipients.js';

export type ReplyKind = 'reply' | 'reply-all' | 'forward';

type Answered = Pick<EmailDetail, 'from' | 'to' | 'cc' | 'replyTo' | 'subject' | 'messageId' | 'references'>;

export interface ReplyHead {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/** Ids in References: the first and the last ones of a longer list. */
const MAX_REFERENCES = 30;

/** @param own - Own addresses, lower case. */
export function replyHead(email: Answered, kind: ReplyKind, own: readonly string[]): ReplyHead {
  const [id] = email.messageId;
  const ids = id === undefined ? [] : [id];
  const all = [...email.references.filter((one) => one !== id), ...ids];
  const references = all.length > MAX_REFERENCES ? [all[0]!, ...all.slice(1 - MAX_REFERENCES)] : all;
  const subject = withPrefix(kind === 'forward' ? 'Fwd' : 'Re', email.subject);
  if (kind === 'forward') return { to: [], cc: [], subject, inReplyTo: [], references };
  return { ...recipients(email, kind, own), subject, inReplyTo: ids, references };
}

function recipients(
  { from, to, cc, replyTo }: Answered,
  kind: 'reply' | 'reply-all',
  own: readonly string[],
): Pick<ReplyHead, 'to' | 'cc'> {
  const isOwn = ({ email }: MailAddress) => own.includes(email.toLowerCase());
  const sender = replyTo.length > 0 ? replyTo : from;
  // An answer to what one wrote oneself goes on to those it went to.
  const wasOwn = from.length > 0 && from.every(isOwn);
  const target = withoutRepeats(wasOwn && to.length > 0 ? to : sender);
  if (kind === 'reply') return { to: target, cc: [] };
  const others = wasOwn ? cc : [...to, ...cc];
  const rest = withoutRepeats(
    others.filter((one) => !isOwn(one)),
    target,
  );
  return { to: target, cc: rest };
}

/** `Re:` and `Fwd:` once, before the base subject, in the form every program reads. */
export function withPrefix(prefix: 'Re' | 'Fwd', subject: string): string {
  const base = baseSubject(subject).replace(/\p{C}+/gu, ' ');
  return base === '' ? `${prefix}:` : `${prefix}: ${base}`;
}

/** Whether an answer to all goes to more people than an answer. */
export function hasOthers(email: Answered, own: readonly string[]): boolean {
  const all = replyHead(email, 'reply-all', own);
  return all.cc.length > 0 || all.to.length > 1;
}

/** The own address a message came to, which its answer is written from; `undefined` when it names none. */
export function answeredAs({ to, cc, from }: Answered, own: readonly string[]): string | undefined {
  return [...to, ...cc, ...from].map(({ email }) => email.toLowerCase()).find((email) => own.includes(email));
}
