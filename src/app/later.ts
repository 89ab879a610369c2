// Services whose code comes with the first thing that is asked of them: the first view is of something else.
import type { Watchable } from '../domain/watchable.js';

/** What each name of a service gives: a promise, or something to watch. */
export type Kinds<S> = Readonly<Record<keyof S, 'call' | 'watch'>>;

type Service = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** @param load - Asked each time: keeps what it has loaded itself. */
export function createLater<S>(load: () => Promise<S>, kinds: Kinds<S>): S {
  const entries = Object.entries<'call' | 'watch'>(kinds).map(([name, kind]) => {
    const ask = (args: readonly unknown[]) => load().then((service) => (service as Service)[name]!(...args));
    const call = (...args: readonly unknown[]) => ask(args);
    const watch = (...args: readonly unknown[]) => watchLater(ask(args) as Promise<Watchable<unknown>>);
    return [name, kind === 'call' ? call : watch] as const;
  });
  return Object.fromEntries(entries) as S;
}

/** One service that is made once; when its code does not come (offline before it was cached), the next call tries again. */
export function loadOnce<S>(make: () => Promise<S>): () => Promise<S> {
  let loading: Promise<S> | undefined;
  return () => {
    loading ??= make();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

function watchLater(watchable: Promise<Watchable<unknown>>): Watchable<unknown> {
  watchable.catch(() => {}); // told to whoever watches
  return {
    subscribe(observer) {
      let stop: (() => void) | undefined = () => {};
      watchable.then(
        (inner) => {
          if (stop === undefined) return;
          const subscription = inner.subscribe(observer);
          stop = () => subscription.unsubscribe();
        },
        (error: unknown) => stop && observer.error(error),
      );
      return {
        unsubscribe() {
          stop?.();
          stop = undefined;
        },
      };
    },
  };
}
