import { type Append, type AppendOutcome, type RelayStore, StoreWriteError } from './store.js';

/** A group is written when it has waited so long, in milliseconds … */
export const GROUP_WAIT_MS = 2;
/** … or has so many entries. */
export const GROUP_SIZE = 64;

export interface GroupCommitOptions {
  readonly store: Pick<RelayStore, 'append'>;
  readonly waitMs?: number;
  readonly size?: number;
  /** Called after every commit, before anybody hears of it. Milliseconds that it took, and its entries. */
  readonly onCommit?: (milliseconds: number, entries: number) => void;
}

export interface GroupCommit {
  /** Durable when the promise is kept. Rejects with the store's error when nothing of its group was written. */
  append(append: Append): Promise<AppendOutcome>;
  /** Entries that wait or are being written. */
  readonly waiting: number;
  /** Writes what waits and takes nothing more. */
  close(): Promise<void>;
}

interface Waiting {
  readonly append: Append;
  readonly done: (outcome: AppendOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Many entries, one sync of the disk. Order is kept: what was given first is decided first. */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { store, waitMs = GROUP_WAIT_MS, size = GROUP_SIZE, onCommit } = options;
  const queue: Waiting[] = [];
  let writing = 0;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function writeGroups() {
    while (queue.length > 0) {
      const group = queue.splice(0, size);
      writing = group.length;
      const from = performance.now();
      try {
        const outcomes = await store.append(group.map(({ append }) => append));
        onCommit?.(performance.now() - from, group.length);
        for (const [i, { done }] of group.entries()) done(outcomes[i] ?? 'moved');
      } catch (error) {
        // What was decided on top of these is void too: it finds the head elsewhere and is answered `moved`.
        for (const { fail } of group) fail(error);
      }
      writing = 0;
      // Groups that are due at once leave others their turn: sockets are read in between.
      if (queue.length > 0) await new Promise((next) => setImmediate(next));
    }
  }

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    running ??= writeGroups().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    get waiting() {
      return queue.length + writing;
    },
    append(append) {
      if (isClosed) return Promise.reject(new StoreWriteError('The relay is shutting down.'));
      return new Promise((done, fail) => {
        queue.push({ append, done, fail });
        if (running !== undefined) return;
        if (queue.length >= size) void flush();
        else timer ??= setTimeout(flush, waitMs);
      });
    },
    async close() {
      isClosed = true;
      while (queue.length > 0 || running !== undefined) await flush();
    },
  };
}
