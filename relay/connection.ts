import type { WebSocket } from 'ws';
import { hexToBytes } from '../src/sync/protocol/bytes.js';
import { type Refusal, refusals } from '../src/sync/protocol/errors.js';
import { CREDIT_BYTES, MAX_SUBSCRIPTIONS } from '../src/sync/protocol/limits.js';
import { type RelayMessage, relayCodec } from '../src/sync/protocol/relay-messages.js';
import type { RefusalDetails } from './logs/refused.js';

/** Above so many bytes that the socket has not taken, nothing is pushed any more. */
export const STOP_PUSHING_BYTES = 1_048_576;
/** Above so many … */
export const TOO_SLOW_BYTES = 4 * 1_048_576;
/** … for so long, in milliseconds, the connection is closed. */
export const TOO_SLOW_MS = 30_000;
/** RFC 6455 §7.4.1, and the IANA registry for 1013. */
export const CLOSE = { goingAway: 1001, notAMessage: 1003, policy: 1008, tryLater: 1013 } as const;

/** Who is at the other end, once it has signed the challenge. */
export interface Session {
  readonly account: string;
  readonly device: string;
}

export interface Watch {
  /** Whether new records are pushed; otherwise the client has to read on by itself. */
  isLive: boolean;
  /** The last record that was not pushed. */
  missed: number;
}

export interface Connection {
  readonly socket: WebSocket;
  readonly nonce: Uint8Array;
  /** Where from: for limits, never for logs. */
  readonly address: string;
  session?: Session;
  /** Logs that are watched. */
  readonly watched: Map<string, Watch>;
  /** Bytes of pushes that the client has not worked off. */
  pushed: number;
  /** Appends that are not answered, and their bytes. */
  inFlight: number;
  inFlightBytes: number;
  /** Other requests that are not answered. */
  asking: number;
  malformed: number;
  /** Takes a message from what the connection may send; otherwise says when to come again, in milliseconds. */
  readonly limit: () => number;
  failedAuths: number;
  /** Uploads that were begun here: blob to size. */
  readonly uploads: Map<string, number>;
  /** Since when the socket has been too full, epoch ms. */
  slowSince?: number;
  isAlive: boolean;
  send(message: RelayMessage): void;
  refuse(request: number, code: Refusal, details?: RefusalDetails, doc?: Uint8Array): void;
  /** Sends a push, or says that the client has to read on by itself. */
  push(doc: string, frame: Uint8Array, head: number): 'sent' | 'lags';
  close(code: number, reason: string): void;
}

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly nonce: Uint8Array;
  readonly address: string;
  readonly limit: () => number;
  readonly onSent: (bytes: number) => void;
  readonly onRefused: (code: Refusal) => void;
}

export function createConnection({ socket, nonce, address, limit, onSent, onRefused }: ConnectionOptions): Connection {
  function sendFrame(frame: Uint8Array) {
    if (socket.readyState !== socket.OPEN) return;
    onSent(frame.length);
    socket.send(frame);
  }
  const connection: Connection = {
    socket,
    nonce,
    address,
    watched: new Map(),
    pushed: 0,
    inFlight: 0,
    inFlightBytes: 0,
    asking: 0,
    malformed: 0,
    limit,
    failedAuths: 0,
    uploads: new Map(),
    isAlive: true,
    send: (message) => sendFrame(relayCodec.encode(message)),
    refuse(request, code, { retryAfter, expected } = {}, doc) {
      onRefused(code);
      connection.send({
        kind: 'refused',
        request,
        code: refusals[code].number,
        ...(retryAfter === undefined ? {} : { retryAfter: Math.min(3_600_000, Math.ceil(retryAfter)) }),
        ...(expected === undefined ? {} : { expected }),
        ...(doc === undefined ? {} : { doc: doc as Uint8Array<ArrayBuffer> }),
      });
    },
    push(doc, frame, head) {
      const watch = connection.watched.get(doc);
      if (watch === undefined) return 'lags';
      if (!watch.isLive || !hasCredit(connection, frame.length)) {
        if (watch.isLive) sayLag(connection, doc, head);
        watch.isLive = false;
        watch.missed = Math.max(watch.missed, head);
        return 'lags';
      }
      connection.pushed += frame.length;
      sendFrame(frame);
      return 'sent';
    },
    close(code, reason) {
      socket.close(code, reason);
    },
  };
  return connection;
}

/** Whether so many bytes more may be pushed. */
export const hasCredit = (connection: Connection, bytes: number): boolean =>
  connection.pushed + bytes <= CREDIT_BYTES && connection.socket.bufferedAmount <= STOP_PUSHING_BYTES;

export const sayLag = (connection: Connection, doc: string, head: number): void =>
  connection.send({ kind: 'lag', request: 0, doc: hexToBytes(doc), head });

/** Whether so many logs more can be watched. */
export const canWatch = (connection: Connection, docs: readonly string[]): boolean =>
  connection.watched.size + docs.filter((doc) => !connection.watched.has(doc)).length <= MAX_SUBSCRIPTIONS;
