// A value that views may watch, for services that keep everything in memory.
import type { Watchable } from '../../src/domain/watchable.js';

/** A value that tells its watchers when it is set. */
export interface Cell<T> extends Watchable<T> {
  get(): T;
  set(value: T): void;
}

export function createCell<T>(value: T): Cell<T> {
  const observers = new Set<{ next(value: T): void }>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const observer of observers) observer.next(value);
    },
    subscribe(observer) {
      observers.add(observer);
      observer.next(value);
      return { unsubscribe: () => observers.delete(observer) };
    },
  };
}
