import { afterEach, describe, expect, it } from 'vitest';
import type { MailAccountState } from '../../../../src/domain/mail/server-problem.js';
import { type AccountClient, runAccount } from '../../../../src/sync/jmap/account-client.js';
import type { BodyBudget } from '../../../../src/sync/jmap/fetch-bodies.js';
import { SENDING } from '../../../../src/sync/jmap/send.js';
import type { MailOperation } from '../../../../src/sync/mail/ports.js';
import { type Answer, createFakeServer, exampleSession, type FakeServer, json } from '../../../support/fake-jmap.js';
import { createMemoryMailStore, type MemoryMailStore } from '../../../support/memory-mail-store.js';

const clients: AccountClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
});

const email = (n: number, more: object = {}) => ({
  ...{ id: `e${n}`, blobId: `b${n}`, threadId: `t${n}`, mailboxIds: { in: true }, keywords: {}, size: 10 },
  ...{
    receivedAt: new Date(Date.UTC(2026, 10, 29, 10) - n * 1000).toISOString(),
    messageId: [`m${n}@x`],
    subject: `S${n}`,
    ...more,
  },
});
type Email = ReturnType<typeof email>;
type Args = Readonly<Record<string, unknown>>;

/** A mail server in memory, as far as one test needs it: `emails` the newest first. */
function mailServer(emails: Email[] = []): FakeServer & { emails: Email[]; state: number } {
  const server = Object.assign(createFakeServer(), { emails, state: 1 });
  const get = (args: Args, list: readonly { id: string }[]) => {
    const ids = (args.ids as string[] | null) ?? list.map(({ id }) => id);
    return ids.flatMap((id) => list.find((each) => each.id === id) ?? []);
  };
  const boxes = ['in', 'drafts', 'sent'].map((id) => ({
    id,
    name: id,
    parentId: null,
    role: id === 'in' ? 'inbox' : id,
  }));
  Object.assign(server.methods, {
    'Mailbox/get': (args: Args) => ({ state: 'm1', list: get(args, boxes) }),
    'Mailbox/changes': () => ({ newState: 'm1', created: [], updated: [], destroyed: [] }),
    'Email/get': (args: Args) => ({ state: String(server.state), list: get(args, server.emails) }),
    'Email/changes': ({ sinceState }: Args) => ({
      ...{ newState: String(server.state), created: [], destroyed: [] },
      updated: Number(sinceState) < server.state ? server.emails.map(({ id }) => id) : [],
    }),
    'Email/query': ({ anchor, limit }: Args): Answer => {
      const at = anchor === undefined ? 0 : server.emails.findIndex(({ id }) => id === anchor) + 1;
      if (anchor !== undefined && at === 0) return { error: 'anchorNotFound' };
      return { ids: server.emails.slice(at, at + Number(limit)).map(({ id }) => id), total: server.emails.length };
    },
  });
  // References of the calls, which the server resolves.
  const plain = server.environment.fetch;
  Object.assign(server.environment, {
    async fetch(url: URL, init: RequestInit) {
      if (url.host === 'files.example.org') return new Response('0123456789');
      if (url.pathname !== '/api/') return plain(url, init);
      const { methodCalls } = JSON.parse(String(init.body)) as { methodCalls: [string, Args, string][] };
      server.requests.push({ url, init });
      const responses: [string, Answer, string][] = [];
      for (const [name, args, id] of methodCalls) {
        const resolved: Record<string, unknown> = {};
        let fails = false;
        for (const [key, value] of Object.entries(args)) {
          if (!key.startsWith('#')) resolved[key] = value;
          else {
            const { resultOf, path } = value as { resultOf: string; path: string };
            const from = responses.find((response) => response[2] === resultOf);
            if (from === undefined || from[0] === 'error') fails = true;
            else resolved[key.slice(1)] = (from[1] as Args)[path.slice(1)];
          }
        }
        const answer: Answer = fails
          ? { error: 'invalidResultReference' }
          : (server.methods[name]?.(resolved) ?? { error: 'unknownMethod' });
        if ('error' in answer)
          responses.push(['error', { type: answer.error, description: answer.description ?? '' }, id]);
        else responses.push([name, { accountId: 'a', ...answer }, id]);
      }
      return json({ methodResponses: responses, sessionState: 's1' });
    },
  });
  return server;
}

