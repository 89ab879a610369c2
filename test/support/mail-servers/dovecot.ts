// Dovecot (Debian: dovecot-imapd, dovecot-lmtpd, dovecot-sieve, dovecot-managesieved) over a folder of a test's own.
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { TestCertificate } from './certificate.js';
import { type ServerProcess, startServer } from './process.js';

const PROGRAM = '/usr/sbin/dovecot';

export interface DovecotOptions {
  readonly folder: string;
  /** The first of six: imap, imaps, lmtp, managesieve, SASL for the SMTP server. */
  readonly port: number;
  readonly certificate: TestCertificate;
  /** By address. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Room of every mailbox, such as `100M`. */
  readonly quota?: string;
}

export interface Dovecot {
  readonly imap: number;
  readonly lmtp: number;
  readonly sieve: number;
  readonly sasl: number;
  /** The folder of a person's mail. */
  mailFolder(address: string): string;
  /** Hands a message over as another mail server does. */
  deliver(to: string, message: string): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

function configuration({ folder, port, certificate, passwords, quota = '100M' }: DovecotOptions): string {
  const isRoot = process.getuid?.() === 0;
  // Debian has this user everywhere; elsewhere all runs as whoever tests.
  const owner = isRoot ? 'mail' : userInfo().username;
  const users = isRoot
    ? 'default_internal_user = dovecot\ndefault_login_user = dovenull'
    : `default_internal_user = ${owner}\ndefault_login_user = ${owner}`;
  const special = ['Drafts', 'Sent', 'Junk', 'Trash', 'Archive'];
  writeFileSync(
    join(folder, 'users'),
    Object.entries(passwords)
      .map(([address, password]) => `${address}:{PLAIN}${password}::::::\n`)
      .join(''),
  );
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = ikebana-test-${port}
log_path = ${folder}/log
protocols = imap lmtp sieve
listen = 127.0.0.1
${users}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = ${owner}
mail_gid = ${isRoot ? 'mail' : userInfo().gid}
mail_home = ${folder}/mail/%Lu
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 100
auth_mechanisms = plain login
disable_plaintext_auth = yes
auth_username_format = %Lu
auth_failure_delay = 0
ssl = yes
ssl_cert = <${certificate.certFile}
ssl_key = <${certificate.keyFile}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${isRoot ? 'mail' : userInfo().gid} home=${folder}/mail/%Lu
}
namespace inbox {
  inbox = yes
  separator = /
${special.map((name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`).join('\n')}
}
mail_plugins = quota
protocol imap {
  mail_plugins = $mail_plugins imap_quota
}
protocol lmtp {
  mail_plugins = $mail_plugins sieve
  postmaster_address = postmaster@example.test
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=${quota}
  quota_grace = 0
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_vacation_min_period = 0
}
service anvil {
  chroot =
  # No growing delay after a wrong password: all come from one address.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${port + 1}
    ssl = yes
  }
}
service lmtp {
  chroot =
  inet_listener lmtp {
    port = ${port + 2}
  }
}
service managesieve-login {
  chroot =
  inet_listener sieve {
    port = ${port + 3}
  }
}
service auth {
  inet_listener sasl {
    port = ${port + 4}
  }
}
service stats {
  chroot =
}
`;
}

/** @throws When Dovecot is not installed; says how it would be. */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  if (!existsSync(PROGRAM))
    throw new Error(
      'Dovecot is not installed. On Debian npm test does that; elsewhere install it with LMTP, Sieve and ManageSieve.',
    );
  const { folder, port } = options;
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name), { recursive: true });
  chmodSync(folder, 0o755);
  // uid and gid of the user mail on Debian.
  if (process.getuid?.() === 0) chownSync(join(folder, 'mail'), 8, 8);
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(options));
  let server: ServerProcess | undefined;
  const dovecot: Dovecot = {
    imap: port,
    lmtp: port + 2,
    sieve: port + 3,
    sasl: port + 4,
    mailFolder: (address) => join(folder, 'mail', address, 'Maildir'),
    deliver: (to, message) => deliverByLmtp(port + 2, to, message),
    async start() {
      server = await startServer('Dovecot', PROGRAM, ['-F', '-c', file], port);
    },
    async stop() {
      await server?.end();
      server = undefined;
    },
    async restart() {
      await dovecot.stop();
      await dovecot.start();
    },
  };
  await dovecot.start();
  return dovecot;
}

/** RFC 2033. */
function deliverByLmtp(port: number, to: string, message: string): Promise<void> {
  const body = `${message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`;
  const steps = [
    'LHLO test\r\n',
    'MAIL FROM:<somebody@elsewhere.test>\r\n',
    `RCPT TO:<${to}>\r\n`,
    'DATA\r\n',
    body,
    'QUIT\r\n',
  ];
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let step = 0;
    socket.on('error', fail);
    socket.on('data', (data) => {
      text += data;
      if (!/^\d{3} [^\r\n]*\r\n$/m.test(text) || !text.endsWith('\r\n')) return;
      const refusal = /^[45]\d\d .*/m.exec(text);
      if (refusal !== null) {
        socket.destroy();
        fail(new Error(`LMTP: ${refusal[0]}`));
        return;
      }
      text = '';
      const next = steps[step++];
      if (next === undefined) {
        socket.destroy();
        done();
      } else socket.write(next);
    });
  });
}
