/** Gives a value now and after each change, until unsubscribed. */
export interface Watchable<T> {
  subscribe(observer: { next(value: T): void; error(error: unknown): void }): { unsubscribe(): void };
}

/** What it says now; nothing of it is watched any more. */
export function firstOf<T>(watchable: Watchable<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = watchable.subscribe({
      next: (value) => {
        resolve(value);
        // It may answer before it is known how to end it.
        queueMicrotask(() => subscription.unsubscribe());
      },
      error(reason) {
        reject(reason);
        queueMicrotask(() => subscription.unsubscribe());
      },
    });
  });
}
