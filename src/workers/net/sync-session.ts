// The running sync client of the tab that writes: begun when this device has an account, ended when it has none any more.
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/clock.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import { becomeDevice, deviceNameKey, readDeviceName } from '../../store/device.js';
import type { StoreChange } from '../../store/store-change.js';
import { type KeptStatus, readSyncStanding, writeSyncStatus } from '../../store/sync-status.js';
import { createSyncClient, type Notice, type SyncClient } from '../../sync/client/client.js';
import type { Environment } from '../../sync/client/environment.js';
import type { Credentials, LogAccess, SecretStore } from '../../sync/client/ports.js';
import { accountSecrets } from '../../sync/identity/account-secrets.js';
import { bytesToHex } from '../../sync/protocol/bytes.js';
import { systemRandom } from '../../sync/protocol/seal.js';
import { planDeviceName } from '../writer/collection-commands.js';
import { type WriterContext, writeDocuments } from '../writer/write-documents.js';
import type { Writer } from '../writer/writer.js';
import { loadCredentials } from './credentials.js';
import { keepHanded, readHanded } from './handed-over.js';
import { createLogStore } from './log-store.js';
import { secretNames } from './secret-names.js';
import { createSyncDocuments } from './sync-documents.js';

export interface SyncSession {
  /** Begins, or begins anew with what this device is now. Without an account nothing runs. */
  begin(): Promise<void>;
  end(): Promise<void>;
  /** The app was locked or unlocked: ends, or goes on, unless it does already. */
  keysChanged(): Promise<void>;
  /** Everything of it rejects with `sync/account` while there is no account here, with `sync/locked` while its keys are locked away. */
  readonly access: LogAccess;
  /** @throws {AppError} `sync/account`, `sync/offline` */
  syncNow(): Promise<void>;
  /** Something was edited here. @param change - What; everything may have been without it. */
  nudge(change?: StoreChange): void;
  /** The network is back, somebody looks or asks for something: tries at once. Resolves when it is there, or known not to be. */
  wake(): Promise<void>;
  /** Called whenever everything that the relay has has come. @returns ends it. */
  onCurrent(listener: () => void): () => void;
  /** Called with what a relay tells besides logs. @returns ends it. */
  onNotice(listener: (notice: Notice) => void): () => void;
}

export interface SyncSessionOptions {
  readonly db: AppDatabase;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly environment: Environment;
  /** Tells all tabs. */
  broadcast(change: StoreChange): void;
}

/** Most edits are at the relay and back before it: nothing has to be said of those. */
const STATUS_MS = 200;
/** So exactly it is kept when everything was the same here and there. */
const LAST_SYNCED_MS = 10_000;
const SYNC_CHANGE: StoreChange = { items: [], collections: false, settings: false, sync: true };
const PROGRESS: StoreChange = { items: [], collections: false, settings: false, progress: true };

/** Whose logs have something to send; `undefined` where it cannot be said. */
function editedCollections({ items, collections, settings }: StoreChange): ReadonlySet<string> | undefined {
  // With items, it is their number that has changed.
  if (collections && items.length === 0) return undefined;
  return new Set([...items.map(({ collectionId }) => collectionId), ...(settings ? [SETTINGS_ID] : [])]);
}

/** From now on this device makes changes under the id that its account knows. Its name goes along. */
async function takeIdentity(context: WriterContext, device: string): Promise<StoreChange | undefined> {
  const { db, actors, pool } = context;
  const before = await becomeDevice(db, device);
  if (before === undefined) return undefined;
  actors.renew();
  pool.dropAll(); // they write as the one before
  const name = readDeviceName(await db.settings.get(deviceNameKey(before)));
  return name === '' ? undefined : writeDocuments(context, planDeviceName(await actors.device(), name));
}

