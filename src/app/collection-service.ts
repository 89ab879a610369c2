import { AppError } from '../domain/errors.js';
import type { Engine } from './engine.js';
import type { CollectionService } from './services.js';
import { askedTogether, watchQuery } from './watch.js';

export function createCollectionService(engine: Engine): CollectionService {
  const all = askedTogether(() => engine.query((api) => api.collections()));
  return {
    watch: (kind) =>
      watchQuery(
        engine.changes,
        async () => (await all()).filter((collection) => collection.kind === kind),
        (change) => change.collections || change.sync === true,
      ),
    async create(kind, name, hue, more = {}) {
      const { collection } = await engine.run({ type: 'createCollection', collection: { kind, name, hue, ...more } });
      if (collection === undefined) throw new AppError('store/failed', 'No collection was made.');
      return collection;
    },
    async update(id, change) {
      await engine.run({ type: 'updateCollection', id, change });
    },
    updateAll: (changes) => engine.run({ type: 'updateCollections', changes }),
    remove: (id) => engine.run({ type: 'deleteCollection', id, deleted: true }),
  };
}
