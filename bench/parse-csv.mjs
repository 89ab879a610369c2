// Reading a table of 100,000 contacts: parseContactsCsv beside Papa Parse alone, which only finds the cells. In one process.
import Papa from 'papaparse';
import { generateVcf } from './generate-vcf.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = 5;
const ROWS = 100_000;
/** Cards that the table is made of, over and over. */
const CARDS = 2000;

/** CPU milliseconds of the process. */
function measure(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** A table in Google's layout; no row is like another. */
function makeTable({ parseContacts, writeContactsCsv }) {
  const cards = parseContacts(generateVcf({ contacts: CARDS })).items;
  const [header, ...rows] = Papa.parse(writeContactsCsv(cards).trimEnd()).data;
  const body = Array.from({ length: ROWS }, (_, n) => {
    const [name, ...rest] = rows[n % CARDS];
    return [`${name} ${n}`, ...rest];
  });
  return Papa.unparse([header, ...body], { newline: '\r\n' });
}

export async function run() {
  const modules = await loadModules({ formats: 'src/formats/index.ts' });
  const bytes = new TextEncoder().encode(makeTable(modules));
  const fresh = () => new TextDecoder().decode(bytes); // V8 remembers facts about strings it has seen
  const contestants = {
    'Papa Parse alone': (text) => Papa.parse(text).data.length,
    parseContactsCsv: (text) => modules.parseContactsCsv(text).items.length,
  };
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  const counts = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(contestants)) {
      const text = fresh();
      const { ms, result } = measure(() => work(text));
      times[name].push(ms);
      counts[name] = result;
    }
  }
  const base = median(times['Papa Parse alone']);
  printTable(
    [`${ROWS} rows, ${(bytes.length / 1e6).toFixed(0)} MB`, 'rows or contacts', 'ms CPU', 'ratio'],
    Object.entries(times).map(([name, list]) => [
      name,
      counts[name],
      median(list).toFixed(0),
      (median(list) / base).toFixed(2),
    ]),
  );
}