function run(
  server: FakeServer,
  { store = createMemoryMailStore(), budget }: { store?: MemoryMailStore; budget?: BodyBudget } = {},
) {
  const states: MailAccountState[] = [];
  const watching = new Set<() => void>();
  const client = runAccount({
    ...{ accountId: 'a', store, environment: server.environment, connect: () => server.connect(), pollMs: 60_000 },
    ...(budget && { budget }),
    onState(state) {
      states.push(state);
      for (const look of [...watching]) look();
    },
  });
  clients.push(client);
  const until = (is: (state: MailAccountState) => boolean) =>
    new Promise<MailAccountState>((done) => {
      const look = () => {
        const found = states.find(is);
        if (found === undefined) return;
        watching.delete(look);
        done(found);
      };
      watching.add(look);
      look();
    });
  return { store, states, client, until, ready: () => until(({ phase }) => phase === 'ready') };
}

/** Sends e1, which the server has as a draft. */
function sending(
  server: ReturnType<typeof mailServer>,
  answers: { set?: () => Answer; submit: (args: Args) => Answer },
) {
  server.emails.push(email(1, { keywords: { $draft: true }, mailboxIds: { drafts: true } }));
  const store = createMemoryMailStore();
  let sets = 0;
  server.methods['Email/set'] = ({ update }) => {
    sets += 1;
    const patch = (update as Record<string, Record<string, unknown>>).e1!;
    const answer = answers.set?.() ?? {};
    if ('error' in answer) return answer;
    const keywords: Record<string, unknown> = { ...server.emails[0]!.keywords };
    for (const [path, value] of Object.entries(patch)) {
      if (value === null) delete keywords[path.slice('keywords/'.length)];
      else keywords[path.slice('keywords/'.length)] = value;
    }
    server.emails[0] = { ...server.emails[0]!, keywords };
    server.state += 1;
    return { updated: { e1: null } };
  };
  server.methods['EmailSubmission/set'] = answers.submit;
  const submit = { identityId: 'i', mailFrom: 'a@x', rcptTo: ['b@x'], sentMailboxId: 'sent' };
  const change: MailOperation['change'] = {
    ...{
      type: 'upload',
      emailId: 'e1',
      mailboxIds: ['drafts'],
      keywords: ['$draft'],
      receivedAt: 0,
      messageId: 'm1@x',
    },
    submit,
  };
  return { store, change, sets: () => sets, keywords: () => Object.keys(server.emails[0]!.keywords) };
}

describe('a first sync', () => {
  it('[MS3] has the newest messages first, page by page, and says how far it is', async () => {
    const server = mailServer(Array.from({ length: 450 }, (_, n) => email(n)));
    const { store, states, ready } = run(server);
    await ready();
    expect(store.emails.size).toBe(450);
    const progress = states.filter(({ phase }) => phase === 'fetching').map(({ done, total }) => [done, total]);
    expect(progress.slice(0, 3)).toEqual([
      [200, 450],
      [400, 450],
      [450, 450],
    ]);
  });

  it('[MS3] goes on by time where the message it was at is gone', async () => {
    const server = mailServer(Array.from({ length: 250 }, (_, n) => email(n)));
    const { 'Email/query': query } = server.methods;
    server.methods['Email/query'] = (args) => {
      if (args.filter === undefined) {
        if (args.anchor === 'e199') server.emails = server.emails.filter(({ id }) => id !== 'e199');
        return query!(args);
      }
      expect(args.filter).toEqual({ before: expect.stringMatching(/^2026-11-29T09:56:\d\dZ$/) });
      return { ids: server.emails.slice(190, 390).map(({ id }) => id), total: 249 };
    };
    const { store, ready } = run(server);
    await ready();
    expect(store.emails.size).toBe(250); // the one that is gone goes with the next changes
  });

  it('[MS5] reads on when one message is broken', async () => {
    const server = mailServer([email(1), { ...email(2), blobId: '' }, email(3)]);
    const { store, ready } = run(server);
    await ready();
    expect([...store.emails.keys()]).toEqual(['e1', 'e3']);
  });

  it('[MS6] fetches no more of messages than it may', async () => {
    const server = mailServer([email(1), email(2, { size: 500 }), email(3), email(4)]);
    const { store, ready } = run(server, { budget: { total: 25, each: 100 } });
    await ready();
    expect([...store.bodies.keys()].toSorted()).toEqual(['e1', 'e3', 'e4'].slice(-store.bodies.size));
    expect(store.bodies.has('e2')).toBe(false);
  });
});

