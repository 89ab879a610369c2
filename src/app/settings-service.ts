import type { Engine } from './engine.js';
import type { SettingsService } from './services.js';
import { watchQuery } from './watch.js';

export function createSettingsService(engine: Engine): SettingsService {
  return {
    watch: () =>
      watchQuery(
        engine.changes,
        () => engine.query((api) => api.settings()),
        (change) => change.settings,
      ),
    async update(change) {
      await engine.run({ type: 'updateSettings', change });
    },
    putSummary: ({ id, ...summary }) => engine.run({ type: 'putSummary', id, summary }),
    removeSummary: (id) => engine.run({ type: 'putSummary', id }),
  };
}
