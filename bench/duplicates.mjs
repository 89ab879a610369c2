// Looking for duplicates: what the query worker does for 1,000, 10,000 and 100,000 contacts, reading what each card is known
// by and throwing the cards together. In Node, on fresh strings; the goal is 10,000 in under a second, growing no worse than
// n log n, also when all cards share an address.
import { generateVcf } from './generate-vcf.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const SIZES = [1000, 10_000, 100_000];
const ROUNDS = 3;

/** One text of all cards: names of their own for most, every fifth card like an earlier one, written otherwise. */
function people(count) {
  const known = [];
  return generateVcf({ contacts: count }).replace(/N:([^;]*);([^;]*);;;\r\nFN:[^\r]*\r\n/g, (_line, family, given) => {
    const index = known.length;
    const isAgain = index % 5 === 4;
    const name = index % 20 === 1 ? family : `${family}${index.toString(36)}`;
    const person = isAgain ? known[index - 1 - (index % 3)] : { given, name, mail: `twice${index}@example.org` };
    known.push(person);
    return isAgain
      ? `FN:Dr. ${person.name}, ${person.given}\r\nEMAIL:${person.mail.toUpperCase()}\r\n`
      : `N:${name};${given};;;\r\nFN:${given} ${name}\r\nEMAIL:${person.mail}\r\n`;
  });
}

/** Every card with the same address and number. */
const crowd = (count) =>
  generateVcf({ contacts: count }).replace(/EMAIL;TYPE=home:.*\r\n/g, 'EMAIL:all@x.org\r\nTEL:+43 660 7654321\r\n');

const split = (text) => text.split(/(?<=END:VCARD\r\n)/).filter((card) => card !== '');

/** CPU milliseconds of the process. */
function measure(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { time: (user + system) / 1000, result };
}

function runAll(generator) {
  let step = generator.next();
  while (!step.done) step = generator.next();
  return step.value;
}

/** Times against the size before, divided by what n log n would be: 1.0 grows as n log n does, less is better. */
const growth = (times, sizes, at) =>
  at === 0
    ? ''
    : (
        times[at] /
        times[at - 1] /
        ((sizes[at] * Math.log(sizes[at])) / (sizes[at - 1] * Math.log(sizes[at - 1])))
      ).toFixed(2);

export async function run() {
  const { readCardSigns, findDuplicates } = await loadModules({
    signs: 'src/domain/contacts/duplicates/card-signs.ts',
    find: 'src/domain/contacts/duplicates/find-duplicates.ts',
  });
  for (const [name, make] of [
    ['people, every fifth twice', people],
    ['everybody with one address', crowd],
  ]) {
    const rows = [];
    const times = [];
    for (const [at, size] of SIZES.entries()) {
      const bytes = new TextEncoder().encode(make(size));
      const rounds = [];
      let groups = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const texts = split(new TextDecoder().decode(bytes));
        const reading = measure(() =>
          texts.map((text, index) => ({ collectionId: 'b', uid: `u${index}`, signs: readCardSigns(text) })),
        );
        const finding = measure(() => runAll(findDuplicates(reading.result)));
        groups = finding.result;
        rounds.push({ reading: reading.time, finding: finding.time });
      }
      const [reading, finding] = ['reading', 'finding'].map((part) => median(rounds.map((round) => round[part])));
      times.push(reading + finding);
      const count = (grade) => groups.filter((group) => group.grade === grade).length;
      rows.push([
        size.toLocaleString('en'),
        ...[reading, finding, reading + finding].map((ms) => ms.toFixed(0)),
        growth(times, SIZES, at),
        ...['certain', 'likely', 'perhaps'].map(count),
      ]);
    }
    console.log(name);
    printTable(['contacts', 'cards read', 'groups found', 'ms CPU', '÷ n log n', 'certain', 'likely', 'perhaps'], rows);
  }
}
