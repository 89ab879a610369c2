// The machine as the sync client sees it, in Node: sockets of `ws`, and a clock that can be put forward.
import { WebSocket } from 'ws';
import type { Environment, Socket } from '../../src/sync/client/environment.js';

export interface RealEnvironment extends Environment {
  /** Lets time pass at once: what waits for it is called, in its order. */
  pass(milliseconds: number): void;
  /** Resolves when somebody begins to wait for so long. */
  waited(milliseconds: number): Promise<void>;
}

export function realEnvironment(): RealEnvironment {
  let ahead = 0;
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  const watching = new Map<number, () => void>();
  const now = () => Date.now() + ahead;
  return {
    open: (url) => new WebSocket(url) as unknown as Socket,
    now,
    after(milliseconds, work) {
      const each = { at: now() + milliseconds, work };
      waiting.add(each);
      watching.get(milliseconds)?.();
      return () => waiting.delete(each);
    },
    chance: () => 0.5,
    waited: (milliseconds) =>
      new Promise((resolve) => {
        watching.set(milliseconds, resolve);
      }),
    pass(milliseconds) {
      ahead += milliseconds;
      for (const each of [...waiting].sort((a, b) => a.at - b.at))
        if (each.at <= now() && waiting.delete(each)) each.work();
    },
  };
}
