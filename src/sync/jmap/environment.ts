/** What the client needs of the machine it runs on, handed in so that tests can be the machine. */
export interface JmapEnvironment {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Epoch ms, by this machine's clock. */
  now(): number;
  /** Calls once. @returns takes it back. */
  after(milliseconds: number, work: () => void): () => void;
  /** From 0 to 1, for spreading requests; no secret. */
  chance(): number;
  /** What the browser thinks; false is true, true may be false. */
  isOnline(): boolean;
}

/** Resolves after that time, or as soon as it is given up. */
export function pause({ after }: JmapEnvironment, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = after(milliseconds, end);
    signal.addEventListener('abort', end);
  });
}
