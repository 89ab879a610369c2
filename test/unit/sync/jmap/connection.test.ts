import { describe, expect, it } from 'vitest';
import { reference } from '../../../../src/sync/jmap/calls.js';
import { JmapFailure, MethodFailure } from '../../../../src/sync/jmap/failure.js';
import { basicAuthorization } from '../../../../src/sync/jmap/http.js';
import { MAX_SESSION_BYTES } from '../../../../src/sync/jmap/limits.js';
import { CORE, createFakeServer, exampleSession, json, MAIL } from '../../../support/fake-jmap.js';

/** Kind of what goes wrong. */
const kindOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof JmapFailure ? error.problem.kind : String(error)),
  );

describe('signing in', () => {
  it('encodes users and passwords as UTF-8', () => {
    expect(basicAuthorization('ann', 'pässword')).toBe(`Basic ${Buffer.from('ann:pässword').toString('base64')}`);
  });

  it('sends no cookies, no referrer, and follows no redirect once it knows the server', async () => {
    const server = createFakeServer();
    const connection = await server.connect();
    server.methods['Core/echo'] = (args) => args;
    await connection.ask('Core/echo', {});
    const { init } = server.requests.at(-1)!;
    expect(init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
    });
    expect(init.headers).toMatchObject({ Authorization: 'Basic x' });
  });

  it.each([
    [401, {}, 'credentials'],
    [403, {}, 'credentials'],
    [404, {}, 'not-found'],
    [429, { 'retry-after': '30' }, 'rate'],
    [500, {}, 'status'],
    [503, { 'retry-after': '10' }, 'status'],
  ])('tells status %i apart', async (status, headers, kind) => {
    const server = createFakeServer();
    server.paths['/session'] = () => new Response('', { status, headers });
    expect(await kindOf(server.connect())).toBe(kind);
  });

  it('waits as long as the server asks for, at most an hour', async () => {
    const server = createFakeServer();
    const retryAt = async (seconds: string) => {
      server.paths['/session'] = () => new Response('', { status: 429, headers: { 'retry-after': seconds } });
      return server.connect().catch((error: JmapFailure) => error.problem.retryAt);
    };
    expect(await retryAt('30')).toBe(server.time + 30_000);
    expect(await retryAt('999999')).toBe(server.time + 3_600_000);
    expect(await retryAt('soon')).toBeUndefined();
  });

  it('tells no network from no server', async () => {
    const server = createFakeServer();
    server.paths['/session'] = () => {
      throw new TypeError('failed');
    };
    expect(await kindOf(server.connect())).toBe('unreachable');
    server.isOnline = false;
    expect(await kindOf(server.connect())).toBe('offline');
  });
});

describe('a session', () => {
  const account = { name: '', accountCapabilities: { [MAIL]: {} } };
  it.each([
    ['no JSON', 'x'],
    ['a list', []],
    ['no capabilities', exampleSession({ capabilities: {} })],
    ['no accounts', exampleSession({ accounts: null })],
    ['no API', exampleSession({ apiUrl: 7 })],
    ['an address that is none', exampleSession({ apiUrl: 'https://' })],
    ['an id with a line break', exampleSession({ primaryAccounts: {}, accounts: { 'a\nb': account } })],
    [
      'an inherited account',
      exampleSession({ primaryAccounts: { [MAIL]: 'constructor' }, accounts: { 'x y': account } }),
    ],
  ])('with %s is none', async (_, session) => {
    const server = createFakeServer();
    server.paths['/session'] = () => (session === 'x' ? new Response('x') : json(session));
    expect(await kindOf(server.connect())).toBe('answer');
  });

  it('without mail says so', async () => {
    const server = createFakeServer(
      exampleSession({ primaryAccounts: {}, accounts: { a: { accountCapabilities: {} } } }),
    );
    expect(await kindOf(server.connect())).toBe('no-mail');
  });

  it.each(['apiUrl', 'uploadUrl', 'downloadUrl', 'eventSourceUrl'])(
    'leads nowhere without encryption (%s)',
    async (name) => {
      for (const url of ['http://example.org/', 'http://localhost/', 'ftp://example.org/', 'https://u:p@example.org/'])
        expect(await kindOf(createFakeServer(exampleSession({ [name]: url })).connect())).toBe('insecure');
    },
  );

  it('that has no end is not read to it', async () => {
    const server = createFakeServer();
    let [sent, isCancelled] = [0, false];
    server.paths['/session'] = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
          cancel() {
            isCancelled = true;
          },
        }),
      );
    expect(await kindOf(server.connect())).toBe('answer');
    expect(isCancelled).toBe(true);
    expect(sent).toBeLessThan(MAX_SESSION_BYTES + 10 * 65_536);
  });

  it('fills addresses in, with everything encoded', async () => {
    const connection = await createFakeServer().connect();
    expect(connection.session().downloadUrl('x/../?#').href).toBe(
      'https://files.example.org/a/x%2F..%2F%3F%23/message.eml?type=application%2Foctet-stream',
    );
  });

  it('is read again when the server says it has changed, once', async () => {
    const server = createFakeServer();
    const connection = await server.connect();
    server.paths['/api/'] = () => json({ methodResponses: [['Core/echo', {}, 'c0']], sessionState: 's2' });
    for (let times = 0; times < 3; times++) await connection.ask('Core/echo', {});
    expect(server.requests.filter(({ url }) => url.pathname === '/session')).toHaveLength(2);
  });
});

