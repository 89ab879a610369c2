// Month first painted, next month, month to week: main-thread CPU of <ik-calendar> beside FullCalendar 7, in one run.
import { freshBrowser, servePage } from './browser.mjs';
import { median, printTable } from './table.mjs';

const COUNTS = [1000, 10_000, 50_000];
const STEPS = ['month first painted', 'next month', 'month to week'];
const sides = [
  { name: 'FullCalendar 7, array', page: 'views-fullcalendar', from: 'array' },
  { name: 'ours, array', page: 'views-ours', from: 'array' },
  { name: 'ours, store', page: 'views-ours', from: 'store' },
];

/** Main-thread CPU of a page so far, ms. */
async function createMeter(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
  };
}

/** @returns CPU ms of each step, the page's own start and its data left out. */
async function measure(context, url, count, from) {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(([n, source]) => bench.prepare(n, source), [count, from]);
  const cpu = await createMeter(page);
  const step = async (work, argument) => {
    const before = await cpu();
    await page.evaluate(work, argument);
    return (await cpu()) - before;
  };
  const times = [
    await step((view) => bench.mount(view), 'month'),
    await step(() => bench.next()),
    await step((view) => bench.show(view), 'week'),
  ];
  await page.close();
  return times;
}

/** @param options - `reps` of each, interleaved; `counts` of events. */
export async function run({ reps = 5, counts = COUNTS } = {}) {
  const servers = {
    'views-fullcalendar': await servePage('views-fullcalendar'),
    'views-ours': await servePage('views-ours'),
  };
  const { context, close } = await freshBrowser();
  const results = new Map();
  try {
    for (const count of counts) {
      const filler = await context.newPage();
      await filler.goto(servers['views-ours'].url);
      await filler.evaluate((n) => bench.fill(n), count);
      await filler.close();
      for (let rep = 0; rep <= reps; rep++)
        for (const { name, page, from } of sides) {
          const times = await measure(context, servers[page].url, count, from);
          if (rep === 0) continue; // files and code caches are warm for all after it
          const key = `${count} ${name}`;
          results.set(key, [...(results.get(key) ?? []), times]);
        }
    }
  } finally {
    await close();
    for (const server of Object.values(servers)) await server.close();
  }
  print(counts, results);
}

function print(counts, results) {
  const medianOf = (count, name, step) => median(results.get(`${count} ${name}`).map((times) => times[step]));
  const rows = counts.flatMap((count) =>
    sides.map(({ name }) => [
      `${count.toLocaleString('en')} events, ${name}`,
      ...STEPS.flatMap((_, step) => {
        const own = medianOf(count, name, step);
        return [own.toFixed(1), (own / medianOf(count, sides[0].name, step)).toFixed(2)];
      }),
    ]),
  );
  printTable(['main-thread CPU, ms and ×', ...STEPS.flatMap((step) => [step, '×'])], rows);
  const growth = (name, step) =>
    counts.slice(1).map((count) => (medianOf(count, name, step) / medianOf(counts[0], name, step)).toFixed(2));
  console.log('');
  printTable(
    [`month first painted, × of ${counts[0]} events`, ...counts.slice(1).map(String)],
    sides.map(({ name }) => [name, ...growth(name, 0)]),
  );
}
