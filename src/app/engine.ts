// The workers as the services use them: started when first needed, restarted when they die, wired to each other.
import { transfer } from 'comlink';
import { AppError } from '../domain/errors.js';
import type { Progress } from '../domain/items/import.js';
import type { Window } from '../domain/time/types.js';
import { type Connection, createWorkerHandle, type WorkerHandle } from '../workers/connect-worker.js';
import { type FormatApi, isProgressMessage } from '../workers/format.api.js';
import type { Answers, Question } from '../workers/history.api.js';
import { isLockMessage, type LockMessage, type LockRequest, type LockRequests } from '../workers/lock.api.js';
import type { NetRequest, NetRequests } from '../workers/net.api.js';
import { isChangedMessage, type QueryApi } from '../workers/query.api.js';
import type { Command, CommandAnswer, SyncApi } from '../workers/sync.api.js';
import { createWorker } from '../workers/worker-scripts.js';
import { notesOfBrowser } from './browser-notes.js';
import { createCommandJournal } from './command-journal.js';
import type { Done } from './done.js';
import { type ChangeSource, createChangeSource } from './watch.js';

export interface Engine {
  readonly changes: ChangeSource;
  query<T>(read: (api: Connection<QueryApi>) => Promise<T>): Promise<T>;
  /** Asks the writer about what was. */
  ask<T extends Question['type']>(question: Extract<Question, { type: T }>): Promise<Answers[T]>;
  /** Asks the relay, by way of the tab that writes. */
  perform<K extends keyof NetRequests>(type: K, ask: NetRequests[K]['ask']): Promise<NetRequests[K]['answer']>;
  /** Asks this tab's own worker about the app's lock. */
  lock<K extends keyof LockRequests>(type: K, ask: LockRequests[K]['ask']): Promise<LockRequests[K]['answer']>;
  /** Tells when the lock is to be asked about again. */
  readonly lockChanges: ChangeSource<LockMessage>;
  /** Durable when it resolves, and seen by every query asked from then on. */
  run(command: Command): Promise<CommandAnswer & Done>;
  readonly format: WorkerHandle<FormatApi>;
  /** Windows of time that views show: of what comes in, these are drawn first. */
  readonly inSight: Set<Window>;
  /** Takes what an answer of the format worker has changed into account. */
  finish(answer: CommandAnswer): Promise<CommandAnswer & Done>;
  /** @returns stops it. */
  onProgress(id: string, listener: (progress: Progress) => void): () => void;
  /**
   * Carries out what earlier pages were told and could not do any more.
   *
   * @param onFailure - One of them was refused; nobody else is told.
   */
  finishEarlier(onFailure: (error: unknown) => void): void;
  /** Starts the workers that nobody has needed yet. @param forFile - A file is likely to come. */
  warmUp(forFile: boolean): void;
  /** Ends all workers; calls fail with `store/closed`. */
  close(): void;
}

/** A query reads and expands; what takes longer is stuck. */
const QUERY_LIMIT_MS = 60_000;
/** Waiting for a disk, a lock of another tab, Automerge over a slow line. */
const COMMAND_LIMIT_MS = 120_000;
const RETRIES = 1;

function isCrash(error: unknown): boolean {
  return error instanceof AppError && error.code === 'worker/crashed';
}

