// End-to-end tests: Playwright drives Chromium against the built app, served as `npm start` serves it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { hasMailServers } from './mail-servers.mjs';

/** Against real mail servers, where they are installed. */
const needServers = new Set([
  ...['mail-account.test.mjs', 'mail-compose.test.mjs', 'mail-rules.test.mjs', 'mail-scheduled.test.mjs'],
]);

const files =
  process.argv.length > 2
    ? process.argv.slice(2)
    : readdirSync('test/e2e')
        .filter((f) => f.endsWith('.test.mjs') && (hasMailServers() || !needServers.has(f)))
        .map((f) => `test/e2e/${f}`);
/** A journey waits as much as it works: two at a time keep two cores busy. */
const AT_ONCE = 2;
const options = ['--test', `--test-concurrency=${AT_ONCE}`, '--test-reporter=spec'];
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' });
process.exit(status ?? 1);
