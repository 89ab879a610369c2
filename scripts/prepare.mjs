// Installs packages and builds the app when that has not been done for the files as they are now.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, '.cache', 'app-build');
const sources = [
  'index.html',
  'door.html',
  'public.html',
  'package.json',
  'package-lock.json',
  'public',
  'gateway',
  'relay',
  'scripts',
  'server',
  'src',
  'tsconfig.json',
  'vite.config.ts',
];

/** Runs a program with our output; ends it when we end. Rejects when it fails. */
export function run(command, args) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
    });
    const stop = () => child.kill();
    process.once('exit', stop);
    child.once('error', fail);
    child.once('exit', (code) => {
      process.off('exit', stop);
      if (code === 0) done();
      else fail(new Error(`“${command} ${args.join(' ')}” failed.`));
    });
  });
}

function filesIn(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Changes with any source file's name or content. */
function sourceHash() {
  const hash = createHash('sha256').update(process.version);
  const files = sources.flatMap((path) => (/\.\w+$/.test(path) ? [join(root, path)] : filesIn(path)));
  for (const file of files.sort())
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Before a build. One that is broken off leaves nothing that counts as built. @returns what `endBuild` needs */
export function beginBuild() {
  rmSync(stampFile, { force: true });
  return sourceHash();
}

/** What is served is built from the files as they were. */
export function endBuild(hash) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stampFile, hash);
}

/** Installs and builds where needed. */
export async function prepare() {
  installPackages();
  const isBuilt =
    existsSync(join(root, 'dist/app/index.html')) &&
    existsSync(join(root, 'dist/relay/index.js')) &&
    existsSync(join(root, 'dist/gateway/index.js')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === sourceHash();
  if (isBuilt) return;
  console.log('Building the app…');
  await run(process.execPath, [join(root, 'scripts/build.mjs'), '--app']);
}
