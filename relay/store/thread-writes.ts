import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openSqliteWrites, type SqliteWrites } from './sqlite-writes.js';
import { StoreWriteError } from './store.js';

export interface ThreadCall {
  readonly id: number;
  readonly method: keyof SqliteWrites;
  readonly args: readonly unknown[];
}

/** The first one, with id 0, says that the database is open. */
export interface ThreadAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

const METHODS = [
  'append',
  'purge',
  'forget',
  'addBlob',
  'dropBlob',
  'setValue',
  'appendAddress',
  'setLink',
  'close',
] as const;

const fileOf = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** The thread that keeps the write-ahead log short. @returns ends it. */
function startCheckpoints(path: string): () => Promise<void> {
  const worker = new Worker(fileOf('checkpoint-thread'), { workerData: path, execArgv: [] });
  const ended = new Promise<void>((done) => worker.once('exit', () => done()));
  worker.on('error', () => {}); // the connection that writes does it then
  return () => {
    worker.postMessage('end');
    return ended;
  };
}

/** Opens the writing connection in a thread of its own; where the relay runs from its source, in this one. */
export async function openThreadWrites(path: string): Promise<SqliteWrites> {
  const file = fileOf('write-thread');
  if (!existsSync(file)) return openSqliteWrites(path);
  const worker = new Worker(file, { workerData: path, execArgv: [] });
  const waiting = new Map<number, { done: (value: never) => void; fail: (error: Error) => void }>();
  let calls = 0;
  let end: Error | undefined;
  const opened = new Promise<undefined>((done, fail) => waiting.set(0, { done, fail }));
  worker.on('message', ({ id, value, error }: ThreadAnswer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.done(value as never);
    else call?.fail(new StoreWriteError(error));
  });
  worker.on('error', (error) => {
    end = error;
  });
  worker.on('exit', () => {
    end ??= new StoreWriteError('The thread that writes has ended.');
    for (const { fail } of waiting.values()) fail(end);
    waiting.clear();
  });
  const call = (method: keyof SqliteWrites, args: readonly unknown[]) =>
    new Promise((done, fail) => {
      if (end !== undefined) return fail(new StoreWriteError(end.message));
      const id = ++calls;
      waiting.set(id, { done, fail });
      worker.postMessage({ id, method, args } satisfies ThreadCall);
    });
  await opened;
  const endCheckpoints = startCheckpoints(path);
  const threaded = Object.fromEntries(
    METHODS.map((method) => [method, (...args: readonly unknown[]) => call(method, args)]),
  ) as unknown as SqliteWrites;
  return {
    ...threaded,
    async close() {
      await endCheckpoints();
      await threaded.close();
    },
  };
}
