// 100,000 contacts: time in the worker until a search is answered and its first screen of rows is there, as one types. In
// Node, over the reader as the query worker has it; the store is in memory, so that only searching is measured.
import { rm } from 'node:fs/promises';
import MiniSearch from 'minisearch';
import { generateVcf } from './generate-vcf.mjs';
import { bundle, measure, memoryStore, time } from './reader.mjs';
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

const SOURCES = {
  createReader: 'src/workers/reader/reader.ts',
  parseContacts: 'src/formats/vcard/parse.ts',
  projectContact: 'src/domain/contacts/project-contact.ts',
  searchTextOf: 'src/domain/contacts/search-text.ts',
  normalizeForSearch: 'src/domain/text/fold.ts',
  shardOf: 'src/domain/collections/document-id.ts',
};

/** A store that has one address book. */
function contactStore(items, { shardOf, projectContact }) {
  const rows = Array.from({ length: SHARDS }, () => []);
  for (const item of items) rows[shardOf(item.uid, SHARDS)].push(projectContact('c', item));
  const packed = rows.map((own, shard) => ({ collectionId: 'c', from: shard, to: shard, data: JSON.stringify(own) }));
  const recordsOf = async (table) => (table === 'contacts' ? packed : []);
  return memoryStore(items, { kind: 'addressbook', shards: SHARDS, shardOf, recordsOf });
}

/** Prints milliseconds for ours, for minisearch alone, and for a scan of all texts. */
export async function run({ contacts = CONTACTS } = {}) {
  const outDir = '.cache/bench/search-contacts';
  const ours = await bundle(outDir, SOURCES);
  const { items } = ours.parseContacts(generateVcf({ contacts, version: '4.0' }));
  const reader = ours.createReader(contactStore(items, ours), { now: () => Date.UTC(2026, 10, 18) });
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
      ['ours (goal: p95 under 16)', ...(await measure(find, QUERIES, ROUNDS)), building.toFixed(0)],
      [
        'minisearch alone: ids',
        ...(await measure((query) => plain.search(query), QUERIES, ROUNDS)),
        plainBuilding.toFixed(0),
      ],
      ['scan of all texts, no typos', ...(await measure(scan, QUERIES, ROUNDS)), ''],
    ],
  );
  if (!process.env.KEEP) await rm(outDir, { recursive: true, force: true });
}
