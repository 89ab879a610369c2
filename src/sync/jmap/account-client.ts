// Keeps one account in step with its server, for as long as it is let: tells what was done here, fetches what was done there,
// and begins again, with growing pauses, after whatever has cut it.
import { type MailAccountState, type MailServerProblem, passesByItself } from '../../domain/mail/server-problem.js';
import type { MailAccountStore } from '../mail/ports.js';
import { fetchAccountFacts } from './account-facts.js';
import { type BackfillProgress, backfillPage } from './backfill.js';
import type { JmapConnection } from './connection.js';
import type { JmapContext } from './context.js';
import { createDoorbell } from './doorbell.js';
import { type JmapEnvironment, pause } from './environment.js';
import { listen } from './events.js';
import { JmapFailure, MethodFailure } from './failure.js';
import { type BodyBudget, DEFAULT_BUDGET, fetchBodies, type LeftOut } from './fetch-bodies.js';
import { carryOut, type Postponed } from './operations.js';
import { pull } from './pull.js';

export interface AccountClientOptions {
  readonly accountId: string;
  readonly store: MailAccountStore;
  readonly environment: JmapEnvironment;
  /** Signs in. @throws {JmapFailure} */
  readonly connect: (signal: AbortSignal) => Promise<JmapConnection>;
  readonly onState: (state: MailAccountState) => void;
  readonly budget?: BodyBudget;
  /** How often a server is asked that does not push, in milliseconds. */
  readonly pollMs?: number;
}

export interface AccountClient {
  /** Something was done here, the network is back, or somebody looks: goes on at once. */
  ring(): void;
  /** Ends it; resolves when nothing of it is under way. */
  end(): Promise<void>;
}

const POLL_MS = 45_000;
/** With push it is only a precaution. */
const LIVE_POLL_MS = 900_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** An event stream that ended is opened again after this, and longer the sooner it ended. */
const REOPEN_MS = 2_000;

export function runAccount(options: AccountClientOptions): AccountClient {
  const { environment } = options;
  const over = new AbortController();
  const bell = createDoorbell(environment, over.signal);
  const leftOut: LeftOut = new Set();
  const postponed: Postponed = new Map();
  let state: MailAccountState = { accountId: options.accountId, phase: 'connecting' };
  const tell = (change: Partial<MailAccountState>) => {
    state = { ...state, ...change };
    if (!over.signal.aborted) options.onState(state);
  };
  /** From half to one and a half: clients that were cut together do not come back together. */
  const spread = (milliseconds: number) => milliseconds * (0.5 + environment.chance());

  /** Everything, once. @returns How far the first sync is, and when something that waits is due. */
  async function round(context: JmapContext): Promise<{ progress?: BackfillProgress; due?: number; more: boolean }> {
    const due = await carryOut({ context, postponed });
    await pull(context);
    const progress = await backfillPage(context);
    if (progress !== undefined) return { progress, due, more: true };
    return { due, more: await fetchBodies(context, options.budget ?? DEFAULT_BUDGET, leftOut) };
  }

  async function follow(connection: JmapConnection, onRound: () => void): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([over.signal, ended.signal]);
    const context: JmapContext = { connection, store: options.store, signal };
    const live = watchEvents(connection, signal);
    try {
      tell({ quota: await fetchAccountFacts(context) });
      while (!signal.aborted) {
        const { progress, due, more } = await round(context);
        onRound();
        const now = environment.now();
        if (progress !== undefined) tell({ phase: 'fetching', ...progress, problem: undefined });
        else tell({ phase: 'ready', problem: undefined, syncedAt: now, done: undefined, total: undefined });
        if (more) continue;
        const poll = state.isLive === true ? LIVE_POLL_MS : (options.pollMs ?? POLL_MS);
        await bell.wait(Math.max(0, Math.min(spread(poll), due === undefined ? poll * 2 : due - now)));
      }
    } finally {
      ended.abort();
      await live;
      tell({ isLive: false });
    }
  }

  async function watchEvents(connection: JmapConnection, signal: AbortSignal): Promise<void> {
    for (let times = 0; !signal.aborted; times++) {
      const from = environment.now();
      const hasPush = await listen(
        connection,
        signal,
        () => {
          tell({ isLive: true });
          bell.ring(); // what has changed before it was open
        },
        bell.ring,
      );
      tell({ isLive: false });
      if (!hasPush) return;
      if (environment.now() - from > LIVE_POLL_MS) times = 0;
      await pause(environment, spread(Math.min(REOPEN_MS * 2 ** times, LONGEST_PAUSE_MS)), signal);
    }
  }

  async function run(): Promise<void> {
    for (let times = 0; !over.signal.aborted; ) {
      try {
        await follow(await options.connect(over.signal), () => {
          times = 0;
        });
      } catch (error) {
        if (over.signal.aborted) return;
        const problem = problemOf(error);
        const passes = passesByItself(problem);
        tell({ phase: passes ? 'waiting' : 'stopped', problem });
        const wait = spread(Math.min(FIRST_PAUSE_MS * 2 ** times, LONGEST_PAUSE_MS));
        times++;
        const until = problem.retryAt === undefined ? wait : Math.max(wait, problem.retryAt - environment.now());
        // What the person has to mend is tried again when they say so, or the next time the app starts.
        while (!(await bell.wait(passes ? until : LONGEST_PAUSE_MS)) && !passes && !over.signal.aborted);
        tell({ phase: 'connecting' });
      }
    }
  }

  const running = run();
  return {
    ring: bell.ring,
    async end() {
      over.abort();
      await running;
    },
  };
}

/** What goes wrong and is no fault of the connection counts as trouble of the server: it is tried again later. */
function problemOf(error: unknown): MailServerProblem {
  if (error instanceof JmapFailure) return error.problem;
  if (error instanceof MethodFailure) return { kind: 'status', host: '' };
  return { kind: 'answer', host: '' };
}
