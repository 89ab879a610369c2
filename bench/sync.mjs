// Syncing over loopback, real browsers and a real relay: how long an edit takes from one screen to the other, and how long a
// new device takes to have a calendar whose log is long. Needs a built app (`npm run build`).
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRelay } from '../scripts/build-relay.mjs';
import { freshBrowser, serveApp } from './browser.mjs';
import { generateIcs } from './generate-ics.mjs';
import { printTable } from './table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILT = 'node_modules/.cache/bench-sync-relay';
const EDITS = 40;
/** Between edits, in ms: as a person's edits are, each by itself. */
const PAUSE_MS = 500;
/** What a form begins with. */
const blank = {
  ...{ absence: '', decline: '', declineText: '', title: '', location: '', description: '', url: '', conference: '' },
  ...{ allDay: false, start: 0, end: 0, zone: '', endZone: '', rrule: '', moreRules: [], rdates: [], exdates: [] },
  ...{ color: '', transparent: false, status: '', visibility: 'PUBLIC', categories: [], alarms: [], moreAlarms: [] },
  ...{ organizer: '', organizerName: '', attendees: [], attachments: [] },
};
/** Makes a snapshot of about 500 KB. */
const IMPORTED = 2_200;
const ENTRIES = 500;

async function startRelay() {
  await buildRelay(BUILT);
  const folder = await mkdtemp(join(tmpdir(), 'ikebana-bench-relay-'));
  const program = join(root, BUILT, 'index.js');
  const script = `import(${JSON.stringify(program)}).then(({ main }) => main(process.argv.slice(1)))`;
  const args = ['--port', '0', '--host', '127.0.0.1', '--data', folder];
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args]);
  const url = await new Promise((found) => {
    let output = '';
    const look = (data) => {
      output += data;
      const started = /"event":"started","url":"([^"]+)"/.exec(output)?.[1];
      if (started) found(started);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  });
  return {
    url,
    async close() {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openApp(url) {
  const browser = await freshBrowser();
  await browser.page.goto(`${url}/calendar`);
  await browser.page.waitForFunction(() => document.querySelector('ik-app')?.services);
  // A profile that is new here keeps the app's files first, which takes half of two cores for four seconds: less than a person
  // needs for the words that let a device in.
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await browser.page.evaluate(() => {
    const { services } = document.querySelector('ik-app');
    const first = (watchable, fits) =>
      new Promise((done) => {
        const subscription = watchable.subscribe({
          next(value) {
            if (!fits(value)) return;
            done(value);
            queueMicrotask(() => subscription.unsubscribe());
          },
          error() {},
        });
      });
    globalThis.app = {
      services,
      collections: (fits) => first(services.collections.watch('calendar'), fits),
      synced: () => first(services.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0),
      now: () => performance.timeOrigin + performance.now(),
    };
  });
  return browser;
}

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];
const round = (value) => Math.round(value * 10) / 10;

/** From the command on one device to the frame in which the other shows it. @param pause - Before each, in ms. */
async function editToPainted(a, b, { calendar, name, pause }) {
  const times = [];
  for (let i = 0; i <= EDITS; i++) {
    await new Promise((done) => setTimeout(done, pause));
    const title = `${name} <${i}>`;
    const seen = b.page.evaluate(async (text) => {
      const isThere = () => bench.find('[part~=event]', (event) => event.textContent.includes(text));
      while (!isThere()) await new Promise((frame) => requestAnimationFrame(frame));
      await new Promise((frame) => requestAnimationFrame(frame));
      return app.now();
    }, title);
    seen.catch(() => {}); // whatever ends the browser says why
    const begun = await a.page.evaluate(
      async ([collectionId, empty, text, hour]) => {
        const day = new Date();
        const start = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate(), hour);
        const fields = { ...empty, title: text, start, end: start + 3_600_000 };
        const time = app.now();
        await app.services.calendar.create(collectionId, fields);
        return time;
      },
      // At most four at an hour: of more some would be behind “+n”, and never be painted.
      [calendar, blank, title, 8 + (i % 11)],
    );
    const time = (await seen) - begun;
    if (i > 0) times.push(time); // the first waits for Automerge
  }
  return times;
}