export function createEngine(database: string): Engine {
  const changes = createChangeSource();
  const lockChanges = createChangeSource<LockMessage>();
  const journal = createCommandJournal(database, notesOfBrowser(), navigator.locks);
  const progressListeners = new Map<string, (progress: Progress) => void>();
  let closed = false;

  const query = createWorkerHandle<QueryApi>({
    create: () => createWorker('query', database),
    onMessage(data) {
      if (isChangedMessage(data)) changes.emit(data.change);
      else if (isProgressMessage(data)) progressListeners.get(data.id)?.(data.progress);
    },
  });
  const sync = createWorkerHandle<SyncApi>({
    create: () => createWorker('sync', database),
    onMessage: (data) => isLockMessage(data) && lockChanges.emit(data),
    onCrash: () => format.stop(new AppError('worker/crashed', 'The other end of its port is gone.')),
  });
  const format: WorkerHandle<FormatApi> = createWorkerHandle<FormatApi>({
    create: () => createWorker('format', database),
    async onStart(api) {
      const { port1, port2 } = new MessageChannel();
      await Promise.all([
        api.connectSync(transfer(port1, [port1])),
        sync.call((remote) => remote.connectFormat(transfer(port2, [port2]))),
      ]);
    },
    onMessage: (data) => isProgressMessage(data) && progressListeners.get(data.id)?.(data.progress),
  });

  function checkOpen(): void {
    if (closed) throw new AppError('store/closed', 'The store was closed.');
  }

  /** Again with a new worker when the first one died: reading twice harms nobody, and commands have their id. */
  async function persistent<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      checkOpen();
      try {
        return await call();
      } catch (error) {
        if (!isCrash(error) || attempt >= RETRIES) throw error;
      }
    }
  }

  async function finish(answer: CommandAnswer): Promise<CommandAnswer & Done> {
    const { change, told, inverse } = answer;
    // A query worker that is dead knows nothing stale. One that has been told before has told this page.
    const isNews = await query.call((api) => api.noteChange(change, told)).catch(() => true);
    if (isNews) changes.emit(change);
    return {
      ...answer,
      async undo() {
        if (inverse !== undefined) await run(inverse);
      },
      async takeBack() {
        if (inverse === undefined) return [];
        return (await run(inverse.type === 'writeItems' ? { ...inverse, told: true } : inverse)).messages ?? [];
      },
    };
  }

  const send = (id: string, command: Command) =>
    persistent(() => sync.call((api) => api.run(id, command), COMMAND_LIMIT_MS));

  function ask<T extends Question['type']>(question: Extract<Question, { type: T }>): Promise<Answers[T]> {
    const call = () => sync.call((api) => api.ask(question as Question) as Promise<unknown>, COMMAND_LIMIT_MS);
    return persistent(call) as Promise<Answers[T]>;
  }

  /** Once: what a worker that died did of it nobody knows. */
  async function perform<K extends keyof NetRequests>(
    type: K,
    asked: NetRequests[K]['ask'],
  ): Promise<NetRequests[K]['answer']> {
    checkOpen();
    const answer = sync.call(
      (api) => api.perform({ type, ...asked } as NetRequest) as Promise<unknown>,
      COMMAND_LIMIT_MS,
    );
    return answer as Promise<NetRequests[K]['answer']>;
  }

  async function lock<K extends keyof LockRequests>(
    type: K,
    asked: LockRequests[K]['ask'],
  ): Promise<LockRequests[K]['answer']> {
    checkOpen();
    const request = { type, ...asked } as LockRequest;
    return sync.call((api) => api.lock(request) as Promise<unknown>, COMMAND_LIMIT_MS) as Promise<
      LockRequests[K]['answer']
    >;
  }

  async function run(command: Command): Promise<CommandAnswer & Done> {
    const id = crypto.randomUUID();
    // A file is too long for a note, and put again under the same name when the person adds it again.
    if (command.type !== 'putFile') journal.note(id, command);
    try {
      return await finish(await send(id, command));
    } finally {
      if (!closed) journal.forget(id);
    }
  }

  return {
    changes,
    query: (read) => persistent(() => query.call(read, QUERY_LIMIT_MS)),
    ask,
    perform,
    lock,
    lockChanges,
    run,
    format,
    inSight: new Set(),
    finish,
    onProgress(id, listener) {
      progressListeners.set(id, listener);
      return () => progressListeners.delete(id);
    },
    finishEarlier(onFailure) {
      journal.takeOver(async ({ id, command }) => {
        try {
          await finish(await send(id, command));
        } catch (error) {
          if (closed || isCrash(error)) throw error; // it stays noted
          onFailure(error);
        }
      });
    },
    warmUp(forFile) {
      if (closed) return;
      // Its start is the writer's, too.
      void format.call((api) => (forFile ? api.prepare() : api.discard(''))).catch(() => {});
    },
    close() {
      closed = true;
      const reason = new AppError('store/closed', 'The store was closed.');
      for (const worker of [query, format, sync]) worker.stop(reason);
    },
  };
}
