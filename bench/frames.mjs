// 10,000 events in the app: frames from a key to the painted page of events, and from the pointer's move to the event
// that follows it. A frame is 16.7 ms. Which events belong to a page was written down in a slow walk before.
import { freshBrowser, serveApp } from './browser.mjs';
import { generateIcs } from './generate-ics.mjs';
import { median, printTable } from './table.mjs';

const EVENTS = 10_000;
const FIRST = '2025-03-03';
const STEPS = 12;
const SWITCHES = ['week', 'day', 'month', 'week', 'month', 'day', 'month'];
const KEYS = { day: 'd', week: 'w', month: 'm' };

/** Runs in the page. */
function watch() {
  const { find, frame, framesUntil } = globalThis.bench;
  const calendar = () => find('ik-calendar');
  /** What is on screen: the period, and each event's title with its place. */
  const picture = () => {
    const root = calendar().shadowRoot;
    const grid = root.querySelector('[part=grid]:not([hidden])');
    const events = [...grid.querySelectorAll('[part~=event]:not(.ghost)')];
    return `${grid.getAttribute('aria-label')}\n${events.map((e) => e.textContent + e.style.top).join('\n')}`;
  };
  const press = (key) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true, composed: true }),
    );
  Object.assign(globalThis.bench, {
    async slowly(key) {
      press(key);
      await new Promise((done) => setTimeout(done, 600));
      return picture();
    },
    picture,
    turn: (key, wanted) =>
      framesUntil(
        () => press(key),
        () => picture() === wanted,
      ),
    async drag(moves) {
      const root = calendar().shadowRoot;
      const chip = [...root.querySelectorAll('.time [part~=event].box')].find((e) => {
        const { top, bottom } = e.getBoundingClientRect();
        return top > 220 && bottom < 560;
      });
      const box = chip.getBoundingClientRect();
      const at = { x: box.left + box.width / 2, y: box.top + 14 };
      const fire = (type, target, dy) =>
        target.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 1,
            pointerType: 'mouse',
            isPrimary: true,
            button: type === 'pointermove' ? -1 : 0,
            buttons: 1,
            clientX: at.x,
            clientY: at.y + dy,
            bubbles: true,
            composed: true,
            cancelable: true,
          }),
        );
      const ghostAt = () => root.querySelector('.ghost')?.style.top;
      fire('pointerdown', chip, 0);
      fire('pointermove', chip, 8);
      await frame();
      const results = [];
      for (let i = 1; i <= moves; i += 1) {
        const before = ghostAt();
        const dy = 8 + 14 * (1 + (i % 8)); // a quarter of an hour each time
        results.push(
          await framesUntil(
            () => fire('pointermove', chip, dy),
            () => ghostAt() !== before,
          ),
        );
      }
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      fire('pointercancel', chip, 0);
      return results;
    },
  });
}

async function importEvents(page, text) {
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('ik-import-dialog').getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles({ name: 'ten-years.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });
  await page.locator('ik-import-dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[part~=event]').first().waitFor();
}

async function walk(page, url, view, keys) {
  const start = async () => {
    await page.goto(`${url}/calendar/${view}/${FIRST}`);
    await page.locator('[part~=event]').first().waitFor();
    await page.waitForTimeout(1500);
  };
  await start();
  const pictures = [];
  for (const key of keys) pictures.push(await page.evaluate((k) => bench.slowly(k), key));
  if (pictures.some((picture, index) => picture === pictures[index - 1])) throw new Error('A key turned no page.');
  await start();
  const results = [];
  for (const [index, key] of keys.entries()) {
    results.push(await page.evaluate(([k, wanted]) => bench.turn(k, wanted), [key, pictures[index]]));
    await page.waitForTimeout(300);
  }
  return results;
}

export async function run() {
  const app = await serveApp();
  const browser = await freshBrowser();
  const { page } = browser;
  try {
    await page.addInitScript(watch);
    await page.goto(`${app.url}/calendar/month/${FIRST}`);
    await page.getByRole('checkbox', { name: 'Personal' }).first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await importEvents(page, generateIcs({ events: EVENTS }));
    const rows = [];
    const next = Array.from({ length: STEPS }, () => 'j');
    for (const view of ['month', 'week', 'day'])
      rows.push([`next ${view} (goal 2)`, 2, await walk(page, app.url, view, next)]);
    const switches = SWITCHES.map((view) => KEYS[view]);
    rows.push(['another view (goal 2)', 2, await walk(page, app.url, 'month', switches)]);
    await page.goto(`${app.url}/calendar/week/${FIRST}`);
    await page.locator('[part~=event]').first().waitFor();
    await page.waitForTimeout(1500);
    rows.push(['drag follows the pointer (goal 1)', 1, await page.evaluate((moves) => bench.drag(moves), 40)]);
    printTable(
      [`${EVENTS.toLocaleString('en')} events`, 'frames', 'most', 'within goal', 'median ms', 'most ms'],
      rows.map(([name, goal, results]) => {
        const frames = results.map((result) => result.frames);
        const ms = results.map((result) => result.ms);
        const kept = `${frames.filter((n) => n <= goal).length} of ${frames.length}`;
        return [name, median(frames), Math.max(...frames), kept, median(ms).toFixed(1), Math.max(...ms).toFixed(1)];
      }),
    );
  } finally {
    await browser.close();
    await app.close();
  }
}
