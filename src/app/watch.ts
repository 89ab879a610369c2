import type { Watchable } from '../domain/watchable.js';
import type { StoreChange } from '../workers/query.api.js';

/** Tells of changes in the store, from this tab or another. */
export interface ChangeSource {
  /** @returns stops it. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  emit(change: StoreChange): void;
}

export function createChangeSource(): ChangeSource {
  const listeners = new Set<(change: StoreChange) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(change) {
      for (const listener of [...listeners]) listener(change);
    },
  };
}

/**
 * A query as a value that follows the store: asked now and after each change that matters. Changes that arrive while an
 * answer is under way make one more query, not one each.
 */
export function watchQuery<T>(
  changes: ChangeSource,
  query: () => Promise<T>,
  matters: (change: StoreChange) => boolean,
): Watchable<T> {
  return {
    subscribe(observer) {
      let open = true;
      let asking = false;
      let stale = false;
      const ask = async () => {
        if (asking) {
          stale = true;
          return;
        }
        asking = true;
        do {
          stale = false;
          try {
            const value = await query();
            // An answer that is stale already is shown all the same: it is newer than what is there.
            if (open) observer.next(value);
          } catch (error) {
            if (open) observer.error(error);
          }
        } while (open && stale);
        asking = false;
      };
      const stop = changes.subscribe((change) => {
        if (matters(change)) void ask();
      });
      void ask();
      return {
        unsubscribe() {
          open = false;
          stop();
        },
      };
    },
  };
}
