import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestErrors } from '../../../gateway/errors.js';
import { readArguments } from '../../../gateway/jmap/arguments.js';
import type { RequestContext } from '../../../gateway/jmap/context.js';
import { createUnsubscribe, MAX_REQUESTS, postOneClick } from '../../../gateway/jmap/unsubscribe.js';
import { makeCertificate } from '../../support/mail-servers/certificate.js';
import { makeFolder } from '../../support/mail-servers/folder.js';

describe('one request to a list [MR7]', () => {
  const folder = makeFolder();
  const certificate = makeCertificate(join(folder.path, 'tls'));
  const seen: { readonly method: string; readonly url: string; readonly body: string; readonly headers: object }[] = [];
  let list: Server;
  let port = 0;
  beforeAll(async () => {
    list = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, url, body, headers });
        if (url.startsWith('/slow')) return;
        response.writeHead(url.startsWith('/moved') ? 302 : 200, { Location: `https://localhost:${port}/after` });
        // As long as anybody reads it.
        const more = () => response.write('x'.repeat(65_536), (error) => error ?? setImmediate(more));
        more();
      });
    });
    await new Promise<void>((done) => list.listen(0, '127.0.0.1', done));
    port = (list.address() as AddressInfo).port;
  });
  afterAll(() => {
    list.closeAllConnections();
    list.close();
    folder.remove();
  });
  const post = (path: string, more: Parameters<typeof postOneClick>[1] = {}) =>
    postOneClick(new URL(`https://localhost${path}`), {
      addressOf: async () => '127.0.0.1',
      port,
      ca: certificate.cert,
      ...more,
    });

  it('is a POST that says one thing and names nobody; an answer without end is not read', async () => {
    expect(await post('/leave?id=1')).toBe(200);
    const { headers, ...request } = seen.at(-1)!;
    expect(request).toEqual({ method: 'POST', url: '/leave?id=1', body: 'List-Unsubscribe=One-Click' });
    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'content-length', 'content-type', 'host']);
  });

  it('goes nowhere else: redirects are answered, not followed', async () => {
    expect(await post('/moved')).toBe(302);
    expect(seen.some(({ url }) => url === '/after')).toBe(false);
  });

  it('does not wait for ever, and wants a certificate of that host', async () => {
    await expect(post('/slow', { timeoutMs: 50 })).rejects.toThrow('too slow');
    await expect(post('/leave', { ca: undefined as never })).rejects.toThrow();
    await expect(
      postOneClick(new URL('https://elsewhere.example/'), {
        addressOf: async () => '127.0.0.1',
        port,
        ca: certificate.cert,
      }),
    ).rejects.toThrow();
  });

  it('never goes to private machines, whatever name leads there', async () => {
    const before = seen.length;
    for (const host of ['localhost', '127.0.0.1', '[::1]', '10.0.0.1', '192.168.1.1', '169.254.169.254'])
      await expect(postOneClick(new URL(`https://${host}/`), { port })).rejects.toThrow(/private|reach/i);
    expect(seen.length).toBe(before);
  });
});

describe('Unsubscribe/post [MR7]', () => {
  const contextOf = () => ({ account: { id: 'a', memory: new Map() } }) as unknown as RequestContext;
  const ask = (method: ReturnType<typeof createUnsubscribe>, url: string, context = contextOf()) =>
    method(readArguments({ accountId: 'a', url }), context);

  it('answers what the list said', async () => {
    const urls: string[] = [];
    const method = createUnsubscribe(
      { unsubscribe: true },
      () => 0,
      async ({ href }) => {
        urls.push(href);
        return 204;
      },
    );
    expect(await ask(method, 'https://lists.example.org/u?x=1')).toEqual({ accountId: 'a', status: 204 });
    expect(urls).toEqual(['https://lists.example.org/u?x=1']);
  });

  it.each([
    'http://lists.example.org/u',
    'https://lists.example.org:8443/u',
    'https://me:secret@lists.example.org/u',
    'https://127.0.0.1/u',
    'https://[::1]/u',
    'https://2130706433/u',
    'https://router.local/u',
    'https://localhost/u',
    'https://intranet/u',
    'file:///etc/passwd',
    '',
    `https://lists.example.org/${'x'.repeat(2_000)}`,
  ])('does not ask %s', async (url) => {
    const method = createUnsubscribe(
      { unsubscribe: true },
      () => 0,
      () => Promise.reject(new Error('asked')),
    );
    await expect(ask(method, url)).rejects.toMatchObject({ type: 'invalidArguments' });
  });

  it('says why it could not, without what went wrong inside', async () => {
    const off = createUnsubscribe(
      { unsubscribe: false },
      () => 0,
      async () => 200,
    );
    await expect(ask(off, 'https://lists.example.org/')).rejects.toMatchObject({ type: 'forbidden' });
    const inside = createUnsubscribe(
      { unsubscribe: true },
      () => 0,
      () => Promise.reject(requestErrors.notAllowed('')),
    );
    await expect(ask(inside, 'https://lists.example.org/')).rejects.toMatchObject({ type: 'forbidden' });
    const gone = createUnsubscribe(
      { unsubscribe: true },
      () => 0,
      () => Promise.reject(new Error('ECONNREFUSED 1.2.3.4')),
    );
    await expect(ask(gone, 'https://lists.example.org/')).rejects.toMatchObject({
      type: 'serverUnavailable',
      message: expect.not.stringContaining('1.2.3.4'),
    });
  });

  it(`asks ${MAX_REQUESTS} times an hour for an account, and two at once`, async () => {
    let time = 0;
    const context = contextOf();
    const method = createUnsubscribe(
      { unsubscribe: true },
      () => time,
      async () => 200,
    );
    for (let count = 0; count < MAX_REQUESTS; count += 1) await ask(method, 'https://lists.example.org/', context);
    await expect(ask(method, 'https://lists.example.org/', context)).rejects.toMatchObject({ type: 'rateLimit' });
    time = 3_600_001;
    expect(await ask(method, 'https://lists.example.org/', context)).toMatchObject({ status: 200 });

    const busy = contextOf();
    let let1go = (_status: number) => {};
    const slow = createUnsubscribe(
      { unsubscribe: true },
      () => 0,
      () => new Promise<number>((done) => (let1go = done)),
    );
    const first = ask(slow, 'https://lists.example.org/', busy);
    const second = slow(readArguments({ accountId: 'a', url: 'https://lists.example.org/' }), {
      account: (busy as unknown as { account: unknown }).account,
    } as RequestContext);
    await expect(ask(slow, 'https://lists.example.org/', busy)).rejects.toMatchObject({ type: 'rateLimit' });
    let1go(200);
    await second;
    void first.catch(() => {});
  });
});