describe('calls', () => {
  it('fail one by one, and answer in their order', async () => {
    const server = createFakeServer();
    server.methods['Core/echo'] = (args) => args;
    const connection = await server.connect();
    const calls = [
      { method: 'Core/echo', args: { n: 1 } },
      { method: 'No/such', args: {} },
      { method: 'Core/echo', args: {} },
    ];
    expect(await connection.call(calls)).toEqual([
      { args: { accountId: 'a', n: 1 } },
      { error: { type: 'unknownMethod', description: '' } },
      { args: { accountId: 'a' } },
    ]);
    await expect(connection.ask('No/such', {})).rejects.toBeInstanceOf(MethodFailure);
  });

  it.each([
    ['nothing', {}],
    ['too few answers', { methodResponses: [] }],
    ['another method', { methodResponses: [['Email/set', {}, 'c0']] }],
    ['no arguments', { methodResponses: [['Core/echo', null, 'c0']] }],
    ['a response of four', { methodResponses: [['Core/echo', {}, 'c0', 1]] }],
  ])('answered with %s are not answered', async (_, body) => {
    const server = createFakeServer();
    const connection = await server.connect();
    server.paths['/api/'] = () => json(body);
    expect(await kindOf(connection.ask('Core/echo', {}))).toBe('answer');
  });

  it('go one by one to a server that takes no more, their references resolved', async () => {
    const core = { maxCallsInRequest: 1, maxObjectsInGet: 500, maxObjectsInSet: 500 };
    const server = createFakeServer(exampleSession({ capabilities: { [CORE]: core, [MAIL]: {} } }));
    server.methods['Email/query'] = () => ({ ids: ['x', 'y'], list: [{ id: 'p' }, { id: 'q' }] });
    server.methods['Email/get'] = ({ ids }) => ({ ids });
    server.methods['Email/set'] = () => ({ error: 'stateMismatch' });
    const connection = await server.connect();
    const [, ids, each, none, refused] = await connection.call([
      { method: 'Email/query', args: {} },
      { method: 'Email/get', args: { '#ids': reference(0, 'Email/query', '/ids') } },
      { method: 'Email/get', args: { '#ids': reference(0, 'Email/query', '/list/*/id') } },
      { method: 'Email/set', args: {} },
      { method: 'Email/get', args: { '#ids': reference(3, 'Email/set', '/accountId') } },
    ]);
    expect(ids).toEqual({ args: { ids: ['x', 'y'] } });
    expect(each).toEqual({ args: { ids: ['p', 'q'] } });
    expect(none).toEqual({ error: { type: 'stateMismatch', description: '' } });
    expect(refused).toEqual({ error: { type: 'invalidResultReference', description: '' } });
    expect(server.requests.filter(({ url }) => url.pathname === '/api/')).toHaveLength(4);
  });

  it('larger than the server takes are not sent', async () => {
    const core = { maxSizeRequest: 200 };
    const server = createFakeServer(exampleSession({ capabilities: { [CORE]: core, [MAIL]: {} } }));
    const connection = await server.connect();
    expect(await kindOf(connection.ask('Core/echo', { text: 'x'.repeat(200) }))).toBe('answer');
    expect(server.requests).toHaveLength(1);
  });

  it('bring messages no longer than they may be', async () => {
    const server = createFakeServer();
    server.paths['/a/b/message.eml'] = () => new Response('12345');
    const connection = await server.connect();
    expect(await connection.download('b', 5)).toHaveLength(5);
    expect(await kindOf(connection.download('b', 4))).toBe('answer');
    expect(await kindOf(connection.download('gone', 4))).toBe('not-found');
  });
});
