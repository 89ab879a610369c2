// 100,000 contacts: time in the worker until a search is answered and its first screen of rows is there, as one types. In
// Node, over the reader as the query worker has it; the store is in memory, so that only searching is measured.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { build } from 'vite';
import { generateVcf } from './generate-vcf.mjs';
import { printTable } from './table.mjs';

const CONTACTS = 100_000;
const SCREEN = 40;
const ROUNDS = 3;
const SHARDS = 512;
/** Names letter by letter, accents, typos, a number in three notations, a company, a note, nobody. */
const QUERIES = [
  ...['a', 'an', 'ann', 'anna', 'anna m', 'anna mu', 'anna muller', 'm', 'mu', 'muller', 'müller rossi', 'muler'],
  ...[
    'garcia',
    'kowalsik',
    'wurstdarm',
    'hauptstrasse',
    'wien',
    'example',
    'anna wien',
    '+43',
    '0660 123',
    'nobody at all',
  ],
];

async function bundle(outDir) {
  const entry = join(outDir, 'entry.ts');
  await mkdir(outDir, { recursive: true });
  const from = (path) => JSON.stringify(resolve(path));
  await writeFile(
    entry,
    `export { createReader } from ${from('src/workers/reader/reader.ts')};
export { parseContacts } from ${from('src/formats/vcard/parse.ts')};
export { projectContact } from ${from('src/domain/contacts/project-contact.ts')};
export { searchTextOf } from ${from('src/domain/contacts/search-text.ts')};
export { normalizeForSearch } from ${from('src/domain/text/fold.ts')};
export { shardOf } from ${from('src/domain/collections/document-id.ts')};\n`,
  );
  const lib = { entry, formats: ['es'], fileName: () => 'ours.mjs' };
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: false, lib, target: 'es2022' },
  });
  return import(pathToFileURL(resolve(outDir, 'ours.mjs')).href);
}

/** A store that has one address book. */
function memoryStore(items, { shardOf, projectContact }) {
  const texts = Array.from({ length: SHARDS }, (_, shard) => ({
    collectionId: 'c',
    shard,
    uids: [],
    texts: [],
    edits: [],
  }));
  const rows = Array.from({ length: SHARDS }, () => []);
  for (const item of [...items].sort((a, b) => (a.uid < b.uid ? -1 : 1))) {
    const shard = shardOf(item.uid, SHARDS);
    texts[shard].uids.push(item.uid);
    texts[shard].texts.push(item.text);
    texts[shard].edits.push(null);
    rows[shard].push(projectContact('c', item));
  }
  const packed = rows.map((own, shard) => ({ collectionId: 'c', from: shard, to: shard, data: JSON.stringify(own) }));
  const collection = { id: 'c', kind: 'addressbook', name: 'All', hue: 0, description: '', order: 0, visible: true };
  return {
    collections: async () => [{ ...collection, shards: SHARDS, deleted: false, itemCount: items.length }],
    refreshStates: async () => new Map(),
    settings: async () => ({ locale: 'en' }),
    records: async () => [],
    recordsOf: async (table) => (table === 'contacts' ? packed : []),
    texts: async (_id, shard) => texts[shard],
    allTexts: async () => texts,
  };
}

async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

/** @returns Milliseconds of half the searches, of 95 % of them, and of the slowest with its text. */
async function measure(search) {
  const times = [];
  const slowest = { ms: 0, query: '' };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const query of QUERIES) {
      const ms = await time(() => search(query));
      times.push(ms);
      if (ms > slowest.ms) Object.assign(slowest, { ms, query });
    }
  return [at(times, 0.5).toFixed(1), at(times, 0.95).toFixed(1), `${slowest.ms.toFixed(1)} “${slowest.query}”`];
}

/** Prints milliseconds for ours, for minisearch alone, and for a scan of all texts. */
export async function run({ contacts = CONTACTS } = {}) {
  const outDir = '.cache/bench/search-contacts';
  const ours = await bundle(outDir);
  const { items } = ours.parseContacts(generateVcf({ contacts, version: '4.0' }));
  const reader = ours.createReader(memoryStore(items, ours), { now: () => Date.UTC(2026, 10, 18) });
  // The reader keeps the last dozen of lists: a round of more questions finds none of them.
  const find = async (text) => {
    const query = { text, sort: 'first' };
    await reader.contactList(query);
    return reader.contactRows(query, 0, SCREEN);
  };
  await reader.contactList({ sort: 'first' }); // the list is on the screen before somebody searches in it
  const building = await time(() => find('x'));

  const words = items.map(({ uid, text }) => ({ id: uid, words: ours.normalizeForSearch(ours.searchTextOf(text)) }));
  const plain = new MiniSearch({ fields: ['words'], searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' } });
  const plainBuilding = await time(() => plain.addAll(words));
  const scan = (query) => {
    const wanted = ours.normalizeForSearch(query).split(' ');
    return words.filter((each) => wanted.every((word) => each.words.includes(word)));
  };

  printTable(
    [`${items.length.toLocaleString('en')} contacts, ms until ${SCREEN} rows`, 'p50', 'p95', 'most', 'built in'],
    [
      ['ours (goal: p95 under 16)', ...(await measure(find)), building.toFixed(0)],
      ['minisearch alone: ids', ...(await measure((query) => plain.search(query))), plainBuilding.toFixed(0)],
      ['scan of all texts, no typos', ...(await measure(scan)), ''],
    ],
  );
  if (!process.env.KEEP) await rm(outDir, { recursive: true, force: true });
}
