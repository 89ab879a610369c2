// Which address of the gateway does what.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Log, stackOf } from '../server/log.js';
import type { Accounts } from './accounts.js';
import type { GatewayConfig } from './config.js';
import type { Discover } from './discover/discover.js';
import { RequestError, requestErrors } from './errors.js';
import type { ServerFeatures } from './features.js';
import { type BasicCredentials, readBody, readCredentials, sendJson } from './http.js';
import type { Account } from './imap/account.js';
import type { Json } from './jmap/arguments.js';
import { readBlob } from './jmap/blobs.js';
import { createContext } from './jmap/context.js';
import { handleRequest } from './jmap/handle-request.js';
import { LIMITS } from './jmap/limits.js';
import type { Method } from './jmap/methods.js';
import { sessionResource } from './jmap/session-resource.js';
import type { Uploads } from './jmap/uploads.js';
import type { Metrics } from './metrics.js';
import { serveEvents } from './push/event-source.js';
import { createWatcher, type Watcher } from './push/watcher.js';
import type { MailServer } from './servers/endpoint.js';

const STREAMS_PER_ACCOUNT = 10;

export interface RouteOptions {
  readonly config: GatewayConfig;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly accounts: Accounts;
  readonly uploads: Uploads;
  readonly features: ServerFeatures;
  readonly methods: ReadonlyMap<string, Method>;
  readonly discover: Discover;
}

export interface Routes {
  /** @throws {RequestError} */
  handle(request: IncomingMessage, response: ServerResponse, url: URL, client: string): Promise<void>;
  readonly streams: number;
  endStreams(): void;
}

/** Media types that a browser does not run, whatever is in them. */
const SAFE_TYPE = /^[a-z]+\/[a-z\d.+-]{1,100}(?:; ?charset=[\w-]{1,40})?$/i;

