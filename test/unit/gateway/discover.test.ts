import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type GatewayConfig } from '../../../gateway/config.js';
import { readAutoconfig } from '../../../gateway/discover/autoconfig.js';
import { createDiscover } from '../../../gateway/discover/discover.js';
import type { Network } from '../../../gateway/discover/network.js';
import { bestRecord } from '../../../gateway/discover/srv.js';
import { readMailServer } from '../../../gateway/servers/mail-server.js';

const server = (kind: string, type: string, host: string, port: number, socket: string, username = '%EMAILADDRESS%') =>
  `<${kind} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType><username>${username}</username></${kind}>`;
const file = (...servers: string[]) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x"><displayName>Beispiel &amp; Co</displayName>${servers.join('\n')}</emailProvider></clientConfig>`;

describe('a provider’s settings file', () => {
  it('names the servers, those encrypted from the first byte before others, and what to sign in with', () => {
    const xml = file(
      server('incomingServer', 'pop3', 'pop.example.org', 995, 'SSL'),
      server('incomingServer', 'imap', 'imap.example.org', 143, 'STARTTLS'),
      server('incomingServer', 'imap', 'IMAP.%EMAILDOMAIN%', 993, 'SSL', '%EMAILLOCALPART%'),
      server('outgoingServer', 'smtp', 'smtp.example.org', 587, 'STARTTLS'),
    );
    expect(readAutoconfig(xml, 'anna@example.org')).toEqual({
      name: 'Beispiel & Co',
      imap: { host: 'imap.example.org', port: 993, tls: 'implicit' },
      smtp: { host: 'smtp.example.org', port: 587, tls: 'starttls' },
      username: 'anna',
    });
  });

  it.each([
    ['no such file', '<html></html>'],
    ['no IMAP', file(server('incomingServer', 'pop3', 'pop.example.org', 995, 'SSL'))],
    ['no encryption', file(server('incomingServer', 'imap', 'imap.example.org', 143, 'plain'))],
    ['a host that is none', file(server('incomingServer', 'imap', 'imap.example.org/x?', 993, 'SSL'))],
    ['a port that is none', file(server('incomingServer', 'imap', 'imap.example.org', 99_999, 'SSL'))],
    [
      'only a comment',
      `<clientConfig><!-- ${server('incomingServer', 'imap', 'imap.example.org', 993, 'SSL')} --></clientConfig>`,
    ],
    ['too much', `${file(server('incomingServer', 'imap', 'imap.example.org', 993, 'SSL'))}${' '.repeat(300_000)}`],
    ['tags without end', `<clientConfig>${'<incomingServer type="imap">'.repeat(9_000)}`],
  ])('with %s is of no use', (_, xml) => {
    expect(readAutoconfig(xml, 'anna@example.org')).toBeUndefined();
  });
});

it('of records in DNS the first by priority counts; a dot is none', () => {
  const record = (name: string, priority: number, weight = 0) => ({ name, port: 993, priority, weight });
  expect(bestRecord([record('b.test', 2), record('A.test.', 1, 1), record('c.test', 1, 5)], 'implicit')).toEqual({
    host: 'c.test',
    port: 993,
    tls: 'implicit',
  });
  expect(bestRecord([record('.', 0)], 'implicit')).toBeUndefined();
});

