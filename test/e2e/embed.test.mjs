// The widgets in plain pages: the demo of `npm start`, and a page of somebody else's with one script tag.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openBrowser, startApp } from './support.mjs';

let app;
let browser;
before(async () => {
  app = await startApp();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await app.close();
});

test('the demo page draws both widgets in both themes, and asks nobody else for anything', async () => {
  const { page, troubles } = browser;
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${app.url}/embed.html`);
  for (const theme of ['light', 'dark']) {
    await page.locator(`ik-calendar[theme=${theme}] [part~=event]`).first().waitFor();
    await page.locator(`ik-contacts[theme=${theme}] [role=row]`).first().waitFor();
  }
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(`${app.url}/`) && !url.startsWith('data:')),
    [],
  );
  assert.deepEqual(
    asked.filter((url) => /automerge|\.wasm|worker|dexie/i.test(url)),
    [],
  );
  assert.deepEqual(troubles, []);
});

const page = `<!doctype html><meta charset="utf-8"><title>Somebody's page</title>
<script type="module" src="ik-calendar.js"></script>
<ik-calendar id="file" src="team.ics" view="month" date="2026-11-18" time-zone="Europe/Zurich"></ik-calendar>
<ik-calendar id="array" view="week" date="2026-11-18" time-zone="Europe/Zurich"></ik-calendar>
<script type="module">
  const calendar = document.getElementById('array');
  calendar.events = [
    { id: '1', title: 'Lunch', start: '2026-11-18T12:00', end: '2026-11-18T13:00' },
    { id: '2', title: 'Fast', start: '2026-11-16T07:00', end: '2026-11-16T08:00', rrule: 'FREQ=DAILY;COUNT=3' },
    { id: '3', title: '<img src=x onerror=hacked()>', start: '2026-11-19', allDay: true },
  ];
  window.chosen = [];
  calendar.addEventListener('ik-event-select', (event) => {
    event.preventDefault();
    window.chosen.push(event.occurrence.title);
  });
</script>`;

/** Serves somebody's page with what `dist/embed` has, and drives it. `asked`: the addresses it asked for. */
async function onPage(drive) {
  const files = {
    '/index.html': ['text/html', page],
    '/team.ics': ['text/calendar', await readFile('dist/app/demo/team.ics')],
  };
  for (const name of await readdir('dist/embed'))
    if (name.endsWith('.js')) files[`/${name}`] = ['text/javascript', await readFile(`dist/embed/${name}`)];
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const file = files[request.url];
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.[0] ?? 'text/plain' }).end(file?.[1] ?? '');
  });
  await new Promise((done) => server.listen(0, 'localhost', done));
  const tab = await browser.context.newPage();
  try {
    await tab.goto(`http://localhost:${server.address().port}/index.html`);
    await drive(tab, asked);
  } finally {
    await tab.close();
    server.close();
  }
}

test('one script tag, one file: a calendar from a file and one from data, in a page without our headers', async () => {
  await onPage(async (tab, asked) => {
    await tab.locator('#file [part~=event]').filter({ hasText: 'Offsite in Lausanne' }).first().waitFor();
    await tab.locator('#array [part~=event]').filter({ hasText: 'Lunch' }).first().click();
    assert.deepEqual(await tab.evaluate(() => window.chosen), ['Lunch']);
    assert.equal(await tab.locator('#array [part~=event]').filter({ hasText: 'Fast' }).count(), 3);
    await tab.locator('#array [part~=event]').filter({ hasText: '<img src=x' }).waitFor();
    assert.deepEqual(asked.filter((url) => url !== '/favicon.ico').sort(), [
      '/ik-calendar.js',
      '/index.html',
      '/team.ics',
    ]);
  });
});

test('the one file has every view but the year, which it fetches from the file beside it when it is shown', async () => {
  await onPage(async (tab, asked) => {
    const calendar = tab.locator('#array');
    const lunch = calendar.locator('[part~=event]').filter({ hasText: 'Lunch' });
    const show = (name) => calendar.getByRole('button', { name, exact: true }).click();
    await lunch.focus();
    await tab.keyboard.press('Alt+ArrowDown');
    await lunch.filter({ hasText: '12:15' }).waitFor();
    for (const name of ['Day', 'Month', 'Schedule']) {
      await show(name);
      await lunch.filter({ hasText: '12:15' }).waitFor();
    }
    await tab.locator('#file [part~=event]').first().click();
    await tab.locator('#file').getByRole('dialog').getByText('When').waitFor();
    await tab.keyboard.press('Escape');
    assert.deepEqual(
      asked.filter((url) => url.includes('year')),
      [],
    );
    await show('Year');
    await calendar.locator('[aria-label$="18 November 2026: 2 events"]').waitFor();
    assert.equal(asked.filter((url) => /^\/ik-calendar-year-view-[\w-]+\.js$/.test(url)).length, 1);
  });
});
