/** Gives a value now and after each change, until unsubscribed. */
export interface Watchable<T> {
  subscribe(observer: { next(value: T): void; error(error: unknown): void }): { unsubscribe(): void };
}
