import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, readConfig, USAGE } from '../../../relay/config.js';
import { ConfigError } from '../../../server/options.js';

describe('the relay’s options', () => {
  it('are the usual ones when nothing is said', () => {
    expect(readConfig([], {})).toEqual(DEFAULT_CONFIG);
  });

  it('come from flags, then from the environment', () => {
    const env = { IKEBANA_RELAY_PORT: '1', IKEBANA_RELAY_QUOTA_MB: '5', IKEBANA_RELAY_TRUST_PROXY: 'true' };
    expect(readConfig(['--port', '2'], env)).toMatchObject({ port: 2, quota: 5 * 1_048_576, trustProxy: true });
    const lists = { IKEBANA_RELAY_ALLOW_ORIGIN: 'https://a.example, https://b.example' };
    expect(readConfig([], lists)).toMatchObject({ allowOrigins: ['https://a.example', 'https://b.example'] });
    expect(readConfig(['--help'], {})).toBe('help');
  });

  it('write addresses in the one way that clients sign', () => {
    const config = readConfig(
      ['--public-url', 'wss://Relay.Example:443/', '--allow-origin', 'https://app.example/'],
      {},
    );
    expect(config).toMatchObject({ publicUrls: ['wss://relay.example'], allowOrigins: ['https://app.example'] });
  });

  it.each([
    [['--port', 'eighty'], /--port is “eighty”/],
    [['--port', '65536'], /0 to 65535/],
    [['--port', ''], /--port/],
    [['--keep-days', '34'], /from 35/],
    [['--quota-mb', '0'], /--quota-mb/],
    [['--sign-up', 'perhaps'], /open, code, closed/],
    [['--sign-up', 'code'], /at least 8/],
    [['--sign-up', 'code', '--sign-up-code', 'short'], /at least 8/],
    [['--public-url', 'https://relay.example'], /wss:/],
    [['--public-url', 'ws://relay.example'], /not encrypted/],
    [['--public-url', 'wss://relay.example/path'], /no public URL/],
    [['--allow-origin', 'app.example'], /no origin/],
    [['--log-level', 'all'], /error, warn, info, debug/],
    [['--smtp-url', 'mail.example.org', '--mail-from', 'a@example.org'], /smtps:/],
    [['--smtp-url', 'smtps://mail.example.org'], /--mail-from/],
    [['--unheard-of'], /unheard-of/],
    [['relay'], /relay/],
  ])('refuse %j in words', (args, words) => {
    expect(() => readConfig(args, {})).toThrow(ConfigError);
    expect(() => readConfig(args, {})).toThrow(words);
  });

  it('refuse a switch that is neither on nor off', () => {
    expect(() => readConfig([], { IKEBANA_RELAY_PUBLIC_METRICS: 'perhaps' })).toThrow(/true or false/);
  });

  it('are all in the help', () => {
    for (const name of [
      'port',
      'host',
      'data',
      'public-url',
      'sign-up',
      'quota-mb',
      'keep-days',
      'smtp-url',
      'mail-from',
    ])
      expect(USAGE).toContain(`--${name} `);
  });
});
