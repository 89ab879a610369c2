// The one place that knows what takes long in this page, and what can be taken back (docs/rules/activity.md).
import type { DoneAct, FailedWork, RunningWork } from '../../domain/activity/activity.js';
import { AppError } from '../../domain/errors.js';
import { systemClock } from '../../domain/time/clock.js';
import { createChangeSource } from '../watch.js';
import type { FollowedWork, WorkFollower } from './activity.js';

/** Acts that are remembered (rule AC5). */
export const MAX_ACTS = 20;
/** Failures that are kept; older ones have been passed over often enough. */
export const MAX_FAILED = 20;

export interface WorkState {
  readonly running: readonly RunningWork[];
  readonly failed: readonly FailedWork[];
  readonly acts: readonly DoneAct[];
}

export interface ActivityRegistry extends WorkFollower {
  state(): WorkState;
  /** @returns stops it. */
  subscribe(listener: () => void): () => void;
  stop(workId: string): void;
  hold(workId: string, held: boolean): void;
  tryAgain(workId: string): void;
  dismiss(workId: string): void;
  noteAct(message: string, undo: () => Promise<void>): void;
  undone(undo: () => Promise<void>): void;
  undoOf(actId: string): (() => Promise<void>) | undefined;
}

interface Running {
  work: RunningWork;
  readonly about: FollowedWork;
  readonly abort: AbortController;
}

const isCancelled = (error: unknown) => error instanceof AppError && error.code === 'cancelled';

/** @param now - Epoch ms. */
export function createActivityRegistry(now: () => number = () => systemClock.now()): ActivityRegistry {
  const changes = createChangeSource<void>();
  const running = new Map<string, Running>();
  const failed = new Map<string, { readonly work: FailedWork; readonly again: () => void }>();
  let acts: readonly { readonly act: DoneAct; readonly undo: () => Promise<void> }[] = [];
  let last = 0;

  const newId = () => {
    last += 1;
    return `work-${last}`;
  };
  const tell = () => changes.emit();

  function change(id: string, more: Partial<RunningWork>): void {
    const one = running.get(id);
    if (one === undefined) return;
    one.work = { ...one.work, ...more };
    tell();
  }

  function fail(id: string, { kind, name }: FollowedWork, error: unknown, again: () => void): void {
    failed.set(id, { work: { id, kind, name, time: now(), error }, again });
    const [oldest] = failed.keys();
    if (failed.size > MAX_FAILED && oldest !== undefined) failed.delete(oldest);
  }

  function stop(id: string): void {
    const one = running.get(id);
    if (one === undefined || !one.work.canStop) return;
    change(id, { isStopping: true, isHeld: false });
    one.abort.abort();
  }

  return {
    async follow(about, options, work) {
      const id = newId();
      const abort = new AbortController();
      const { kind, name } = about;
      const canStop = about.isFirm !== true;
      running.set(id, {
        work: { id, kind, name, canStop, canHold: about.hold !== undefined, isHeld: false, isStopping: false },
        about,
        abort,
      });
      tell();
      const stopIt = () => stop(id);
      if (options.signal?.aborted === true) abort.abort();
      options.signal?.addEventListener('abort', stopIt, { once: true });
      try {
        return await work({
          ...options,
          signal: abort.signal,
          onProgress(progress) {
            change(id, { progress });
            options.onProgress?.(progress);
          },
        });
      } catch (error) {
        const again = isCancelled(error) ? undefined : options.again?.();
        if (again !== undefined) fail(id, about, error, again);
        throw error;
      } finally {
        options.signal?.removeEventListener('abort', stopIt);
        running.delete(id);
        tell();
      }
    },
    state: () => ({
      running: [...running.values()].map(({ work }) => work),
      failed: [...failed.values()].map(({ work }) => work),
      acts: acts.map(({ act }) => act),
    }),
    subscribe: (listener) => changes.subscribe(listener),
    stop,
    hold(id, held) {
      running.get(id)?.about.hold?.(held);
      change(id, { isHeld: held });
    },
    tryAgain(id) {
      const one = failed.get(id);
      failed.delete(id);
      tell();
      one?.again();
    },
    dismiss(id) {
      failed.delete(id);
      tell();
    },
    noteAct(message, undo) {
      acts = [{ act: { id: newId(), time: now(), message }, undo }, ...acts].slice(0, MAX_ACTS);
      tell();
    },
    undone(undo) {
      acts = acts.filter((one) => one.undo !== undo);
      tell();
    },
    undoOf: (actId) => acts.find(({ act }) => act.id === actId)?.undo,
  };
}
