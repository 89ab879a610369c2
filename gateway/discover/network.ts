// How discovery asks the network: names and small files, of public machines only.
import { Resolver } from 'node:dns/promises';
import { get } from 'node:https';
import { connectAddress } from '../servers/connect-address.js';
import { MAX_AUTOCONFIG_BYTES } from './autoconfig.js';
import type { SrvRecord } from './srv.js';

const FETCH_MS = 5_000;
const DNS_MS = 3_000;

export interface Network {
  /** A small text over HTTPS; `undefined` for whatever is not there, too long, too slow, or somewhere else by now. */
  fetchText(host: string, path: string): Promise<string | undefined>;
  srv(name: string): Promise<readonly SrvRecord[]>;
  mx(domain: string): Promise<readonly string[]>;
}

export function createNetwork(): Network {
  const resolver = new Resolver({ timeout: DNS_MS, tries: 1 });
  return {
    async fetchText(host, path) {
      let address: string;
      try {
        // Never in private networks, whatever the operator allows for mail: the name comes from a stranger.
        address = await connectAddress(host, false);
      } catch {
        return undefined;
      }
      return new Promise((done) => {
        const request = get(
          // To that machine and no other; the certificate has to be for the name.
          {
            host: address,
            servername: host,
            path,
            port: 443,
            headers: { Host: host, Accept: 'text/xml, application/xml' },
            timeout: FETCH_MS,
            agent: false,
          },
          (response) => {
            // Redirects are not followed: they lead to where nobody has looked.
            if (response.statusCode !== 200) {
              response.destroy();
              done(undefined);
              return;
            }
            const chunks: Buffer[] = [];
            let size = 0;
            response.on('data', (chunk: Buffer) => {
              size += chunk.length;
              if (size > MAX_AUTOCONFIG_BYTES) response.destroy(new Error('too long'));
              else chunks.push(chunk);
            });
            response.once('end', () => done(Buffer.concat(chunks).toString()));
            response.once('error', () => done(undefined));
            response.once('close', () => done(undefined));
          },
        );
        const timer = setTimeout(() => request.destroy(new Error('too slow')), FETCH_MS);
        request.once('error', () => done(undefined));
        request.once('timeout', () => request.destroy());
        request.once('close', () => clearTimeout(timer));
      });
    },
    async srv(name) {
      return resolver.resolveSrv(name).catch(() => []);
    },
    async mx(domain) {
      const records = await resolver.resolveMx(domain).catch(() => []);
      return records.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''));
    },
  };
}
