// What a page loads: our one-file widgets beside FullCalendar and EventCalendar bundled by the same builder, and the app's first view.
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { measureEmbed } from '../scripts/sizes.mjs';
import { printTable } from './table.mjs';

const gzipBytes = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const kB = (bytes) => (bytes / 1000).toFixed(1);

async function bundleBytes(entry) {
  const outDir = join('.cache/bench/sizes', entry);
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'es2022', rollupOptions: { input: `bench/sizes/${entry}.js` } },
  });
  return readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css)$/.test(name))
    .reduce((sum, name) => sum + gzipBytes(join(outDir, name)), 0);
}

export async function run() {
  const fullCalendar = await bundleBytes('fullcalendar');
  const eventCalendar = await bundleBytes('event-calendar');
  const [calendar, contacts] = measureEmbed('dist/embed').map(({ bytes }) => bytes);
  await rm('.cache/bench/sizes', { recursive: true, force: true });
  printTable(
    ['gzip -9, js + css', 'kB', '× FullCalendar 7', '× EventCalendar'],
    [
      ['FullCalendar 7', fullCalendar],
      ['EventCalendar 5 (no recurrence)', eventCalendar],
      ['<ik-calendar>, one file with Lit', calendar],
      ['<ik-contacts>, one file with Lit', contacts],
    ].map(([name, bytes]) => [name, kB(bytes), (bytes / fullCalendar).toFixed(2), (bytes / eventCalendar).toFixed(2)]),
  );
}
