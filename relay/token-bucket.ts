/** Lets `burst` through at once and `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** @returns Takes `cost` tokens and answers 0, or takes none and answers after how many milliseconds to come again. */
export function createBucket({ perSecond, burst }: Rate, now: () => number): (cost?: number) => number {
  let tokens = burst;
  let at = now();
  return (cost = 1) => {
    const time = now();
    tokens = Math.min(burst, tokens + (Math.max(0, time - at) / 1000) * perSecond);
    at = time;
    // What costs more than there ever is would never pass: it passes when the bucket is full.
    if (tokens >= Math.min(cost, burst)) {
      tokens -= cost;
      return 0;
    }
    return Math.ceil(((Math.min(cost, burst) - tokens) / perSecond) * 1000);
  };
}

/** Entries of one device, of one account; bytes of blobs; failed tries of one internet address; what follows says itself. */
export const RATES = {
  device: { perSecond: 20, burst: 200 },
  account: { perSecond: 50, burst: 400 },
  membership: { perSecond: 1, burst: 20 },
  invites: { perSecond: 30 / 3600, burst: 30 },
  blobs: { perSecond: 5_000_000, burst: 20_000_000 },
  failures: { perSecond: 10 / 60, burst: 10 },
  /** Addresses one account looks up: sharing needs some, collecting who is here needs many. */
  lookups: { perSecond: 60 / 3600, burst: 60 },
  /** Codes for one address, and codes that one account asks for. */
  codes: { perSecond: 5 / 3600, burst: 5 },
  /** Fetches of one public link's address. */
  fetches: { perSecond: 60 / 3600, burst: 60 },
  /** Fetches of public links by one internet address, whichever. */
  guesses: { perSecond: 2, burst: 120 },
  /** Times an account publishes: some calendars, a few seconds after each change. */
  links: { perSecond: 0.5, burst: 60 },
  /** Messages of one connection, whatever they are. */
  messages: { perSecond: 200, burst: 2_000 },
} as const satisfies Record<string, Rate>;
