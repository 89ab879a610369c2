// Everything of the writing tab that has to do with the relay: the client, and the requests people wait for. Loaded when
// there is an account, or somebody wants one: until then it costs nothing.

import { type Clock, systemClock } from '../../domain/time/clock.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import type { LockKeys } from '../../store/secret-store.js';
import type { StoreChange } from '../../store/store-change.js';
import type { Environment } from '../../sync/client/environment.js';
import type { NetAnswer, NetRequest } from '../net.api.js';
import type { Writer } from '../writer/writer.js';

export interface NetOptions {
  readonly db: AppDatabase;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Of the app's lock, while it is open. */
  readonly held: LockKeys;
  /** Tells all tabs what came from elsewhere. */
  broadcast(change: StoreChange): void;
}

export interface Net {
  /** @throws {AppError} `sync/*` */
  perform(request: NetRequest): Promise<NetAnswer>;
  /** This tab writes now: begins to sync, when there is an account. */
  begin(): void;
  /** Something was edited here. */
  nudge(change: StoreChange): void;
  /** The app was locked or unlocked: syncing ends, or goes on. */
  keysChanged(): void;
}

/** WebSocket and timers of a worker. */
export const workerEnvironment: Environment = {
  open: (url) => new WebSocket(url) as unknown as ReturnType<Environment['open']>,
  now: systemClock.now,
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
};

export function createNet(options: NetOptions): Net {
  let loading: Promise<Net> | undefined;
  let loaded: Net | undefined;

  function load(): Promise<Net> {
    loading ??= import('./running-net.js').then(({ createRunningNet }) => {
      loaded = createRunningNet(options);
      loaded.begin();
      return loaded;
    });
    loading.catch(() => {
      loading = undefined; // offline before it was cached: tried again
    });
    return loading;
  }

  return {
    async perform(request) {
      // Without an account there is nobody to wake or to ask: nothing is loaded for it.
      const needsAccount = request.type === 'wake' || request.type === 'fetchFile';
      if (needsAccount && (await readAccountRecord(options.db)) === undefined) return undefined;
      return (await load()).perform(request);
    },
    begin() {
      void readAccountRecord(options.db)
        .then((account) => account && load())
        .catch(() => {});
    },
    nudge: (change) => loaded?.nudge(change),
    keysChanged: () => loaded?.keysChanged(),
  };
}
