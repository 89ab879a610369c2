// Reading an address book: parseContacts, and the rows of the list, against ical.js alone, in one process, on fresh strings.
import ICAL from 'ical.js';
import { generateVcf } from './generate-vcf.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = 7;

/** CPU milliseconds of the process. */
async function measure(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Prints CPU milliseconds for each version; ratios are of the medians, to ical.js, which reads no 2.1. */
export async function run({ contacts = 10_000 } = {}) {
  const { parseContacts, projectContact, readFile, makeBatch } = await loadModules({
    parse: 'src/formats/vcard/parse.ts',
    project: 'src/domain/contacts/project-contact.ts',
    read: 'src/workers/files/read-file.ts',
    batch: 'src/workers/files/make-batch.ts',
  });
  for (const version of ['4.0', '3.0', '2.1']) {
    const bytes = new TextEncoder().encode(generateVcf({ contacts, version }));
    // A new string each time: V8 remembers facts about strings it has seen.
    const fresh = () => new TextDecoder().decode(bytes);
    const rowsOf = (items) => items.map((item) => projectContact('book', item));
    const contestants = {
      ...(version === '2.1' ? {} : { 'ical.js: ICAL.parse': ICAL.parse }),
      parseContacts,
      'parseContacts + rows': (text) => rowsOf(parseContacts(text).items),
      // Decoded, parsed, looked through for the dialog, and packed as the store takes it.
      'whole import: file to batch (goal 3)': async () => {
        const file = await readFile(new Blob([bytes]), 'contacts.vcf', async () => {});
        makeBatch(file, { collectionId: 'c', shards: 256, duplicates: 'skip' }, 'bench');
      },
    };
    const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, work] of Object.entries(contestants)) {
        const text = fresh();
        times[name].push(await measure(() => work(text)));
      }
    }
    const base = median(Object.values(times)[0]);
    console.log(`${contacts} cards, vCard ${version}`);
    printTable(
      ['', 'ms CPU', 'ratio'],
      Object.entries(times).map(([name, list]) => [name, median(list).toFixed(0), (median(list) / base).toFixed(2)]),
    );
  }
}
