// Postfix (Debian: postfix) over a folder of a test's own: takes mail of people who sign in, hands that for example.test to
// Dovecot, and lets none leave the machine. It runs as root only.

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCertificate } from './certificate.js';
import { type ServerProcess, startServer } from './process.js';

const PROGRAM = '/usr/lib/postfix/sbin/master';

export interface PostfixOptions {
  readonly folder: string;
  /** Where it takes mail by STARTTLS and password. */
  readonly port: number;
  readonly certificate: TestCertificate;
  /** Dovecot's, for passwords and for mail that came. */
  readonly sasl: number;
  readonly lmtp: number;
  readonly people: readonly string[];
}

export interface Postfix {
  readonly port: number;
  /** Messages with this subject (ASCII) that it has taken. */
  sentCount(subject: string): number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** `later@…` is put off, as by greylisting; `refused@…` is not taken. */
const REFUSALS = `later@elsewhere.test 450 4.2.0 Greylisted, try again later
refused@elsewhere.test 550 5.1.1 No such person here
`;

function idOf(kind: '-u' | '-g', name: string): number {
  const args = kind === '-u' ? ['-u', name] : [];
  if (kind === '-u') return Number(spawnSync('id', args, { encoding: 'utf8' }).stdout);
  return Number(spawnSync('getent', ['group', name], { encoding: 'utf8' }).stdout.split(':')[2]);
}

function writeConfiguration({ folder, port, certificate, sasl, lmtp, people }: PostfixOptions): void {
  const etc = join(folder, 'etc');
  const [cert, key] = [join(etc, 'cert.pem'), join(etc, 'key.pem')];
  cpSync(certificate.certFile, cert);
  cpSync(certificate.keyFile, key);
  writeFileSync(join(etc, 'mailboxes'), people.map((address) => `${address} x\n`).join(''));
  writeFileSync(join(etc, 'senders'), people.map((address) => `${address} ${address}\n`).join(''));
  writeFileSync(join(etc, 'refusals'), REFUSALS);
  writeFileSync(join(etc, 'subjects'), '/^Subject:/ INFO\n');
  writeFileSync(
    join(etc, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = ${folder}/maillog
maillog_file_prefixes = ${folder}
multi_instance_enable = no
myhostname = localhost
mydomain = example.test
myorigin = example.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
biff = no
message_size_limit = 2000000
smtp_dns_support_level = disabled
smtp_host_lookup = native
lmtp_host_lookup = native
default_database_type = hash
virtual_mailbox_domains = example.test
virtual_mailbox_maps = texthash:${etc}/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
default_transport = discard:
relay_transport = discard:
header_checks = regexp:${etc}/subjects
smtpd_tls_cert_file = ${cert}
smtpd_tls_key_file = ${key}
smtpd_tls_security_level = encrypt
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${sasl}
smtpd_sasl_auth_enable = yes
smtpd_sender_login_maps = texthash:${etc}/senders
smtpd_sender_restrictions = reject_sender_login_mismatch
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access texthash:${etc}/refusals
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
minimal_backoff_time = 5s
queue_run_delay = 5s
`,
  );
  writeFileSync(
    join(etc, 'master.cf'),
    `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`,
  );
  // It does not trust files that are younger than a second, and waits.
  const hourAgo = new Date(Date.now() - 3_600_000);
  for (const name of ['main.cf', 'master.cf', 'mailboxes', 'senders', 'refusals', 'subjects'])
    utimesSync(join(etc, name), hourAgo, hourAgo);
}

/** The folders that its queue needs, with the owners that it wants. */
function makeQueue(folder: string): void {
  const spool = join(folder, 'spool');
  const [postfix, postdrop] = [idOf('-u', 'postfix'), idOf('-g', 'postdrop')];
  for (const name of ['etc', 'spool', 'data']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of [
    'active',
    'bounce',
    'corrupt',
    'defer',
    'deferred',
    'flush',
    'hold',
    'incoming',
    'private',
    'saved',
    'trace',
  ]) {
    mkdirSync(join(spool, name), { recursive: true });
    chownSync(join(spool, name), postfix, 0);
    chmodSync(join(spool, name), 0o700);
  }
  mkdirSync(join(spool, 'pid'), { recursive: true });
  for (const [name, mode] of [
    ['public', 0o710],
    ['maildrop', 0o730],
  ] as const) {
    mkdirSync(join(spool, name), { recursive: true });
    chownSync(join(spool, name), postfix, postdrop);
    chmodSync(join(spool, name), mode);
  }
  chownSync(join(folder, 'data'), postfix, 0);
}

/** @throws When it is not installed, or whoever tests is not root. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  if (!existsSync(PROGRAM))
    throw new Error(
      'Postfix is not installed. On Debian npm test does that; elsewhere install it, and run the tests as root.',
    );
  if (process.getuid?.() !== 0) throw new Error('Postfix runs as root only: run this test as root, or in a container.');
  const { folder, port } = options;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  makeQueue(folder);
  writeConfiguration(options);
  let server: ServerProcess | undefined;
  const postfix: Postfix = {
    port,
    sentCount(subject) {
      const log = existsSync(join(folder, 'maillog')) ? readFileSync(join(folder, 'maillog'), 'utf8') : '';
      return log.split('\n').filter((line) => line.includes(`info: header Subject: ${subject} from `)).length;
    },
    async start() {
      server = await startServer('Postfix', PROGRAM, ['-c', join(folder, 'etc'), '-d'], port);
    },
    async stop() {
      await server?.end();
      server = undefined;
    },
  };
  await postfix.start();
  return postfix;
}
