import { hexToBytes } from '../src/sync/protocol/bytes.js';
import type { LogRecord } from '../src/sync/protocol/record.js';
import { relayCodec } from '../src/sync/protocol/relay-messages.js';
import type { Connection } from './connection.js';
import type { StoredRecord } from './store/store.js';

/** A record as it travels. */
export const wireRecord = ({ seq, ts, entry, entryHash }: StoredRecord): LogRecord =>
  entry === undefined
    ? { seq, ts, entryHash: entryHash as Uint8Array<ArrayBuffer> }
    : { seq, ts, entry: entry as Uint8Array<ArrayBuffer> };

/** Who watches which log, and which connections an account has. */
export interface Hub {
  readonly connections: Set<Connection>;
  readonly subscriptions: number;
  connectionsOf(account: string): ReadonlySet<Connection>;
  enter(connection: Connection, account: string): void;
  leave(connection: Connection): void;
  /** Nothing is pushed before `isLive` is set. */
  watch(connection: Connection, doc: string): void;
  unwatch(connection: Connection, doc: string): void;
  /** Sends a record to all who watch its log. Answers to how many, and to how many not. */
  publish(doc: string, record: StoredRecord): { readonly sent: number; readonly lagging: number };
  /** Ends what an account's connections watch of a log. */
  evict(account: string, doc: string): void;
}

const NONE: ReadonlySet<Connection> = new Set();

export function createHub(): Hub {
  const connections = new Set<Connection>();
  const watchers = new Map<string, Set<Connection>>();
  const byAccount = new Map<string, Set<Connection>>();
  let subscriptions = 0;

  function unwatch(connection: Connection, doc: string) {
    if (!connection.watched.delete(doc)) return;
    subscriptions--;
    const those = watchers.get(doc);
    those?.delete(connection);
    if (those?.size === 0) watchers.delete(doc);
  }

  return {
    connections,
    get subscriptions() {
      return subscriptions;
    },
    connectionsOf: (account) => byAccount.get(account) ?? NONE,
    enter(connection, account) {
      const own = byAccount.get(account) ?? new Set();
      byAccount.set(account, own.add(connection));
    },
    leave(connection) {
      connections.delete(connection);
      for (const doc of [...connection.watched.keys()]) unwatch(connection, doc);
      const account = connection.session?.account;
      if (account === undefined) return;
      const own = byAccount.get(account);
      own?.delete(connection);
      if (own?.size === 0) byAccount.delete(account);
    },
    watch(connection, doc) {
      if (!connection.watched.has(doc)) subscriptions++;
      connection.watched.set(doc, { isLive: false, missed: 0 });
      watchers.set(doc, (watchers.get(doc) ?? new Set()).add(connection));
    },
    unwatch,
    publish(doc, record) {
      const those = watchers.get(doc);
      if (those === undefined) return { sent: 0, lagging: 0 };
      // Encoded once, for however many.
      const frame = relayCodec.encode({
        kind: 'records',
        request: 0,
        doc: hexToBytes(doc),
        records: [wireRecord(record)],
        head: record.seq,
      });
      let sent = 0;
      for (const connection of those) if (connection.push(doc, frame, record.seq) === 'sent') sent++;
      return { sent, lagging: those.size - sent };
    },
    evict(account, doc) {
      for (const connection of byAccount.get(account) ?? NONE) unwatch(connection, doc);
    },
  };
}
