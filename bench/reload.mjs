// Reload of the installed app without network, 10,000 events in its store, beside a FullCalendar page that loads the same
// events, already expanded, from a local file. From the start of the navigation to the painted month.
import { writeFile } from 'node:fs/promises';
import { freshBrowser, serveApp, servePage } from './browser.mjs';
import { generateIcs } from './generate-ics.mjs';
import { median, printTable } from './table.mjs';

const REPEATS = 7;
const EVENTS = 10_000;
const MONTH = '2025-03-01';

/** The same occurrences as a flat array, as FullCalendar wants them. */
async function flatEvents(text) {
  const { parseCalendar, expand } = await import('../dist/lib/formats.js');
  const { items } = parseCalendar(text);
  const window = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2030, 0, 1) };
  const titles = new Map(items.map(({ uid, text: source }) => [uid, /^SUMMARY[^:]*:(.*)$/m.exec(source)?.[1] ?? '']));
  const occurrences = expand(items, window, { timeZone: 'Europe/Zurich', limit: 1_000_000 });
  return occurrences.map(({ uid, start, end, allDay }) => ({ title: titles.get(uid), start, end, allDay }));
}

async function fullCalendar(url) {
  const browser = await freshBrowser();
  const times = [];
  try {
    for (let i = 0; i <= REPEATS; i += 1) {
      await (i === 0 ? browser.page.goto(url) : browser.page.reload());
      times.push(await browser.page.evaluate(() => globalThis.bench.painted('[role=gridcell]')));
    }
  } finally {
    await browser.close();
  }
  return times.slice(1);
}

async function ours(text) {
  const app = await serveApp();
  const browser = await freshBrowser();
  const { page, context } = browser;
  const times = [];
  try {
    await page.goto(`${app.url}/calendar/month/${MONTH}`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page
        .getByRole('button', { name: 'Import a file' })
        .first()
        .click()
        .then(() => page.locator('ik-import-dialog').getByRole('button', { name: 'Choose files' }).click()),
    ]);
    await chooser.setFiles({ name: 'ten-years.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });
    await page.locator('ik-import-dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await page.locator('[part~=event]').first().waitFor();
    await app.close();
    await context.setOffline(true);
    for (let i = 0; i <= REPEATS; i += 1) {
      await page.reload();
      times.push(await page.evaluate(() => globalThis.bench.painted('[part~=event]')));
    }
  } finally {
    await browser.close();
  }
  return times.slice(1);
}

export async function run() {
  const text = generateIcs({ events: EVENTS });
  const page = await servePage('fullcalendar');
  try {
    await writeFile('.cache/bench/fullcalendar/events.json', JSON.stringify(await flatEvents(text)));
    const theirs = median(await fullCalendar(page.url));
    const mine = median(await ours(text));
    printTable(
      [`reload to painted month, ${EVENTS} events, median of ${REPEATS}`, 'ms', '× FullCalendar 7'],
      [
        ['FullCalendar 7, events from a local file', Math.round(theirs), '1.00'],
        ['Ikebana, installed, offline', Math.round(mine), (mine / theirs).toFixed(2)],
      ],
    );
  } finally {
    await page.close();
  }
}
