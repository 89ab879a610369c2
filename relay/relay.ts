import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Log } from '../server/log.js';
import { useSha256 } from '../src/sync/protocol/bytes.js';
import { MAX_FRAME_BYTES } from '../src/sync/protocol/limits.js';
import { notices } from '../src/sync/protocol/relay-messages.js';
import { createAccountUpdates } from './account-updates.js';
import type { RelayConfig } from './config.js';
import { CLOSE } from './connection.js';
import type { RelayContext } from './context.js';
import { createDirectory } from './directory.js';
import { createDispatch } from './dispatch.js';
import type { SendCode } from './handlers/directory.js';
import { createMeetings } from './handlers/meeting.js';
import { createHub } from './hub.js';
import { createLimits } from './limits.js';
import { createLogBook } from './logs/log-book.js';
import { createMetrics } from './metrics.js';
import { nodeSha256, nodeSigner } from './node-crypto.js';
import { createCommitted } from './on-committed.js';
import { createPublicPages } from './public-pages.js';
import { scrub } from './scrub.js';
import { createSockets } from './sockets.js';
import type { RelayStore } from './store/store.js';
import type { RATES, Rate } from './token-bucket.js';
import { runUpkeep } from './upkeep.js';

const UPKEEP_MS = 6 * 3_600_000;
/** Part of everything that is looked through each time: all of it in a hundred days. */
const SCRUB_SHARE = 0.01 / 4;
/** How long sockets have to end by themselves when the relay ends, in milliseconds. */
const GOODBYE_MS = 2_000;
const MOST_WAITING = 2_000;

export interface RelayOptions {
  readonly config: RelayConfig;
  readonly store: RelayStore;
  readonly log: Log;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Other rates than usual: for measuring. */
  readonly rates?: Partial<Record<keyof typeof RATES, Rate>>;
  /** How codes for addresses leave; without it none is bound. */
  readonly sendCode?: SendCode;
}

export interface Relay {
  readonly port: number;
  /** `ws://host:port`, for clients on this machine. */
  readonly url: string;
  /** Ends sockets, writes what waits, closes the store. */
  close(): Promise<void>;
  upkeep(): Promise<unknown>;
}

/** The relay's own key: what its receipts are signed with, made at its first start. */
async function relaySigner(store: RelayStore) {
  const KEY = 'signing-key';
  let seed = await store.value(KEY);
  if (seed === undefined) {
    seed = randomBytes(32);
    await store.setValue(KEY, seed);
  }
  return nodeSigner(seed);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

const localOrigins = (host: string, port: number): readonly string[] =>
  [...new Set(['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host])].map(
    (name) => `ws://${name}:${port}`,
  );

/** Starts a relay over a store. Rejects when the port cannot be had. */
export async function startRelay({
  config,
  store,
  log,
  now = Date.now,
  rates,
  sendCode,
}: RelayOptions): Promise<Relay> {
  useSha256(nodeSha256);
  const signer = await relaySigner(store);
  const metrics = createMetrics();
  const hub = createHub();
  const limits = createLimits({ store, now, quota: config.quota, rates });
  const committed = createCommitted({ hub, metrics });
  const book = createLogBook({
    store,
    signer,
    now,
    most: config.cachedLogs,
    mostWaiting: MOST_WAITING,
    checkRoom: limits.checkRoom,
    onCommitted: committed.handle,
    onCommit(milliseconds, entries) {
      metrics.observe('commit', milliseconds);
      metrics.add('appends', entries);
    },
  });
  const updates = createAccountUpdates({ store, book, signer, log });
  committed.onRevoked((account) => {
    updates.revoked(account).catch((error) => log('error', 'account-update-failed', { reason: String(error) }));
  });

  const server = createServer((request, response) => answer(request, response));
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxHeadersCount = 50;
  const port = await listen(server, config.port, config.host);
  const origins = [...config.publicUrls, ...localOrigins(config.host, port)];
  const directory = createDirectory(store, now);
  const context: RelayContext = { config, origins, store, book, directory, hub, limits, signer, now, log, metrics };
  const meetings = createMeetings();
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false, // ciphertext does not shrink; memory, and CRIME
    clientTracking: false,
    skipUTF8Validation: true, // text is refused anyway
  });
  const sockets = createSockets({ context, dispatch: createDispatch(context, meetings, sendCode), meetings, rates });
  const publicPages = createPublicPages({
    store,
    limits,
    metrics,
    onError: (error) => log('error', 'public-link-failed', { reason: error instanceof Error ? error.name : '' }),
  });
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refusal = sockets.refusalOf(request);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => sockets.take(webSocket, request));
  });

  let isClosing = false;
  function answer(request: IncomingMessage, response: ServerResponse) {
    const [path] = (request.url ?? '/').split('?', 1);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const send = (status: number, type: string, body: string) => {
      response
        .writeHead(status, { 'Content-Type': `${type}; charset=utf-8` })
        .end(request.method === 'HEAD' ? '' : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only reading.\n');
    if (publicPages.handle(request, response, sockets.addressOf(request))) return;
    if (path === '/health') {
      const isWell = !isClosing && book.waiting < MOST_WAITING;
      return send(isWell ? 200 : 503, 'application/json', `${JSON.stringify({ status: isWell ? 'ok' : 'busy' })}\n`);
    }
    if (path === '/metrics' && sockets.mayReadMetrics(request)) {
      const { rss } = process.memoryUsage();
      const late = delay.percentile(99) / 1e6;
      delay.reset();
      const gauges = { connections: hub.connections.size, subscriptions: hub.subscriptions, waiting: book.waiting };
      return send(
        200,
        'text/plain; version=0.0.4',
        metrics.text({ ...gauges, resident_bytes: rss, event_loop_ms: late }),
      );
    }
    if (path === '/') return send(200, 'text/plain', 'An Ikebana relay. It speaks over WebSocket.\n');
    return send(404, 'text/plain', 'Nothing here.\n');
  }

  const upkeep = async () => {
    const done = await runUpkeep({ store, book, now, keepDays: config.keepDays, log });
    const { broken } = await scrub({ store, share: SCRUB_SHARE, log });
    if (broken > 0) metrics.add('broken', broken);
    return done;
  };
  const timer = setInterval(() => {
    upkeep().catch((error) => log('error', 'upkeep-failed', { reason: String(error) }));
  }, UPKEEP_MS).unref();
  updates.resume().catch((error) => log('error', 'account-update-failed', { reason: String(error) }));
  const name = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    port,
    url: `ws://${name}:${port}`,
    upkeep,
    async close() {
      if (isClosing) return;
      isClosing = true;
      clearInterval(timer);
      delay.disable();
      server.close();
      for (const connection of hub.connections) {
        connection.send({ kind: 'notice', request: 0, about: notices.goingAway });
        connection.close(CLOSE.goingAway, 'the relay ends');
      }
      await book.close();
      const end = Date.now() + GOODBYE_MS;
      while (hub.connections.size > 0 && Date.now() < end) await new Promise((next) => setTimeout(next, 20));
      for (const connection of hub.connections) connection.socket.terminate();
      sockets.close();
      meetings.close();
      server.closeAllConnections();
      await store.close();
    },
  };
}
