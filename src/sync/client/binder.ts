// Collections of this device become logs: once it is known which the account has already.
import { bytesToHex } from '../protocol/bytes.js';
import { kindText } from './begin-collection.js';
import type { Followed, Following } from './following.js';
import { makeGenesis } from './make-entries.js';
import { emptyLog, type UnboundCollection } from './storage.js';

export interface Binder {
  look(): void;
  idle(): Promise<void>;
}

export interface BinderOptions extends Following {
  /** Whether it is known which documents the account has. */
  isComplete(): boolean;
}

export function createBinder(options: BinderOptions): Binder {
  const { context, account, followed } = options;
  const { store, documents } = context;
  const deviceId = bytesToHex(context.credentials.device);
  let running: Promise<void> | undefined;
  let again = false;

  /** The settings begin on one device only: the first that is left. */
  function isFirstDevice(): boolean {
    const devices = Object.entries(account.log.state?.account.devices ?? {});
    return devices.find(([, { kind, revoked }]) => kind !== 0 && !revoked)?.[0] === deviceId;
  }

  async function bind(collection: UnboundCollection): Promise<void> {
    const genesis = await makeGenesis(context, kindText(collection));
    const id = bytesToHex(genesis.header.docId);
    const log = emptyLog(id, 'collection', collection.id);
    await store.putLog(log);
    await store.putSend({ log: id, n: 1, entry: genesis.bytes, chunks: [], time: context.now() });
    const { log: made, sender } = options.add(log);
    made.expect(0);
    sender.nudge();
    // Others' entries are heard of once the relay knows it.
    void made.begun.then(() => options.watch([made])).catch(() => {});
  }

  async function bindAll(): Promise<void> {
    const isHere = ({ log }: Followed) => log.kept.collectionId !== undefined || log.kept.health !== 'ok';
    if (!options.isComplete() || !context.isOnline() || !account.log.isCurrent) return;
    // What the account has comes first: an id may be taken.
    if (![...followed.values()].every((one) => isHere(one) || one.log.isCurrent)) return;
    if ((await account.secret()) === undefined) return;
    for (const collection of await documents.unbound())
      if (collection.kind !== 'settings' || isFirstDevice()) await bind(collection);
  }

  async function run(): Promise<void> {
    try {
      while (again) {
        again = false;
        await bindAll();
      }
    } catch {
      // Without a connection, or a key: looked at again when there is one.
    } finally {
      running = undefined;
    }
  }

  return {
    look() {
      again = true;
      running ??= run();
    },
    idle: async () => running,
  };
}
