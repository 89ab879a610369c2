// Our gateway in front of Dovecot and Postfix: a JMAP server as its clients see it.
import { join } from 'node:path';
import { DEFAULT_CONFIG, type GatewayConfig } from '../../../gateway/config.js';
import { type Gateway, type GatewayOptions, startGateway } from '../../../gateway/gateway.js';
import { readMailServer } from '../../../gateway/servers/mail-server.js';
import type { TestMailServer } from '../mail-server.js';
import { makeCertificate, type TestCertificate } from './certificate.js';
import { type Dovecot, startDovecot } from './dovecot.js';
import { makeFolder } from './folder.js';
import { freePorts } from './ports.js';
import { type Postfix, startPostfix } from './postfix.js';

export const ALICE = { address: 'alice@example.test', password: 'alice-password' } as const;
export const BOB = { address: 'bob@example.test', password: 'bob-password' } as const;

export interface GatewayServers extends TestMailServer {
  readonly folder: string;
  readonly certificate: TestCertificate;
  readonly dovecot: Dovecot;
  readonly postfix: Postfix;
  readonly gateway: Gateway;
  /** Everything the gateway has logged. */
  readonly log: readonly string[];
  /** Another gateway before the same servers; the caller ends it. */
  startGateway(config?: Partial<GatewayConfig>, more?: Pick<GatewayOptions, 'postOneClick'>): Promise<Gateway>;
}

export async function startGatewayServers(options: { readonly quota?: string } = {}): Promise<GatewayServers> {
  const folder = makeFolder();
  const log: string[] = [];
  const certificate = makeCertificate(join(folder.path, 'tls'));
  const port = await freePorts(7);
  const dovecot = await startDovecot({
    folder: join(folder.path, 'dovecot'),
    port,
    certificate,
    passwords: { [ALICE.address]: ALICE.password, [BOB.address]: BOB.password },
    ...options,
  });
  const { sasl, lmtp, imap, sieve } = dovecot;
  const people = [ALICE.address, BOB.address];
  const postfix = await startPostfix({
    folder: join(folder.path, 'postfix'),
    port: port + 6,
    certificate,
    sasl,
    lmtp,
    people,
  });
  const server = readMailServer(
    `imap://localhost:${imap} smtp://localhost:${postfix.port} sieve://localhost:${sieve} example.test`,
  );
  const start: GatewayServers['startGateway'] = (config = {}, more = {}) =>
    startGateway({
      config: {
        ...DEFAULT_CONFIG,
        port: 0,
        host: '127.0.0.1',
        servers: [server],
        allowPrivate: true,
        ca: certificate.cert,
        ...config,
      },
      log: (level, event, fields) => log.push(JSON.stringify({ level, event, ...fields })),
      ...more,
    });
  let gateway = await start();
  return {
    folder: folder.path,
    certificate,
    dovecot,
    postfix,
    log,
    alice: ALICE,
    bob: BOB,
    pushes: true,
    get gateway() {
      return gateway;
    },
    get url() {
      return gateway.url;
    },
    startGateway: start,
    deliver: dovecot.deliver,
    sentCount: postfix.sentCount,
    async restart() {
      const { port: same } = gateway;
      await gateway.close();
      await dovecot.restart();
      gateway = await start({ port: same });
    },
    async end() {
      await gateway.close();
      await Promise.all([dovecot.stop(), postfix.stop()]);
      folder.remove();
    },
  };
}
