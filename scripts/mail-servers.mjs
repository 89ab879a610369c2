// Real mail servers for the tests: Debian's packages, never started as services of the machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What is missing is seen by a file of each package. */
const packages = {
  'cyrus-common': '/usr/lib/cyrus/bin/master',
  'cyrus-caldav': '/usr/lib/cyrus/bin/httpd',
  'sasl2-bin': '/usr/sbin/saslpasswd2',
  'libpcre2-posix3': '',
  'dovecot-imapd': '/usr/sbin/dovecot',
  'dovecot-lmtpd': '/usr/lib/dovecot/lmtp',
  'dovecot-sieve': '/usr/lib/dovecot/modules/lib90_sieve_plugin.so',
  'dovecot-managesieved': '/usr/lib/dovecot/managesieve',
  postfix: '/usr/lib/postfix/sbin/master',
  'libsasl2-modules': '',
};
/** Postfix runs as root only; the rest as anybody. */
const isRoot = process.getuid?.() === 0;
/** Says to Debian's tools that no service is to be started. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Whether the tests of the gateway can run here: those need Postfix too. */
export const canRunPostfix = () => isRoot;

export const hasMailServers = () => Object.values(packages).every((file) => file === '' || existsSync(file));

/** Installs them where that is possible; says what is missing otherwise. @returns whether they are here. */
export function installMailServers() {
  if (hasMailServers()) return true;
  const names = Object.keys(packages).join(' ');
  if (!existsSync('/usr/bin/apt-get')) {
    console.log(`No mail servers here (on Debian: apt-get install ${names}): tests against them are left out.`);
    return false;
  }
  console.log(`Installing mail servers for the tests (Debian packages ${names}) …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (args, input) => {
    const [command, ...rest] = [...sudo, ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, rest, {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
      input,
      env,
    });
  };
  const isOurPolicy = !existsSync(POLICY);
  if (isOurPolicy) {
    run(['tee', POLICY], '#!/bin/sh\nexit 101\n');
    run(['chmod', '755', POLICY]);
  }
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  run(['apt-get', ...wait, 'update', '-q']);
  // Postfix would ask what it is for; it gets its settings from the tests.
  run(['debconf-set-selections'], 'postfix postfix/main_mailer_type select No configuration\n');
  run(['apt-get', ...wait, 'install', '-y', '-q', '--no-install-recommends', ...Object.keys(packages)]);
  if (isOurPolicy) run(['rm', '-f', POLICY]);
  if (!hasMailServers()) console.error(`That failed: see above. Tests against mail servers are left out.`);
  return hasMailServers();
}
