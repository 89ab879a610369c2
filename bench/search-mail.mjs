// 100,000 messages in the mail worker: lists, jumps, and searches until the first 50 rows with excerpts are in the page.
import { freshBrowser, servePage } from './browser.mjs';
import { wordOf } from './generate-mailbox.mjs';
import { mailboxFile } from './mailbox-file.mjs';
import { printTable } from './table.mjs';

const FIRST = 50;

/** Words often and seldom, beginnings, phrases, operators. */
function queries() {
  const word = (rank) => wordOf(rank);
  return {
    'one word, often': [word(3), word(8), word(20)],
    'one word, seldom': [word(5000), word(20_000), word(45_000)],
    'two words': [`${word(10)} ${word(900)}`, `${word(50)} ${word(60)}`, `${word(2000)} ${word(7)}`],
    'beginning of a word': ['ba', 'rem', 'koli'],
    'two words that follow each other': [
      `"${word(1)} ${word(2)}"`,
      `"${word(4)} ${word(30)}"`,
      `"${word(12)} ${word(12)}"`,
    ],
    operators: [
      `from:person7 ${word(40)}`,
      `subject:${word(30)} is:read`,
      `${word(9)} after:2022 before:2024-06 larger:1k -${word(2)}`,
    ],
  };
}

export async function run({ messages = 100_000, rounds = 20 } = {}) {
  const { path, size, remove } = await mailboxFile(messages);
  const site = await servePage('mail');
  const browser = await freshBrowser();
  const { page } = browser;
  try {
    await page.goto(site.url);
    await page.waitForFunction('globalThis.parseInWorker');
    await page.setInputFiles('input', path);
    const { letters } = await page.evaluate(() => globalThis.parseInWorker('texts'));
    const built = await page.evaluate(async () => {
      const from = performance.now();
      await globalThis.mail.importFile(globalThis.file());
      await globalThis.indexed();
      return performance.now() - from;
    });
    console.log(`Imported and indexed in ${Math.round(built / 1000)} s.`);
    await page.reload();
    await page.waitForFunction('globalThis.parseInWorker');
    const measured = await page.evaluate(measureInPage, { queries: queries(), rounds, first: FIRST });
    printTable(
      [`${messages.toLocaleString('en')} messages, ${Math.round(size / 1e6)} MB, ms`, 'p50', 'p95', 'most', 'found'],
      measured.rows.map(([name, ...values]) => [
        name,
        ...values.map((value) => (typeof value === 'number' ? value.toFixed(value < 100 ? 1 : 0) : value)),
      ]),
    );
    console.log(
      `The index is ${(measured.index / 1e6).toFixed(1)} MB, ${((100 * measured.index) / letters).toFixed(0)} % of the text that can be searched, ${(letters / 1e6).toFixed(0)} MB in UTF-8 (goal 50 %).`,
    );
  } finally {
    await browser.close();
    await site.close();
    await remove();
  }
}

/** Runs in the page. */
async function measureInPage({ queries, rounds, first }) {
  const { mail } = globalThis;
  const base = { where: { all: true }, show: 'all', text: '', collapseThreads: true, order: 'newest' };
  const total = (query) =>
    new Promise((done, fail) => {
      const watching = mail.watchList(query).subscribe({
        next(info) {
          done(info.total);
          queueMicrotask(() => watching.unsubscribe());
        },
        error: fail,
      });
    });
  const timed = async (work) => {
    const from = performance.now();
    const value = await work();
    return [performance.now() - from, value];
  };
  const summary = (name, all, found) => {
    const sorted = [...all].sort((a, b) => a - b);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    return [name, at(0.5), at(0.95), at(1), found];
  };
  const rows = [];
  const [opening, all] = await timed(() => total(base));
  rows.push(summary('the first list: worker, columns, threads', [opening], String(all)));
  for (const [name, query] of [
    ['a list made anew', base],
    ['a list of messages, unread alone', { ...base, collapseThreads: false, show: 'unread' }],
    ['a list, the oldest first', { ...base, order: 'oldest' }],
  ]) {
    const times = [];
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      // A word nobody has makes each query another one: nothing is answered from memory.
      const [ms, value] = await timed(() => total({ ...query, text: `smaller:${10_000_000 + round}` }));
      times.push(ms);
      found = value;
    }
    rows.push(summary(name, times, String(found)));
  }
  const jumps = [];
  for (let round = 0; round < 3 * rounds; round += 1) {
    const from = Math.floor((((round * 7919) % 1000) / 1000) * Math.max(1, all - first));
    jumps.push((await timed(() => mail.rows(base, from, from + first)))[0]);
  }
  rows.push(summary(`a jump: ${first} rows from anywhere`, jumps, String(first)));
  const everything = [];
  for (const [name, texts] of Object.entries(queries)) {
    const times = [];
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const text of texts) {
        // Each round another query, so that lists in memory do not answer; the words' parts may be there.
        const query = {
          ...base,
          text: `${text} smaller:${10_000_000 + round}`,
          order: round % 2 === 0 ? 'relevance' : 'newest',
        };
        const [ms] = await timed(() => mail.rows(query, 0, first));
        times.push(ms);
        if (round === 0) found += await total(query);
      }
    }
    everything.push(...times);
    rows.push(summary(`search: ${name}`, times, String(found)));
  }
  rows.push(summary(`all searches, ${first} rows with excerpts (goal 50)`, everything, ''));
  const index = await new Promise((done, fail) => {
    const opening = indexedDB.open('bench');
    opening.onerror = fail;
    opening.onsuccess = () => {
      const asked = opening.result.transaction('mailSegments').objectStore('mailSegments').getAll();
      asked.onsuccess = () => done(asked.result.reduce((sum, { bytes }) => sum + bytes, 0));
    };
  });
  return { rows, index };
}
