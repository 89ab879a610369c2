import { LOG_LEVELS, type LogLevel } from '../server/log.js';
import { ConfigError, checkOrigin, flag, many, readOptions, text } from '../server/options.js';

/** What an operator can set: by flag, or by environment (`IKEBANA_RELAY_PORT` for `--port`). */
export interface RelayConfig {
  readonly port: number;
  readonly host: string;
  /** The data folder. */
  readonly data: string;
  /** Addresses under which clients reach it (`wss://…`); those of host and port when there are none. */
  readonly publicUrls: readonly string[];
  /** Web origins whose pages may connect; all when there are none. */
  readonly allowOrigins: readonly string[];
  readonly signUp: 'open' | 'code' | 'closed';
  readonly signUpCode?: string;
  /** Bytes per account. */
  readonly quota: number;
  readonly maxConnections: number;
  readonly connectionsPerAccount: number;
  /** Days that covered content, replaced snapshots and blobs without use are kept. */
  readonly keepDays: number;
  /** Logs kept in memory. */
  readonly cachedLogs: number;
  /** Whether a proxy before it says where connections come from (`X-Forwarded-For`). */
  readonly trustProxy: boolean;
  /** Whether `/metrics` answers others than this machine. */
  readonly publicMetrics: boolean;
  readonly logLevel: LogLevel;
  /** The mail server that codes for addresses leave by: `smtps://user:password@host`. Without one no address is bound. */
  readonly smtpUrl?: string;
  /** Who such mail is from. */
  readonly mailFrom?: string;
  /** Whether codes are printed to the terminal: for trying out alone. */
  readonly printCodes: boolean;
}

export const DEFAULT_CONFIG: RelayConfig = {
  port: 8090,
  host: 'localhost',
  data: 'relay-data',
  publicUrls: [],
  allowOrigins: [],
  signUp: 'open',
  quota: 1024 * 1_048_576,
  maxConnections: 20_000,
  connectionsPerAccount: 40,
  keepDays: 35,
  cachedLogs: 20_000,
  trustProxy: false,
  publicMetrics: false,
  logLevel: 'info',
  printCodes: false,
};

export const USAGE = `Usage: ikebana relay [options]

Keeps and hands on what devices encrypt for each other. It cannot read any of it.

  --port NUMBER                 where it listens (8090; 0: any free one)
  --host NAME                   on which address (localhost; 0.0.0.0: all of them)
  --data FOLDER                 where it keeps everything (relay-data)
  --public-url URL              how clients reach it: wss://relay.example.org; may be repeated
  --allow-origin ORIGIN         page that may connect: https://app.example.org; may be repeated (all)
  --sign-up open|code|closed    who may make an account (open)
  --sign-up-code TEXT           the code, with --sign-up code; better by environment
  --quota-mb NUMBER             room per account in MiB (1024)
  --max-connections NUMBER      of all together (20000)
  --connections-per-account N   (40)
  --keep-days NUMBER            how long replaced content can be brought back; at least 35 (35)
  --cached-logs NUMBER          logs kept in memory (20000)
  --trust-proxy                 a proxy in front of it sets X-Forwarded-For
  --public-metrics              /metrics answers others than this machine
  --log-level error|warn|info|debug  (info)
  --smtp-url URL                mail server for codes that prove an address: smtps://user:password@host; better by
                                environment. Without one nobody can prove an address here
  --mail-from ADDRESS           who such mail is from
  --print-codes                 print these codes here: for trying it out alone, whoever reads them can be anybody
  --help

Every option can be set by environment: --quota-mb is IKEBANA_RELAY_QUOTA_MB. Flags win. Lists are separated by commas.
`;

const OPTIONS = {
  port: text,
  host: text,
  data: text,
  'public-url': many,
  'allow-origin': many,
  'sign-up': text,
  'sign-up-code': text,
  'quota-mb': text,
  'max-connections': text,
  'connections-per-account': text,
  'keep-days': text,
  'cached-logs': text,
  'trust-proxy': flag,
  'public-metrics': flag,
  'log-level': text,
  'smtp-url': text,
  'mail-from': text,
  'print-codes': flag,
  help: flag,
} as const;
/**
 * @returns `help` when that was asked for.
 * @throws {ConfigError} Something does not fit; the message says what would.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): RelayConfig | 'help' {
  const given = readOptions(OPTIONS, 'IKEBANA_RELAY', args, env);
  if (given.is('help')) return 'help';
  const { number, oneOf } = given;
  const signUp = oneOf('sign-up', DEFAULT_CONFIG.signUp, ['open', 'code', 'closed']);
  const signUpCode = given.text('sign-up-code');
  if (signUp === 'code' && (signUpCode ?? '').length < 8)
    throw new ConfigError('--sign-up code needs --sign-up-code with at least 8 characters.');
  const smtpUrl = given.text('smtp-url');
  const mailFrom = given.text('mail-from');
  // The address may hold a password: it is not repeated.
  if (smtpUrl !== undefined && !/^smtps?:\/\/[^/]/.test(smtpUrl))
    throw new ConfigError('--smtp-url has to look like smtps://user:password@host or smtp://host:port.');
  if (smtpUrl !== undefined && !/^[^@\r\n]*[^@\s]@[^@\s]+$/.test(mailFrom ?? ''))
    throw new ConfigError('--smtp-url needs --mail-from with an address: calendar@example.org.');
  const isLocal = (url: string) => /^ws:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(url);
  const publicUrls = given.list('public-url').map((url) => checkOrigin('public URL', url, ['wss:', 'ws:']));
  for (const url of publicUrls)
    if (url.startsWith('ws:') && !isLocal(url))
      throw new ConfigError(`“${url}” is not encrypted on its way: outside this machine it has to be wss://.`);
  return {
    port: number('port', DEFAULT_CONFIG.port, 0, 65_535),
    host: given.text('host') ?? DEFAULT_CONFIG.host,
    data: given.text('data') ?? DEFAULT_CONFIG.data,
    publicUrls,
    allowOrigins: given.list('allow-origin').map((origin) => checkOrigin('origin', origin, ['https:', 'http:'])),
    signUp,
    ...(signUpCode === undefined ? {} : { signUpCode }),
    quota: number('quota-mb', DEFAULT_CONFIG.quota / 1_048_576, 1, 1_048_576) * 1_048_576,
    maxConnections: number('max-connections', DEFAULT_CONFIG.maxConnections, 1, 1_000_000),
    connectionsPerAccount: number('connections-per-account', DEFAULT_CONFIG.connectionsPerAccount, 1, 1_000),
    keepDays: number('keep-days', DEFAULT_CONFIG.keepDays, 35, 36_500),
    cachedLogs: number('cached-logs', DEFAULT_CONFIG.cachedLogs, 100, 10_000_000),
    trustProxy: given.is('trust-proxy'),
    publicMetrics: given.is('public-metrics'),
    logLevel: oneOf('log-level', DEFAULT_CONFIG.logLevel, LOG_LEVELS),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
    printCodes: given.is('print-codes'),
  };
}
