import { type ClosableServices, createServices, type ServicesOptions } from '../../src/app/create-services.js';
import type { Watchable } from '../../src/domain/watchable.js';

/** Services over a profile of their own. */
export function freshServices(options: ServicesOptions = {}): ClosableServices & { readonly database: string } {
  const database = options.database ?? `test-${crypto.randomUUID()}`;
  return { ...createServices({ firstCollections: [], ...options, database }), database };
}

/** First value that satisfies the condition. */
export function awaitValue<T>(watchable: Watchable<T>, condition: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    let found = false;
    const subscription = watchable.subscribe({
      next(value) {
        if (found || !condition(value)) return;
        found = true;
        resolve(value);
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
    });
  });
}
