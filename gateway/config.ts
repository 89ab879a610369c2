import { readFileSync } from 'node:fs';
import { LOG_LEVELS, type LogLevel } from '../server/log.js';
import { ConfigError, checkOrigin, flag, many, readOptions, text } from '../server/options.js';
import type { MailServer } from './servers/endpoint.js';
import { readMailServer } from './servers/mail-server.js';

/** What an operator can set: by flag, or by environment (`IKEBANA_GATEWAY_PORT` for `--port`). */
export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  /** How browsers reach it (`https://…`); that of the request when there is none. */
  readonly publicUrl?: string;
  /** Web origins whose pages may use it; pages from this machine alone when there are none. */
  readonly allowOrigins: readonly string[];
  /** The only mail servers that it connects to. */
  readonly servers: readonly MailServer[];
  /** Whether these may be in private networks and on this machine. */
  readonly allowPrivate: boolean;
  /** Certificates (PEM) to trust besides those that the system trusts. */
  readonly ca?: string;
  /** Connections to the mail server per account, those that wait for news not counted. */
  readonly connectionsPerAccount: number;
  readonly maxAccounts: number;
  /** Requests of all accounts that are worked on at once. */
  readonly maxRequests: number;
  /** Bytes of one upload. */
  readonly maxUpload: number;
  /** Bytes of all uploads that wait to be used, in memory. */
  readonly uploadRoom: number;
  /** Whether people may ask it where their provider's servers are. */
  readonly discover: boolean;
  /** Whether it asks lists to take people off them. */
  readonly unsubscribe: boolean;
  readonly trustProxy: boolean;
  /** Whether `/metrics` answers others than this machine. */
  readonly publicMetrics: boolean;
  readonly logLevel: LogLevel;
}

export const DEFAULT_CONFIG: GatewayConfig = {
  port: 8070,
  host: 'localhost',
  allowOrigins: [],
  servers: [],
  allowPrivate: false,
  connectionsPerAccount: 3,
  maxAccounts: 1_000,
  maxRequests: 200,
  maxUpload: 50 * 1_048_576,
  uploadRoom: 256 * 1_048_576,
  discover: true,
  unsubscribe: true,
  trustProxy: false,
  publicMetrics: false,
  logLevel: 'info',
};

export const USAGE = `Usage: ikebana gateway --server … [options]

Offers JMAP in front of IMAP and SMTP servers. It keeps no mail, but all that passes it can read: run it yourself.

  --server TEXT                 a mail server it may connect to; may be repeated. A provider by name (infomaniak, gmail,
                                outlook, fastmail, icloud, gmx), or its addresses, and the domains of its mail:
                                "imaps://imap.example.org smtps://smtp.example.org sieve://imap.example.org example.org"
  --allow-private               these servers may be in private networks and on this machine
  --ca FILE                     certificates (PEM) to trust besides the system's
  --port NUMBER                 where it listens (8070; 0: any free one)
  --host NAME                   on which address (localhost; 0.0.0.0: all of them)
  --public-url URL              how browsers reach it: https://gateway.example.org
  --allow-origin ORIGIN         page that may use it: https://app.example.org; may be repeated (pages from this machine)
  --connections-per-account N   to the mail server, besides those that wait for news (3)
  --max-accounts NUMBER         signed in at once (1000)
  --max-requests NUMBER         worked on at once (200)
  --max-upload-mb NUMBER        size of one message or file in MiB (50)
  --upload-room-mb NUMBER       memory for what is uploaded and not yet used, in MiB (256)
  --no-discover                 do not look up providers' settings for people
  --no-unsubscribe              do not ask lists to take people off them
  --trust-proxy                 a proxy in front of it sets X-Forwarded-For and X-Forwarded-Proto
  --public-metrics              /metrics answers others than this machine
  --log-level error|warn|info|debug  (info)
  --help

Every option can be set by environment: --max-upload-mb is IKEBANA_GATEWAY_MAX_UPLOAD_MB. Flags win. Lists are separated
by commas.
`;

const WEB = ['https:', 'http:'];
const OPTIONS = {
  server: many,
  'allow-private': flag,
  ca: text,
  port: text,
  host: text,
  'public-url': text,
  'allow-origin': many,
  'connections-per-account': text,
  'max-accounts': text,
  'max-requests': text,
  'max-upload-mb': text,
  'upload-room-mb': text,
  'no-discover': flag,
  'no-unsubscribe': flag,
  'trust-proxy': flag,
  'public-metrics': flag,
  'log-level': text,
  help: flag,
} as const;

function readServers(texts: readonly string[]): MailServer[] {
  const servers = texts.map((one) => {
    try {
      return readMailServer(one);
    } catch (error) {
      throw new ConfigError(`--server: ${(error as Error).message}`);
    }
  });
  const keys = servers.map(({ key }) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new ConfigError(`--server: “${twice}” is there twice.`);
  return servers;
}

function readCertificates(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
    return pem;
  } catch (error) {
    throw new ConfigError(`--ca ${file} cannot be used: ${(error as Error).message}.`);
  }
}

/**
 * @returns `help` when that was asked for.
 * @throws {ConfigError} Something does not fit; the message says what would.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): GatewayConfig | 'help' {
  const given = readOptions(OPTIONS, 'IKEBANA_GATEWAY', args, env);
  if (given.is('help')) return 'help';
  const { number } = given;
  const publicUrl = given.text('public-url');
  const ca = given.text('ca');
  const MIB = 1_048_576;
  return {
    port: number('port', DEFAULT_CONFIG.port, 0, 65_535),
    host: given.text('host') ?? DEFAULT_CONFIG.host,
    ...(publicUrl === undefined ? {} : { publicUrl: checkOrigin('public URL', publicUrl, WEB) }),
    allowOrigins: given.list('allow-origin').map((origin) => checkOrigin('origin', origin, WEB)),
    servers: readServers(given.list('server')),
    allowPrivate: given.is('allow-private'),
    ...(ca === undefined ? {} : { ca: readCertificates(ca) }),
    connectionsPerAccount: number('connections-per-account', DEFAULT_CONFIG.connectionsPerAccount, 1, 20),
    maxAccounts: number('max-accounts', DEFAULT_CONFIG.maxAccounts, 1, 100_000),
    maxRequests: number('max-requests', DEFAULT_CONFIG.maxRequests, 1, 10_000),
    maxUpload: number('max-upload-mb', DEFAULT_CONFIG.maxUpload / MIB, 1, 500) * MIB,
    uploadRoom: number('upload-room-mb', DEFAULT_CONFIG.uploadRoom / MIB, 1, 100_000) * MIB,
    discover: !given.is('no-discover'),
    unsubscribe: !given.is('no-unsubscribe'),
    trustProxy: given.is('trust-proxy'),
    publicMetrics: given.is('public-metrics'),
    logLevel: given.oneOf('log-level', DEFAULT_CONFIG.logLevel, LOG_LEVELS),
  };
}
