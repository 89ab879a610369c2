// Occurrences of 1000 series in one month, ours beside rrule-temporal and ical.js. CPU of one core, in Node.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Our source as one module: what the library ships, without needing a build. */
async function bundleOurs(outDir) {
  const entry = join(outDir, 'entry.ts');
  await mkdir(outDir, { recursive: true });
  const rows = JSON.stringify(resolve('src/domain/calendar/rows.ts'));
  await writeFile(entry, `export { occurrencesOf, projectCalendarItem } from ${rows};\n`);
  const lib = { entry, formats: ['es'], fileName: () => 'ours.mjs' };
  await build({ configFile: false, logLevel: 'error', publicDir: false, build: { outDir, emptyOutDir: false, lib } });
  return pathToFileURL(resolve(outDir, 'ours.mjs')).href;
}

export async function run() {
  const outDir = '.cache/bench/expand';
  const ours = await bundleOurs(outDir);
  const script = fileURLToPath(new URL('expand-measure.mjs', import.meta.url));
  execFileSync(process.execPath, [script, ours], { stdio: 'inherit' });
  await rm(outDir, { recursive: true, force: true });
}
