// Where the servers of an address are (issue of every mail program): what the operator said, what is well known, what the
// provider publishes.
import { domainToASCII } from 'node:url';
import type { GatewayConfig } from '../config.js';
import { RequestError, requestErrors } from '../errors.js';
import type { Endpoint, MailServer } from '../servers/endpoint.js';
import { isDomain, isSameEndpoint } from '../servers/mail-server.js';
import { PRESETS, type Preset } from '../servers/presets.js';
import { type MailSettings, readAutoconfig } from './autoconfig.js';
import { createNetwork, type Network } from './network.js';
import { bestRecord, SRV_NAMES } from './srv.js';

/** Questions of one client address in a time. */
const MOST_QUESTIONS = 30;
const WINDOW_MS = 10 * 60_000;
const MOST_CLIENTS = 10_000;

export interface Discovery {
  readonly address: string;
  /** Where it is from; `none`: nothing was found. */
  readonly source: 'operator' | 'preset' | 'autoconfig' | 'srv' | 'mx' | 'none';
  readonly name?: string;
  readonly imap?: Endpoint;
  readonly smtp?: Endpoint;
  readonly sieve?: Endpoint;
  readonly username?: string;
  /** What the provider wants in place of the password: one made for a program, or signing in on its page. */
  readonly password?: 'app-password' | 'oauth';
  /** The provider speaks JMAP itself: no gateway is needed. */
  readonly jmap?: string;
  /** Whether this gateway may connect there. */
  readonly isAllowed: boolean;
  /** Where to begin when it may. */
  readonly session?: string;
}

export type Discover = (address: string, client: string, url: string) => Promise<Discovery>;

function readAddress(text: string): { address: string; domain: string } {
  const at = text.lastIndexOf('@');
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  if (at < 1 || text.length > 320 || /[\p{Cc}\s<>]/u.test(text) || !isDomain(domain))
    throw new RequestError(400, 'about:blank', 'That is no mail address.');
  return { address: `${text.slice(0, at)}@${domain}`, domain };
}

async function fromAutoconfig(address: string, domain: string, network: Network): Promise<MailSettings | undefined> {
  const places = [
    [`autoconfig.${domain}`, '/mail/config-v1.1.xml'],
    [domain, '/.well-known/autoconfig/mail/config-v1.1.xml'],
  ] as const;
  // The address itself is not told: the domain is enough.
  const texts = await Promise.all(places.map(([host, path]) => network.fetchText(host, path)));
  for (const text of texts) {
    const settings = text === undefined ? undefined : readAutoconfig(text, address);
    if (settings !== undefined) return settings;
  }
  return undefined;
}

async function fromSrv(address: string, domain: string, network: Network) {
  const found: { imap?: Endpoint; smtp?: Endpoint; sieve?: Endpoint; jmap?: Endpoint } = {};
  const answers = await Promise.all(SRV_NAMES.map(({ service }) => network.srv(`${service}.${domain}`)));
  for (const [i, { kind, tls }] of SRV_NAMES.entries()) found[kind] ??= bestRecord(answers[i] ?? [], tls);
  return { ...found, username: address };
}

const ofPreset = ({ name, imap, smtp, sieve, password }: Preset, address: string) => ({
  name,
  imap,
  ...(smtp && { smtp }),
  ...(sieve && { sieve }),
  ...(password && { password }),
  username: address,
});

type Found = Omit<Discovery, 'address' | 'isAllowed' | 'session'>;

async function find(address: string, domain: string, servers: readonly MailServer[], network: Network): Promise<Found> {
  const preset = PRESETS.find(({ domains }) => domains.includes(domain));
  const own = servers.find(({ domains }) => domains.includes(domain));
  if (own !== undefined && own !== preset) {
    const { imap, smtp, sieve } = own;
    return { source: 'operator', imap, ...(smtp && { smtp }), ...(sieve && { sieve }), username: address };
  }
  if (preset !== undefined) return { source: 'preset', ...ofPreset(preset, address) };
  const [published, records, exchanges] = await Promise.all([
    fromAutoconfig(address, domain, network),
    fromSrv(address, domain, network),
    network.mx(domain),
  ]);
  const { jmap, sieve } = records;
  const direct =
    jmap === undefined
      ? {}
      : { jmap: `https://${jmap.host}${jmap.port === 443 ? '' : `:${jmap.port}`}/.well-known/jmap` };
  if (published !== undefined) return { source: 'autoconfig', ...(sieve && { sieve }), ...published, ...direct };
  if (records.imap !== undefined || jmap !== undefined) {
    const { imap, smtp, username } = records;
    return {
      source: 'srv',
      ...(imap && { imap }),
      ...(smtp && { smtp }),
      ...(sieve && { sieve }),
      username,
      ...direct,
    };
  }
  const host = PRESETS.find(({ mx }) => exchanges.some((name) => mx.some((end) => name.endsWith(end))));
  return host === undefined ? { source: 'none' } : { source: 'mx', ...ofPreset(host, address) };
}

export function createDiscover(
  config: GatewayConfig,
  network: Network = createNetwork(),
  now: () => number = Date.now,
): Discover {
  const asked = new Map<string, { count: number; until: number }>();

  function checkRate(client: string) {
    const before = asked.get(client);
    const entry = before === undefined || before.until < now() ? { count: 0, until: now() + WINDOW_MS } : before;
    if (++entry.count > MOST_QUESTIONS)
      throw requestErrors.limit('maxDiscoveries', 'Too many questions. Wait some minutes.', 429);
    asked.delete(client);
    asked.set(client, entry);
    if (asked.size > MOST_CLIENTS) asked.delete(asked.keys().next().value as string);
  }

  return async (text, client, url) => {
    if (!config.discover) throw requestErrors.notFound('This gateway looks up no settings.');
    checkRate(client);
    const { address, domain } = readAddress(text);
    const found = await find(address, domain, config.servers, network);
    const { imap } = found;
    const server = imap && config.servers.find((one) => isSameEndpoint(one.imap, imap));
    return {
      address,
      ...found,
      isAllowed: server !== undefined,
      ...(server && { session: `${url}/jmap/session?server=${encodeURIComponent(server.key)}` }),
    };
  };
}
