// The net once it is loaded: the session with the relay, and all requests.
import { AppError } from '../../domain/errors.js';
import { createSecretStore } from '../../store/secret-store.js';
import { mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import { systemRandom } from '../../sync/protocol/seal.js';
import type { NetAnswer, NetHandlers } from '../net.api.js';
import type { Command } from '../sync.api.js';
import { createAccountHandlers } from './account-handlers.js';
import { createAddresses } from './address-handlers.js';
import { introduceDevice } from './introduce-device.js';
import { createKeptFiles } from './kept-files.js';
import type { Net, NetOptions } from './net.js';
import { createPublicLinks } from './public-links.js';
import { createSharing } from './sharing/handlers.js';
import { createSyncSession } from './sync-session.js';

/** What edits mean for other things than their log has time, and edits come in rows. In milliseconds. */
const ASIDE_MS = 250;
/** This device's name has more time: while a device catches up, its writer has none. In milliseconds. */
const INTRODUCE_MS = 3_000;
const NOTHING: StoreChange = { items: [], collections: false, settings: false };

export function createRunningNet(options: NetOptions): Net {
  const { db, writer, clock, environment } = options;
  const secrets = createSecretStore(db, options.held);
  const broadcast: NetOptions['broadcast'] = (change) => {
    options.broadcast(change);
    files.note(change);
    if (change.sync === true) introduce();
    arrived(change);
  };
  let isIntroducing = false;
  /** Once at a time: changes come in rows while a device catches up, and each would write the same. */
  function introduce(): void {
    if (isIntroducing) return;
    isIntroducing = true;
    environment.after(INTRODUCE_MS, () => {
      isIntroducing = false;
      void introduceDevice({ db, run }).catch(() => {}); // the next change tries again
    });
  }
  /** Soon, and once for all that comes together. */
  const later = (work: (change: StoreChange) => void) => {
    const waiting: StoreChange[] = [];
    return (change: StoreChange) => {
      if (waiting.push(change) === 1) environment.after(ASIDE_MS, () => work(mergeStoreChanges(waiting.splice(0))));
    };
  };
  const arrived = later((change) => {
    void links.noteChange(change, false);
    void sharing.noteChange(change);
  });
  const edited = later((change) => {
    publishFiles(change);
    void links.noteChange(change, true);
    void sharing.noteChange(change);
  });
  const session = createSyncSession({ ...options, broadcast, secrets });
  const tell = () => broadcast({ items: [], collections: false, settings: false, sync: true });
  const run = async (command: Command) => {
    options.broadcast((await writer.run(crypto.randomUUID(), command)).change);
    session.nudge();
  };
  const links = createPublicLinks({ db, run, access: session.access, now: clock.now, after: environment.after });
  const sharing = createSharing(
    { db, secrets, access: session.access, random: systemRandom, run, changed: tell },
    session.syncNow,
  );
  const addresses = createAddresses({ db, access: session.access, run, changed: tell });
  const files = createKeptFiles({
    db,
    writer,
    access: session.access,
    onWritten(change) {
      broadcast(change);
      session.nudge(change);
    },
  });
  // What fails is looked at again with the next edit, or the next time everything is here.
  const publishFiles = (change?: StoreChange) => void files.publish(change).catch(() => {});
  session.onCurrent(() => publishFiles(NOTHING));
  session.onCurrent(() => {
    void sharing.look();
    void addresses.look();
  });
  session.onNotice(({ about }) => {
    if (about === 'invited' || about === 'uninvited') void sharing.look();
    if (about === 'removed') broadcast({ items: [], collections: true, settings: false, sync: true });
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
      prepare: () => void writer.context.pool.prepare().catch(() => {}), // whoever needs it tries again
      stop: session.end,
      run,
      tell,
    }),
    ...addresses.handlers,
    ...links.handlers,
    async syncNow() {
      await session.syncNow();
      return undefined;
    },
    fetchFile: ({ uri }) => files.fetch(uri),
    wake: async () => undefined, // as any request
  };
  return {
    async perform({ type, ...ask }) {
      const handler = handlers[type] as ((asked: object) => Promise<NetAnswer>) | undefined;
      if (handler === undefined) throw new AppError('sync/account', 'There is no such request.');
      // Somebody waits for it, perhaps since the moment the app was opened: a connection is not given up before it was tried.
      await session.wake();
      return handler(ask);
    },
    begin() {
      void session.begin().catch(() => {}); // the status says why
      void links.begin();
      void sharing.busy.begin();
    },
    keysChanged: () => void session.keysChanged(),
    nudge(change) {
      session.nudge(change);
      edited(change);
    },
  };
}
