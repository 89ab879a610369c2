// Accounts of mail servers in this worker: the one tab that holds the lock talks to the servers, every tab may add and remove.
import { AppError } from '../../../domain/errors.js';
import type { MailAccountAdded, NewMailAccount } from '../../../domain/mail/server-account.js';
import type { MailAccountState, MailServerProblem } from '../../../domain/mail/server-problem.js';
import type { Secrets } from '../../../store/secret-store.js';
import { type AccountClient, runAccount } from '../../../sync/jmap/account-client.js';
import { connect, type JmapConnection } from '../../../sync/jmap/connection.js';
import { discover } from '../../../sync/jmap/discover.js';
import type { JmapEnvironment } from '../../../sync/jmap/environment.js';
import { JmapFailure } from '../../../sync/jmap/failure.js';
import { fetchBody } from '../../../sync/jmap/fetch-bodies.js';
import type { MailAccountStore } from '../../../sync/mail/ports.js';
import {
  type AccountSecret,
  authorizationOf,
  forgetAccountSecret,
  keepAccountSecret,
  readAccountSecret,
} from './account-secret.js';
import type { ServerChannel, ServerMessage } from './messages.js';

/** Accounts with servers, as the store has them. */
export interface ServerAccounts {
  list(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  put(account: { readonly id: string; readonly name: string }): Promise<void>;
  /** With its messages, and what waits. */
  remove(id: string): Promise<void>;
  storeOf(id: string): MailAccountStore;
}

export interface MailServersOptions {
  readonly accounts: ServerAccounts;
  readonly secrets: Secrets;
  readonly environment: JmapEnvironment;
  readonly channel: ServerChannel;
  readonly newId: () => string;
  /** Calls once this tab is the one that talks to servers, which it is until its worker ends. */
  readonly lead: (work: () => void) => void;
  readonly onStates: (states: readonly MailAccountState[]) => void;
  /** Before anything else is asked over a connection that is followed. @throws {JmapFailure} */
  readonly onConnected?: (accountId: string, connection: JmapConnection, signal: AbortSignal) => Promise<void>;
}

export interface MailServers {
  states(): readonly MailAccountState[];
  add(account: NewMailAccount): Promise<MailAccountAdded>;
  signInAgain(accountId: string, secret: string): Promise<MailServerProblem | undefined>;
  remove(accountId: string): Promise<void>;
  /** Fetches a message's bytes into the store. @returns what is wrong */
  fetchMessage(
    accountId: string,
    message: { readonly id: string; readonly blobId: string },
  ): Promise<MailServerProblem | undefined>;
  /** The same for many messages of an account, which may be fetched side by side: it signs in once. */
  fetcher(
    accountId: string,
  ): (message: { readonly id: string; readonly blobId: string }) => Promise<MailServerProblem | undefined>;
  /** Signs in for one piece of work. @throws {JmapFailure} */
  connect(accountId: string): Promise<JmapConnection>;
  /** Something was done here, or somebody looks. */
  ring(): void;
}

/** A tab that leads and does not answer in this time has other worries: the account is removed all the same. */
const END_LIMIT_MS = 5_000;

export function createMailServers(options: MailServersOptions): MailServers {
  const { accounts, secrets, environment, channel } = options;
  const clients = new Map<string, AccountClient>();
  const stateById = new Map<string, MailAccountState>();
  let leads = false;
  /** One change of the clients after the other. */
  let turn: Promise<void> = Promise.resolve();
  const ended = new Map<string, () => void>();

  const tell = () => {
    const states = [...stateById.values()];
    options.onStates(states);
    channel.postMessage({ type: 'states', states });
  };

  const connectTo = (accountId: string) => async (signal: AbortSignal) => {
    const secret = await secretOf(accountId);
    const http = { environment, authorization: authorizationOf(secret) };
    try {
      return await connect(http, new URL(secret.url), signal);
    } catch (error) {
      // It may have moved: looked for again where it was found first.
      if (!(error instanceof JmapFailure && error.problem.kind === 'not-found')) throw error;
      return discover(http, secret.address, secret.server, signal);
    }
  };

  async function secretOf(accountId: string): Promise<AccountSecret> {
    const locked = (cause?: unknown) =>
      new JmapFailure({ kind: 'locked', host: '' }, 'No password', cause === undefined ? {} : { cause });
    const found = await readAccountSecret(secrets, accountId).catch((error: unknown) => {
      throw locked(error);
    });
    if (found === undefined) throw locked();
    return found;
  }

  function begin(accountId: string) {
    const client = runAccount({
      accountId,
      environment,
      store: accounts.storeOf(accountId),
      async connect(signal) {
        const connection = await connectTo(accountId)(signal);
        await options.onConnected?.(accountId, connection, signal);
        return connection;
      },
      onState(state) {
        if (clients.get(accountId) !== client) return;
        stateById.set(accountId, state);
        tell();
      },
    });
    clients.set(accountId, client);
  }

  async function end(accountId: string) {
    const client = clients.get(accountId);
    clients.delete(accountId);
    stateById.delete(accountId);
    await client?.end();
  }

  /** Makes what runs the same as what there is. */
  const follow = (renewed?: string): Promise<void> => {
    turn = turn.then(async () => {
      if (!leads) return;
      const ids = new Set((await accounts.list()).map(({ id }) => id));
      for (const id of [...clients.keys()]) if (!ids.has(id) || id === renewed) await end(id);
      for (const id of ids) if (!clients.has(id)) begin(id);
      tell();
    });
    turn = turn.catch(() => {}); // the next one looks again
    return turn;
  };

  const say = (message: ServerMessage) => {
    channel.postMessage(message);
    return hear(message);
  };

  async function hear(message: ServerMessage): Promise<void> {
    if (message.type === 'ended') return ended.get(message.ask)?.();
    if (message.type === 'states') {
      if (leads) return;
      stateById.clear();
      for (const state of message.states) stateById.set(state.accountId, state);
      return options.onStates(message.states);
    }
    if (!leads) return;
    if (message.type === 'ask') tell();
    else if (message.type === 'ring') for (const client of clients.values()) client.ring();
    else if (message.type === 'accounts') await follow(message.renewed);
    else if (message.type === 'end') {
      turn = turn.then(() => end(message.accountId));
      await turn;
      channel.postMessage({ type: 'ended', ask: message.ask });
      ended.get(message.ask)?.();
    }
  }

  channel.onmessage = ({ data }) => void hear(data);
  channel.postMessage({ type: 'ask' });
  options.lead(() => {
    leads = true;
    void follow();
  });

  /** Signs in to see whether it can be. */
  const fetcher: MailServers['fetcher'] = (accountId) => {
    const { signal } = new AbortController();
    let connecting: Promise<JmapConnection> | undefined;
    return async (message) => {
      try {
        connecting ??= connectTo(accountId)(signal);
        const connection = await connecting;
        const isHere = await fetchBody({ connection, store: accounts.storeOf(accountId), signal }, message);
        return isHere ? undefined : { kind: 'not-found', host: connection.session().url.host };
      } catch (error) {
        connecting = undefined;
        if (error instanceof JmapFailure) return error.problem;
        throw error;
      }
    };
  };

  async function tryToSignIn(secret: AccountSecret): Promise<JmapConnection | MailServerProblem> {
    const http = { environment, authorization: authorizationOf(secret) };
    try {
      return await discover(http, secret.address, secret.server);
    } catch (error) {
      if (error instanceof JmapFailure) return error.problem;
      throw error;
    }
  }

  return {
    states: () => [...stateById.values()],
    async add({ address, server, user, signIn, secret }) {
      const own = { address: address.trim(), server: server.trim(), signIn, secret, url: '' };
      const typed: AccountSecret = { ...own, user: user.trim() || own.address };
      const found = await tryToSignIn(typed);
      if ('kind' in found) return { problem: found };
      const url = found.session().url.href;
      const name = own.address;
      // The same account once more is the one there is, with a new password.
      const same = (await accounts.list()).find((account) => account.name.toLowerCase() === name.toLowerCase());
      const id = same?.id ?? options.newId();
      await keepAccountSecret(secrets, id, { ...typed, url });
      if (same === undefined) await accounts.put({ id, name });
      void say({ type: 'accounts', renewed: id });
      return { accountId: id };
    },
    async signInAgain(accountId, secret) {
      const before = await readAccountSecret(secrets, accountId);
      if (before === undefined) {
        const account = (await accounts.list()).find(({ id }) => id === accountId);
        if (account === undefined) throw new AppError('store/not-found', 'There is no such account.');
        const [address, none] = [account.name, ''];
        const added = await this.add({ address, server: none, user: none, signIn: 'password', secret });
        return 'problem' in added ? added.problem : undefined;
      }
      const found = await tryToSignIn({ ...before, secret });
      if ('kind' in found) return found;
      await keepAccountSecret(secrets, accountId, { ...before, secret, url: found.session().url.href });
      void say({ type: 'accounts', renewed: accountId });
      return undefined;
    },
    async remove(accountId) {
      const ask = options.newId();
      await new Promise<void>((resolve) => {
        const cancel = environment.after(END_LIMIT_MS, resolve);
        ended.set(ask, () => {
          cancel();
          resolve();
        });
        void say({ type: 'end', accountId, ask });
      });
      ended.delete(ask);
      await forgetAccountSecret(secrets, accountId);
      await accounts.remove(accountId);
      void say({ type: 'accounts' });
    },
    fetchMessage: (accountId, message) => fetcher(accountId)(message),
    fetcher,
    connect: (accountId) => connectTo(accountId)(new AbortController().signal),
    ring: () => void say({ type: 'ring' }),
  };
}
