import { parseArgs } from 'node:util';
import { LOG_LEVELS, type LogLevel } from './log.js';

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

/** Why the relay does not start as it was asked to; for whoever typed it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

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

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
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
type Name = keyof typeof OPTIONS;
type Values = { -readonly [N in Name]?: string | boolean | string[] };

const environmentName = (name: string) => `IKEBANA_RELAY_${name.replaceAll('-', '_').toUpperCase()}`;

function fromEnvironment(env: NodeJS.ProcessEnv): Values {
  const values: Values = {};
  for (const [name, option] of Object.entries(OPTIONS)) {
    const value = env[environmentName(name)];
    if (value === undefined || value === '') continue;
    if (option.type === 'boolean') {
      if (!/^(?:1|0|true|false)$/.test(value))
        throw new ConfigError(`${environmentName(name)} is “${value}”: it has to be true or false.`);
      values[name as Name] = /^(?:1|true)$/.test(value);
    } else if ('multiple' in option) values[name as Name] = value.split(',').map((part) => part.trim());
    else values[name as Name] = value;
  }
  return values;
}

function fromFlags(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values as Values;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function checkOrigin(name: string, value: string, schemes: readonly string[]): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !schemes.includes(url.protocol))
    throw new ConfigError(
      `“${value}” is no ${name}: it has to look like ${schemes[0]}//host or ${schemes[0]}//host:port.`,
    );
  return `${url.protocol}//${url.host}`;
}

/**
 * @returns `help` when that was asked for.
 * @throws {ConfigError} Something does not fit; the message says what would.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): RelayConfig | 'help' {
  const values: Values = { ...fromEnvironment(env), ...fromFlags(args) };
  if (values.help === true) return 'help';
  const word = (name: Name, otherwise: string) => (values[name] as string | undefined) ?? otherwise;
  const words = (name: Name) => (values[name] as string[] | undefined) ?? [];
  const number = (name: Name, otherwise: number, least: number, most: number) => {
    const given = values[name] as string | undefined;
    const value = given === undefined ? otherwise : Number(given);
    if (given?.trim() === '' || !Number.isInteger(value) || value < least || value > most)
      throw new ConfigError(`--${name} is “${given}”: it has to be a whole number from ${least} to ${most}.`);
    return value;
  };
  const oneOf = <const Choice extends string>(name: Name, otherwise: Choice, choices: readonly Choice[]) => {
    const value = word(name, otherwise);
    if (!choices.includes(value as Choice)) throw new ConfigError(`--${name} is “${value}”: ${choices.join(', ')}.`);
    return value as Choice;
  };
  const signUp = oneOf('sign-up', DEFAULT_CONFIG.signUp, ['open', 'code', 'closed']);
  const signUpCode = values['sign-up-code'] as string | undefined;
  if (signUp === 'code' && (signUpCode ?? '').length < 8)
    throw new ConfigError('--sign-up code needs --sign-up-code with at least 8 characters.');
  const smtpUrl = values['smtp-url'] as string | undefined;
  const mailFrom = values['mail-from'] as string | undefined;
  // The address may hold a password: it is not repeated.
  if (smtpUrl !== undefined && !/^smtps?:\/\/[^/]/.test(smtpUrl))
    throw new ConfigError('--smtp-url has to look like smtps://user:password@host or smtp://host:port.');
  if (smtpUrl !== undefined && !/^[^@\r\n]*[^@\s]@[^@\s]+$/.test(mailFrom ?? ''))
    throw new ConfigError('--smtp-url needs --mail-from with an address: calendar@example.org.');
  const isLocal = (url: string) => /^ws:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(url);
  const publicUrls = words('public-url').map((url) => checkOrigin('public URL', url, ['wss:', 'ws:']));
  for (const url of publicUrls)
    if (url.startsWith('ws:') && !isLocal(url))
      throw new ConfigError(`“${url}” is not encrypted on its way: outside this machine it has to be wss://.`);
  return {
    port: number('port', DEFAULT_CONFIG.port, 0, 65_535),
    host: word('host', DEFAULT_CONFIG.host),
    data: word('data', DEFAULT_CONFIG.data),
    publicUrls,
    allowOrigins: words('allow-origin').map((origin) => checkOrigin('origin', origin, ['https:', 'http:'])),
    signUp,
    ...(signUpCode === undefined ? {} : { signUpCode }),
    quota: number('quota-mb', DEFAULT_CONFIG.quota / 1_048_576, 1, 1_048_576) * 1_048_576,
    maxConnections: number('max-connections', DEFAULT_CONFIG.maxConnections, 1, 1_000_000),
    connectionsPerAccount: number('connections-per-account', DEFAULT_CONFIG.connectionsPerAccount, 1, 1_000),
    keepDays: number('keep-days', DEFAULT_CONFIG.keepDays, 35, 36_500),
    cachedLogs: number('cached-logs', DEFAULT_CONFIG.cachedLogs, 100, 10_000_000),
    trustProxy: values['trust-proxy'] === true,
    publicMetrics: values['public-metrics'] === true,
    logLevel: oneOf('log-level', DEFAULT_CONFIG.logLevel, LOG_LEVELS),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
    printCodes: values['print-codes'] === true,
  };
}
