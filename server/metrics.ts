// What a server counts, as Prometheus reads it (text format 0.0.4). Nothing in it says who.

/** What is counted: each name, without what it begins with, and what it means. */
export interface MetricNames<Counter extends string, Gauge extends string, Histogram extends string = never> {
  /** What all names begin with, `ikebana_relay_`. */
  readonly prefix: string;
  /** What a counter is divided by. */
  readonly label: string;
  readonly counters: Readonly<Record<Counter, string>>;
  readonly gauges: Readonly<Record<Gauge, string>>;
  /** Of milliseconds. */
  readonly histograms?: Readonly<Record<Histogram, string>>;
}

export interface Metrics<Counter extends string, Gauge extends string, Histogram extends string = never> {
  /** @param part - Which of what the counter is divided by; '' for one that is not. */
  add(name: Counter, value?: number, part?: string): void;
  /** Milliseconds. */
  observe(name: Histogram, milliseconds: number): void;
  /** @param values - Of the gauges, of this moment. */
  text(values: Readonly<Record<Gauge, number>>): string;
}

const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

const entriesOf = <Name extends string>(names: Readonly<Record<Name, string>>) =>
  (Object.keys(names) as Name[]).map((name) => [name, names[name]] as const);

export function createMetrics<Counter extends string, Gauge extends string, Histogram extends string = never>(
  names: MetricNames<Counter, Gauge, Histogram>,
): Metrics<Counter, Gauge, Histogram> {
  const { prefix, label, counters, gauges, histograms } = names;
  const counts = new Map<Counter, Map<string, number>>();
  const times = new Map<Histogram, { buckets: number[]; sum: number; count: number }>();
  const none = () => ({ buckets: BUCKETS.map(() => 0), sum: 0, count: 0 });

  const head = (name: string, help: string, type: string) => [
    `# HELP ${prefix}${name} ${help}`,
    `# TYPE ${prefix}${name} ${type}`,
  ];

  function counterLines(name: Counter, help: string): string[] {
    const parts = [...(counts.get(name) ?? [['', 0] as const])];
    const line = (part: string) => `${prefix}${name}_total${part === '' ? '' : `{${label}="${part}"}`}`;
    return [...head(`${name}_total`, help, 'counter'), ...parts.map(([part, value]) => `${line(part)} ${value}`)];
  }

  function histogramLines(name: Histogram, help: string): string[] {
    const { buckets, sum, count } = times.get(name) ?? none();
    const full = `${prefix}${name}_ms`;
    return [
      ...head(`${name}_ms`, help, 'histogram'),
      ...BUCKETS.map((limit, at) => `${full}_bucket{le="${limit}"} ${buckets[at]}`),
      `${full}_bucket{le="+Inf"} ${count}`,
      `${full}_sum ${sum}`,
      `${full}_count ${count}`,
    ];
  }

  return {
    add(name, value = 1, part = '') {
      const parts = counts.get(name) ?? new Map<string, number>();
      parts.set(part, (parts.get(part) ?? 0) + value);
      counts.set(name, parts);
    },
    observe(name, milliseconds) {
      const time = times.get(name) ?? none();
      for (const [at, limit] of BUCKETS.entries()) if (milliseconds <= limit) time.buckets[at] = time.buckets[at]! + 1;
      time.sum += milliseconds;
      time.count += 1;
      times.set(name, time);
    },
    text(values) {
      const lines = [
        ...entriesOf(counters).flatMap(([name, help]) => counterLines(name, help)),
        ...entriesOf(gauges).flatMap(([name, help]) => [
          ...head(name, help, 'gauge'),
          `${prefix}${name} ${values[name]}`,
        ]),
        ...(histograms === undefined ? [] : entriesOf(histograms)).flatMap(([name, help]) =>
          histogramLines(name, help),
        ),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
