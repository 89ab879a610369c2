// A relay in the test's own process, over memory; what the network does to it is the line's part (devices.ts).
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import type { RelayStore } from '../../../relay/store/store.js';

/** Tests do in a second what people do in a day. */
const rates = {
  failures: { perSecond: 1_000, burst: 1_000 },
  membership: { perSecond: 1_000, burst: 1_000 },
  device: { perSecond: 10_000, burst: 10_000 },
  account: { perSecond: 10_000, burst: 10_000 },
  invites: { perSecond: 10_000, burst: 10_000 },
  messages: { perSecond: 100_000, burst: 100_000 },
};

/** @param quota - Bytes that it keeps of each account. */
export const testRelay = (
  store: RelayStore = createMemoryStore(),
  port = 0,
  now = Date.now,
  quota = DEFAULT_CONFIG.quota,
): Promise<Relay> =>
  startRelay({
    now,
    config: { ...DEFAULT_CONFIG, port, host: '127.0.0.1', quota },
    store,
    // What goes wrong inside it is the test's failure to be seen.
    log: (level, event, fields) => level === 'error' && console.error(event, fields),
    rates,
  });
