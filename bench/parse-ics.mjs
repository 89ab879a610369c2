// Reading a calendar file: parseCalendar against ical.js alone, in one process, on fresh strings.
import { pathToFileURL } from 'node:url';
import ICAL from 'ical.js';
import { generateIcs } from './generate-ics.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = 7;

/** CPU milliseconds of the process. */
function measure(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Prints CPU milliseconds; the ratio is that of the medians, to ical.js. */
export async function run({ events = 10_000 } = {}) {
  const { parseCalendar } = await loadModules({ parse: 'src/formats/ics/parse.ts' });
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
