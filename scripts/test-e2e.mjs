// End-to-end tests: Playwright drives Chromium against the built app, served as `npm start` serves it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
/** More than these failing is no accident of a busy machine. */
const MOST_AGAIN = 3;

const failed = run(files, AT_ONCE);
if (failed.length > 0 && (failed.length > MOST_AGAIN || files.length === 1)) process.exit(1);
if (failed.length > 0) {
  console.log(`\nOnce more, one at a time: ${failed.join(', ')}`);
  if (run(failed, 1).length > 0) process.exit(1);
  console.log(
    `\nUNSTEADY, to be looked into: failed at first (see above), passed the second time: ${failed.join(', ')}`,
  );
}

/** @returns {string[]} the files in which something failed */
function run(some, atOnce) {
  const folder = mkdtempSync(join(tmpdir(), 'ikebana-e2e-'));
  const list = join(folder, 'failed');
  const reporters = [
    ['spec', 'stdout'],
    ['./test/support/failed-files.mjs', list],
  ];
  const options = reporters.flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
  const { status } = spawnSync(process.execPath, ['--test', `--test-concurrency=${atOnce}`, ...options, ...some], {
    stdio: 'inherit',
  });
  const names = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  rmSync(folder, { recursive: true });
  // A runner that failed without saying of what has failed with all.
  if (status !== 0 && names.length === 0) return [...some];
  return names.map((name) => relative('.', name));
}
