import { type Remote, wrap } from 'comlink';
import { AppError } from '../domain/errors.js';
import { READY } from './expose-api.js';
import { registerErrorTransfer } from './transfer-errors.js';

/** The other side's interface, every call a promise. */
export type Connection<Api> = Remote<Api>;

/** A worker that is started when first asked for, and again after it has died. */
export interface WorkerHandle<Api> {
  /**
   * Calls the worker once it is ready.
   *
   * @param limitMs - After that long without an answer the call fails with `worker/timeout`; the worker goes on.
   * @throws {AppError} `worker/crashed` when the worker dies or cannot start; otherwise what the call throws.
   */
  call<T>(use: (api: Connection<Api>) => Promise<T>, limitMs?: number): Promise<T>;
  /** Ends the worker; calls under way fail with this error. The next call starts a new one. */
  stop(reason: AppError): void;
}

interface Running<Api> {
  readonly api: Promise<Connection<Api>>;
  readonly waiting: Waiting;
  fail(reason: AppError): void;
}

/** What waits for something that may end. To race each against a promise of the end would keep all that was ever answered. */
class Waiting {
  private readonly _rejects = new Set<(reason: AppError) => void>();
  private _ended: AppError | undefined;

  /** @returns what the work comes to, or why that is waited for no longer. */
  for<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this._ended !== undefined) reject(this._ended);
      this._rejects.add(reject);
      work.then(resolve, reject).finally(() => this._rejects.delete(reject));
    });
  }

  end(reason: AppError): void {
    this._ended ??= reason;
    for (const reject of this._rejects) reject(reason);
    this._rejects.clear();
  }
}

/** A worker that neither answers nor fails in this time will not. Starting on a busy machine takes seconds. */
const START_LIMIT_MS = 60_000;

export interface WorkerHooks<Api> {
  create(): Worker;
  /** After each start, before any call: the worker knows nothing yet. */
  onStart?(api: Connection<Api>): void | Promise<void>;
  /** Messages that are not answers to calls. */
  onMessage?(data: unknown): void;
  onCrash?(): void;
}

/**
 * A limit passes in steps: a machine that sleeps for an hour, and its workers with it, has used one of them when it wakes, not all.
 */
const STEPS = 12;

function within<T>(work: Promise<T>, limitMs: number | undefined): Promise<T> {
  if (limitMs === undefined) return work;
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (steps: number) => {
      if (steps === 0) reject(new AppError('worker/timeout', `No answer in ${limitMs} ms.`));
      else timer = setTimeout(() => wait(steps - 1), limitMs / STEPS);
    };
    wait(STEPS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function createWorkerHandle<Api>(hooks: WorkerHooks<Api>): WorkerHandle<Api> {
  let running: Running<Api> | undefined;

  function start(): Running<Api> {
    registerErrorTransfer();
    const worker = hooks.create();
    const waiting = new Waiting();
    const fail = (reason: AppError) => {
      worker.terminate();
      if (running?.waiting === waiting) running = undefined;
      waiting.end(reason);
    };
    const crash = (message: string) => {
      fail(new AppError('worker/crashed', message || 'The worker could not start.'));
      hooks.onCrash?.();
    };
    worker.onerror = (event) => {
      event.preventDefault(); // reported here, not also as an uncaught error of the page
      crash(event.message);
    };
    worker.onmessageerror = () => crash('A message could not be read.');
    const ready = new Promise<void>((resolve) => {
      worker.addEventListener('message', ({ data }) => (data === READY ? resolve() : hooks.onMessage?.(data)));
    });
    const api = within(waiting.for(ready), START_LIMIT_MS).then(async () => {
      const remote = wrap<Api>(worker);
      await hooks.onStart?.(remote);
      return { remote };
    });
    api.catch((error: unknown) => crash(error instanceof Error ? error.message : ''));
    return { api: api.then(({ remote }) => remote), waiting, fail };
  }

  return {
    async call(use, limitMs) {
      running ??= start();
      const { api, waiting } = running;
      return within(waiting.for(api.then((remote) => use(remote))), limitMs);
    },
    stop(reason) {
      running?.fail(reason);
    },
  };
}
