// Messages that were put off: where they stand in lists, and how they come back (docs/rules/mail-snooze.md).

import type { EmailQuery } from '../../domain/mail/email.js';
import { snoozedUntil } from '../../domain/mail/snooze.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailCommand } from '../mail.api.js';
import { localMailboxId, mailboxWithRole } from './local-account.js';

/** By sets of keywords, which are never changed: null where they say nothing. */
const known = new WeakMap<readonly string[], number | null>();

/** When a message comes back, or came back, as its keywords say. */
function timeOf(store: MailStore, email: number): number | undefined {
  const set = store.columns.labels[email]!;
  if (set === 0) return undefined;
  const keywords = store.set(set);
  let time = known.get(keywords);
  if (time === undefined) {
    time = snoozedUntil(keywords) ?? null;
    known.set(keywords, time);
  }
  return time ?? undefined;
}

/**
 * Puts messages that came back at the place of the time they did; in a list of those that are put off each stands at its time, the
 * next one first.
 *
 * @param emails - The newest first.
 * @param now - Epoch ms: what is put off until later stands at the time it came.
 */
export function raiseSnoozed(store: MailStore, emails: Uint32Array, now: number, isSnoozedList: boolean): Uint32Array {
  const { times: received, labels } = store.columns;
  // Of most messages there is nothing to say, and of most lists.
  if (!emails.some((email) => labels[email] !== 0)) return emails;
  const raised: number[] = [];
  const others: number[] = [];
  const at = new Map<number, number>();
  for (const email of emails) {
    const until = timeOf(store, email);
    if (until === undefined || (!isSnoozedList && until > now)) others.push(email);
    else {
      raised.push(email);
      at.set(email, until);
    }
  }
  if (raised.length === 0) return emails;
  if (isSnoozedList) return Uint32Array.from([...raised.sort((a, b) => at.get(a)! - at.get(b)!), ...others]);
  raised.sort((a, b) => at.get(b)! - at.get(a)!);
  const out = new Uint32Array(emails.length);
  for (let to = 0, i = 0, j = 0; to < out.length; to += 1) {
    const takes = j === others.length || (i < raised.length && at.get(raised[i]!)! >= received[others[j]!]!);
    out[to] = takes ? raised[i++]! : others[j++]!;
  }
  return out;
}

/** Whether a list is of what is put off. */
export function isSnoozedList({ mailboxes }: MailStore, where: EmailQuery['where']): boolean {
  const role = 'mailboxId' in where ? mailboxes.get(where.mailboxId)?.role : 'role' in where ? where.role : undefined;
  return role === 'snoozed';
}

/** What is due, and when the next one is. */
export interface DueMail {
  readonly commands: readonly MailCommand[];
  /** Epoch ms; `undefined` when nothing waits. */
  readonly next: number | undefined;
}

/** @param isInStep - Of an account: whether it is known what its server has. */
export function dueMail(store: MailStore, now: number, isInStep: (accountId: string) => boolean): DueMail {
  const { columns, mailboxes } = store;
  const due: number[] = [];
  let next: number | undefined;
  for (let email = 1; email < columns.next; email += 1) {
    const until = timeOf(store, email);
    if (until === undefined || !columns.exists(email)) continue;
    const places = store.set(columns.places[email]!);
    const box = places.find((id) => mailboxes.get(id)?.role === 'snoozed');
    if (box === undefined) continue;
    if (until > now) next = Math.min(until, next ?? until);
    else if (isInStep(mailboxes.get(box)!.accountId)) due.push(email);
  }
  const places = due.flatMap((email) => {
    const was = store.set(columns.places[email]!);
    const accountId = mailboxes.get(was.find((id) => mailboxes.get(id)?.role === 'snoozed')!)!.accountId;
    const inbox = mailboxWithRole(store, accountId, 'inbox') ?? localMailboxId('inbox');
    if (!mailboxes.has(inbox)) return [];
    const kept = was.filter((id) => mailboxes.get(id)?.role !== 'snoozed');
    return [{ emailId: String(email), mailboxIds: [...kept, inbox] }];
  });
  if (places.length === 0) return { commands: [], next };
  const emailIds = places.map(({ emailId }) => emailId);
  return {
    commands: [
      { type: 'setKeywords', emailIds, add: [], remove: ['$seen'] },
      { type: 'place', places },
    ],
    next,
  };
}

export interface WakerOptions {
  readonly store: MailStore;
  now(): number;
  /** Calls once. @returns takes it back. */
  after(milliseconds: number, work: () => void): () => void;
  isInStep(accountId: string): boolean;
  run(commands: readonly MailCommand[]): Promise<unknown>;
  /** Runs in one tab at a time, or not at all. */
  alone(work: () => Promise<void>): Promise<void>;
}

/** No timer lasts longer: clocks are set, and machines sleep. */
const MOST_MS = 3_600_000;
/** A server that is not in step yet is looked at again then. */
const AGAIN_MS = 15_000;

/** Brings messages back at their time. @returns looks whether any are due: after changes, and at the start. */
export function createWaker({ store, now, after, isInStep, run, alone }: WakerOptions): () => void {
  let cancel = () => {};
  let isLooking = false;

  async function look(): Promise<void> {
    await alone(async () => {
      const { commands } = dueMail(store, now(), isInStep);
      if (commands.length > 0) await run(commands);
    });
    const waits = dueMail(store, now(), () => true);
    const due = waits.commands.length > 0 ? AGAIN_MS : Number.POSITIVE_INFINITY;
    const next = waits.next === undefined ? Number.POSITIVE_INFINITY : Math.min(MOST_MS, waits.next - now());
    cancel();
    const wait = Math.min(due, next);
    if (Number.isFinite(wait)) cancel = after(Math.max(0, wait), begin);
  }

  function begin(): void {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(() => {}) // a full disk: the next change looks again
      .finally(() => {
        isLooking = false;
      });
  }

  return begin;
}
