import type { Watchable } from '../domain/watchable.js';
import type { StoreChange } from '../workers/query.api.js';

/** Tells of changes in the store, from this tab or another. */
export interface ChangeSource<Change = StoreChange> {
  /** @returns stops it. */
  subscribe(listener: (change: Change) => void): () => void;
  emit(change: Change): void;
}

export function createChangeSource<Change = StoreChange>(): ChangeSource<Change> {
  const listeners = new Set<(change: Change) => void>();
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

/** One question for all who ask in the same turn, as every view of a page does when something has changed. */
export function askedTogether<T>(query: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    if (asked === undefined) {
      asked = query();
      queueMicrotask(() => {
        asked = undefined;
      });
    }
    return asked;
  };
}

/** Answers of the page that somebody waits for. */
const waitedFor = new Set<Promise<unknown>>();

/** What was asked in this turn, or before it, is answered first. */
async function afterOthers(): Promise<void> {
  await Promise.resolve();
  await Promise.allSettled(waitedFor);
}

/**
 * A query as a value that follows the store: asked now and after each change that matters. Changes that arrive while an
 * answer is under way make one more query, not one each.
 *
 * @param options.isPatient - Counts, signs and notices: after a change they are asked for once what the same change asks anew
 *   in view is there, as the worker that reads would answer them all at the same time, and the view last.
 */
export function watchQuery<T, Change = StoreChange>(
  changes: Pick<ChangeSource<Change>, 'subscribe'>,
  query: () => Promise<T>,
  matters: (change: Change) => boolean,
  { isPatient = false }: { readonly isPatient?: boolean } = {},
): Watchable<T> {
  return {
    subscribe(observer) {
      let open = true;
      let asking = false;
      let stale = false;
      const answer = () => {
        const asked = query();
        if (isPatient) return asked;
        waitedFor.add(asked);
        const forget = () => waitedFor.delete(asked);
        asked.then(forget, forget);
        return asked;
      };
      const ask = async (isNews = false) => {
        if (asking) {
          stale = true;
          return;
        }
        asking = true;
        do {
          if (isPatient && isNews) await afterOthers();
          stale = false;
          try {
            const value = await answer();
            // An answer that is stale already is shown all the same: it is newer than what is there.
            if (open) observer.next(value);
          } catch (error) {
            if (open) observer.error(error);
          }
        } while (open && stale);
        asking = false;
      };
      const stop = changes.subscribe((change) => {
        if (matters(change)) void ask(true);
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
