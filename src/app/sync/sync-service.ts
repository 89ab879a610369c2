import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { SyncService } from './sync.js';

/** Whoever looks again, or has the network back, waits for no timer. */
function wakeWithPage(engine: Engine): void {
  const wake = () => {
    if (document.visibilityState === 'visible') engine.perform('wake', {}).catch(() => {}); // the status says it
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
}

export function createSyncService(engine: Engine): SyncService {
  wakeWithPage(engine);
  const status = () => engine.query((api) => api.syncStatus());
  return {
    // Edits wait, and are sent: every change of the store counts.
    watch: () => watchQuery(engine.changes, status, () => true, { isPatient: true }),
    async syncNow() {
      await engine.perform('syncNow', {});
    },
  };
}
