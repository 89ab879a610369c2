// What every command needs before it can import anything: the right Node, and the packages of the lockfile.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MINIMUM = [20, 19];

/** Ends the process with a clear message when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`Ikebana needs Node ${MINIMUM.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `npm ci` when what is installed is not what the lockfile asks for. */
export function installPackages() {
  if (isInstalled()) return;
  console.log('Installing packages: the first time a minute or more, as fast as the network is …');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, signal } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  if (signal !== null || status === 130) process.exit(130); // Ctrl+C: that nothing was installed is no news
  console.error('npm ci failed: see above.');
  process.exit(1);
}

/** npm writes the second file last, so an interrupted installation is seen too. */
function isInstalled() {
  if (!existsSync('node_modules/.package-lock.json')) return false;
  const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
    (file) => JSON.parse(readFileSync(file, 'utf8')).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}
