// `npm run bench [name …] [--messages N] [--rounds N] [--profile FOLDER]`: our speed beside that of the usual libraries, in one run.
// Prints ratios; judges nothing. `--profile`: `mail-page` imports its messages once and keeps the browser's profile there.
import { parseArgs } from 'node:util';
import { installPackages, requireNode } from '../scripts/install.mjs';

requireNode();
installPackages();

const benches = [
  'sizes',
  'parse-ics',
  'parse-vcf',
  'parse-csv',
  'parse-mail',
  'import-mail',
  'search-mail',
  'mail-page',
  'expand',
  'import',
  'calendar-views',
  'frames',
  'reload',
  'start',
  'contacts',
  'rooms',
  'search',
  'search-contacts',
  'duplicates',
  'relay',
  'relay-start',
  'sync',
];
const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string' },
    rounds: { type: 'string' },
    profile: { type: 'string' },
    heaps: { type: 'boolean' },
  },
});
const isNumber = (name) => name !== 'profile' && name !== 'heaps';
const options = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, isNumber(name) ? Number(value) : value]),
);
const unknown = wanted.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${benches.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : benches) {
  console.log(`\n── ${name} ──`);
  const { run } = await import(`./${name}.mjs`);
  await run(options);
}
process.exit(); // ports that the measured code left open keep nobody waiting
