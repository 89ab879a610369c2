// Cold start of the installed app without network. First as a person starts it: the browser is not running, its icon is pressed, and the
// app's window opens with a profile that was closed; timed by the browser, from the start of the navigation to the first contents on the
// screen. Then in a browser that is there already, with the moments at which the view can be used. Beside each a page with the same
// content written by hand, kept and served by a service worker, too: bare, and with the headers the app is sent with, one of which has
// the browser start a process for the page (COOP).
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { securityHeaders } from '../scripts/security-headers.mjs';
import { freshBrowser, openInstalled, serveApp } from './browser.mjs';
import { median, printTable } from './table.mjs';

const REPEATS = 9;
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

/** A profile that has the page for use offline. */
async function install(url, prepare, isKept) {
  const { profile, page, close } = await freshBrowser();
  await page.goto(url);
  await prepare(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload(); // kept by the worker from here on
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForTimeout(3000);
  await page.waitForFunction(isKept);
  await close({ keep: true });
  return profile;
}

/**
 * Its window opened by pressing its icon.
 *
 * @returns ms from the start of the navigation to the first contents on the screen, which are all of a page by hand and of the kept
 *   picture, and to the view that has been painted and can be used
 */
async function launch({ profile, url, hasPicture }) {
  const { page, close } = await openInstalled(profile, url);
  try {
    const at = (name) =>
      page
        .waitForFunction((one) => performance.getEntriesByName(one)[0]?.startTime, name, { timeout: 10_000 })
        .then((time) => time.jsonValue());
    const painted = await at('first-contentful-paint');
    if (!hasPicture) return [painted];
    if ((await at('ik-picture')) > painted) throw new Error('What was painted first was not the kept picture.');
    return [painted, await at('ik-picture-over')];
  } finally {
    await close();
  }
}

/** Its address gone to in a browser that is there. @returns ms from the start of the navigation to each stage */
async function visit({ profile, url, stages }) {
  const { context, page, close } = await freshBrowser(profile);
  await context.addInitScript(watch);
  await context.addInitScript((all) => {
    globalThis.bench.started = Promise.all(all.map(globalThis.bench.whenPainted));
  }, stages);
  await context.setOffline(true);
  await page.goto(url, { waitUntil: 'commit' });
  const times = await page.evaluate(() => globalThis.bench.started);
  await close({ keep: true });
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

/** A page by hand that is kept. */
async function keepByHand(headers) {
  const server = await serveByHand(headers);
  const url = `${server.url}/`;
  const profile = await install(
    url,
    async () => {},
    () => true,
  );
  server.close();
  return { profile, url, stages: [['.main .title', 'section:last-child p']] };
}

/** The app, which has kept its picture. */
async function keepApp() {
  const server = await serveApp();
  const isKept = () => localStorage.getItem('ik-day-picture') !== null;
  const profile = await install(`${server.url}/calendar`, importToday, isKept);
  await server.close();
  // The kept picture, which is there first; the view itself, which can be used; and what it says of all else.
  const real = 'ik-day-moment .main';
  return { profile, url: `${server.url}/day`, hasPicture: true, stages: [['* .main .title'], [real], [real, ...ALL]] };
}

/** Each start of each, in turns, so that a slower moment of the machine is one for all. */
async function inTurns(pages, start) {
  const times = pages.map(() => []);
  for (let n = 0; n < REPEATS; n += 1) for (const [at, page] of pages.entries()) times[at].push(await start(page));
  return times;
}

export async function run() {
  const pages = [await keepByHand(securityHeaders('/')), await keepByHand({}), await keepApp()];
  try {
    report('installed, its window opened, offline', await inTurns(pages, launch), [
      ['Ikebana: My Day, by the kept picture (goal 2 ×)', 0],
      ['Ikebana: every part of the view, interactive', 1],
    ]);
    report('in a browser that is there, offline', await inTurns(pages, visit), [
      ['Ikebana: appointments, by the kept picture', 0],
      ['Ikebana: appointments, by the view, interactive', 1],
      ['Ikebana: every part of the view', 2],
    ]);
  } finally {
    for (const { profile } of pages) await rm(profile, { recursive: true, force: true });
  }
}

/** @param stages - Names of the app's, each with its place in a start's times */
function report(title, [safe, bare, app], stages) {
  const base = median(safe.map(([time]) => time));
  const row = (name, starts, at = 0) => {
    const times = starts.map((start) => start[at]);
    return [name, Math.round(median(times)), Math.round(Math.max(...times)), (median(times) / base).toFixed(2)];
  };
  printTable(
    [`${title}, median of ${REPEATS}`, 'ms', 'most ms', '× by hand'],
    [
      row('a page by hand, kept by a service worker, with the same headers', safe),
      row('… without them', bare),
      ...stages.map(([name, at]) => row(name, app, at)),
    ],
  );
}
