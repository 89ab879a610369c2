/** What the relay counts, as Prometheus reads it (text format 0.0.4). Nothing in it says who. */
export interface Metrics {
  add(name: CounterName, value?: number, label?: string): void;
  /** Milliseconds. */
  observe(name: HistogramName, milliseconds: number): void;
  /** @param gauges - Values of this moment, by name without prefix. */
  text(gauges: Readonly<Record<GaugeName, number>>): string;
}

const counters = {
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
} as const;
const gauges = {
  connections: 'Open sockets.',
  subscriptions: 'Logs watched, by all connections.',
  waiting: 'Entries that wait for the disk.',
  resident_bytes: 'Memory of the process.',
  event_loop_ms: 'Delay of the event loop, 99th percentile since it was last asked, milliseconds.',
} as const;
const histograms = {
  commit: 'Time of a commit to disk, milliseconds.',
  append: 'Time from an entry to its receipt, milliseconds.',
} as const;
export type CounterName = keyof typeof counters;
export type GaugeName = keyof typeof gauges;
export type HistogramName = keyof typeof histograms;

const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
const PREFIX = 'ikebana_relay_';

export function createMetrics(): Metrics {
  const counts = new Map<string, Map<string, number>>();
  const times = new Map<string, { buckets: number[]; sum: number; count: number }>();

  function head(name: string, help: string, type: string) {
    return [`# HELP ${PREFIX}${name} ${help}`, `# TYPE ${PREFIX}${name} ${type}`];
  }

  function histogramLines(name: HistogramName): string[] {
    const { buckets, sum, count } = times.get(name) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
    const full = `${PREFIX}${name}_ms`;
    return [
      ...head(`${name}_ms`, histograms[name], 'histogram'),
      ...BUCKETS.map((limit, i) => `${full}_bucket{le="${limit}"} ${buckets[i]}`),
      `${full}_bucket{le="+Inf"} ${count}`,
      `${full}_sum ${sum}`,
      `${full}_count ${count}`,
    ];
  }

  return {
    add(name, value = 1, label = '') {
      const byLabel = counts.get(name) ?? new Map<string, number>();
      byLabel.set(label, (byLabel.get(label) ?? 0) + value);
      counts.set(name, byLabel);
    },
    observe(name, milliseconds) {
      const time = times.get(name) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
      for (const [i, limit] of BUCKETS.entries())
        if (milliseconds <= limit) time.buckets[i] = (time.buckets[i] ?? 0) + 1;
      time.sum += milliseconds;
      time.count++;
      times.set(name, time);
    },
    text(values) {
      const lines: string[] = [];
      for (const [name, help] of Object.entries(counters)) {
        lines.push(...head(`${name}_total`, help, 'counter'));
        for (const [label, value] of counts.get(name) ?? [['', 0] as const])
          lines.push(`${PREFIX}${name}_total${label === '' ? '' : `{code="${label}"}`} ${value}`);
      }
      for (const [name, help] of Object.entries(gauges))
        lines.push(...head(name, help, 'gauge'), `${PREFIX}${name} ${values[name as GaugeName]}`);
      for (const name of Object.keys(histograms)) lines.push(...histogramLines(name as HistogramName));
      return `${lines.join('\n')}\n`;
    },
  };
}
