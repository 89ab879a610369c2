// From an address to a server (RFC 8620 §2.2). Browsers cannot ask for SRV records: the usual names are tried instead.
import { connect, type JmapConnection } from './connection.js';
import { failure, JmapFailure } from './failure.js';
import type { HttpOptions } from './http.js';
import { isSafe, isWithin, readServerAddress } from './server-address.js';

const WELL_KNOWN = '/.well-known/jmap';
/** Providers whose server is not below the domain of the address. They take tokens, no passwords. */
const KNOWN: Readonly<Record<string, string>> = {
  'fastmail.com': 'https://api.fastmail.com/jmap/session',
  'fastmail.fm': 'https://api.fastmail.com/jmap/session',
};

/** Addresses where a session may be: what the person typed, or the usual places of the domain. */
export function placesOf(address: string, server: string): readonly URL[] {
  if (server.trim() !== '') {
    const url = readServerAddress(server);
    if (url === undefined) return [];
    // Somebody who types a path means it; else the well-known place leads there.
    return url.pathname === '/' ? [new URL(WELL_KNOWN, url)] : [url];
  }
  const domain = domainOf(address);
  if (domain === undefined) return [];
  const known = KNOWN[domain];
  if (known !== undefined) return [new URL(known)];
  return [domain, `jmap.${domain}`, `mail.${domain}`].flatMap((host) => {
    const url = readServerAddress(host);
    return url === undefined ? [] : [new URL(WELL_KNOWN, url)];
  });
}

function domainOf(address: string): string | undefined {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
  return address.includes('@') && domain.includes('.') ? domain : undefined;
}

/**
 * Finds the server and signs in. A wrong password ends the search; a place where there is nothing does not.
 *
 * A browser leaves the password out when a redirect leads to another host. Where that lies within the domain it is asked
 * again with it; elsewhere the person decides first.
 *
 * @param server - Address of the server; '' looks for one.
 * @throws {JmapFailure}
 */
export async function discover(
  http: HttpOptions,
  address: string,
  server: string,
  signal?: AbortSignal,
): Promise<JmapConnection> {
  const places = placesOf(address, server);
  const [first] = places;
  if (first === undefined) throw new JmapFailure({ kind: 'not-found', host: server || address }, 'No address');
  let worst: JmapFailure | undefined;
  for (const url of places) {
    if (!isSafe(url)) throw failure('insecure', url, 'Not encrypted');
    const domain = server.trim() === '' ? (domainOf(address) ?? url.hostname) : url.hostname;
    try {
      return await connectFollowing(http, url, domain, signal);
    } catch (error) {
      if (!(error instanceof JmapFailure) || !isAbsence(error)) throw error;
      worst ??= error;
    }
  }
  throw worst ?? failure('not-found', first, 'Nothing there');
}

async function connectFollowing(http: HttpOptions, url: URL, domain: string, signal?: AbortSignal) {
  let end = url;
  const watching: HttpOptions = {
    ...http,
    environment: {
      ...http.environment,
      fetch: async (asked, init) => {
        const response = await http.environment.fetch(asked, init);
        if (response.url !== '') end = new URL(response.url);
        return response;
      },
    },
  };
  try {
    return await connect(watching, url, signal).then((found) => checked(found, end));
  } catch (error) {
    const isLost = error instanceof JmapFailure && error.problem.kind === 'credentials' && end.origin !== url.origin;
    if (!isLost) throw error;
  }
  if (!isSafe(end)) throw failure('insecure', end, 'A redirect leads to what is not encrypted');
  if (!isWithin(end.hostname, domain))
    throw failure('elsewhere', url, 'A redirect leads to another domain', { elsewhere: end.href });
  return connect(http, end, signal);
}

function checked(found: JmapConnection, end: URL): JmapConnection {
  if (!isSafe(end)) throw failure('insecure', end, 'A redirect leads to what is not encrypted');
  return found;
}

/** Nobody is there who knows what a password is; the next place may be the right one. */
const isAbsence = ({ problem: { kind } }: JmapFailure): boolean =>
  kind === 'not-found' || kind === 'unreachable' || kind === 'answer' || kind === 'status' || kind === 'timeout';
