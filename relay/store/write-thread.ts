// The thread that writes: a disk that takes its time keeps no socket waiting.
import { parentPort, workerData } from 'node:worker_threads';
import { LATE_CHECKPOINT } from './sqlite.js';
import { openSqliteWrites, type SqliteWrites } from './sqlite-writes.js';
import type { ThreadAnswer, ThreadCall } from './thread-writes.js';

const port = parentPort;
if (port !== null) {
  const writes = openSqliteWrites(workerData as string, LATE_CHECKPOINT);
  port.on('message', async ({ id, method, args }: ThreadCall) => {
    const call = writes[method] as (...values: readonly unknown[]) => Promise<unknown>;
    const answer: ThreadAnswer = await call(...args).then(
      (value) => ({ id, value }),
      (error: Error) => ({ id, error: error.message }),
    );
    port.postMessage(answer);
    if (method === ('close' satisfies keyof SqliteWrites)) port.close();
  });
  port.postMessage({ id: 0 } satisfies ThreadAnswer);
}
