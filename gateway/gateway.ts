import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Log, stackOf } from '../server/log.js';
import { createAccounts } from './accounts.js';
import type { GatewayConfig } from './config.js';
import { createDiscover } from './discover/discover.js';
import { RequestError, requestErrors } from './errors.js';
import { createServerFeatures } from './features.js';
import { sendError, sendJson, setCors } from './http.js';
import { createMethods } from './jmap/methods.js';
import { createSubmissions } from './jmap/submission.js';
import { createUnsubscribe, postOneClick } from './jmap/unsubscribe.js';
import { createUploads } from './jmap/uploads.js';
import { createMetrics } from './metrics.js';
import { createRoutes } from './routes.js';
import { createOnce } from './smtp/once.js';

/** How long requests have to end by themselves when the gateway ends, in milliseconds. */
const GOODBYE_MS = 5_000;

export interface GatewayOptions {
  readonly config: GatewayConfig;
  readonly log: Log;
  /** Epoch ms. */
  readonly now?: () => number;
  /** How discovery asks the network; the real one when absent. */
  readonly network?: Parameters<typeof createDiscover>[1];
  /** How lists are asked; over the real network when absent. */
  readonly postOneClick?: typeof postOneClick;
}

export interface Gateway {
  readonly port: number;
  /** `http://host:port`, for clients on this machine. */
  readonly url: string;
  /** Lets what runs come to its end, then ends connections. */
  close(): Promise<void>;
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

const isLocal = (address: string | undefined) => /^(?:127\.|::1$|::ffff:127\.)/.test(address ?? '');

/** Starts a gateway. Rejects when the port cannot be had. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log, now = Date.now, network } = options;
  const metrics = createMetrics();
  const connect = {
    allowPrivate: config.allowPrivate,
    ...(config.ca !== undefined && { ca: await withSystemCa(config.ca) }),
  };
  const accounts = createAccounts({
    connect,
    connections: config.connectionsPerAccount,
    most: config.maxAccounts,
    now,
  });
  const uploads = createUploads(config.uploadRoom, now);
  const features = createServerFeatures(now);
  const submissions = createSubmissions(
    createOnce(now),
    async ({ account }) => (await features.smtp(account))?.maxDelay ?? 0,
  );
  const routes = createRoutes({
    config,
    now,
    log,
    metrics,
    accounts,
    uploads,
    features,
    methods: createMethods(submissions, createUnsubscribe(config, now, options.postOneClick ?? postOneClick)),
    discover: createDiscover(config, network),
  });
  let active = 0;
  let isClosing = false;

  const gauges = () => ({
    accounts: accounts.size,
    active,
    streams: routes.streams,
    upload_bytes: uploads.bytes,
    resident_bytes: process.memoryUsage().rss,
  });

  const clientOf = (request: IncomingMessage) => {
    const forwarded = config.trustProxy
      ? String(request.headers['x-forwarded-for'] ?? '')
          .split(',')
          .at(-1)
          ?.trim()
      : '';
    return forwarded || (request.socket.remoteAddress ?? '');
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://gateway');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (!setCors(request, response, config.allowOrigins))
      throw requestErrors.notAllowed('Pages of this origin may not use this gateway: --allow-origin.');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && url.pathname === '/health')
      return sendJson(response, isClosing ? 503 : 200, { status: isClosing ? 'ending' : 'ok' });
    if (
      isRead &&
      url.pathname === '/metrics' &&
      (config.publicMetrics || (isLocal(request.socket.remoteAddress) && !config.trustProxy))
    ) {
      response
        .writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
        .end(metrics.text(gauges()));
      return;
    }
    if (isRead && url.pathname === '/') {
      response
        .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('An Ikebana gateway. It speaks JMAP: /.well-known/jmap\n');
      return;
    }
    if (isClosing) throw requestErrors.unreachable('The gateway is ending. Try again later.');
    if (active >= config.maxRequests)
      throw requestErrors.limit('maxConcurrentRequests', 'The gateway is busy. Try again later.', 503);
    active++;
    try {
      await routes.handle(request, response, url, clientOf(request));
    } finally {
      active--;
    }
  }

  const server = createServer((request, response) => {
    response.once('finish', () => metrics.add('requests', 1, String(response.statusCode)));
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof RequestError)) {
        // A client that went away is no bug.
        if (request.destroyed && !request.complete) return;
        metrics.add('bugs');
        log('error', 'request-failed', { reason: error instanceof Error ? error.name : 'unknown', at: stackOf(error) });
      } else if (error.status === 401) metrics.add('refused_logins');
      sendError(response, error);
    });
  });
  server.headersTimeout = 10_000;
  // Uploads over slow lines.
  server.requestTimeout = 300_000;
  server.maxHeadersCount = 50;
  const port = await listen(server, config.port, config.host);
  const name = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    port,
    url: `http://${name}:${port}`,
    async close() {
      if (isClosing) return;
      isClosing = true;
      server.close();
      routes.endStreams();
      const end = Date.now() + GOODBYE_MS;
      while (active > 0 && Date.now() < end) await new Promise((next) => setTimeout(next, 20));
      accounts.close();
      server.closeAllConnections();
    },
  };
}

/** Naming own certificates would leave out the system's. */
async function withSystemCa(own: string): Promise<readonly string[]> {
  const { rootCertificates } = await import('node:tls');
  return [...rootCertificates, own];
}
