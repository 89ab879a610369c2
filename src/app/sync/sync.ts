import type { SyncStatus } from '../../domain/sharing/sharing.js';
import type { Watchable } from '../../domain/watchable.js';

export type { SyncProblem, SyncStatus } from '../../domain/sharing/sharing.js';

/** How this device and the relay stand. */
export interface SyncService {
  watch(): Watchable<SyncStatus>;
  /** Sends and fetches what there is. Rejects with AppError `sync/offline` or `sync/account`. */
  syncNow(): Promise<void>;
}
