import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type GatewayConfig } from '../../../gateway/config.js';
import { type Gateway, startGateway } from '../../../gateway/gateway.js';
import { isPrivateAddress } from '../../../gateway/servers/connect-address.js';
import { readMailServer } from '../../../gateway/servers/mail-server.js';

const basic = `Basic ${Buffer.from('alice@example.org:secret').toString('base64')}`;
const start = (config: Partial<GatewayConfig> = {}) =>
  startGateway({ config: { ...DEFAULT_CONFIG, port: 0, host: '127.0.0.1', ...config }, log: () => {} });

describe('the gateway over HTTP', () => {
  let bare: Gateway;
  let gateway: Gateway;
  beforeAll(async () => {
    bare = await start();
    const servers = ['imaps://imap.one.test one.test', 'imaps://imap.two.test two.test'].map(readMailServer);
    gateway = await start({ servers, allowOrigins: ['https://app.example.org'] });
  });
  afterAll(() => Promise.all([bare.close(), gateway.close()]));
  const ask = (one: Gateway, path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${one.url}${path}`, { ...init, headers });

  it('refuses everybody while no mail server is allowed, and says what to do', async () => {
    const response = await ask(bare, '/.well-known/jmap', { Authorization: basic });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: 'urn:ikebana:gateway:server-not-allowed',
      detail: expect.stringContaining('--server'),
    });
  });

  it('connects to no server that is not allowed, whatever is asked for', async () => {
    for (const path of ['/jmap/session?server=imap.evil.test', '/jmap/imap.evil.test/events', '/jmap/session'])
      expect((await ask(gateway, path, { Authorization: basic })).status).toBe(403);
  });

  it('wants a user name and a password, and says so as browsers and clients understand it', async () => {
    for (const Authorization of [
      '',
      'Bearer x',
      'Basic !!!',
      `Basic ${Buffer.from('nocolon').toString('base64')}`,
      `Basic ${Buffer.from('a:b\r\nA1 LOGOUT').toString('base64')}`,
    ]) {
      const response = await ask(
        gateway,
        '/jmap/session?server=one.test',
        Authorization === '' ? {} : { Authorization },
      );
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Basic');
    }
  });

  it('answers pages of allowed origins alone; without any, pages of this machine', async () => {
    const allowed = await ask(gateway, '/health', { Origin: 'https://app.example.org' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.org');
    expect((await ask(gateway, '/health', { Origin: 'https://evil.example.org' })).status).toBe(403);
    expect((await ask(gateway, '/health', { Origin: 'http://localhost:8080' })).status).toBe(403);
    expect((await ask(bare, '/health', { Origin: 'http://localhost:8080' })).status).toBe(200);
    expect((await ask(bare, '/health', { Origin: 'http://localhost.evil.org' })).status).toBe(403);
    const preflight = await ask(
      gateway,
      '/jmap/one.test/api',
      { Origin: 'https://app.example.org' },
      { method: 'OPTIONS' },
    );
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      expect.stringContaining('Authorization'),
    ]);
  });

  it('has health, metrics for this machine, and nothing else', async () => {
    expect(await (await ask(bare, '/health')).json()).toEqual({ status: 'ok' });
    expect(await (await ask(bare, '/metrics')).text()).toContain('ikebana_gateway_accounts 0');
    expect((await ask(bare, '/nothing')).status).toBe(404);
    const proxied = await start({ trustProxy: true });
    expect((await ask(proxied, '/metrics')).status).toBe(404);
    await proxied.close();
  });
});

it.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['192.168.0.1', true],
  ['172.20.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['64:ff9b::7f00:1', true],
  ['no address', true],
  ['84.16.66.164', false],
  ['2001:1600::1', false],
  ['172.32.0.1', false],
])('%s is in a private network: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});
