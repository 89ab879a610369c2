// The worker that src/first-paint.ts has started before the app's own scripts were there.

interface EarlyWorker {
  /** Its own name: the database's. */
  readonly name: string;
  readonly address: string;
  readonly worker: Worker;
  /** What it has said so far. */
  readonly heard: readonly unknown[];
  readonly failed?: true;
}

/**
 * The worker, once; whoever takes it hears what it has said already after adding their listeners in the same turn.
 *
 * @returns `undefined` when it is another one, or did not start.
 */
export function takeEarlyWorker(address: string, name: string): Worker | undefined {
  const page = globalThis as { ikEarlyWorker?: EarlyWorker };
  const early = page.ikEarlyWorker;
  if (early === undefined || early.name !== name || !address.endsWith(early.address)) return undefined;
  delete page.ikEarlyWorker;
  if (early.failed) {
    early.worker.terminate();
    return undefined;
  }
  const heard = [...early.heard];
  queueMicrotask(() => {
    for (const data of heard) early.worker.dispatchEvent(new MessageEvent('message', { data }));
  });
  return early.worker;
}
