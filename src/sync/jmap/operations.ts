// Tells the server what a person did, in order, each once: an operation is settled when the server has it, and what is
// repeated after a cut changes nothing.
import type { MailOperation } from '../mail/ports.js';
import type { JmapCall } from './calls.js';
import type { JmapContext } from './context.js';
import { type EmailChange, emailSets, errorsOfSet, isEmailChange } from './email-sets.js';
import { isPassing, type MethodError, MethodFailure } from './failure.js';
import { cancelSend, carryOutHandedOver, holdsUntil } from './held-send.js';
import { carryOutMailbox, isMailboxChange } from './mailbox-operations.js';
import { carryOutUpload } from './send.js';

const BATCH = 50;
/** A message that could not be sent for now is tried again, at first after this. */
const FIRST_DELAY_MS = 20_000;
const LONGEST_DELAY_MS = 1_800_000;
/** After its time, until a server has surely sent what it held. */
const SENT_BY_MS = 10_000;

/** When to look at an operation again that has to wait; epoch ms by number. */
export type Postponed = Map<number, { readonly until: number; readonly times: number }>;

export interface OperationsOptions {
  readonly context: JmapContext;
  readonly postponed: Postponed;
}

/**
 * Carries out what there is.
 *
 * @returns Epoch ms at which something that waits is due; `undefined` when nothing waits.
 * @throws {JmapFailure} @throws {MethodFailure} The server has trouble: later again.
 */
export async function carryOut({ context, postponed }: OperationsOptions): Promise<number | undefined> {
  const { store, connection } = context;
  for (;;) {
    const all = await store.operations(BATCH + postponed.size);
    for (const n of postponed.keys()) if (!all.some((operation) => operation.n === n)) postponed.delete(n);
    const now = connection.environment.now();
    const due = (operation: MailOperation) => dueOf(operation, postponed, now, connection.session().maxDelayedSend);
    const ready = readyOf(all, due, now);
    const [first] = ready;
    if (first === undefined) return nextDue(all, due);
    const { change } = first;
    if (isEmailChange(change)) await carryOutEmails(context, ready);
    else if (isMailboxChange(change)) await carryOutMailbox(context, first.n, change);
    else if (change.type === 'cancelSend') {
      await cancelSend(context, first.n, change);
    } else {
      const { handedOver } = first;
      const done =
        handedOver === undefined
          ? await carryOutUpload(context, first.n, change)
          : await carryOutHandedOver(context, first.n, change, handedOver);
      if (done !== 'later') continue;
      const times = (postponed.get(first.n)?.times ?? 0) + 1;
      const delay = Math.min(FIRST_DELAY_MS * 2 ** (times - 1), LONGEST_DELAY_MS);
      postponed.set(first.n, { until: now + delay, times });
    }
  }
}

type Due = (operation: MailOperation) => number;

function dueOf({ n, change, handedOver }: MailOperation, postponed: Postponed, now: number, maxDelay: number): number {
  const again = postponed.get(n)?.until ?? 0;
  if (change.type !== 'upload') return again;
  const sendAt = change.submit?.sendAt;
  if (sendAt === undefined) return Math.max(again, change.holdUntil ?? 0);
  if (handedOver !== undefined) return Math.max(again, sendAt + SENT_BY_MS);
  return Math.max(again, holdsUntil(sendAt, now, maxDelay) ?? sendAt);
}

/** What can be done now, in order. What is about a message that waits waits with it. */
function readyOf(all: readonly MailOperation[], due: Due, now: number): readonly MailOperation[] {
  const held = new Set<string>();
  return all.filter((operation) => {
    const { change } = operation;
    if (change.type === 'upload' && due(operation) > now) held.add(change.emailId);
    return !idsOf(operation).some((id) => held.has(id));
  });
}

function idsOf({ change }: MailOperation): readonly string[] {
  if (change.type === 'setKeywords' || change.type === 'destroy') return change.emailIds;
  if (change.type === 'place') return change.places.map(({ emailId }) => emailId);
  return 'emailId' in change ? [change.emailId] : [];
}

function nextDue(all: readonly MailOperation[], due: Due): number | undefined {
  const times = all.map(due).filter((time) => time > 0);
  return times.length === 0 ? undefined : Math.min(...times);
}

interface Job {
  readonly n: number;
  readonly calls: readonly JmapCall[];
}

/** Those at the beginning that change messages, many in one request: it carries them out in order (RFC 8620 §3.3). */
async function carryOutEmails(context: JmapContext, ready: readonly MailOperation[]): Promise<void> {
  const { connection, store, signal } = context;
  const most = connection.session().limits.callsInRequest;
  const jobs: Job[] = [];
  let count = 0;
  for (const { n, change } of ready) {
    if (!isEmailChange(change) || count >= most) break;
    // From here on nobody takes it back: the message is in another account, and the server may have been told.
    const isMove = change.type === 'destroy' && change.movedTo !== undefined;
    if (isMove && !(await store.begin(n, true))) continue;
    const calls = await emailSets(context, change as EmailChange);
    jobs.push({ n, calls });
    count += calls.length;
  }
  const all = jobs.flatMap(({ calls }) => calls);
  const errors: (readonly MethodError[])[] = [];
  for (let at = 0; at < all.length; at += most) {
    const answers = await connection.call(all.slice(at, at + most), signal);
    errors.push(...answers.map(errorsOfSet));
  }
  for (const { n, calls } of jobs) {
    const [error] = errors.splice(0, calls.length).flat();
    if (error === undefined) await store.settle(n);
    else if (isPassing(error)) throw new MethodFailure('Email/set', error);
    else await store.reject(n, error);
  }
}
