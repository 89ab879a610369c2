// Unit tests run in three zones (half hours, far east, daylight saving): no result may depend on the machine's own.
// What knows no wall clock runs in the first zone only: the sync protocol, the relay, mail, cards, tables, backups, the lock,
// and what is there to be too much.
import { spawnSync } from 'node:child_process';
import { canRunPostfix, hasMailServers } from './mail-servers.mjs';

const timeless = [
  ...['sync', 'relay', 'gateway', 'scripts', 'workers/net', 'workers/lock', 'workers/mail', 'domain/sharing'],
  ...['workers/backup', 'workers/assistant', 'formats/backup', 'domain/assistant'],
  ...['formats/csv', 'formats/vcard', 'formats/mail', 'formats/documents', 'domain/contacts', 'domain/mail'],
];
const timelessFiles = [
  ...['vcard-file', 'groups', 'read-only', 'duplicates', 'convergence'],
  ...['kept-photos', 'loose-files', 'own-properties', 'long-import'],
].map((name) => `test/unit/workers/${name}.test.ts`);
const tooMuch = ['domain/calendar/expand-fairly', 'domain/calendar/recurrence/hostile', 'formats/ics/hostile'];
const timelessTests = [
  ...timeless.map((folder) => `test/unit/${folder}/**`),
  ...timelessFiles,
  ...tooMuch.map((name) => `test/unit/${name}.test.ts`),
  'test/mail/**',
];
/** Against real servers, where they are installed. */
const missing = !hasMailServers() ? ['test/mail/**'] : canRunPostfix() ? [] : ['test/mail/gateway*'];
if (missing.length === 1 && hasMailServers())
  console.log('Postfix runs as root only: tests of the gateway are left out.');
const zones = ['Asia/Kolkata', 'Pacific/Auckland', 'America/New_York'];
for (const [i, TZ] of zones.entries()) {
  console.log(`\nUnit tests, TZ=${TZ}`);
  const left = i === 0 ? missing : timelessTests;
  const { status } = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ, ...(left.length > 0 && { LEFT_OUT: left.join(',') }) },
  });
  if (status !== 0) process.exit(status ?? 1);
}
