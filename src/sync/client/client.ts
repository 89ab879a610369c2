// The sync client of one account on one device: its connection, its logs, and what others may ask of them.
import type { SyncProblem } from '../../domain/sharing/sharing.js';
import { type Bytes, bytesToHex } from '../protocol/bytes.js';
import type { PlaceState } from '../protocol/fold-state.js';
import { notices } from '../protocol/relay-messages.js';
import { type AccountFollower, createAccountFollower, type ReadAccountSecrets } from './account-follower.js';
import { createBinder } from './binder.js';
import type { Push } from './connection.js';
import type { ClientContext, ClientParts } from './context.js';
import { createDocumentLog } from './document-log.js';
import { createDocumentSender } from './document-sender.js';
import type { Followed } from './following.js';
import { createHandover, type Handed } from './handover.js';
import { checkHeads } from './heads.js';
import { createLink, type LinkState } from './link.js';
import type { Log } from './log.js';
import { createLogAccess } from './log-access.js';
import type { LogAccess } from './ports.js';
import { offline } from './refusal.js';
import { emptyLog, type KeptLog } from './storage.js';
import { createWatch } from './watch-logs.js';

export interface ClientStatus {
  readonly state: LinkState;
  readonly problem?: SyncProblem;
  /** Whether everything that the relay has is here. */
  readonly isCurrent: boolean;
}

/** What a relay tells of logs this device may not follow: an invitation came, or went. */
export interface Notice {
  readonly about: 'invited' | 'uninvited' | 'removed' | 'changed';
  /** Hexadecimal. */
  readonly doc?: string;
}

export interface SyncClient {
  readonly access: LogAccess;
  readonly status: ClientStatus;
  /** Something was edited here. @param collections - Where; anywhere without it. */
  nudge(collections?: ReadonlySet<string>): void;
  /** Tries at once. Resolves when what the relay had is here, and what could be sent is sent; rejects with `sync/offline`. */
  syncNow(): Promise<void>;
  /** The network is back, or somebody looks. */
  wake(): Promise<void>;
  close(): void;
}

export interface SyncClientOptions extends ClientParts {
  readonly readAccountSecrets: ReadAccountSecrets;
  /** What the device that let this one in had, as far as the relay has not shown it yet. */
  readonly handed?: Handed;
  onShown?(left: Handed | undefined): Promise<void>;
  /** Records have been followed; what they changed has been told by those who took them in. */
  onProgress(): void;
  onNotice(notice: Notice): void;
}

