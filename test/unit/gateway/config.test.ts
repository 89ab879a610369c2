import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, readConfig, USAGE } from '../../../gateway/config.js';
import { ConfigError } from '../../../server/options.js';

describe('configuration of the gateway', () => {
  it('allows no mail server by itself', () => {
    expect(readConfig([], {})).toEqual(DEFAULT_CONFIG);
    expect(DEFAULT_CONFIG.servers).toEqual([]);
    expect(readConfig(['--help'], {})).toBe('help');
  });

  it('reads servers by name of a provider, or by addresses and domains; flags win over the environment', () => {
    const config = readConfig(
      [
        '--server',
        'infomaniak',
        '--server',
        'imap://imap.example.org:1143 smtps://smtp.example.org sieve://imap.example.org example.org',
      ],
      { IKEBANA_GATEWAY_SERVER: 'gmx', IKEBANA_GATEWAY_PORT: '9000', IKEBANA_GATEWAY_ALLOW_PRIVATE: 'true' },
    );
    expect(config).toMatchObject({
      port: 9000,
      allowPrivate: true,
      servers: [
        { key: 'infomaniak', imap: { host: 'mail.infomaniak.com', port: 993, tls: 'implicit' } },
        {
          key: 'example.org',
          imap: { host: 'imap.example.org', port: 1143, tls: 'starttls' },
          smtp: { host: 'smtp.example.org', port: 465, tls: 'implicit' },
          sieve: { host: 'imap.example.org', port: 4190, tls: 'starttls' },
          domains: ['example.org'],
        },
      ],
    });
    expect(readConfig([], { IKEBANA_GATEWAY_SERVER: 'gmx, gmail' })).toMatchObject({
      servers: [{ key: 'gmx' }, { key: 'gmail' }],
    });
  });

  it.each([
    [['--server', 'http://imap.example.org'], 'it has to look like imaps://'],
    [['--server', 'imaps://user:pw@imap.example.org'], 'it has to look like imaps://'],
    [['--server', 'imaps://imap.example.org/path'], 'it has to look like imaps://'],
    [['--server', 'smtps://smtp.example.org'], 'names no IMAP server'],
    [['--server', 'imaps://a.org imap://b.org'], 'names two servers for imap'],
    [['--server', 'nobody'], 'is neither a preset'],
    [['--server', 'gmx', '--server', 'gmx'], 'is there twice'],
    [['--port', '70000'], 'a whole number from 0 to 65535'],
    [['--allow-origin', 'https://app.example.org/path'], 'is no origin'],
    [['--ca', '/nowhere.pem'], 'cannot be used'],
    [['--log-level', 'loud'], 'error, warn, info, debug'],
    [['--what'], 'Unknown option'],
  ])('says what is wrong with %j', (args, why) => {
    expect(() => readConfig(args, {})).toThrow(ConfigError);
    expect(() => readConfig(args, {})).toThrow(why);
  });

  it('names every option in its help', () => {
    for (const name of [
      'server',
      'allow-private',
      'ca',
      'port',
      'host',
      'public-url',
      'allow-origin',
      'max-accounts',
      'max-requests',
      'max-upload-mb',
      'upload-room-mb',
      'no-discover',
      'trust-proxy',
      'public-metrics',
      'log-level',
    ])
      expect(USAGE).toContain(`--${name}`);
  });
});
