import { Refused } from './logs/refused.js';
import type { RelayStore } from './store/store.js';
import { createBucket, RATES, type Rate } from './token-bucket.js';

/** How long a counted usage is believed, in milliseconds; what is appended meanwhile is added. */
const USAGE_MS = 60_000;
/** Buckets that are kept; the longest unused go first, and are full again by then. */
const BUCKETS_KEPT = 50_000;

export interface Limits {
  /** @throws {ProtocolError} `RATE` with the time after which there is room. */
  take(rate: keyof typeof RATES, key: string, cost?: number): void;
  /** @throws {ProtocolError} `QUOTA` */
  checkRoom(owner: string, bytes: number): Promise<void>;
}

export function createLimits(options: {
  readonly store: Pick<RelayStore, 'usage'>;
  readonly now: () => number;
  /** Bytes per account. */
  readonly quota: number;
  readonly rates?: Partial<Record<keyof typeof RATES, Rate>>;
}): Limits {
  const { store, now, quota } = options;
  const rates = { ...RATES, ...options.rates };
  const buckets = new Map<string, (cost?: number) => number>();
  const usages = new Map<string, { bytes: number; at: number }>();

  return {
    take(rate, key, cost = 1) {
      const id = `${rate} ${key}`;
      const bucket = buckets.get(id) ?? createBucket(rates[rate], now);
      buckets.delete(id);
      buckets.set(id, bucket);
      if (buckets.size > BUCKETS_KEPT) buckets.delete(buckets.keys().next().value as string);
      const wait = bucket(cost);
      if (wait > 0) throw new Refused('RATE', `too many (${rate})`, { retryAfter: wait });
    },
    async checkRoom(owner, bytes) {
      let usage = usages.get(owner);
      if (usage === undefined || now() - usage.at > USAGE_MS) {
        usage = { bytes: await store.usage(owner), at: now() };
        usages.delete(owner);
        usages.set(owner, usage);
        if (usages.size > BUCKETS_KEPT) usages.delete(usages.keys().next().value as string);
      }
      if (usage.bytes + bytes > quota) throw new Refused('QUOTA', 'no room left for this account');
      usage.bytes += bytes;
    },
  };
}
