// Reading a calendar file: parseCalendar against ical.js alone, in one process, on fresh strings.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ICAL from 'ical.js';
import { build } from 'vite';
import { generateIcs } from './generate-ics.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = 7;

/** The parser as it is shipped: bundled, no types. */
async function loadParser() {
  const outDir = join(tmpdir(), `ikebana-bench-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      lib: { entry: 'src/formats/ics/parse.ts', formats: ['es'], fileName: 'parse' },
    },
  });
  const module = await import(pathToFileURL(join(outDir, 'parse.js')).href);
  await rm(outDir, { recursive: true, force: true });
  return module;
}

/** CPU milliseconds of the process. */
function measure(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Prints CPU milliseconds; the ratio is that of the medians, to ical.js. */
export async function run({ events = 10_000 } = {}) {
  const { parseCalendar } = await loadParser();
  const bytes = new TextEncoder().encode(generateIcs({ events }));
  // A new string each time: V8 remembers facts about strings it has seen.
  const fresh = () => new TextDecoder().decode(bytes);
  const contestants = {
    'ical.js: ICAL.parse': () => {
      const text = fresh();
      return measure(() => ICAL.parse(text));
    },
    'parseCalendar (text)': () => {
      const text = fresh();
      return measure(() => parseCalendar(text));
    },
    'parseCalendar (bytes)': () => measure(() => parseCalendar(bytes)),
  };
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, once] of Object.entries(contestants)) times[name].push(once());
  }
  const base = median(times['ical.js: ICAL.parse']);
  const rows = Object.entries(times).map(([name, all]) => {
    const middle = median(all);
    return [name, Math.round(all[0]), Math.round(middle), (middle / base).toFixed(2)];
  });
  printTable([`${events} events`, 'first, CPU ms', 'median', 'ratio'], rows);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
