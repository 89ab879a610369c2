// Everything of the writing tab that has to do with the relay: the client, and the requests people wait for.

import { AppError } from '../../domain/errors.js';
import { type Clock, systemClock } from '../../domain/time/clock.js';
import type { AppDatabase } from '../../store/database.js';
import { createSecretStore } from '../../store/secret-store.js';
import type { StoreChange } from '../../store/store-change.js';
import type { Environment } from '../../sync/client/environment.js';
import type { SecretStore } from '../../sync/client/ports.js';
import type { NetAnswer, NetHandlers, NetRequest } from '../net.api.js';
import type { Writer } from '../writer/writer.js';
import { createSyncSession, type SyncSession } from './sync-session.js';

export interface NetOptions {
  readonly db: AppDatabase;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Tells all tabs what came from elsewhere. */
  broadcast(change: StoreChange): void;
}

/** What handlers of requests work with. */
export interface NetContext extends NetOptions {
  readonly secrets: SecretStore;
  readonly session: SyncSession;
}

export interface Net {
  /** @throws {AppError} `sync/*` */
  perform(request: NetRequest): Promise<NetAnswer>;
  /** This tab writes now: begins to sync, when there is an account. */
  begin(): void;
  /** Something was edited here. */
  nudge(): void;
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
  const { db } = options;
  const secrets = createSecretStore(db);
  const session = createSyncSession({ ...options, secrets });
  const handlers: NetHandlers = {
    async syncNow() {
      await session.syncNow();
      return undefined;
    },
    async wake() {
      session.wake();
      return undefined;
    },
  };
  return {
    async perform({ type, ...ask }) {
      const handler = handlers[type] as ((asked: object) => Promise<NetAnswer>) | undefined;
      if (handler === undefined) throw new AppError('sync/account', 'There is no account on this device.');
      return handler(ask);
    },
    begin: () => void session.begin().catch(() => {}), // the status says why
    nudge: session.nudge,
  };
}
