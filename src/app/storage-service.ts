import type { Engine } from './engine.js';
import type { StorageService } from './services.js';

export function createStorageService(engine: Engine): StorageService {
  return {
    async info() {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      return { usage, quota, persisted: await navigator.storage.persisted() };
    },
    persist: () => navigator.storage.persist(),
    exportAll: () => engine.format.call((api) => api.exportAll()),
    async rebuild() {
      await engine.run({ type: 'rebuild' });
    },
  };
}
