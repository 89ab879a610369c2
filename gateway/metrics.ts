/** What the gateway counts, as Prometheus reads it (text format 0.0.4). Nothing in it says who. */
export interface Metrics {
  add(name: CounterName, label?: string, value?: number): void;
  /** @param gauges - Values of this moment, by name without prefix. */
  text(gauges: Readonly<Record<GaugeName, number>>): string;
}

const counters = {
  requests: 'Requests by status.',
  calls: 'Method calls by method.',
  refused_logins: 'Passwords that a mail server did not accept.',
  sent: 'Messages handed to an SMTP server.',
  bugs: 'Calls that failed for no reason known.',
} as const;
const gauges = {
  accounts: 'Accounts that are signed in.',
  active: 'Requests that are worked on.',
  streams: 'Clients that wait for news.',
  upload_bytes: 'Memory for what was uploaded and not used yet.',
  resident_bytes: 'Memory of the process.',
} as const;
export type CounterName = keyof typeof counters;
export type GaugeName = keyof typeof gauges;

const PREFIX = 'ikebana_gateway_';

export function createMetrics(): Metrics {
  const counts = new Map<string, Map<string, number>>();
  const head = (name: string, help: string, type: string) => [
    `# HELP ${PREFIX}${name} ${help}`,
    `# TYPE ${PREFIX}${name} ${type}`,
  ];
  return {
    add(name, label = '', value = 1) {
      const byLabel = counts.get(name) ?? new Map<string, number>();
      byLabel.set(label, (byLabel.get(label) ?? 0) + value);
      counts.set(name, byLabel);
    },
    text(values) {
      const lines: string[] = [];
      for (const [name, help] of Object.entries(counters)) {
        lines.push(...head(`${name}_total`, help, 'counter'));
        for (const [label, value] of counts.get(name) ?? [['', 0] as const])
          lines.push(`${PREFIX}${name}_total${label === '' ? '' : `{of="${label}"}`} ${value}`);
      }
      for (const [name, help] of Object.entries(gauges))
        lines.push(...head(name, help, 'gauge'), `${PREFIX}${name} ${values[name as GaugeName]}`);
      return `${lines.join('\n')}\n`;
    },
  };
}