describe('what goes wrong', () => {
  it('[MS7] ends with a wrong password until somebody does something', async () => {
    const server = mailServer();
    const session = server.paths['/session']!;
    server.paths['/session'] = () => new Response('', { status: 401 });
    const { until, client, ready } = run(server);
    const { problem } = await until(({ phase }) => phase === 'stopped');
    expect(problem).toEqual({ kind: 'credentials', host: 'jmap.example.org', status: 401 });
    server.paths['/session'] = session;
    client.ring();
    await ready();
  });

  it('[MS7] is tried again by itself, not before the server wants it', async () => {
    const server = mailServer();
    const session = server.paths['/session']!;
    const began = server.time;
    server.paths['/session'] = () => {
      server.paths['/session'] = session;
      return new Response('', { status: 429, headers: { 'retry-after': '120' } });
    };
    const { until, ready } = run(server);
    expect((await until(({ phase }) => phase === 'waiting')).problem?.kind).toBe('rate');
    await ready();
    expect(server.time - began).toBeGreaterThanOrEqual(120_000);
  });

  it('[MS7] that the server says of a method, too', async () => {
    const server = mailServer();
    const { 'Mailbox/get': get } = server.methods;
    server.methods['Mailbox/get'] = () => {
      server.methods['Mailbox/get'] = get!;
      return { error: 'serverUnavailable' };
    };
    const { until, ready } = run(server);
    await until(({ phase }) => phase === 'waiting');
    await ready();
  });
});

