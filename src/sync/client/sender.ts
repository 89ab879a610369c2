// Sending into one log: one entry at a time, kept before its first byte goes out, the same bytes again until there is an answer.
import { bytesToHex, isSame } from '../protocol/bytes.js';
import type { Entry } from '../protocol/entry.js';
import { ProtocolError, type Refusal } from '../protocol/errors.js';
import type { PlaceState } from '../protocol/fold-state.js';
import type { ClientContext } from './context.js';
import { backoff } from './link.js';
import type { Log } from './log.js';
import type { Confirmed } from './ports.js';
import { errorClass, offline, refusalOf, refused, retryAfterOf } from './refusal.js';
import type { Send } from './storage.js';

/** The next entry of a log, made. */
export interface Prepared {
  readonly entry: Entry;
  readonly chunks?: Send['chunks'];
}

/** Something that somebody waits for. */
interface Wanted<A> {
  readonly make: (author: A) => Promise<Entry>;
  tries: number;
  resolve(confirmed: Confirmed): void;
  reject(error: unknown): void;
}

export interface Sender<A> {
  /** Goes on, if there is anything to be sent. */
  nudge(): void;
  /** Rejects with `sync/offline` or `sync/refused`. */
  append(make: (author: A) => Promise<Entry>): Promise<Confirmed>;
  /** Resolves when there is nothing that could be sent now. */
  idle(): Promise<void>;
  /** The connection has ended: whoever waits is told. */
  lost(): void;
}

export interface SenderOptions<S, A> {
  readonly context: ClientContext;
  readonly log: Log<S>;
  /** Whether anything may be sent now. */
  mayWrite(): boolean;
  author(n: number): Promise<A>;
  /** What has to be in the log before somebody's wish can be. */
  before?(n: number): Promise<Prepared | undefined>;
  /** What the log owes by itself. */
  next?(n: number): Promise<Prepared | undefined>;
  /** An entry nobody waits for was refused. @returns whether there is a point in going on. */
  onRefused(refusal: Refusal, send: Send): Promise<boolean>;
}

/** Refusals in a row that are answered by making the entry anew at once. */
const MAX_FIXUPS = 6;
/** When something that only others can change is looked at again, in milliseconds. */
const LATER_MS = 60_000;

