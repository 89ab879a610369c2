// Cyrus IMAP's JMAP server (Debian's cyrus-common and cyrus-caldav) over a folder of its own, as root or as anybody.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { sendMessages, startSmtpServer } from './smtp.mjs';

const PROGRAMS = '/usr/lib/cyrus/bin';
const DOMAIN = 'jmap.test';
const people = ['alice', 'bob'].map((name) => ({ address: `${name}@${DOMAIN}`, password: `${name}pw` }));
/** Cyrus hangs at times when it is told to end right after its start. */
const KILL_AFTER_MS = 3_000;

/** Whether Debian's packages are here. */
export const hasCyrus = () => existsSync(`${PROGRAMS}/httpd`) && existsSync('/usr/sbin/saslpasswd2');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (port) =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

async function untilAnswers(port, child) {
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`Cyrus ended with ${child.exitCode}.`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

const settings = (folder, user, smtp) => `configdirectory: ${folder}/conf
proc_path: ${folder}/conf/proc
mboxname_lockpath: ${folder}/conf/lock
defaultpartition: default
partition-default: ${folder}/spool
sievedir: ${folder}/conf/sieve
idlesocket: ${folder}/conf/socket/idle
notifysocket: ${folder}/conf/socket/notify
lmtpsocket: ${folder}/conf/socket/lmtp
cyrus_user: ${user}
cyrus_group: ${execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim()}
servername: localhost
admins: admin
virtdomains: userid
defaultdomain: localdomain
unixhierarchysep: yes
altnamespace: yes
allowplaintext: yes
sasl_mech_list: PLAIN LOGIN
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: ${folder}/sasldb2
autocreate_quota: 0
autocreate_post: yes
autocreate_inbox_folders: Drafts|Sent|Junk|Trash|Archive
autocreate_subscribe_folders: Drafts|Sent|Junk|Trash|Archive
xlist-drafts: Drafts
xlist-sent: Sent
xlist-junk: Junk
xlist-trash: Trash
xlist-archive: Archive
specialusealways: yes
httpmodules: jmap
conversations: yes
conversations_counted_flags: \\Draft \\Flagged
conversations_db: twoskip
jmap_nonstandard_extensions: yes
jmap_vacation: no
mailbox_default_options: 0
httpallowcors: *
httpkeepalive: 10m
delete_mode: delayed
expunge_mode: delayed
reverseacls: yes
smtp_backend: host
smtp_host: 127.0.0.1:${smtp}
skiplist_unsafe: yes
search_engine: none
`;

const services = (folder, http, lmtp) => `START {
  recover cmd="${PROGRAMS}/ctl_cyrusdb -C ${folder}/imapd.conf -r"
}
SERVICES {
  http cmd="${PROGRAMS}/httpd -C ${folder}/imapd.conf" listen="127.0.0.1:${http}" prefork=1
  lmtp cmd="${PROGRAMS}/lmtpd -a -C ${folder}/imapd.conf" listen="127.0.0.1:${lmtp}" prefork=0
}
`;

/** Starts it with two people who have the usual mailboxes. @returns {Promise<import('./mail-server.ts').TestMailServer>} */
export async function startCyrus() {
  // Cyrus waits for the disk after nearly everything; in memory it need not.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ikebana-cyrus-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'cyrus' : userInfo().username;
  const [http, lmtp] = [await freePort(), await freePort()];
  const deliverBytes = (to, message) => sendMessages({ port: lmtp, protocol: 'LMTP' }, to, [message]);
  const deliver = (to, message) => deliverBytes(to, Buffer.from(message, 'utf8').toString('latin1'));
  const smtp = await startSmtpServer(deliverBytes);

  const inConf = ['proc', 'lock', 'socket', 'log', 'db', 'sieve'].map((name) => `conf/${name}`);
  for (const name of ['spool', 'run', ...inConf]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'imapd.conf'), settings(folder, user, smtp.port));
  writeFileSync(join(folder, 'cyrus.conf'), services(folder, http, lmtp));
  for (const { address, password } of people)
    execFileSync(
      '/usr/sbin/saslpasswd2',
      ['-p', '-c', '-f', join(folder, 'sasldb2'), '-u', DOMAIN, address.split('@')[0]],
      { input: password },
    );
  if (isRoot) execFileSync('chown', ['-R', `${user}:mail`, folder]);

  let child;
  async function start() {
    const files = ['-C', `${folder}/imapd.conf`, '-M', `${folder}/cyrus.conf`, '-p', `${folder}/run/master.pid`];
    child = spawn(`${PROGRAMS}/master`, [...files, '-D', '-L', `${folder}/master.log`], {
      detached: true, // a process group of its own, so that none of its many is left
      stdio: 'ignore',
    });
    await untilAnswers(http, child);
    await untilAnswers(lmtp, child);
  }
  async function stop() {
    const exited = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await exited;
    clearTimeout(timer);
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // nobody is left
    }
  }

  await start();
  // The first message makes the usual mailboxes.
  for (const { address } of people)
    await deliver(
      address,
      'From: Welcome <welcome@elsewhere.test>\nSubject: Welcome\nMessage-ID: <welcome@elsewhere.test>\n\nHello.\n',
    );
  return {
    url: `http://127.0.0.1:${http}`,
    alice: people[0],
    bob: people[1],
    pushes: false, // Cyrus before 3.12 answers 204
    deliver,
    sentCount: smtp.count,
    // Not in step: it hands messages to the SMTP server of this process.
    sendWhatIsDue: async (until) => {
      const time = String(Math.floor(until / 1000));
      const [code] = await once(spawn(`${PROGRAMS}/calalarmd`, ['-C', `${folder}/imapd.conf`, '-t', time]), 'exit');
      if (code !== 0) throw new Error(`calalarmd ended with ${code}.`);
    },
    async restart() {
      await stop();
      await start();
    },
    async end() {
      await stop();
      await smtp.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
