// When messages that are scheduled are sent: lists of them say that, not when they were written (rule MC9).
import type { EmailQuery } from '../../domain/mail/email.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import { isWaitingSend } from './waiting-uploads.js';

/** Epoch ms by number of message. */
export type SendTimes = ReadonlyMap<number, number>;

/** Whether it is among what is scheduled; what is in the outbox goes at once. */
export function isScheduled({ columns, mailboxes, set }: MailStore, email: number): boolean {
  return set(columns.places[email]!).some((id) => mailboxes.get(id)?.role === 'scheduled');
}

/** Whether a list is of what is scheduled. */
export function isScheduledList({ mailboxes }: MailStore, where: EmailQuery['where']): boolean {
  if ('mailboxId' in where) return mailboxes.get(where.mailboxId)?.role === 'scheduled';
  return 'role' in where && where.role === 'scheduled';
}

/** Of those among these messages that are scheduled. The table is read only where there are any. */
export async function sendTimesOf(store: MailStore, emails: Iterable<number>): Promise<SendTimes> {
  const wanted = new Set<number>();
  for (const email of emails) if (isScheduled(store, email)) wanted.add(email);
  if (wanted.size === 0) return new Map();
  const operations = (await store.db.mailOperations.toArray()).filter(isWaitingSend);
  const times = operations.map(({ change }) => [Number(change.emailId), change.submit?.sendAt ?? 0] as const);
  return new Map(times.filter(([email]) => wanted.has(email)));
}

/** What is sent next first; behind it, as it was, what nobody here knows the time of. */
export function soonestFirst(emails: Uint32Array, times: SendTimes): Uint32Array {
  const at = (email: number) => times.get(email) ?? Number.POSITIVE_INFINITY;
  return emails.slice().sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