/** An account on a first device. @returns its words and its calendar */
async function createAccount({ page }, relay) {
  const calendar = await page.evaluate(async (url) => {
    await app.services.account.create({ relay: url, deviceName: 'a', name: 'Ada' });
    const [{ id }] = await app.collections((all) => all.length > 0);
    await app.synced();
    return id;
  }, relay.url);
  return { calendar, words: await page.evaluate(() => app.services.account.recovery.show()) };
}

const joinAccount = ({ page }, words, relay) =>
  page.evaluate(
    ([phrase, url]) => app.services.account.recovery.restore({ phrase, relay: url, deviceName: 'next' }),
    [words, relay.url],
  );

async function measureEdits(open, relay) {
  const [a, b] = [await open(), await open()];
  const { calendar, words } = await createAccount(a, relay);
  await joinAccount(b, words, relay);
  await b.page.evaluate(() => app.collections((all) => all.length > 0));
  const first = await editToPainted(a, b, { calendar, name: 'Edit', pause: PAUSE_MS });
  // In a calendar of their own: of more events at an hour some would be behind “+n”.
  const next = await a.page.evaluate(() =>
    app.services.collections.create('calendar', 'Next', 120).then(({ id }) => id),
  );
  await b.page.evaluate((wanted) => app.collections((all) => all.some(({ id }) => id === wanted)), next);
  await a.page.evaluate((id) => app.services.collections.update(id, { visible: false }), calendar);
  await b.page.waitForFunction(() => !bench.find('[part~=event]'));
  const second = await editToPainted(a, b, { calendar: next, name: 'Next', pause: 0 });
  for (const browser of [a, b]) await browser.close();
  const rows = (times, name) => [
    [`edit to painted, ${name}: median`, round(percentile(times, 0.5))],
    ['… p95 (goal 100)', round(percentile(times, 0.95))],
  ];
  return [
    ...rows(first, `the first ${EDITS} after opening, ${PAUSE_MS} ms apart`),
    ...rows(second, `the next ${EDITS}, each as the last is painted`),
  ];
}

/** A new device, while no other is open, of an account that has nothing else. */
async function measureCatchUp(open, relay) {
  const a = await open();
  const { words } = await createAccount(a, relay);
  const ics = generateIcs({ events: IMPORTED, from: '2024-01-01', years: 2 });
  await a.page.evaluate(async (text) => {
    const { imports } = app.services;
    const preview = await imports.preview(new File([text], 'many.ics'));
    await imports.commit(preview.id, { collection: { name: 'Many', hue: 20 }, duplicates: 'skip' });
    await app.synced();
  }, ics);
  const many = await a.page.evaluate(() => app.collections((all) => all.some(({ name }) => name === 'Many')));
  await a.page.evaluate(
    async ([collectionId, empty, count]) => {
      for (let i = 0; i < count; i++) {
        const start = i * 86_400_000;
        const fields = { ...empty, title: `Entry ${i}`, start, end: start + 3_600_000 };
        await app.services.calendar.create(collectionId, fields);
        if (i % 10 === 9) await app.synced();
      }
      await app.synced();
    },
    [many.find(({ name }) => name === 'Many').id, blank, ENTRIES],
  );
  await a.close();
  const c = await open();
  await c.page.evaluate(() => app.services.imports.prepare());
  await joinAccount(c, words, relay);
  const [snapshot, whole] = await c.page.evaluate(
    async (counts) => {
      const from = app.now();
      const times = [];
      for (const count of counts) {
        await app.collections((all) => all.some(({ name, itemCount }) => name === 'Many' && itemCount >= count));
        times.push(app.now() - from);
      }
      return times;
    },
    [IMPORTED, IMPORTED + ENTRIES],
  );
  return [
    [`new device: ${IMPORTED} events of a snapshot`, round(snapshot)],
    [`new device: ${IMPORTED} events and ${ENTRIES} entries (goal 1,500)`, round(whole)],
  ];
}

export async function run() {
  const [relay, app] = [await startRelay(), await serveApp()];
  const browsers = [];
  const open = async () => {
    const browser = await openApp(app.url);
    browsers.push(browser);
    return browser;
  };
  try {
    const edits = await measureEdits(open, relay);
    printTable(['sync over loopback', 'ms'], [...edits, ...(await measureCatchUp(open, relay))]);
  } finally {
    for (const browser of browsers) await browser.close();
    await app.close();
    await relay.close();
  }
}
