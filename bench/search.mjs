// 50,000 events: time until the worker has the first results, beside minisearch alone and a scan of all texts. In Node,
// over the reader as the query worker has it; the store is in memory, so that only reading and searching is measured.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { build } from 'vite';
import { generateIcs } from './generate-ics.mjs';
import { printTable } from './table.mjs';

const EVENTS = 50_000;
const FIRST = 50;
const ROUNDS = 3;
const SHARDS = 256;
const QUERIES = [
  'a',
  'me',
  'meet',
  'meeting',
  'reveiw',
  'design review',
  'zürich',
  'lunch with',
  'ada',
  'nothing at all',
];

async function bundle(outDir) {
  const entry = join(outDir, 'entry.ts');
  await mkdir(outDir, { recursive: true });
  const from = (path) => JSON.stringify(resolve(path));
  await writeFile(
    entry,
    `export { createReader } from ${from('src/workers/reader/reader.ts')};
export { parseCalendar } from ${from('src/formats/ics/parse.ts')};
export { shardOf } from ${from('src/domain/collections/document-id.ts')};
export { eventSearchText } from ${from('src/workers/reader/event-detail.ts')};
export { normalizeForSearch } from ${from('src/domain/text/fold.ts')};\n`,
  );
  const lib = { entry, formats: ['es'], fileName: () => 'ours.mjs' };
  const target = 'es2022';
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: false, lib, target },
  });
  return import(pathToFileURL(resolve(outDir, 'ours.mjs')).href);
}

/** A store that has one calendar. */
function memoryStore(items, shardOf) {
  const records = Array.from({ length: SHARDS }, (_, shard) => ({
    collectionId: 'c',
    shard,
    uids: [],
    texts: [],
    edits: [],
  }));
  for (const { uid, text } of [...items].sort((a, b) => (a.uid < b.uid ? -1 : 1))) {
    const record = records[shardOf(uid, SHARDS)];
    record.uids.push(uid);
    record.texts.push(text);
    record.edits.push(null);
  }
  const collection = { id: 'c', kind: 'calendar', name: 'All', hue: 0, description: '', order: 0, visible: true };
  return {
    collections: async () => [{ ...collection, shards: SHARDS, deleted: false, itemCount: items.length }],
    refreshStates: async () => new Map(),
    settings: async () => ({ locale: 'en' }),
    records: async () => [],
    recordsOf: async () => [],
    texts: async (_id, shard) => records[shard],
    allTexts: async () => records,
  };
}

async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

async function measure(search) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const query of QUERIES) times.push(await time(() => search(query)));
  return [at(times, 0.5).toFixed(1), at(times, 0.95).toFixed(1), Math.max(...times).toFixed(1)];
}

export async function run() {
  const outDir = '.cache/bench/search';
  const ours = await bundle(outDir);
  const { items } = ours.parseCalendar(generateIcs({ events: EVENTS }));
  const reader = ours.createReader(memoryStore(items, ours.shardOf), { now: () => Date.UTC(2026, 10, 18) });
  const find = (text, more = {}) => reader.findEvents({ text, timeZone: 'Europe/Zurich', limit: FIRST, ...more });
  const building = await time(() => find('x'));

  const texts = items.map(({ uid, text }) => ({ id: uid, ...ours.eventSearchText({ uid, text, edits: {} }) }));
  const plain = new MiniSearch({
    fields: ['title', 'rest'],
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' },
  });
  const plainBuilding = await time(() => plain.addAll(texts));
  const folded = texts.map(({ title, rest }) => ours.normalizeForSearch(`${title} ${rest}`));
  const scan = (query) => {
    const words = ours.normalizeForSearch(query).split(' ');
    const found = [];
    for (let index = 0; index < folded.length && found.length < FIRST; index += 1)
      if (words.every((word) => folded[index].includes(word))) found.push(items[index]);
  };

  const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  printTable(
    [`${EVENTS.toLocaleString('en')} events, ms until ${FIRST} results`, 'p50', 'p95', 'most', 'built in'],
    [
      [
        'ours: occurrences, excerpts, people (goal 50)',
        ...(await measure((query) => find(query))),
        building.toFixed(0),
      ],
      ['ours, one year', ...(await measure((query) => find(query, year))), ''],
      [
        'ours, as one types',
        ...(await measure((query) => reader.searchEvents(query, { timeZone: 'UTC', limit: 20 }))),
        '',
      ],
      [
        'minisearch alone: names of items',
        ...(await measure((query) => plain.search(query))),
        plainBuilding.toFixed(0),
      ],
      ['scan of all texts, no typos', ...(await measure(scan)), ''],
    ],
  );
  if (!process.env.KEEP) await rm(outDir, { recursive: true, force: true });
}