export function createSender<S extends PlaceState, A>(options: SenderOptions<S, A>): Sender<A> {
  const { context, log } = options;
  const { store, environment } = context;
  const device = bytesToHex(context.credentials.device);
  const wishes: Wanted<A>[] = [];
  const waiters = new Map<number, Wanted<A>>();
  let running: Promise<void> | undefined;
  let again = false;
  let fixups = 0;
  let pauses = 0;
  let cancelPause = () => {};

  const counter = () => log.state?.counters[device] ?? 0;

  /** Its place is known: it is part of the log as soon as everything before it is. */
  async function accepted(send: Send, { seq, ts, hash }: { seq: number; ts: number; hash: Uint8Array }): Promise<void> {
    const isNext = seq === log.kept.seq + 1;
    if (isNext) await log.receive([{ seq, ts, entry: send.entry }], seq);
    else await log.catchUp(seq);
    // Whoever has left is told so before the entry comes back, and follows no further.
    if (log.kept.seq < seq && log.kept.health !== 'out') throw offline('not read up to it');
    const { kept } = log;
    const here = kept.seq === seq ? kept.hash : await store.hashAt(log.id, seq);
    if (here !== undefined && !isSame(here, hash)) {
      await log.become('fork');
      throw new ProtocolError('CHAIN', 'the relay says another place');
    }
    await store.dropSend(log.id, send.n); // as a rule following has done so
    waiters.get(send.n)?.resolve({ seq, ts });
    waiters.delete(send.n);
    fixups = 0;
    pauses = 0;
  }

  /** @returns whether to go on at once. */
  async function refusedWith(refusal: Refusal, send: Send, error: unknown): Promise<boolean> {
    const waiter = waiters.get(send.n);
    switch (refusal) {
      case 'BUSY':
      case 'RATE':
        pause(retryAfterOf(error));
        return false;
      case 'DUP_OLD':
      case 'EQUIVOCATION':
      case 'GAP':
        // What this device has written before is in the log; following it says which counter is next.
        await log.refresh();
        if ((await store.sends(log.id)).some(({ n }) => n === send.n) && refusal !== 'GAP')
          await store.dropSend(log.id, send.n);
        break;
      default:
        await store.dropSend(log.id, send.n);
        if (errorClass(error) !== 'fatal') await log.refresh();
    }
    waiters.delete(send.n);
    fixups++;
    const mayRemake = errorClass(error) !== 'fatal' || refusal === 'EQUIVOCATION';
    if (waiter !== undefined) {
      if (mayRemake && waiter.tries++ < MAX_FIXUPS) wishes.unshift(waiter);
      else waiter.reject(error);
      if (mayRemake) await options.onRefused(refusal, send);
      return true;
    }
    const isWorthIt = await options.onRefused(refusal, send);
    if (isWorthIt && fixups < MAX_FIXUPS) return true;
    fixups = 0;
    pause(isWorthIt ? 0 : LATER_MS);
    return false;
  }

  async function deliver(send: Send): Promise<boolean> {
    let answer: Awaited<ReturnType<typeof deliverOnce>>;
    try {
      answer = await deliverOnce(send);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      return refusedWith(refusal, send, error);
    }
    await accepted(send, answer);
    return true;
  }
  const deliverOnce = (send: Send) => context.ask('append', { entry: send.entry });

  async function keep({ entry, chunks = [] }: Prepared): Promise<Send> {
    const send = { log: log.id, n: entry.header.n, entry: entry.bytes, chunks, time: context.now() };
    await store.putSend(send);
    return send;
  }

  async function wish(wanted: Wanted<A>, n: number): Promise<boolean> {
    let entry: Entry;
    try {
      const first = await options.before?.(n);
      if (first !== undefined) {
        wishes.unshift(wanted);
        return deliver(await keep(first));
      }
      entry = await wanted.make(await options.author(n));
    } catch (error) {
      wanted.reject(error instanceof ProtocolError ? refused(error.code, error.message) : error);
      return true;
    }
    waiters.set(n, wanted);
    return deliver(await keep({ entry }));
  }

  /** @returns whether something was done. */
  async function step(): Promise<boolean> {
    if (!context.isOnline() || !log.isCurrent || !options.mayWrite()) return false;
    const [oldest] = [...(await store.sends(log.id))].sort((a, b) => a.n - b.n);
    if (oldest !== undefined) {
      // Its counter was used by something else: its chunks wait again.
      if (oldest.n > counter()) return deliver(oldest);
      await store.dropSend(log.id, oldest.n);
      return true;
    }
    const n = counter() + 1;
    const wanted = wishes.shift();
    if (wanted !== undefined) return wish(wanted, n);
    const prepared = await options.next?.(n);
    return prepared !== undefined && deliver(await keep(prepared));
  }

  function pause(least = 0): void {
    cancelPause();
    const milliseconds = Math.max(least, backoff(pauses++, environment.chance()));
    cancelPause = environment.after(milliseconds, nudge);
  }

  async function run(): Promise<void> {
    do {
      try {
        // Whoever asked during a step that did something is served by the next one.
        do {
          again = false;
        } while (await step());
      } catch (error) {
        // Without a connection the next one goes on. Anything else is tried again later, and less and less often.
        if (context.isOnline()) pause();
        if (errorClass(error) === 'fatal') context.onChange();
      }
    } while (again);
  }

  function nudge(): void {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again) nudge();
    });
  }

  return {
    nudge,
    append: (make) =>
      new Promise((resolve, reject) => {
        if (!context.isOnline()) throw offline('no connection');
        if (!options.mayWrite()) throw refused('FROZEN', 'this log is not written to');
        wishes.push({ make, tries: 0, resolve, reject });
        nudge();
      }),
    async idle() {
      while (running !== undefined) await running;
    },
    lost() {
      cancelPause();
      const error = offline('the connection has ended');
      for (const each of [...wishes.splice(0), ...waiters.values()]) each.reject(error);
      waiters.clear();
    },
  };
}