export async function createSyncClient(options: SyncClientOptions): Promise<SyncClient> {
  const { environment, credentials, store, documents, secrets, random, onChange } = options;
  const accountId = bytesToHex(credentials.account);
  const deviceId = bytesToHex(credentials.device);
  const followed = new Map<string, Followed>();
  let isFull = false;
  let isClosed = false;
  /** Whether it is known which documents the account has. */
  let isComplete = false;

  const base: Omit<ClientContext, 'accountSecret' | 'evidence'> = {
    environment,
    credentials,
    store,
    documents,
    secrets,
    random,
    ask: (kind, fields) => link.ask(kind, fields),
    isOnline: () => link.state === 'online',
    now: () => environment.now() + link.ahead,
    onChange,
  };

  const kept = await store.logs();
  const account: AccountFollower = createAccountFollower({
    context: base,
    kept: kept.find(({ id }) => id === accountId) ?? emptyLog(accountId, 'account'),
    readSecrets: options.readAccountSecrets,
    onTaken: onAccountTaken,
    onHeads: (heads) => void checkHeads(heads, (id) => followed.get(id)?.log, store).catch(() => {}),
    heads() {
      const logs = [...followed.values()].map(({ log }) => log);
      return isComplete && logs.every((log) => log.isCurrent) ? logs.map(({ kept: one }) => one) : undefined;
    },
  });
  const context: ClientContext = { ...base, accountSecret: account.secret, evidence: account.evidence };

  function add(log: KeptLog): Followed {
    const document = createDocumentLog(context, log, () => {
      options.onProgress();
      sender.nudge();
    });
    let beginner: Promise<boolean> | undefined;
    const sender = createDocumentSender({
      context,
      log: document,
      isBeginner() {
        beginner ??= store.records(log.id, 1, 1).then(([first]) => first?.device === deviceId);
        return beginner;
      },
      onFull(full) {
        if (full === isFull) return;
        isFull = full;
        onChange();
      },
    });
    const one = { log: document, sender };
    followed.set(log.id, one);
    return one;
  }

  function onAccountTaken(): void {
    onChange();
    for (const { log, sender } of followed.values()) {
      // A key may be readable now that was not before.
      void log.applyRest().then(sender.nudge, () => {});
    }
    account.sender.nudge();
  }

  for (const log of kept) {
    if (log.kind !== 'collection') continue;
    // Begun here, and nothing of it ever kept to be sent: begun anew under another id.
    if (log.seq === 0 && log.collectionId !== undefined && (await store.sends(log.id)).length === 0)
      await store.dropLog(log.id);
    else add(log);
  }

  const link = createLink({
    environment,
    credentials,
    accountHead: account.head,
    onPush,
    onOnline: () => void online().catch(() => {}),
    onChange() {
      if (link.state !== 'online') {
        isComplete = false;
        for (const { log, sender } of [account, ...followed.values()]) {
          log.lost();
          sender.lost();
        }
      }
      onChange();
    },
  });

  async function onPush(push: Push): Promise<void> {
    if (push.kind === 'records') return logOf(push.doc)?.receive(push.records, push.head);
    if (push.kind === 'lag') return logOf(push.doc)?.catchUp(push.head);
    if (push.kind === 'notice') await noticed(push);
    return undefined;
  }

  const logOf = (doc: Bytes): Log<PlaceState> | undefined => {
    const id = bytesToHex(doc);
    return id === accountId ? account.log : followed.get(id)?.log;
  };

  async function noticed({ about, doc }: Extract<Push, { kind: 'notice' }>): Promise<void> {
    const id = doc && bytesToHex(doc);
    if (about === notices.removed && id !== undefined) await leave(id);
    // Not awaited: what it asks for is answered on the connection that waits for this.
    if (about === notices.accountChanged) void lookForMine().catch(() => {});
    const words = {
      [notices.invited]: 'invited',
      [notices.uninvited]: 'uninvited',
      [notices.removed]: 'removed',
    } as const;
    if (about !== notices.goingAway && about !== notices.accountChanged)
      options.onNotice({ about: words[about], ...(id !== undefined && { doc: id }) });
    else if (about === notices.accountChanged) options.onNotice({ about: 'changed' });
  }

  /** This account is no member any more. */
  async function leave(id: string): Promise<void> {
    const one = followed.get(id);
    if (one === undefined) return;
    await one.log.become('out');
    if (one.log.kept.collectionId !== undefined) await documents.reject(one.log.kept.collectionId, 'removed');
    onChange();
  }

  const handover = createHandover({
    handed: options.handed,
    account: accountId,
    store,
    logOf: (id) => followed.get(id)?.log,
    onShown: async (left) => options.onShown?.(left),
  });

  const watch = createWatch(context, (id) => (id === accountId ? Promise.resolve() : leave(id)));

  const all = (): Log<PlaceState>[] => [account.log, ...[...followed.values()].map(({ log }) => log)];

  async function online(): Promise<void> {
    await watch(all());
    nudgeAll();
    // Followed before, but not put in: the connection, or the tab, ended in between.
    for (const { log, sender } of followed.values())
      if (log.kept.applied < log.kept.seq) void log.applyRest().then(sender.nudge, () => {});
    await lookForMine();
    onChange();
  }

  let following: Promise<unknown> = Promise.resolve();

  /**
   * Begins to follow those that are not followed. One call after the other: two at once would follow one document twice, each
   * with a state of its own of it, or one would go on before the relay has told the other what there is.
   */
  function followNew(ids: readonly string[]): Promise<void> {
    const work = async () => {
      const logs: Log<PlaceState>[] = [];
      for (const id of ids) {
        if (followed.has(id)) continue;
        await store.putLog(emptyLog(id, 'collection'));
        logs.push(add(emptyLog(id, 'collection')).log);
      }
      if (logs.length > 0) await watch(logs);
    };
    const next = following.then(work, work);
    following = next.catch(() => {});
    return next;
  }

  /** Documents of the account that this device does not follow yet. */
  async function lookForMine(): Promise<void> {
    const { docs } = await context.ask('mine', {});
    const mine = docs.map(([id]) => bytesToHex(id));
    // Removed, and in it again: by an invitation that another device has accepted.
    const again = mine.flatMap((id) => followed.get(id)?.log ?? []).filter(({ kept }) => kept.health === 'out');
    for (const log of again) await log.become('ok');
    if (again.length > 0) await watch(again);
    await followNew(mine);
    isComplete = true;
    await Promise.all(all().map((log) => log.whenCurrent()));
    await handover.look();
    binder.look();
  }

  /** Why something is not as it should be, though there is a connection. */
  function trouble(): SyncProblem | undefined {
    if (isFull) return 'full';
    const isLess =
      handover.isMissed || all().some(({ kept: { health }, isCurrent }) => health === 'behind' && isCurrent);
    return isLess && link.state === 'online' ? 'behind' : undefined;
  }

  function nudgeAll(): void {
    account.sender.nudge();
    for (const { sender } of followed.values()) sender.nudge();
  }

  const binder = createBinder({ context, account, followed, add, watch, isComplete: () => isComplete && !isClosed });

  const access = createLogAccess({
    ...{ context, account, followed, followNew, watch },
    async relayKey() {
      if (link.relayKey === undefined) throw offline('no connection');
      return link.relayKey;
    },
  });

  return {
    access,
    get status() {
      const { state, problem } = link;
      const why = problem ?? trouble();
      const isCurrent = state === 'online' && isComplete && all().every((log) => log.isCurrent);
      return { state, isCurrent, ...(why !== undefined && { problem: why }) };
    },
    nudge(collections) {
      if (collections === undefined) {
        nudgeAll();
        binder.look();
        return;
      }
      const bound = new Set<string>();
      for (const { log, sender } of followed.values()) {
        const { collectionId = '' } = log.kept;
        bound.add(collectionId);
        if (collections.has(collectionId)) sender.nudge();
      }
      if (![...collections].every((id) => bound.has(id))) binder.look();
    },
    async syncNow() {
      await link.wake();
      if (!context.isOnline()) throw offline('the relay cannot be reached');
      await watch(all());
      await account.log.whenCurrent();
      await lookForMine();
      // What comes makes more to be sent, and the other way round; the second time it is quiet.
      for (let round = 0; round < 2; round++) {
        await Promise.all(all().map((log) => log.whenCurrent()));
        // What is here may have waited for a key of the account, which came in the same moment.
        await Promise.all([...followed.values()].map(({ log }) => log.applyRest().catch(() => {}))); // tried again later
        binder.look();
        await binder.idle();
        nudgeAll();
        await Promise.all([account, ...followed.values()].map(({ sender }) => sender.idle()));
      }
    },
    wake: () => link.wake(),
    close() {
      isClosed = true;
      link.close();
      for (const { sender } of [account, ...followed.values()]) sender.lost();
    },
  };
}
