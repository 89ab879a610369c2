// `npm test`: installs what the tests need, then types, lint, unit, component and end-to-end tests. Needs only Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { installPackages, requireNode } from './install.mjs';
import { installMailServers } from './mail-servers.mjs';

requireNode();
installPackages();
await installChromium();
installMailServers();

/** Each of one thread: side by side they take as long as the slowest. */
const checks = [
  ['Types', 'npx', ['tsc', '-p', '.']],
  ['Format and fast lint', 'npx', ['biome', 'check', '.']],
  ['Lint', 'npx', ['eslint', '--max-warnings=0', '.']],
];
const steps = [
  ['Unit tests, in three time zones', 'node', ['scripts/test-unit.mjs']],
  ['Build', 'node', ['scripts/build.mjs']],
  ['Component tests in Chromium', 'npx', ['wtr']],
  ['End-to-end tests in Chromium', 'node', ['scripts/test-e2e.mjs']],
];

const started = performance.now();
if ((await Promise.all(checks.map(runStep))).includes(false)) process.exit(1);
for (const step of steps) {
  console.log(`\n── ${step[0]} ──`);
  if (!(await runStep(step))) process.exit(1);
}
console.log(`\nAll of it passed in ${secondsSince(started)} s.`);

/** Says how it went. @returns whether it passed. */
async function runStep([title, command, args]) {
  const from = performance.now();
  const [status, signal] = await once(spawn(command, args, { stdio: 'inherit' }), 'close');
  if (status === 0) console.log(`${title}: passed in ${secondsSince(from)} s.`);
  else console.error(`\n${title}: failed after ${secondsSince(from)} s${signal ? ` (${signal})` : ''}.`);
  return status === 0;
}

function secondsSince(from) {
  return Math.round((performance.now() - from) / 1000);
}

/**
 * Finds Chromium, or installs Debian's; beside it the headless one, which is faster and no more than that.
 * Ends the run, naming what is missing, when there is no Chromium.
 */
async function installChromium() {
  const { chromiumPath, headlessPath } = await import('../test/support/chromium.mjs');
  const whyMissing = () => {
    try {
      return void chromiumPath();
    } catch (error) {
      return error.message;
    }
  };
  const canInstall = existsSync('/usr/bin/apt-get');
  if (whyMissing() !== undefined && canInstall) {
    const failed = installDebian('chromium');
    if (failed) fail(`'${failed}' failed. Install Debian's package chromium, or set CHROMIUM=/path/to/chromium.`);
  }
  if (whyMissing() !== undefined) fail(whyMissing());
  if (process.env.CHROMIUM === undefined && headlessPath() === chromiumPath() && canInstall)
    if (installDebian('chromium-headless-shell')) console.log('The tests run without it, only slower.');
}

/** @returns the command that failed, if one did */
function installDebian(name) {
  console.log(`Installing the test browser (Debian package ${name}) …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', name],
  ]) {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    const { status } = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) return [command, ...rest].join(' ');
  }
  return undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
