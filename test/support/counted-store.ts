// A relay's store that notes what it is asked for: two requests that make it do the same tell nobody more by how long they take.
import type { RelayStore } from '../../relay/store/store.js';

/** Names of methods, in the order they were called. */
export type StoreCalls = string[];

/** @param calls - Filled; empty it to begin anew. */
export function countedStore(store: RelayStore, calls: StoreCalls): RelayStore {
  const counted = <T extends object>(target: T, prefix: string): T =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name) as unknown;
        if (name === 'blobs') return counted(value as object, 'blobs.');
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          calls.push(prefix + String(name));
          return (value as (...all: unknown[]) => unknown).apply(object, given);
        };
      },
    });
  return counted(store, '');
}
