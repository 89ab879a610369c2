// Servers by DNS (RFC 6186, 8314 §5, 5804 §1.7, 8620 §2.2).
import type { Endpoint, Tls } from '../servers/endpoint.js';

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** The names to look up, the better first. */
export const SRV_NAMES: readonly {
  readonly service: string;
  readonly kind: 'imap' | 'smtp' | 'sieve' | 'jmap';
  readonly tls: Tls;
}[] = [
  { service: '_jmap._tcp', kind: 'jmap', tls: 'implicit' },
  { service: '_imaps._tcp', kind: 'imap', tls: 'implicit' },
  { service: '_imap._tcp', kind: 'imap', tls: 'starttls' },
  { service: '_submissions._tcp', kind: 'smtp', tls: 'implicit' },
  { service: '_submission._tcp', kind: 'smtp', tls: 'starttls' },
  { service: '_sieve._tcp', kind: 'sieve', tls: 'starttls' },
];

/** The record to use: lowest priority, then highest weight. A dot says that there is no such service (RFC 2782). */
export function bestRecord(records: readonly SrvRecord[], tls: Tls): Endpoint | undefined {
  const usable = records.filter(({ name, port }) => name !== '' && name !== '.' && port > 0 && port <= 65_535);
  const [first] = [...usable].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  return first && { host: first.name.toLowerCase().replace(/\.$/, ''), port: first.port, tls };
}
