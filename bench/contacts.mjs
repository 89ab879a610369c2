// 10,000 cards in the real store: a jump of the scroll bar, and a search, until they are painted. Frames are 16.7 ms.
import { freshBrowser, servePage } from './browser.mjs';
import { generateVcf } from './generate-vcf.mjs';
import { median, printTable } from './table.mjs';

const CARDS = 10_000;
const JUMPS = 40;
const SEARCHES = ['a', 'an', 'ann', 'anna', '', 'müller', 'muller rossi', '+43', 'wurstdarm', 'nobody at all', ''];

export async function run() {
  const served = await servePage('contacts');
  const browser = await freshBrowser();
  try {
    const { page } = browser;
    await page.goto(served.url);
    await page.waitForSelector('body[data-ready]');
    const count = await page.evaluate((text) => contactsBench.fill(text), generateVcf({ contacts: CARDS }));
    const places = Array.from({ length: JUMPS }, (_, i) => (i * 6151) % (CARDS - 20));
    const jumps = await page.evaluate(async (indexes) => {
      const results = [];
      for (const index of indexes) results.push(await contactsBench.jump(index));
      return results;
    }, places);
    const searches = await page.evaluate(async (texts) => {
      const results = [];
      for (const text of texts) results.push(await contactsBench.search(text));
      return results;
    }, SEARCHES);
    const long = await page.evaluate(() => bench.longTasks.length);
    report(count, jumps, searches, long);
  } finally {
    await browser.close();
    await served.close();
  }
}

function report(count, jumps, searches, longTasks) {
  const line = (name, results, limit) => {
    const frames = results.map((result) => result.frames);
    const kept = frames.filter((n) => n <= limit).length;
    const ms = results.map((result) => result.ms);
    return [
      name,
      median(frames),
      Math.max(...frames),
      `${kept} of ${frames.length}`,
      median(ms).toFixed(1),
      Math.max(...ms).toFixed(1),
    ];
  };
  printTable(
    [`${count.toLocaleString('en')} contacts`, 'frames', 'most', 'within goal', 'median ms', 'most ms'],
    [line('scroll jump, painted (goal 2)', jumps, 2), line('search answered, painted (goal 1)', searches, 1)],
  );
  console.log(`Time until the worker answers a search: median ${median(searches.map((s) => s.answer)).toFixed(1)} ms.`);
  console.log(`Tasks over 50 ms on the page, import included: ${longTasks}.`);
}