describe('looking for the servers of an address', () => {
  function setUp({
    texts = {},
    srv = {},
    mx = [],
    config = {},
  }: {
    texts?: Record<string, string>;
    srv?: Record<string, string>;
    mx?: string[];
    config?: Partial<GatewayConfig>;
  } = {}) {
    const asked: string[] = [];
    const network: Network = {
      async fetchText(host, path) {
        asked.push(`https://${host}${path}`);
        return texts[host];
      },
      async srv(name) {
        const found = srv[name];
        return found === undefined ? [] : [{ name: found, port: 993, priority: 1, weight: 1 }];
      },
      mx: async () => mx,
    };
    const discover = createDiscover({ ...DEFAULT_CONFIG, ...config }, network, () => 0);
    return { asked, discover: (address: string) => discover(address, 'client', 'https://gw.test') };
  }

  it.each([
    ['anna@ik.me', 'mail.infomaniak.com', undefined],
    ['anna@GMAIL.com', 'imap.gmail.com', 'app-password'],
    ['anna@hotmail.com', 'outlook.office365.com', 'oauth'],
    ['anna@fastmail.fm', 'imap.fastmail.com', 'app-password'],
    ['anna@me.com', 'imap.mail.me.com', 'app-password'],
    ['anna@gmx.de', 'imap.gmx.net', undefined],
  ])('%s is known without asking anybody', async (address, host, password) => {
    const { discover, asked } = setUp();
    const found = await discover(address);
    expect([found.source, found.imap?.host, found.password, found.isAllowed]).toEqual([
      'preset',
      host,
      password,
      false,
    ]);
    expect(asked).toEqual([]);
  });

  it('says whether this gateway may connect there, and where to begin', async () => {
    const config = { servers: [readMailServer('gmx'), readMailServer('imaps://mail.verein.test verein.test')] };
    const { discover } = setUp({ config });
    expect(await discover('anna@gmx.de')).toMatchObject({
      isAllowed: true,
      session: 'https://gw.test/jmap/session?server=gmx',
    });
    expect(await discover('anna@verein.test')).toMatchObject({
      source: 'operator',
      isAllowed: true,
      username: 'anna@verein.test',
    });
  });

  it('asks the domain’s own file, then DNS, then who takes its mail; the address is told to nobody', async () => {
    const xml = file(server('incomingServer', 'imap', 'imap.firma.test', 993, 'SSL'));
    const published = setUp({
      texts: { 'autoconfig.firma.test': xml },
      srv: { '_sieve._tcp.firma.test': 'sieve.firma.test' },
    });
    expect(await published.discover('anna@firma.test')).toMatchObject({
      source: 'autoconfig',
      imap: { host: 'imap.firma.test' },
      sieve: { host: 'sieve.firma.test' },
    });
    expect(published.asked).toEqual([
      'https://autoconfig.firma.test/mail/config-v1.1.xml',
      'https://firma.test/.well-known/autoconfig/mail/config-v1.1.xml',
    ]);
    const dns = setUp({
      srv: { '_imaps._tcp.firma.test': 'imap.firma.test', '_jmap._tcp.firma.test': 'jmap.firma.test' },
    });
    expect(await dns.discover('anna@firma.test')).toMatchObject({
      source: 'srv',
      jmap: 'https://jmap.firma.test:993/.well-known/jmap',
    });
    const mx = setUp({ mx: ['mta-gw.infomaniak.ch'] });
    expect(await mx.discover('anna@firma.test')).toMatchObject({
      source: 'mx',
      name: 'Infomaniak',
      username: 'anna@firma.test',
    });
    expect(await setUp().discover('anna@firma.test')).toEqual({
      address: 'anna@firma.test',
      source: 'none',
      isAllowed: false,
    });
  });

  it.each([
    'anna',
    '@firma.test',
    'anna@localhost',
    'anna@127.0.0.1',
    'anna@[::1]',
    'anna@firma.test:8080',
    'anna@fir ma.test',
    'a\r\nb@firma.test',
    `${'x'.repeat(400)}@firma.test`,
  ])('%j is no address, and nobody is asked', async (address) => {
    const { discover, asked } = setUp();
    await expect(discover(address)).rejects.toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });

  it('answers so often and no more, and not at all when it shall not', async () => {
    const { discover } = setUp();
    for (let i = 0; i < 30; i++) await discover('anna@gmx.de');
    await expect(discover('anna@gmx.de')).rejects.toMatchObject({ status: 429 });
    await expect(setUp({ config: { discover: false } }).discover('anna@gmx.de')).rejects.toMatchObject({ status: 404 });
  });
});
