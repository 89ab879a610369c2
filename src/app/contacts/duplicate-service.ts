import type { Watchable } from '../../domain/watchable.js';
import type { Engine } from '../engine.js';
import type { DuplicateService } from '../services.js';
import { watchQuery } from '../watch.js';

export function createDuplicateService(engine: Engine): DuplicateService {
  const merge: DuplicateService['merge'] = async (merges) => {
    const { undo, changed = 0 } = await engine.run({ type: 'mergeContacts', merges });
    return { undo, changed };
  };
  return {
    watch(query, onProgress) {
      const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
      return {
        subscribe(observer) {
          const id = crypto.randomUUID();
          const stopProgress = onProgress && engine.onProgress(id, onProgress);
          const watched = watchQuery(
            engine.changes,
            () => engine.query((api) => api.duplicates(query, id)),
            ({ items, collections }) =>
              collections || items.some(({ collectionId }) => wanted?.has(collectionId) ?? true),
          ).subscribe(observer);
          return {
            unsubscribe() {
              watched.unsubscribe();
              stopProgress?.();
              void engine.query((api) => api.stopDuplicates(id)).catch(() => {}); // a worker that is gone has stopped
            },
          };
        },
      };
    },
    groups: (query, from, to) => engine.query((api) => api.duplicateGroups(query, from, to)),
    merge,
    async mergeCertain(query) {
      const groups = await engine.query((api) => api.certainDuplicates(query));
      return merge(groups.flatMap(([keep, ...others]) => (keep === undefined ? [] : [{ keep, others }])));
    },
    async markDistinct(refs, group) {
      const all = group === undefined ? refs : await engine.query((api) => api.duplicateRefs(group.query, group.id));
      return engine.run({ type: 'markDistinct', refs: all.length > 0 ? all : refs });
    },
    countHits: (importIds) => engine.query((api) => api.duplicateHits(importIds)),
    watchCount: () => watchCount(engine),
  };
}

/** A person edits, or a file comes: what is counted is what stays. */
const REST_MS = 1000;

function watchCount(engine: Engine): Watchable<number> {
  return {
    subscribe(observer) {
      const id = crypto.randomUUID();
      let open = true;
      let rest: ReturnType<typeof setTimeout> | undefined;
      const ask = async () => {
        try {
          const { count } = await engine.query((api) => api.duplicates({}, id));
          if (open) observer.next(count);
        } catch (error) {
          if (open) observer.error(error);
        }
      };
      const stop = engine.changes.subscribe(() => {
        clearTimeout(rest);
        rest = setTimeout(() => void ask(), REST_MS);
      });
      void ask();
      return {
        unsubscribe() {
          open = false;
          stop();
          clearTimeout(rest);
          void engine.query((api) => api.stopDuplicates(id)).catch(() => {}); // a worker that is gone has stopped
        },
      };
    },
  };
}
