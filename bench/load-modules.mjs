// Our modules as they are shipped, for measurements in Node: bundled, no types.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * @param {Readonly<Record<string, string>>} entry files of src/ by a name for each
 * @returns what all of them export, together
 */
export async function loadModules(entry) {
  const outDir = join(tmpdir(), `ikebana-bench-${process.pid}-${Object.keys(entry).join('-')}`);
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, minify: false, lib: { entry, formats: ['es'] } },
  });
  const modules = {};
  for (const name of Object.keys(entry))
    Object.assign(modules, await import(pathToFileURL(join(outDir, `${name}.js`)).href));
  await rm(outDir, { recursive: true, force: true });
  return modules;
}
