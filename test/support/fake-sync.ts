// Syncing as views see it, without a relay.
import type { SyncService } from '../../src/app/sync/sync.js';

/** No account. */
export function createFakeSync(log: (name: string, ...args: readonly unknown[]) => void): SyncService {
  return {
    watch: () => ({
      subscribe(observer) {
        observer.next({ state: 'off', relay: '', waiting: 0 });
        return { unsubscribe: () => {} };
      },
    }),
    async syncNow() {
      log('syncNow');
    },
  };
}
