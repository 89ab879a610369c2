// Long work that can be held, let go on, and ended.
import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import { nextTurn } from '../next-turn.js';

interface Running {
  isCancelled: boolean;
  /** Set while it is held. */
  held: Promise<void> | undefined;
  release(): void;
}

export interface WorkControl {
  /** @param work - Is given what it calls between pieces of work. */
  run<T>(id: string, work: (checkpoint: (progress: Progress) => Promise<void>) => Promise<T>): Promise<T>;
  pause(id: string, paused: boolean): void;
  cancel(id: string): void;
}

export function createWorkControl(report: (id: string, progress: Progress) => void): WorkControl {
  const running = new Map<string, Running>();
  const checkCancelled = (work: Running) => {
    if (work.isCancelled) throw new AppError('cancelled', 'The work was cancelled.');
  };

  return {
    async run(id, work) {
      const state: Running = { isCancelled: false, held: undefined, release: () => {} };
      running.set(id, state);
      try {
        return await work(async (progress) => {
          checkCancelled(state);
          report(id, progress);
          await nextTurn();
          while (state.held !== undefined) await state.held;
          checkCancelled(state);
        });
      } finally {
        running.delete(id);
      }
    },
    pause(id, paused) {
      const work = running.get(id);
      if (work === undefined) return;
      if (!paused) {
        work.held = undefined;
        work.release();
      } else
        work.held ??= new Promise((resolve) => {
          work.release = resolve;
        });
    },
    cancel(id) {
      const work = running.get(id);
      if (work === undefined) return;
      work.isCancelled = true;
      work.held = undefined;
      work.release();
    },
  };
}
