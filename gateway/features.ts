// What a mail server offers besides IMAP, asked now and then and not at each request.
import type { Account } from './imap/account.js';
import type { SieveFeatures } from './jmap/session-resource.js';
import { withSieve } from './sieve/scripts.js';
import { type Features, readFeatures } from './smtp/submit.js';

const KEEP_MS = 3_600_000;
/** A server that does not answer is asked again after this long. */
const RETRY_MS = 60_000;

interface Kept<T> {
  readonly value: Promise<T | undefined>;
  until: number;
}

export interface ServerFeatures {
  smtp(account: Account): Promise<Features | undefined>;
  sieve(account: Account): Promise<SieveFeatures | undefined>;
}

export function createServerFeatures(now: () => number): ServerFeatures {
  const kept = new Map<string, Kept<unknown>>();

  function once<T>(key: string, ask: () => Promise<T>): Promise<T | undefined> {
    const before = kept.get(key) as Kept<T> | undefined;
    if (before !== undefined && before.until > now()) return before.value;
    const entry: Kept<T> = {
      value: ask().catch(() => {
        entry.until = now() + RETRY_MS;
        return undefined;
      }),
      until: now() + KEEP_MS,
    };
    kept.set(key, entry);
    return entry.value;
  }

  return {
    async smtp({ server, connect }) {
      const { smtp } = server;
      return smtp === undefined ? undefined : once(`smtp ${server.key}`, () => readFeatures(smtp, connect));
    },
    async sieve(account) {
      const { server } = account;
      if (server.sieve === undefined) return undefined;
      return once(`sieve ${server.key}`, () =>
        withSieve(account, async ({ capabilities }) => ({
          extensions: (capabilities.get('SIEVE') ?? '').split(' ').filter((name) => name !== ''),
          implementation: capabilities.get('IMPLEMENTATION') ?? '',
          maxRedirects: capabilities.has('MAXREDIRECTS') ? Number(capabilities.get('MAXREDIRECTS')) : null,
        })),
      );
    },
  };
}
