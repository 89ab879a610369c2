// Occurrences of the 10,000-event file's series, ours beside rrule-temporal and ical.js. CPU of one core, in Node.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { generateIcs } from './generate-ics.mjs';

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

/** The 1,000 or so series of the file: UID and texts of the components, the series first, then its overrides. */
function seriesOf(ics) {
  const byUid = new Map();
  for (const component of ics.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r\n/g)) {
    const uid = /^UID:(.*)$/m.exec(component)[1].trim();
    byUid.set(uid, [...(byUid.get(uid) ?? []), component]);
  }
  return [...byUid].filter(([, [master]]) => master.includes('\nRRULE:'));
}

export async function run() {
  const outDir = '.cache/bench/expand';
  const ours = await bundleOurs(outDir);
  const { projectCalendarItem } = await import(ours);
  const series = seriesOf(generateIcs({ events: 10_000 }));
  const rows = series.flatMap(([uid, components]) => projectCalendarItem({ uid, text: components.join('') }));
  const files = { series: join(outDir, 'series.json'), rows: join(outDir, 'rows.json') };
  await writeFile(files.series, JSON.stringify(series));
  await writeFile(files.rows, JSON.stringify(rows));
  const script = fileURLToPath(new URL('expand-measure.mjs', import.meta.url));
  execFileSync(process.execPath, [script, ours, files.series, files.rows], { stdio: 'inherit' });
  if (!process.env.KEEP) await rm(outDir, { recursive: true, force: true });
}
