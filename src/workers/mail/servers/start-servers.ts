// Mail servers in the mail worker: which accounts there are, the lock that one tab holds, and the channel between tabs.
import type { MailServerProblem } from '../../../domain/mail/server-problem.js';
import { systemClock } from '../../../domain/time/clock.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import { createSecretStore, type Secrets } from '../../../store/secret-store.js';
import { toStoreError } from '../../../store/store-errors.js';
import type { JmapConnection } from '../../../sync/jmap/connection.js';
import { lockChannel, mailLock, mailServersChannel, unlockedLock } from '../../channels.js';
import { createLockKeeper, type TabChannel } from '../../lock/lock-keeper.js';
import type { MailServersApi, MailStatesMessage } from '../../mail-servers.api.js';
import { createMailAccountStore, putMailAccount, removeMailAccount } from '../account-store.js';
import { createRulesBringer, type RulesBringer } from '../rules/server-rules.js';
import { browserEnvironment } from './browser-environment.js';
import { createMailServers, type MailServers, type ServerAccounts } from './mail-servers.js';
import type { ServerChannel } from './messages.js';
import { createUnsubscriber } from './unsubscribe.js';

/**
 * Accounts with servers in the worker's store.
 *
 * @param onCame - A message has come to one of them from another account.
 */
export function serverAccounts(store: MailStore, newId: () => string, onCame?: () => void): ServerAccounts {
  return {
    async list() {
      await store.refresh();
      return [...store.accounts.values()].flatMap(({ id, name, kind }) => (kind === 'jmap' ? [{ id, name }] : []));
    },
    put: (account) => putMailAccount(store, account, systemClock.now()),
    remove: (id) => removeMailAccount(store, id),
    storeOf: (accountId) => createMailAccountStore({ store, accountId, now: () => systemClock.now(), newId, onCame }),
  };
}

export interface RunningServers {
  readonly api: MailServersApi;
  /** Of this worker; what is read right after its start waits for another tab's key. */
  readonly secrets: Secrets;
  readonly rules: RulesBringer;
  /** Signs in for one piece of work. @throws {JmapFailure} */
  connect(accountId: string): Promise<JmapConnection>;
  /** What gets bytes of an account's messages into the store, by one connection; it says what is wrong. */
  fetcher(accountId: string): (email: number) => Promise<MailServerProblem | undefined>;
  /** Whether it is known what the account's server has, or it cannot be reached; always of local folders. */
  isInStep(accountId: string): boolean;
  /** A command was carried out: servers are told of it. */
  told(): Promise<void>;
}

/** @param ready - Resolves when the store has read what there is. */
export function startMailServers(store: MailStore, database: string, ready: Promise<unknown>): RunningServers {
  const newId = () => crypto.randomUUID();
  const unlocked = unlockedLock(database);
  // While the app is locked nobody here can read a password; unlocked, the tab's other worker gives the key to this one, too.
  const keeper = createLockKeeper({
    db: store.db,
    tabs: new BroadcastChannel(lockChannel(database)) as TabChannel,
    onKeys: () => servers.ring(),
    tellPage() {},
    isSomeUnlocked: async () => (await navigator.locks.query()).held?.some(({ name }) => name === unlocked) === true,
    holdUnlocked: () => () => {},
  });
  const secrets = createSecretStore(store.db, keeper.keyOf);
  const rules = createRulesBringer(store);
  const servers = createMailServers({
    accounts: serverAccounts(store, newId, () => servers.ring()),
    secrets,
    environment: browserEnvironment,
    channel: new BroadcastChannel(mailServersChannel(database)) as ServerChannel,
    newId,
    onConnected: rules.onConnected,
    lead(work) {
      // Held until the worker ends; a browser without locks has one tab that talks, or several that say the same.
      navigator.locks
        .request(mailLock(database), () => {
          work();
          return new Promise(() => {});
        })
        .catch(work);
    },
    onStates(states) {
      postMessage({ type: 'mail-states', states } satisfies MailStatesMessage);
      for (const { accountId, phase } of states)
        if (phase === 'fetching' || phase === 'ready') rules.onMailboxes(accountId);
    },
  });
  self.addEventListener('online', servers.ring);
  return {
    api: serversApi(servers, store, ready),
    secrets: {
      ...secrets,
      async get(name) {
        await keeper.state();
        return secrets.get(name);
      },
    },
    rules,
    connect: servers.connect,
    ...standing(servers, store),
    async told() {
      if ((await store.db.mailOperations.count()) > 0) servers.ring();
    },
  };
}

/** What long work asks of an account's server. */
export function standing(servers: MailServers, store: MailStore): Pick<RunningServers, 'fetcher' | 'isInStep'> {
  return {
    fetcher(accountId) {
      const fetch = servers.fetcher(accountId);
      return async (email) => {
        const record = await store.db.mailRemote.where({ accountId, email }).first();
        return record && fetch(record);
      };
    },
    isInStep(accountId) {
      if (store.accounts.get(accountId)?.kind !== 'jmap') return true;
      const phase = servers.states().find((state) => state.accountId === accountId)?.phase;
      return phase === 'ready' || phase === 'waiting' || phase === 'stopped';
    },
  };
}

/** The surface; every call waits until `ready`, and its failures are AppErrors. */
export function serversApi(servers: MailServers, store: MailStore, ready: Promise<unknown>): MailServersApi {
  const guarded = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      await ready;
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  };
  const unsubscriber = createUnsubscriber({ store, connect: servers.connect });
  return {
    serverStates: () => guarded(servers.states),
    addServerAccount: (account) => guarded(() => servers.add(account)),
    signInAgain: (accountId, secret) => guarded(() => servers.signInAgain(accountId, secret)),
    removeServerAccount: (accountId) => guarded(() => servers.remove(accountId)),
    countWaiting: (accountId) =>
      guarded(() =>
        store.db.mailOperations
          .where({ accountId })
          .filter(({ failed, handedOver }) => failed === undefined && handedOver === undefined)
          .count(),
      ),
    forgetRefused: (accountId) =>
      guarded(() =>
        store.write(async (tx) => {
          const account = tx.accounts.get(accountId);
          if (account !== undefined) tx.putAccount({ ...account, refused: [] });
        }),
      ),
    lookNow: () => guarded(servers.ring),
    fetchMessage: (emailId) =>
      guarded(async () => {
        const record = await store.db.mailRemote.filter(({ email }) => email === Number(emailId)).first();
        return record === undefined ? undefined : servers.fetchMessage(record.accountId, record);
      }),
    canUnsubscribe: (emailId) => guarded(() => unsubscriber.can(emailId)),
    unsubscribe: (emailId) => guarded(() => unsubscriber.ask(emailId)),
  };
}