export function createSyncSession(options: SyncSessionOptions): SyncSession {
  const { db, writer, secrets, environment, broadcast } = options;
  const listeners = new Set<(notice: Notice) => void>();
  const currentListeners = new Set<() => void>();
  let wasCurrent = false;
  let client: SyncClient | undefined;
  let relay = '';
  let beginning: Promise<void> = Promise.resolve();
  let failure: unknown;
  let isStatusComing = false;
  let isOnlyProgress = true;

  async function keepStatus(change = SYNC_CHANGE): Promise<void> {
    const { waiting, ...known } = await readSyncStanding(db);
    const lastSynced = known.relay === relay ? known.lastSynced : undefined;
    let status: KeptStatus = { state: 'off', relay: '' };
    if (client !== undefined) {
      const { state, problem, isCurrent } = client.status;
      if (isCurrent && !wasCurrent) for (const listener of currentListeners) listener();
      wasCurrent = isCurrent;
      const now = options.clock.now();
      const isNews = isCurrent && waiting === 0 && !(now - (lastSynced ?? 0) < LAST_SYNCED_MS && state === known.state);
      const time = isNews ? now : lastSynced;
      status = { state, relay, ...(time !== undefined && { lastSynced: time }), ...(problem && { problem }) };
    } else if (failure instanceof AppError && failure.code === 'sync/locked')
      status = { state: 'stopped', relay, problem: 'locked', ...(lastSynced !== undefined && { lastSynced }) };
    if (JSON.stringify(status) !== JSON.stringify(known)) await writeSyncStatus(db, status);
    broadcast(change);
  }

  /** Soon, and once for everything that changes together. */
  function statusLater(change: StoreChange): void {
    if (change !== PROGRESS) isOnlyProgress = false;
    if (isStatusComing) return;
    isStatusComing = true;
    environment.after(STATUS_MS, () => {
      const told = isOnlyProgress ? PROGRESS : SYNC_CHANGE;
      isStatusComing = false;
      isOnlyProgress = true;
      void keepStatus(told).catch(() => {}); // the next change says it again
    });
  }

  async function start(credentials: Credentials): Promise<void> {
    const { account, device } = credentials;
    const change = await writer.exclusive((context) => takeIdentity(context, bytesToHex(device)));
    if (change !== undefined) broadcast(change);
    const handed = await readHanded(db);
    const store = createLogStore(db);
    // Everything is going to come, and to be applied: Automerge loads while it is on its way.
    if ((await store.logs()).length === 0) void writer.context.pool.prepare().catch(() => {}); // whoever needs it tries again
    client = await createSyncClient({
      environment,
      credentials,
      store,
      documents: createSyncDocuments(writer, broadcast, ({ log, confirmed, lapsed }) =>
        store.forgetSends(
          log.id,
          [...confirmed, ...lapsed].map(({ n }) => n),
        ),
      ),
      secrets,
      random: systemRandom,
      ...(handed && { handed }),
      onShown: (left) => keepHanded(db, left),
      readAccountSecrets: (entries) =>
        accountSecrets(account, entries, { id: device, secretKey: credentials.sealSecret }),
      onChange: () => statusLater(SYNC_CHANGE),
      onProgress: () => statusLater(PROGRESS),
      onNotice(notice) {
        for (const listener of listeners) listener(notice);
        broadcast(SYNC_CHANGE);
      },
    });
  }

  async function restart(): Promise<void> {
    client?.close();
    client = undefined;
    failure = undefined;
    try {
      relay = (await readAccountRecord(db))?.relay ?? '';
      const credentials = await loadCredentials(db, secrets);
      if (credentials !== undefined) await start(credentials);
    } catch (error) {
      failure = error;
    }
    await keepStatus();
    if (failure !== undefined) throw failure;
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = beginning.then(work, work);
    beginning = turn.catch(() => {});
    return turn;
  };

  async function running(): Promise<SyncClient> {
    await beginning;
    if (client !== undefined) return client;
    throw failure ?? new AppError('sync/account', 'There is no account on this device.');
  }

  const logs = async () => (await running()).access;
  const access: LogAccess = {
    document: async (id) => (await logs()).document(id),
    account: async () => (await logs()).account(),
    evidence: async (after) => (await logs()).evidence(after),
    accountSecret: async (generation) => (await logs()).accountSecret(generation),
    documentKey: async (id, epoch) => (await logs()).documentKey(id, epoch),
    append: async (id, make) => (await logs()).append(id, make),
    appendToAccount: async (make) => (await logs()).appendToAccount(make),
    credentials: async () => (await logs()).credentials(),
    ask: async (kind, fields) => (await logs()).ask(kind, fields),
    relayKey: async () => (await logs()).relayKey(),
    follow: async (id, key) => (await logs()).follow(id, key),
    forget: async (id) => (await logs()).forget(id),
  };

  return {
    access,
    begin: () => inTurn(restart),
    keysChanged: () =>
      inTurn(async () => {
        const isReadable = await secrets.get(secretNames.deviceSeal).then(
          () => true,
          () => false,
        );
        if (client === undefined || !isReadable) await restart().catch(() => {}); // the status says why
      }),
    end: () =>
      inTurn(async () => {
        client?.close();
        client = undefined;
        await keepStatus();
      }),
    async syncNow() {
      await (await running()).syncNow();
      await keepStatus();
    },
    nudge(change) {
      client?.nudge(change && editedCollections(change));
      if (client !== undefined) statusLater(PROGRESS);
    },
    async wake() {
      await beginning;
      await client?.wake();
    },
    onCurrent(listener) {
      currentListeners.add(listener);
      return () => currentListeners.delete(listener);
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
