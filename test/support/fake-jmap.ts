// A JMAP server that is nothing but answers: what a hostile or odd one says can be written down.

import { connect, type JmapConnection } from '../../src/sync/jmap/connection.js';
import type { JmapEnvironment } from '../../src/sync/jmap/environment.js';

type Args = Readonly<Record<string, unknown>>;
/** What a method answers: arguments, an error, or a whole `[name, args]`. */
export type Answer = Args | { readonly error: string; readonly description?: string };

export interface FakeServer {
  /** By method; called with the arguments, in the order of the calls. */
  methods: Record<string, (args: Args) => Answer>;
  /** By path: answers of everything else. */
  paths: Record<string, (init: RequestInit) => Response | Promise<Response>>;
  readonly requests: { readonly url: URL; readonly init: RequestInit }[];
  readonly environment: JmapEnvironment;
  time: number;
  isOnline: boolean;
  connect(): Promise<JmapConnection>;
}

export const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';

/** A session as it should be. */
export const exampleSession = (more: Args = {}): Args => ({
  capabilities: { [CORE]: { maxCallsInRequest: 16, maxObjectsInGet: 500, maxObjectsInSet: 500 }, [MAIL]: {} },
  accounts: { a: { name: 'ann', isReadOnly: false, accountCapabilities: { [MAIL]: {} } } },
  primaryAccounts: { [MAIL]: 'a' },
  username: 'ann',
  apiUrl: '/api/',
  uploadUrl: '/upload/{accountId}/',
  downloadUrl: 'https://files.example.org/{accountId}/{blobId}/{name}?type={type}',
  eventSourceUrl: '/events?types={types}&closeafter={closeafter}&ping={ping}',
  state: 's1',
  ...more,
});

export const json = (value: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' }, ...init });

export function createFakeServer(session: Args = exampleSession()): FakeServer {
  const server: FakeServer = {
    methods: {},
    paths: { '/session': () => json(session) },
    requests: [],
    time: 1_000_000,
    isOnline: true,
    environment: {
      async fetch(url, init) {
        server.requests.push({ url, init });
        const path = server.paths[url.pathname];
        if (path !== undefined) return path(init);
        if (url.pathname !== '/api/') return new Response('', { status: 404 });
        const { methodCalls } = JSON.parse(String(init.body)) as { methodCalls: [string, Args, string][] };
        const methodResponses = methodCalls.map(([name, args, id]) => {
          const answer = server.methods[name]?.(args) ?? { error: 'unknownMethod' };
          if (!('error' in answer)) return [name, answer, id];
          return ['error', { type: answer.error, description: answer.description ?? '' }, id];
        });
        return json({ methodResponses, sessionState: session.state });
      },
      now: () => server.time,
      after(milliseconds, work) {
        const timer = setTimeout(() => {
          server.time += milliseconds;
          work();
        }, 0);
        return () => clearTimeout(timer);
      },
      chance: () => 0.5,
      isOnline: () => server.isOnline,
    },
    connect: () =>
      connect(
        { environment: server.environment, authorization: async () => 'Basic x' },
        new URL('https://jmap.example.org/session'),
      ),
  };
  return server;
}
