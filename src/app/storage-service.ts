import type { WorkFollower } from './activity/activity.js';
import type { Engine } from './engine.js';
import type { StorageService } from './services.js';

export function createStorageService(engine: Engine, { follow }: WorkFollower): StorageService {
  return {
    async info() {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      return { usage, quota, persisted: await navigator.storage.persisted() };
    },
    persist: () => navigator.storage.persist(),
    async exportAll(options = {}) {
      return follow({ kind: 'export', name: '' }, options, async ({ signal, onProgress }) => {
        const id = crypto.randomUUID();
        const stopProgress = engine.onProgress(id, onProgress);
        signal.addEventListener('abort', () => void engine.format.call((api) => api.cancel(id)).catch(() => {}));
        try {
          return await engine.format.call((api) => api.exportAll(id));
        } finally {
          stopProgress();
        }
      });
    },
    async rebuild() {
      const about = { kind: 'rebuild', name: '', isFirm: true } as const;
      await follow(about, {}, () => engine.run({ type: 'rebuild' }));
    },
  };
}
