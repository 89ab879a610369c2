import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { CLOSE, type Connection, createConnection, TOO_SLOW_BYTES, TOO_SLOW_MS } from './connection.js';
import type { RelayContext } from './context.js';
import type { Meetings } from './handlers/meeting.js';
import { Refused } from './logs/refused.js';
import { createBucket, RATES, type Rate } from './token-bucket.js';

/** A socket that does not answer pings for so long is dead, in milliseconds. */
const PING_MS = 30_000;
/** How long somebody may be connected without having signed in: as long as a pairing takes. */
const UNKNOWN_MS = 6 * 60_000;
/** Sockets of one address that have not signed in. */
const UNKNOWN_PER_ADDRESS = 200;

export interface Sockets {
  /** Status line for a handshake that is not taken. */
  refusalOf(request: IncomingMessage): string | undefined;
  take(socket: WebSocket, request: IncomingMessage): void;
  /** Where a request comes from: for limits, never for logs. */
  addressOf(request: IncomingMessage): string;
  mayReadMetrics(request: IncomingMessage): boolean;
  close(): void;
}

const isLoopback = (address: string) => /^(?:::1|(?:::ffff:)?127\.)/.test(address);

/** As plain bytes: a Buffer's `slice` is a view, and code for all platforms takes it for a copy. */
function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const { buffer, byteOffset, byteLength } = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Takes sockets in and looks after them. Nothing that comes on one can throw out of here. */
export function createSockets(options: {
  readonly context: RelayContext;
  readonly dispatch: (connection: Connection, frame: Uint8Array) => Promise<void>;
  readonly meetings: Meetings;
  readonly rates?: Partial<Record<keyof typeof RATES, Rate>>;
}): Sockets {
  const { context, dispatch, meetings, rates } = options;
  const { config, hub, now, metrics, log } = context;
  const unknown = new Map<Connection, number>();
  const unknownByAddress = new Map<string, number>();

  function addressOf(request: IncomingMessage): string {
    const own = request.socket.remoteAddress ?? '';
    if (!config.trustProxy) return own;
    // The last one is the proxy's word; what stands before it, anybody can write.
    return (
      String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim() || own
    );
  }

  function count(address: string, by: number) {
    const next = (unknownByAddress.get(address) ?? 0) + by;
    if (next <= 0) unknownByAddress.delete(address);
    else unknownByAddress.set(address, next);
  }

  function known(connection: Connection) {
    if (unknown.delete(connection)) count(connection.address, -1);
  }

  function take(socket: WebSocket, request: IncomingMessage) {
    const connection = createConnection({
      socket,
      nonce: randomBytes(32),
      address: addressOf(request),
      limit: createBucket({ ...RATES, ...rates }.messages, now),
      onSent: (bytes) => metrics.add('bytes_out', bytes),
      onRefused: (code) => metrics.add('refusals', 1, code),
    });
    hub.connections.add(connection);
    unknown.set(connection, now());
    count(connection.address, 1);
    socket.on('message', (data, isBinary) => {
      if (!isBinary) return connection.close(CLOSE.notAMessage, 'binary only');
      void dispatch(connection, bytesOf(data)).then(() => connection.session !== undefined && known(connection));
    });
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    socket.on('error', (error) => log('debug', 'socket-error', { reason: error.message })); // `close` follows
    socket.on('close', () => {
      known(connection);
      hub.leave(connection);
      meetings.leave(connection);
    });
    const { publicKey } = context.signer;
    const nonce = connection.nonce as Uint8Array<ArrayBuffer>;
    connection.send({ kind: 'hello', request: 0, relay: publicKey, nonce, time: now() });
  }

  function lookAfter(connection: Connection) {
    const time = now();
    if (time - (unknown.get(connection) ?? time) > UNKNOWN_MS) return connection.close(CLOSE.policy, 'not signed in');
    if (connection.socket.bufferedAmount > TOO_SLOW_BYTES) {
      connection.slowSince ??= time;
      if (time - connection.slowSince > TOO_SLOW_MS) {
        connection.close(CLOSE.tryLater, 'too slow');
        connection.socket.terminate(); // a goodbye would wait behind all the rest
      }
    } else connection.slowSince = undefined;
  }

  const slow = setInterval(() => {
    for (const connection of hub.connections) lookAfter(connection);
  }, 5_000).unref();
  const pings = setInterval(() => {
    for (const connection of hub.connections) {
      if (!connection.isAlive) connection.socket.terminate();
      else {
        connection.isAlive = false;
        connection.socket.ping();
      }
    }
  }, PING_MS).unref();

  return {
    take,
    addressOf,
    refusalOf(request) {
      const { origin } = request.headers;
      const address = addressOf(request);
      if (origin !== undefined && config.allowOrigins.length > 0 && !config.allowOrigins.includes(origin))
        return '403 Forbidden';
      if (hub.connections.size >= config.maxConnections) return '503 Service Unavailable';
      const isFull = (unknownByAddress.get(address) ?? 0) >= UNKNOWN_PER_ADDRESS;
      return isFull && !isLoopback(address) ? '429 Too Many Requests' : undefined;
    },
    mayReadMetrics(request) {
      const isProxied = request.headers['x-forwarded-for'] !== undefined;
      return config.publicMetrics || (!isProxied && isLoopback(request.socket.remoteAddress ?? ''));
    },
    close() {
      clearInterval(slow);
      clearInterval(pings);
    },
  };
}

/** @throws {ProtocolError} `RATE` */
export function checkMessageRate(connection: Pick<Connection, 'limit'>): void {
  const wait = connection.limit();
  if (wait > 0) throw new Refused('RATE', 'too many messages', { retryAfter: wait });
}