describe('push', () => {
  it('[MS8] brings what has changed; a stream that ends is opened again', async () => {
    const server = mailServer([email(1)]);
    let times = 0;
    server.paths['/events'] = () => {
      times += 1;
      if (times === 1)
        return new Response('event: state\ndata: {}\n\n', { headers: { 'content-type': 'text/event-stream' } });
      server.emails[0] = { ...server.emails[0]!, keywords: { $seen: true } };
      server.state += 1;
      const body = new ReadableStream({
        start: (c) => c.enqueue(new TextEncoder().encode('event: state\ndata: {}\n\n')),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const { store, until } = run(server);
    await until(({ isLive }) => isLive === true);
    await store.until(() => store.emails.get('e1')?.keywords.includes('$seen') === true);
    expect(times).toBeGreaterThan(1);
  });
});

describe('operations', () => {
  it('[MS4] go out in order, several in a request, as many objects as the server takes', async () => {
    const server = mailServer(Array.from({ length: 5 }, (_, n) => email(n)));
    const core = { maxCallsInRequest: 3, maxObjectsInGet: 500, maxObjectsInSet: 2 };
    server.paths['/session'] = () =>
      json(exampleSession({ capabilities: { 'urn:ietf:params:jmap:core': core, 'urn:ietf:params:jmap:mail': {} } }));
    const sets: Args[] = [];
    server.methods['Email/set'] = ({ accountId: _, ...args }) => {
      sets.push(args);
      return {};
    };
    const { store, ready, client } = run(server);
    await ready();
    const emailIds = ['e0', 'e1', 'e2', 'e3', 'e4'];
    store.act({ type: 'setKeywords', emailIds, add: ['a/b~c'], remove: ['$seen'] });
    store.act({ type: 'place', places: [{ emailId: 'e0', add: ['sent'], remove: ['in'] }] });
    store.act({ type: 'destroy', emailIds: ['e1'] });
    client.ring();
    for (let left = 1; left > 0; left = (await store.operations(9)).length)
      await new Promise((done) => setTimeout(done));
    const keywords = { 'keywords/$seen': null, 'keywords/a~1b~0c': true };
    expect(sets).toEqual([
      { update: { e0: keywords, e1: keywords } },
      { update: { e2: keywords, e3: keywords } },
      { update: { e4: keywords } },
      { update: { e0: { 'mailboxIds/in': null, 'mailboxIds/sent': true } } },
      { destroy: ['e1'] },
    ]);
  });

  it('[MS4] that the server refuses are told, and the next ones go on', async () => {
    const server = mailServer([email(1), email(2)]);
    server.methods['Email/set'] = ({ update }) =>
      'e1' in (update as object) ? { notUpdated: { e1: { type: 'forbidden', description: 'no' } } } : {};
    const { store, ready, client } = run(server);
    await ready();
    for (const id of ['e1', 'e2']) store.act({ type: 'setKeywords', emailIds: [id], add: ['$seen'], remove: [] });
    client.ring();
    await store.until(() => store.rejected.length > 0);
    expect(store.rejected).toEqual([{ n: 1, type: 'forbidden', description: 'no' }]);
  });
});

describe('sending', () => {
  it('[MS1] is tried again when somebody else was quicker, and only then', async () => {
    const server = mailServer();
    let [mismatches, submits] = [2, 0];
    const { store, change } = sending(server, {
      set: () => (mismatches-- > 0 ? { error: 'stateMismatch' } : {}),
      submit: () => {
        submits += 1;
        return { created: { s: { id: 's1' } } };
      },
    });
    const { ready } = run(server, { store });
    await ready();
    store.act(change);
    clients.at(-1)!.ring();
    while ((await store.operations(1)).length > 0) await new Promise((done) => setTimeout(done));
    expect(submits).toBe(1);
    expect(store.rejected).toEqual([]);
  });

  it('[MS1] of what the server has begun is not begun again: it is looked at, then the person is asked', async () => {
    const server = mailServer();
    let submits = 0;
    const { store, change, keywords } = sending(server, {
      submit: () => {
        submits += 1;
        throw new TypeError('cut'); // carried out as far as nobody knows
      },
    });
    const { ready } = run(server, { store });
    await ready();
    store.act(change);
    clients.at(-1)!.ring();
    await store.until(() => store.rejected.length > 0);
    expect(submits).toBe(1);
    expect(store.rejected).toEqual([{ n: 1, type: 'maybeSent', description: '' }]);
    expect(keywords()).toEqual(['$draft']);
  });

  it('[MS1] counts as done where the server remembers it', async () => {
    const server = mailServer();
    const { store, change, keywords } = sending(server, {
      submit: () => {
        throw new TypeError('cut');
      },
    });
    server.methods['EmailSubmission/query'] = () => ({ ids: ['s1'] });
    const { ready } = run(server, { store });
    await ready();
    store.act(change);
    clients.at(-1)!.ring();
    while ((await store.operations(1)).length > 0) await new Promise((done) => setTimeout(done));
    expect(store.rejected).toEqual([]);
    expect(keywords()).toContain(SENDING);
  });

  it('[MS2] waits until its time', async () => {
    const server = mailServer();
    const began = server.time;
    let at = 0;
    const { store, change } = sending(server, {
      submit: () => {
        at = server.time;
        return { created: { s: { id: 's1' } } };
      },
    });
    const { ready } = run(server, { store });
    await ready();
    if (change.type !== 'upload') return;
    store.act({ ...change, submit: { ...change.submit!, sendAt: began + 600_000 } });
    clients.at(-1)!.ring();
    while ((await store.operations(1)).length > 0) await new Promise((done) => setTimeout(done));
    expect(at - began).toBeGreaterThanOrEqual(600_000);
  });
});
