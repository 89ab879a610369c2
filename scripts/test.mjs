// `npm test`: installs what the tests need, then types, lint, unit, component and end-to-end tests. Needs only Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages, requireNode } from './install.mjs';

requireNode();
installPackages();
await installChromium();

const steps = [
  ['Types', 'npx', ['tsc', '-p', '.']],
  ['Format and fast lint', 'npx', ['biome', 'check', '.']],
  ['Lint', 'npx', ['eslint', '--max-warnings=0', '.']],
  ['Unit tests, in three time zones', 'node', ['scripts/test-unit.mjs']],
  ['Build', 'node', ['scripts/build.mjs']],
  ['Component tests in Chromium', 'npx', ['wtr']],
  ['End-to-end tests in Chromium', 'node', ['scripts/test-e2e.mjs']],
];

const started = performance.now();
for (const [title, command, args] of steps) {
  const from = performance.now();
  console.log(`\n── ${title} ──`);
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = Math.round((performance.now() - from) / 1000);
  if (status !== 0) {
    console.error(`\n${title}: failed after ${seconds} s${signal ? ` (${signal})` : ''}.`);
    process.exit(1);
  }
  console.log(`${title}: passed in ${seconds} s.`);
}
console.log(`\nAll of it passed in ${Math.round((performance.now() - started) / 1000)} s.`);

/** Finds Chromium, or installs Debian's. Ends the run, naming what is missing, when neither works. */
async function installChromium() {
  const { chromiumPath } = await import('../test/support/chromium.mjs');
  try {
    chromiumPath();
    return;
  } catch (error) {
    if (!existsSync('/usr/bin/apt-get')) return fail(error.message);
  }
  console.log('Installing the test browser (Debian package chromium) …');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    const { status } = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0)
      return fail(
        `'${[command, ...rest].join(' ')}' failed. Install Debian's package chromium, or set CHROMIUM=/path/to/chromium.`,
      );
  }
  try {
    chromiumPath();
  } catch (error) {
    fail(error.message);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
