// Import of 10,000 events in the built app, from the drop to the painted month, beside what ical.js alone needs to parse the
// same text in a worker. As by hand, the file is over the page for a moment before it is dropped; then the dialog's button
// is pressed the moment it is there.
import { freshBrowser, serveApp, servePage } from './browser.mjs';
import { generateIcs } from './generate-ics.mjs';
import { median, printTable } from './table.mjs';

const REPEATS = 5;
const EVENTS = 10_000;
/** Nobody drops a file in the first second: they open the app, then look for the file. */
const OPEN_MS = 5000;
/** From the edge of the page to where it is let go: nobody is faster. */
const DRAG_MS = 300;

async function icalAlone(url, text) {
  const browser = await freshBrowser();
  try {
    await browser.page.goto(url);
    await browser.page.waitForFunction('globalThis.parseInWorker');
    return (await browser.page.evaluate((source) => globalThis.parseInWorker(source), text)).ms;
  } finally {
    await browser.close();
  }
}

async function ourImport(url, text, openMs) {
  const browser = await freshBrowser();
  const { page } = browser;
  try {
    await page.goto(`${url}/calendar/month/2025-03-01`);
    await page.getByRole('checkbox', { name: 'Personal' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    // Nobody drops a file while the app is still being installed, on the first visit of all.
    await page.evaluate(() => navigator.serviceWorker.ready);
    // The file is made in a task of its own: it is on the person's disk already.
    const file = await page.evaluateHandle(
      (source) => new File([source], 'ten-years.ics', { type: 'text/calendar' }),
      text,
    );
    await page.waitForTimeout(openMs);
    return await page.evaluate(
      async ({ dropped, dragMs }) => {
        const transfer = new DataTransfer();
        transfer.items.add(dropped);
        const target = document.querySelector('ik-app');
        const fire = (type) =>
          target.dispatchEvent(
            new DragEvent(type, { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true }),
          );
        fire('dragenter');
        for (let dragged = 0; dragged < dragMs; dragged += 50) {
          fire('dragover');
          await new Promise((done) => setTimeout(done, 50));
        }
        globalThis.bench.longTasks.length = 0;
        const from = performance.now();
        fire('drop');
        const button = await new Promise((done) => {
          const look = () => {
            const dialog = globalThis.bench.find('ik-import-target');
            const found =
              dialog &&
              globalThis.bench.find('ik-import-dialog').shadowRoot.querySelector('.button.primary:not([hidden])');
            if (found && !found.disabled) done(found);
            else requestAnimationFrame(look);
          };
          look();
        });
        const previewed = performance.now() - from;
        button.click();
        const painted = (await globalThis.bench.painted('[part~=event]')) - from;
        const countEvents = () =>
          globalThis.bench.find('ik-calendar').shadowRoot.querySelectorAll('[part~=event]').length;
        const paintedEvents = countEvents();
        const blocked = Math.max(0, ...globalThis.bench.longTasks.map((task) => task.duration));
        // What nobody looks at is drawn afterwards: gone is the note that says so.
        const isDrawn = (db) =>
          new Promise((done) => {
            const range = IDBKeyRange.bound('undrawn/', 'undrawn0');
            const request = db.transaction('local').objectStore('local').count(range);
            request.onsuccess = () => done(request.result === 0);
          });
        const [{ name }] = await indexedDB.databases();
        const db = await new Promise((done) => {
          indexedDB.open(name).onsuccess = ({ target: { result } }) => done(result);
        });
        while (!(await isDrawn(db))) await new Promise((done) => setTimeout(done, 20));
        const drawn = performance.now() - from;
        await new Promise((done) => setTimeout(done, 500));
        return { previewed, painted, drawn, blocked, isWhole: paintedEvents === countEvents() };
      },
      { dropped: file, dragMs: DRAG_MS },
    );
  } finally {
    await browser.close();
  }
}

export async function run() {
  const text = generateIcs({ events: EVENTS });
  const page = await servePage('ical');
  const app = await serveApp();
  try {
    const theirs = [];
    const ours = [];
    const early = [];
    for (let i = 0; i < REPEATS; i += 1) {
      theirs.push(await icalAlone(page.url, text));
      ours.push(await ourImport(app.url, text, OPEN_MS));
      early.push(await ourImport(app.url, text, 0));
    }
    const parse = median(theirs);
    const row = (name, ms) => [name, Math.round(ms), (ms / parse).toFixed(2)];
    printTable(
      [`${EVENTS} events, ${(text.length / 1e6).toFixed(1)} MB, median of ${REPEATS}`, 'ms', '× ical.js'],
      [
        row('ical.js: parse alone, in a worker', parse),
        row('ours: drop to preview', median(ours.map((r) => r.previewed))),
        row('ours: drop to painted month', median(ours.map((r) => r.painted))),
        row('ours: drop to all months drawn, unseen', median(ours.map((r) => r.drawn))),
        row('ours, dropped before the app is at rest', median(early.map((r) => r.painted))),
      ],
    );
    const whole = [...ours, ...early].filter(({ isWhole }) => isWhole).length;
    console.log(`The painted month had all of its events in ${whole} of ${2 * REPEATS} runs.`);
    console.log(
      `Longest task of the page during our import: ${Math.round(median(ours.map((r) => r.blocked)))} ms (0 = none over 50 ms).`,
    );
  } finally {
    await page.close();
    await app.close();
  }
}
