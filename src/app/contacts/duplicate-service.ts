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
    countHits: async (collectionId, uids) => (await engine.query((api) => api.duplicateHits(collectionId, uids))).count,
  };
}
