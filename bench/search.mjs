// 50,000 events: time until the worker has the first results, beside minisearch alone and a scan of all texts. In Node,
// over the reader as the query worker has it; the store is in memory, so that only reading and searching is measured.
import { rm } from 'node:fs/promises';
import MiniSearch from 'minisearch';
import { generateIcs } from './generate-ics.mjs';
import { bundle, measure, memoryStore, time } from './reader.mjs';
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

const SOURCES = {
  createReader: 'src/workers/reader/reader.ts',
  parseCalendar: 'src/formats/ics/parse.ts',
  shardOf: 'src/domain/collections/document-id.ts',
  eventSearchText: 'src/workers/reader/event-detail.ts',
  normalizeForSearch: 'src/domain/text/fold.ts',
};

export async function run() {
  const outDir = '.cache/bench/search';
  const ours = await bundle(outDir, SOURCES);
  const { items } = ours.parseCalendar(generateIcs({ events: EVENTS }));
  const reader = ours.createReader(memoryStore(items, { kind: 'calendar', shards: SHARDS, shardOf: ours.shardOf }), {
    now: () => Date.UTC(2026, 10, 18),
  });
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
        ...(await measure((query) => find(query), QUERIES, ROUNDS)),
        building.toFixed(0),
      ],
      ['ours, one year', ...(await measure((query) => find(query, year), QUERIES, ROUNDS)), ''],
      [
        'ours, as one types',
        ...(await measure((query) => reader.searchEvents(query, { timeZone: 'UTC', limit: 20 }), QUERIES, ROUNDS)),
        '',
      ],
      [
        'minisearch alone: names of items',
        ...(await measure((query) => plain.search(query), QUERIES, ROUNDS)),
        plainBuilding.toFixed(0),
      ],
      ['scan of all texts, no typos', ...(await measure(scan, QUERIES, ROUNDS)), ''],
    ],
  );
  if (!process.env.KEEP) await rm(outDir, { recursive: true, force: true });
}
