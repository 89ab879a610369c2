// Who is signed in: by what every request brings along, remembered for a while so that not each one signs in anew.
import { createHmac, randomBytes } from 'node:crypto';
import { RequestError, requestErrors } from './errors.js';
import { type Account, createAccount } from './imap/account.js';
import type { ConnectOptions, Credentials } from './imap/open-imap.js';
import type { MailServer } from './servers/endpoint.js';

/** How long an account that nobody asks for is remembered, in milliseconds. */
const KEEP_MS = 10 * 60_000;
/** Passwords that were wrong, by address of the client and by user, before it has to wait. */
const MOST_FAILURES = 10;
const FAILURES_MS = 5 * 60_000;
const MOST_KEYS = 10_000;

export interface Accounts {
  /** @throws {RequestError} Wrong password, or too many of them. */
  signIn(server: MailServer, credentials: Credentials, client: string): Promise<Account>;
  readonly size: number;
  close(): void;
}

export function createAccounts(options: {
  readonly connect: ConnectOptions;
  readonly connections: number;
  readonly most: number;
  readonly now: () => number;
}): Accounts {
  const { now } = options;
  /** Of this process alone: what stands in memory as a key is no password. */
  const secret = randomBytes(32);
  const known = new Map<string, { readonly account: Promise<Account>; usedAt: number }>();
  const failures = new Map<string, { count: number; until: number }>();

  const digest = (...parts: readonly string[]) =>
    createHmac('sha256', secret).update(parts.join('\0')).digest('base64url');

  async function drop(key: string) {
    const entry = known.get(key);
    known.delete(key);
    (await entry?.account.catch(() => undefined))?.close();
  }

  async function tidy() {
    for (const [key, { account, usedAt }] of known) {
      if (now() - usedAt < KEEP_MS) continue;
      const one = await account.catch(() => undefined);
      if (one?.isBusy !== true) await drop(key);
    }
  }
  const timer = setInterval(() => void tidy(), 60_000).unref();

  function checkFailures(keys: readonly string[]) {
    for (const key of keys) {
      const failed = failures.get(key);
      if (failed === undefined) continue;
      if (failed.until < now()) failures.delete(key);
      else if (failed.count >= MOST_FAILURES)
        throw requestErrors.limit(
          'maxFailedLogins',
          'Too many wrong passwords. Wait some minutes, then try again.',
          429,
        );
    }
  }

  function noteFailure(keys: readonly string[]) {
    for (const key of keys) {
      const count = (failures.get(key)?.count ?? 0) + 1;
      failures.delete(key);
      failures.set(key, { count, until: now() + FAILURES_MS });
      if (failures.size > MOST_KEYS) failures.delete(failures.keys().next().value as string);
    }
  }

  async function open(server: MailServer, credentials: Credentials): Promise<Account> {
    const account = createAccount(server, credentials, options);
    try {
      await account.withImap(async () => {});
      return account;
    } catch (error) {
      account.close();
      throw error;
    }
  }

  return {
    async signIn(server, credentials, client) {
      const key = digest(server.key, credentials.user, credentials.password);
      const entry = known.get(key);
      if (entry !== undefined) {
        entry.usedAt = now();
        return entry.account;
      }
      const who = [digest('client', client), digest('user', server.key, credentials.user)];
      checkFailures(who);
      if (known.size >= options.most) {
        await tidy();
        if (known.size >= options.most)
          throw requestErrors.limit('maxAccounts', 'Too many people use this gateway.', 503);
      }
      const account = open(server, credentials);
      known.set(key, { account, usedAt: now() });
      try {
        const opened = await account;
        for (const one of who) failures.delete(one);
        return opened;
      } catch (error) {
        known.delete(key);
        if (error instanceof RequestError && error.status === 401) noteFailure(who);
        throw error;
      }
    },
    get size() {
      return known.size;
    },
    close() {
      clearInterval(timer);
      for (const key of [...known.keys()]) void drop(key);
    },
  };
}