export function createRoutes(options: RouteOptions): Routes {
  const { config, now, log, metrics, accounts, uploads, features, methods, discover } = options;
  const streams = new Set<ServerResponse>();

  function urlOf(request: IncomingMessage): string {
    if (config.publicUrl !== undefined) return config.publicUrl;
    const proto = config.trustProxy && request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
    const host = /^[\w.[\]:-]{1,255}$/.test(request.headers.host ?? '')
      ? request.headers.host
      : `localhost:${config.port}`;
    return `${proto}://${host}`;
  }

  /** The server that is named; else the one of the address's domain; else the only one. @throws {RequestError} */
  function serverOf(key: string | null, { user }: BasicCredentials): MailServer {
    const { servers } = config;
    if (servers.length === 0)
      throw requestErrors.notAllowed(
        'This gateway may connect to no mail server yet. Who runs it has to allow one: ikebana gateway --server infomaniak',
      );
    const domain = user.slice(user.lastIndexOf('@') + 1).toLowerCase();
    const found =
      key !== null
        ? servers.find((server) => server.key === key)
        : (servers.find(({ domains }) => domains.includes(domain)) ?? (servers.length === 1 ? servers[0] : undefined));
    if (found === undefined)
      throw requestErrors.notAllowed(
        key === null
          ? 'This gateway has several mail servers, and does not know which of them is meant: ?server=…'
          : 'This gateway may not connect to that mail server. Who runs it has to allow it with --server.',
      );
    return found;
  }

  async function signIn(request: IncomingMessage, key: string | null, client: string): Promise<Account> {
    const credentials = readCredentials(request);
    return accounts.signIn(serverOf(key, credentials), credentials, client);
  }

  async function session(request: IncomingMessage, account: Account) {
    const [smtp, sieve] = await Promise.all([features.smtp(account), features.sieve(account)]);
    return sessionResource({ account, url: urlOf(request), config, smtp, sieve });
  }

  async function api(request: IncomingMessage, response: ServerResponse, account: Account) {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      throw requestErrors.notJson('A request has to be application/json.');
    const bytes = await readBody(request, LIMITS.maxSizeRequest, 'maxSizeRequest');
    let body: Json;
    try {
      body = JSON.parse(bytes.toString()) as Json;
    } catch {
      throw requestErrors.notJson('The request is no JSON.');
    }
    const { state } = await session(request, account);
    const answer = await handleRequest(body, {
      methods,
      account,
      uploads,
      now,
      sessionState: state as string,
      onCall: (method) => {
        metrics.add('calls', 1, method);
        if (method === 'EmailSubmission/set') metrics.add('sent');
      },
      onBug: (method, error) => {
        metrics.add('bugs');
        log('error', 'call-failed', {
          method,
          reason: error instanceof Error ? error.name : 'unknown',
          at: stackOf(error),
        });
      },
    });
    sendJson(response, 200, answer);
  }

  async function upload(request: IncomingMessage, response: ServerResponse, account: Account) {
    const bytes = await readBody(request, config.maxUpload, 'maxSizeUpload');
    const given = request.headers['content-type'] ?? '';
    const type = SAFE_TYPE.test(given) ? given : 'application/octet-stream';
    sendJson(response, 201, {
      accountId: account.id,
      blobId: uploads.add(account.id, { bytes, type }),
      type,
      size: bytes.length,
    });
  }

  async function download(
    response: ServerResponse,
    account: Account,
    blobId: string,
    name: string,
    type: string | null,
  ) {
    const blob = await account.withImap((imap) =>
      readBlob(createContext({ account, imap, uploads, created: new Map(), now }), blobId),
    );
    if (blob === undefined) throw requestErrors.notFound('There is nothing of that id.');
    const shown = type !== null && SAFE_TYPE.test(type) ? type : blob.type;
    response.writeHead(200, {
      'Content-Type': SAFE_TYPE.test(shown) ? shown : 'application/octet-stream',
      'Content-Length': blob.bytes.length,
      // Never shown as a page of the gateway's own.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, immutable, max-age=31536000',
    });
    response.end(blob.bytes);
  }

  function events(request: IncomingMessage, response: ServerResponse, account: Account, params: URLSearchParams) {
    const own = (account.memory.get('streams') as Set<ServerResponse> | undefined) ?? new Set<ServerResponse>();
    account.memory.set('streams', own);
    if (own.size >= STREAMS_PER_ACCOUNT)
      throw requestErrors.limit('maxStreams', 'Too many devices of this account wait for news.', 429);
    const watcher = (account.memory.get('watcher') as Watcher | undefined) ?? createWatcher(account);
    account.memory.set('watcher', watcher);
    serveEvents(request, response, params, account.id, watcher);
    for (const set of [own, streams]) {
      set.add(response);
      response.once('close', () => set.delete(response));
    }
  }

  function decoded(text: string): string {
    try {
      return decodeURIComponent(text);
    } catch {
      throw requestErrors.notFound('There is nothing at that address.');
    }
  }

  async function jmap(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    client: string,
    path: readonly string[],
  ) {
    const [key = '', what, accountId, blobId, name] = path;
    const account = await signIn(request, key, client);
    if (request.method === 'POST' && what === 'api' && path.length === 2) return api(request, response, account);
    if (request.method === 'GET' && what === 'events' && path.length === 2)
      return events(request, response, account, url.searchParams);
    if ((what === 'upload' || what === 'download') && accountId !== account.id)
      throw requestErrors.notFound('There is no such account here.');
    if (request.method === 'POST' && what === 'upload' && path.length === 3) return upload(request, response, account);
    if (request.method === 'GET' && what === 'download' && path.length === 5 && blobId !== undefined)
      return download(response, account, blobId, name ?? '', url.searchParams.get('type'));
    throw new RequestError(404, 'about:blank', 'There is nothing at that address.');
  }

  return {
    async handle(request, response, url, client) {
      const path = url.pathname.split('/').slice(1).map(decoded);
      const isGet = request.method === 'GET';
      if (isGet && (url.pathname === '/.well-known/jmap' || url.pathname === '/jmap/session')) {
        const account = await signIn(request, url.searchParams.get('server'), client);
        return sendJson(response, 200, await session(request, account));
      }
      if (isGet && url.pathname === '/discover')
        return sendJson(response, 200, await discover(url.searchParams.get('address') ?? '', client, urlOf(request)));
      if (path[0] === 'jmap') return jmap(request, response, url, client, path.slice(1));
      throw requestErrors.notFound('There is nothing at that address.');
    },
    get streams() {
      return streams.size;
    },
    endStreams() {
      for (const response of streams) response.end();
    },
  };
}
