// Cold start of the installed app without network: a new browser with the profile of one that was closed, from the start of the
// navigation to the painted My Day. Beside it a page with the same content written by hand, kept and served by a service worker, too:
// bare, and with the headers the app is sent with, one of which has the browser start a process for the page (COOP).
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { securityHeaders } from '../scripts/security-headers.mjs';
import { freshBrowser, serveApp } from './browser.mjs';
import { median, printTable } from './table.mjs';

const REPEATS = 7;
/** What the other parts of My Day say when they are there; the appointments come first. */
const ALL = ['ik-day-mail .empty', 'ik-day-tasks li', 'ik-day-rooms .empty'];

/** Appointments in each of the coming hours, and tasks. */
function today() {
  const stamp = (time) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
  const next = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
  const head = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n';
  const events = Array.from(
    { length: 30 },
    (_, n) =>
      `BEGIN:VEVENT\r\nUID:event-${n}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:${stamp(next + n * 3_600_000)}\r\nDTEND:${stamp(next + (n + 1) * 3_600_000)}\r\nSUMMARY:Meeting ${n + 1}\r\nLOCATION:Floor ${n + 1}\r\nEND:VEVENT\r\n`,
  );
  const tasks = [1, 2, 3].map(
    (n) =>
      `BEGIN:VTODO\r\nUID:task-${n}\r\nDTSTAMP:20261101T000000Z\r\nDUE:${stamp(next)}\r\nSUMMARY:Task ${n}\r\nEND:VTODO\r\n`,
  );
  return `${head}${events.join('')}${tasks.join('')}END:VCALENDAR\r\n`;
}

/** Runs in the page before anything else: looks from the first frame on. */
function watch() {
  const { find, frame } = globalThis.bench;
  const inside = (selector) => {
    if (selector.startsWith('* ')) return find(selector.slice(2)); // in whatever element
    const [host, ...rest] = selector.split(' ');
    const element = host.startsWith('ik-') ? find(host)?.shadowRoot : document;
    return element?.querySelector(host.startsWith('ik-') ? rest.join(' ') : selector) ?? null;
  };
  const until = (isThere) =>
    new Promise((done) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        done(frame());
      };
      look();
    });
  globalThis.bench.whenPainted = (selectors) => until(() => selectors.every((one) => inside(one) !== null));
}

/** Begins, and goes on in new browsers. @returns ms from the start of the navigation to each stage, of each start */
async function starts({ open, start, stages, prepare, isKept, stop }) {
  let browser = await freshBrowser();
  const { profile } = browser;
  await browser.page.goto(open);
  await prepare(browser.page);
  await browser.page.evaluate(() => navigator.serviceWorker.ready);
  await browser.page.reload(); // kept by the worker from here on
  await browser.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await browser.page.waitForTimeout(3000);
  await browser.page.waitForFunction(isKept);
  await browser.close({ keep: true });
  await stop();
  const times = [];
  for (let n = 0; n < REPEATS; n += 1) {
    browser = await freshBrowser(profile);
    await browser.context.addInitScript(watch);
    await browser.context.addInitScript((all) => {
      globalThis.bench.started = Promise.all(all.map(globalThis.bench.whenPainted));
    }, stages);
    await browser.context.setOffline(true);
    await browser.page.goto(start, { waitUntil: 'commit' });
    times.push(await browser.page.evaluate(() => globalThis.bench.started));
    await browser.close({ keep: true });
  }
  await rm(profile, { recursive: true, force: true });
  return times;
}

async function serveByHand(headers) {
  const files = { '/': ['index.html', 'text/html'], '/start.css': ['start.css', 'text/css'] };
  for (const name of ['start.js', 'worker.js']) files[`/${name}`] = [name, 'text/javascript'];
  const server = createServer(async ({ url }, response) => {
    const [name, type] = files[url] ?? [];
    if (name === undefined) return response.writeHead(404).end();
    response.writeHead(200, { ...headers, 'content-type': type }).end(await readFile(`bench/pages/start/${name}`));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://localhost:${server.address().port}`, close: () => server.close() };
}

async function importToday(page) {
  await page.getByRole('button', { name: 'Import a file' }).first().waitFor();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('button', { name: 'Import a file' })
      .first()
      .click()
      .then(() => page.locator('ik-import-dialog').getByRole('button', { name: 'Choose files' }).click()),
  ]);
  await chooser.setFiles({ name: 'today.ics', mimeType: 'text/calendar', buffer: Buffer.from(today()) });
  await page.locator('ik-import-dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[part~=event]').first().waitFor();
}

async function byHand(headers) {
  const hand = await serveByHand(headers);
  const times = await starts({
    open: `${hand.url}/`,
    start: `${hand.url}/`,
    stages: [['.main .title', 'section:last-child p']],
    prepare: async () => {},
    isKept: () => true,
    stop: () => hand.close(),
  });
  return times.flat();
}

export async function run() {
  const app = await serveApp();
  const real = 'ik-day-moment .main';
  const mine = await starts({
    open: `${app.url}/calendar`,
    start: `${app.url}/day`,
    // The kept picture, which is there first; the view itself, which can be used; and what it says of all else.
    stages: [['* .main .title'], [real], [real, ...ALL]],
    prepare: importToday,
    isKept: () => localStorage.getItem('ik-day-picture') !== null,
    stop: () => app.close(),
  });
  const bare = await byHand({});
  const by = await byHand(securityHeaders('/'));
  const [picture, view, whole] = [0, 1, 2].map((stage) => mine.map((times) => times[stage]));
  const base = median(by);
  const row = (name, values) => {
    const middle = median(values);
    return [name, Math.round(middle), Math.round(Math.max(...values)), (middle / base).toFixed(2)];
  };
  printTable(
    [`cold start to painted My Day, offline, median of ${REPEATS}`, 'ms', 'most ms', '× by hand'],
    [
      row('a page by hand, kept by a service worker, with the same headers', by),
      row('… without them', bare),
      row('Ikebana, installed: appointments, by the kept picture (goal 2 ×)', picture),
      row('Ikebana, installed: appointments, by the view, interactive', view),
      row('Ikebana, installed: every part of the view', whole),
    ],
  );
}
