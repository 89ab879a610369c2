// A worker that is started by the script of the head (src/first-paint.ts), before the app's own scripts are there.

interface EarlyWorker {
  /** Its own name: the database's. */
  readonly name: string;
  readonly address: string;
  readonly worker: Worker;
  /** What it has said until it is taken. */
  readonly heard: unknown[];
  /** Nothing of what it says is kept from then on: whoever has taken it hears it. */
  readonly taken: AbortController;
  failed?: true;
}

const page = globalThis as { ikEarlyWorker?: EarlyWorker };

/** Starts the worker. @param address - Of its script. @param name - Its own name: the database's. */
export function startEarlyWorker(address: string, name: string): void {
  const worker = new Worker(address, { type: 'module', name });
  const taken = new AbortController();
  const early: EarlyWorker = { name, address, worker, heard: [], taken };
  const { signal } = taken;
  worker.addEventListener('message', ({ data }) => early.heard.push(data), { signal });
  worker.addEventListener(
    'error',
    () => {
      early.failed = true;
    },
    { signal },
  );
  page.ikEarlyWorker = early;
}

/**
 * The worker, once; whoever takes it hears what it has said already after adding their listeners in the same turn.
 *
 * @returns `undefined` when it is another one, or did not start.
 */
export function takeEarlyWorker(address: string, name: string): Worker | undefined {
  const early = page.ikEarlyWorker;
  if (early === undefined || early.name !== name || !address.endsWith(early.address)) return undefined;
  delete page.ikEarlyWorker;
  early.taken.abort();
  if (early.failed) {
    early.worker.terminate();
    return undefined;
  }
  queueMicrotask(() => {
    for (const data of early.heard.splice(0)) early.worker.dispatchEvent(new MessageEvent('message', { data }));
  });
  return early.worker;
}
