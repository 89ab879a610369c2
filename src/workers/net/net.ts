// Everything of the writing tab that has to do with the relay: the client, and the requests people wait for.

import { AppError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/clock.js';
import type { AppDatabase } from '../../store/database.js';
import type { NetAnswer, NetHandlers, NetRequest } from '../net.api.js';
import type { Writer } from '../writer/writer.js';

export interface NetOptions {
  readonly db: AppDatabase;
  readonly writer: Writer;
  readonly clock: Clock;
}

export interface Net {
  /** @throws {AppError} `sync/*` */
  perform(request: NetRequest): Promise<NetAnswer>;
}

export function createNet(_options: NetOptions): Net {
  const handlers: NetHandlers = {};
  return {
    async perform({ type, ...ask }) {
      const handler = handlers[type] as ((asked: object) => Promise<NetAnswer>) | undefined;
      if (handler === undefined) throw new AppError('sync/account', 'There is no account on this device.');
      return handler(ask);
    },
  };
}
