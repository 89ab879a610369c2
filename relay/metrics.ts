// What the relay counts.
import { createMetrics as create } from '../server/metrics.js';

export const createMetrics = () =>
  create({
    prefix: 'ikebana_relay_',
    label: 'code',
    counters: {
      appends: 'Entries that became durable.',
      refusals: 'Refusals by code.',
      pushes: 'Records sent to those who watch.',
      lags: 'Logs a connection was too slow for.',
      messages: 'Messages received.',
      malformed: 'Frames that were no message.',
      bytes_in: 'Bytes received on sockets.',
      bytes_out: 'Bytes sent on sockets.',
      sessions: 'Handshakes that were right.',
      blob_bytes: 'Bytes of blobs received.',
      broken: 'Documents and blobs that are not as they were written.',
      public_fetches: 'Public links that were fetched.',
    },
    gauges: {
      connections: 'Open sockets.',
      subscriptions: 'Logs watched, by all connections.',
      waiting: 'Entries that wait for the disk.',
      resident_bytes: 'Memory of the process.',
      event_loop_ms: 'Delay of the event loop, 99th percentile since it was last asked, milliseconds.',
    },
    histograms: {
      commit: 'Time of a commit to disk, milliseconds.',
      append: 'Time from an entry to its receipt, milliseconds.',
    },
  });

export type Metrics = ReturnType<typeof createMetrics>;
