import { type Append, type RelayStore, StoreWriteError } from './store.js';

/** A group is written when nothing was for so long, or it has waited so long, in milliseconds … */
export const GROUP_WAIT_MS = 2;
/** … or has so many entries. */
export const GROUP_SIZE = 64;

export interface GroupCommitOptions<Receipt> {
  readonly store: Pick<RelayStore, 'append'>;
  /** One receipt for each entry that became durable, made once per group. */
  readonly receipts: (done: readonly Append[]) => Promise<readonly Receipt[]>;
  /** Called for every entry that became durable, in order, before any receipt is made. */
  readonly onDone?: (append: Append) => void;
  /** Called after every commit: milliseconds that it took, and its entries. */
  readonly onCommit?: (milliseconds: number, entries: number) => void;
  readonly waitMs?: number;
  readonly size?: number;
  /** Milliseconds, of any beginning. */
  readonly now?: () => number;
}

export interface GroupCommit<Receipt> {
  /**
   * Durable when the promise is kept; `moved` when somebody else wrote first. Rejects with the store's error when nothing
   * of its group was written.
   */
  append(append: Append): Promise<Receipt | 'moved'>;
  /** Entries that wait or are being written. */
  readonly waiting: number;
  /** Writes what waits and takes nothing more. */
  close(): Promise<void>;
}

interface Waiting<Receipt> {
  readonly append: Append;
  readonly done: (answer: Receipt | 'moved') => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Many entries, one sync of the disk. Order is kept: what was given first is decided first. Whoever comes alone waits for
 * nobody: only where entries come close behind each other do they gather.
 */
export function createGroupCommit<Receipt>(options: GroupCommitOptions<Receipt>): GroupCommit<Receipt> {
  const { store, receipts, onDone, onCommit, waitMs = GROUP_WAIT_MS, size = GROUP_SIZE } = options;
  const now = options.now ?? (() => performance.now());
  let queue: Waiting<Receipt>[] = [];
  let writing = 0;
  let running: Promise<void> | undefined;
  let cancelWait: (() => void) | undefined;
  let lastEnd = now();
  let isClosed = false;

  async function writeGroup(group: readonly Waiting<Receipt>[]) {
    const from = performance.now();
    const outcomes = await store.append(group.map(({ append }) => append));
    onCommit?.(performance.now() - from, group.length);
    const done = group.filter((_, i) => outcomes[i] === 'done');
    for (const [i, waiting] of group.entries()) if (outcomes[i] !== 'done') waiting.done('moved');
    for (const { append } of done) onDone?.(append);
    return done;
  }

  async function writeGroups() {
    while (queue.length > 0) {
      const group = queue.slice(0, size);
      queue = queue.slice(size);
      writing = group.length;
      try {
        const done = await writeGroup(group);
        // The next group is written meanwhile.
        void receipts(done.map(({ append }) => append)).then(
          (made) => {
            for (const [i, waiting] of done.entries()) waiting.done(made[i] as Receipt);
          },
          (error) => {
            for (const { fail } of done) fail(error);
          },
        );
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
    cancelWait?.();
    cancelWait = undefined;
    running ??= writeGroups().finally(() => {
      running = undefined;
      lastEnd = now();
      if (queue.length > 0) void flush();
    });
    return running;
  }

  function flushLater() {
    if (now() - lastEnd < waitMs) {
      const timer = setTimeout(flush, waitMs);
      cancelWait = () => clearTimeout(timer);
    } else {
      // What is on the sockets already comes along.
      const turn = setImmediate(flush);
      cancelWait = () => clearImmediate(turn);
    }
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
        else if (cancelWait === undefined) flushLater();
      });
    },
    async close() {
      isClosed = true;
      while (queue.length > 0 || running !== undefined) await flush();
    },
  };
}
