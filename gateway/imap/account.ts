// One person's mailboxes behind the gateway: a few connections that are used again, and what is remembered meanwhile.
import { createHash } from 'node:crypto';
import { MethodError, requestErrors } from '../errors.js';
import type { MailServer } from '../servers/endpoint.js';
import { type ConnectOptions, type Credentials, type Imap, openImap } from './open-imap.js';

/** How long a connection waits for its next use, in milliseconds: clients ask several times in a row. */
const KEEP_MS = 60_000;
/** Whether a connection still lives is asked after this long, in milliseconds. */
const ASK_AFTER_MS = 15_000;
const MOST_WAITING = 64;
const MOST_ALIASES = 20_000;

export interface Account {
  /** The JMAP id: of server and user name, the same after a restart. */
  readonly id: string;
  readonly server: MailServer;
  readonly user: string;
  /** Only for signing in at this account's own servers. */
  readonly credentials: Credentials;
  readonly connect: ConnectOptions;
  /** A connection for as long as the work takes. */
  withImap<T>(work: (imap: Imap) => Promise<T>): Promise<T>;
  /** One more, for whoever waits for news; the caller ends it. */
  open(): Promise<Imap>;
  /** Where a message went that was moved here (docs/decisions/0015): old email id to new one. */
  readonly moved: { get(id: string): string; set(from: string, to: string): void };
  /** What the IMAP server can do, as far as the connections until now told. */
  readonly capabilities: ReadonlySet<string>;
  /** For what else is remembered about it; gone with it. */
  readonly memory: Map<string, unknown>;
  /** Told after anything was changed by way of this gateway. */
  readonly listeners: Set<() => void>;
  changed(): void;
  /** Whether anything of it is in use. */
  readonly isBusy: boolean;
  close(): void;
}

export function accountId(server: MailServer, user: string): string {
  return `a${createHash('sha256').update(`${server.key}\0${user}`).digest('base64url').slice(0, 20)}`;
}

interface Pooled {
  readonly imap: Imap;
  usedAt: number;
  timer?: NodeJS.Timeout;
}

export function createAccount(
  server: MailServer,
  credentials: Credentials,
  options: { readonly connect: ConnectOptions; readonly connections: number; readonly now: () => number },
): Account {
  const idle: Pooled[] = [];
  const all = new Set<Imap>();
  const waiting: (() => void)[] = [];
  const aliases = new Map<string, string>();
  const capabilities = new Set<string>();
  let used = 0;
  let isClosed = false;

  async function open(): Promise<Imap> {
    const imap = await openImap(server.imap, credentials, options.connect);
    if (isClosed) {
      imap.flow.close();
      throw requestErrors.unreachable('The gateway is ending. Try again later.');
    }
    all.add(imap);
    for (const name of imap.flow.capabilities.keys()) capabilities.add(name);
    imap.flow.once('close', () => {
      all.delete(imap);
      const at = idle.findIndex((one) => one.imap === imap);
      if (at !== -1) clearTimeout(idle.splice(at, 1)[0]?.timer);
    });
    return imap;
  }

  async function isAlive({ imap, usedAt }: Pooled): Promise<boolean> {
    if (!imap.flow.usable) return false;
    if (options.now() - usedAt < ASK_AFTER_MS) return true;
    try {
      await imap.flow.noop();
      return imap.flow.usable;
    } catch {
      return false;
    }
  }

  async function take(): Promise<Imap> {
    if (used >= options.connections) {
      if (waiting.length >= MOST_WAITING)
        throw requestErrors.limit('maxConcurrentRequests', 'Too many requests of this account wait.', 429);
      await new Promise<void>((next) => waiting.push(next));
    } else used++;
    try {
      for (let pooled = idle.pop(); pooled !== undefined; pooled = idle.pop()) {
        clearTimeout(pooled.timer);
        if (await isAlive(pooled)) return pooled.imap;
        pooled.imap.flow.close();
      }
      return await open();
    } catch (error) {
      release();
      throw error;
    }
  }

  /** The place of one connection: to who waits longest. */
  function release() {
    const next = waiting.shift();
    if (next === undefined) used--;
    else next();
  }

  function giveBack(imap: Imap) {
    imap.onVanished = undefined;
    imap.takeRefusal();
    if (imap.flow.usable && !isClosed) {
      const timer = setTimeout(() => {
        const at = idle.indexOf(pooled);
        if (at !== -1) idle.splice(at, 1);
        imap.flow.logout().catch(() => imap.flow.close());
      }, KEEP_MS).unref();
      const pooled: Pooled = { imap, usedAt: options.now(), timer };
      idle.push(pooled);
    } else imap.flow.close();
    release();
  }

  const account: Account = {
    id: accountId(server, credentials.user),
    server,
    user: credentials.user,
    credentials,
    connect: options.connect,
    async withImap(work) {
      const imap = await take();
      try {
        return await work(imap);
      } catch (error) {
        if (imap.flow.usable || error instanceof MethodError) throw error;
        throw requestErrors.unreachable(`The connection to ${server.imap.host} was lost. Try again later.`);
      } finally {
        giveBack(imap);
      }
    },
    open,
    moved: {
      get(id) {
        let at = id;
        for (let hops = 0; hops < 50; hops++) {
          const next = aliases.get(at);
          if (next === undefined) break;
          at = next;
        }
        return at;
      },
      set(from, to) {
        aliases.delete(to);
        aliases.set(from, to);
        if (aliases.size > MOST_ALIASES) aliases.delete(aliases.keys().next().value as string);
      },
    },
    capabilities,
    memory: new Map(),
    listeners: new Set(),
    changed() {
      for (const listener of account.listeners) listener();
    },
    get isBusy() {
      return used > 0 || account.listeners.size > 0;
    },
    close() {
      isClosed = true;
      for (const { timer } of idle) clearTimeout(timer);
      idle.length = 0;
      for (const imap of all) imap.flow.close();
      all.clear();
    },
  };
  return account;
}
