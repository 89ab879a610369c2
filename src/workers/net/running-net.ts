// The net once it is loaded: the session with the relay, and all requests.
import { AppError } from '../../domain/errors.js';
import { createSecretStore } from '../../store/secret-store.js';
import { systemRandom } from '../../sync/protocol/seal.js';
import type { NetAnswer, NetHandlers } from '../net.api.js';
import { createAccountHandlers } from './account-handlers.js';
import type { Net, NetOptions } from './net.js';
import { createSharing } from './sharing/handlers.js';
import { createSyncSession } from './sync-session.js';

export function createRunningNet(options: NetOptions): Net {
  const { db, writer, clock, environment, broadcast } = options;
  const secrets = createSecretStore(db);
  const session = createSyncSession({ ...options, secrets });
  const tell = () => broadcast({ items: [], collections: false, settings: false, sync: true });
  const sharing = createSharing({
    db,
    secrets,
    access: session.access,
    random: systemRandom,
    async run(command) {
      broadcast((await writer.run(crypto.randomUUID(), command)).change);
      session.nudge();
    },
    changed: tell,
  });
  session.onCurrent(() => void sharing.look());
  session.onNotice(({ about }) => {
    if (about === 'invited' || about === 'uninvited') void sharing.look();
  });
  const handlers: NetHandlers = {
    ...sharing.handlers,
    ...createAccountHandlers({
      db,
      secrets,
      clock,
      environment,
      random: systemRandom,
      access: session.access,
      restart: session.begin,
      stop: session.end,
      tell,
    }),
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
      if (handler === undefined) throw new AppError('sync/account', 'There is no such request.');
      return handler(ask);
    },
    begin: () => void session.begin().catch(() => {}), // the status says why
    nudge: session.nudge,
  };
}
