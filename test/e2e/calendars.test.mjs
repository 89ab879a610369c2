// Calendars from elsewhere, as a person has them: addresses that answer well, badly or not at all.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { calendarRow, chooseOfCalendar, popover, said, withTeam } from './calendar-support.mjs';
import { events, importFile, open, serviceWorkerReady, undo, until, withApp, withInstalledApp } from './support.mjs';

const week = '/calendar/week/2026-11-18';

/** A calendar of these events on 18 November 2026, an hour each from 08:00 on. */
function calendar(titles, more = []) {
  const lines = Object.entries(titles).flatMap(([uid, title], index) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T000000Z',
    `DTSTART:20261118T${String(8 + index).padStart(2, '0')}0000Z`,
    `SUMMARY:${title}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...more, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** A calendar server whose answer each test sets. Counts requests by what they were. */
async function calendarServer() {
  const state = {
    body: calendar({ a: 'Chess', b: 'Choir' }, ['X-WR-CALNAME:Club', 'REFRESH-INTERVAL;VALUE=DURATION:PT12H']),
    etag: '"1"',
    status: 200,
    cors: true,
    preflight: true,
    asked: [],
  };
  const server = createServer((request, response) => {
    const { method, headers, url } = request;
    const cors = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag',
      ...(state.preflight && { 'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since' }),
    };
    if (method === 'OPTIONS') {
      response.writeHead(204, state.cors ? cors : {}).end();
      return;
    }
    const unchanged = headers['if-none-match'] === state.etag && state.status === 200;
    const status = unchanged ? 304 : state.status;
    state.asked.push(headers['if-none-match'] === undefined ? `${status}` : `${status} if ${headers['if-none-match']}`);
    if (url === '/moved.ics') {
      response.writeHead(302, { ...cors, Location: '/club.ics' }).end();
      return;
    }
    response.writeHead(status, {
      ...(state.cors && cors),
      ETag: state.etag,
      'Cache-Control': 'no-store',
      'Content-Type': 'text/calendar',
    });
    response.end(unchanged ? undefined : state.body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    state,
    url: `http://127.0.0.1:${server.address().port}/club.ics`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** A test with a calendar server and a browser whose complaints about failing requests are expected. */
function withServer(body) {
  return async () => {
    const server = await calendarServer();
    const expected = /Failed to load resource|CORS policy/;
    try {
      await withApp((given) => body({ ...given, server, state: server.state }), { expected })();
    } finally {
      await server.close().catch(() => {});
    }
  };
}

const dialogOf = (page) => page.locator('ik-subscribe-dialog');

async function addOf(page, item) {
  await page.getByRole('button', { name: 'Add a calendar' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function look(page, address) {
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByRole('textbox', { name: 'Address' }).press('Enter');
  return dialog;
}

async function subscribe(page, address) {
  await addOf(page, 'Subscribe to an address');
  const dialog = await look(page, address);
  await dialog.getByRole('button', { name: 'Subscribe' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const problem = (page) => page.locator('ik-calendar-row .problem');
const refreshNow = (page, name) => chooseOfCalendar(page, name, 'Refresh now');

describe('a subscription', () => {
  test(
    'is previewed, added, read-only, kept up to date with what changed, and survives a server that fails',
    withServer(async ({ page, url, server, state }) => {
      await open(page, url + week);
      await addOf(page, 'Subscribe to an address');
      assert.deepEqual(state.asked, [], 'nothing is asked before the person says so');
      const dialog = await look(page, server.url);
      await dialog.getByText('2 events').waitFor();
      assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).inputValue(), 'Club');
      await dialog.getByRole('button', { name: 'Subscribe' }).click();
      await dialog.waitFor({ state: 'detached' });
      await events(page, 'Chess').waitFor();

      // Read-only: neither by its card nor by keyboard.
      await events(page, 'Chess').click();
      await popover(page).getByRole('button', { name: 'Duplicate' }).waitFor();
      assert.equal(await popover(page).getByRole('button', { name: 'Edit' }).count(), 0);
      assert.equal(await popover(page).getByRole('button', { name: 'Delete' }).count(), 0);
      await page.keyboard.press('Escape');
      const before = await said(events(page, 'Chess'));
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('c');
      const form = page.locator('ik-event-dialog');
      await form.getByLabel('Title').waitFor();
      assert.equal(await form.getByRole('option', { name: 'Club' }).count(), 0, 'no new event goes there');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      assert.equal(await said(events(page, 'Chess')), before);

      // Unchanged, then changed, then gone wrong in several ways: what was there stays.
      await refreshNow(page, 'Club');
      await until(() => state.asked, ['200', '304 if "1"']);
      state.etag = '"2"';
      state.body = calendar({ a: 'Chess', c: 'Cinema' });
      await refreshNow(page, 'Club');
      await events(page, 'Cinema').waitFor();
      await events(page, 'Choir').waitFor({ state: 'detached' });
      const host = new URL(server.url).host;
      for (const [change, said] of [
        [{ status: 500 }, `${host} answered “500”`],
        [{ status: 200, etag: '"3"', body: '<!doctype html><title>Sign in</title>' }, 'is not a calendar'],
        [{ etag: '"4"', body: calendar({ a: 'Chess' }).slice(0, -40) }, 'ends too early'],
        [{ etag: '"5"', cors: false, body: calendar({ a: 'Chess' }) }, 'does not let other sites read this calendar'],
      ]) {
        Object.assign(state, change);
        await refreshNow(page, 'Club');
        await problem(page).filter({ hasText: said }).waitFor();
        await events(page, 'Cinema').waitFor();
      }
      Object.assign(state, { cors: true, etag: '"6"', body: calendar({ a: 'Chess', d: 'Dance' }) });
      await refreshNow(page, 'Club');
      await events(page, 'Dance').waitFor();
      await problem(page).waitFor({ state: 'detached' });

      await server.close();
      await refreshNow(page, 'Club');
      await problem(page)
        .filter({ hasText: `${host} cannot be reached.` })
        .waitFor();
      await page.reload();
      await events(page, 'Dance').waitFor();
      await problem(page).click();
      await page.locator('ik-calendar-dialog').getByText('Up to date:').waitFor();
      await page.keyboard.press('Escape');

      await chooseOfCalendar(page, 'Club', 'Remove');
      await events(page, 'Dance').waitFor({ state: 'detached' });
      await undo(page, 'Calendar “Club” removed.');
      await events(page, 'Dance').waitFor();
    }),
  );

  test(
    'whose server refuses conditional requests is asked without; a redirect is followed',
    withServer(async ({ page, url, server, state }) => {
      state.preflight = false;
      await open(page, url + week);
      await subscribe(page, server.url.replace('club', 'moved'));
      await events(page, 'Chess').waitFor();
      state.etag = '"2"';
      state.body = calendar({ a: 'Checkers' });
      await refreshNow(page, 'Club');
      await events(page, 'Checkers').waitFor();
      assert.ok(!state.asked.some((text) => text.includes('if')), 'the preflight was refused');
    }),
  );

  test(
    'that cannot be says why, and asks again',
    withServer(async ({ page, url, server, state }) => {
      await open(page, url + week);
      await addOf(page, 'Subscribe to an address');
      let dialog = await look(page, 'http://example.com/a.ics');
      await dialog.getByText('This is not an address that begins with').waitFor();
      state.cors = false;
      dialog = await look(page, server.url);
      await dialog.getByText('What works: download the file').waitFor();
      state.cors = true;
      state.status = 404;
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await dialog.getByText('answered “404”').waitFor();
      state.status = 200;
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await dialog.getByText('2 events').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await calendarRow(page, 'Club').count(), 0);
    }),
  );
});

describe('public holidays', () => {
  test(
    'of a country and a region are added, read-only, and there offline',
    withInstalledApp(async ({ page, url, context }) => {
      await open(page, `${url}/calendar/month/2027-09-20`);
      await addOf(page, 'Public holidays');
      const dialog = page.locator('ik-holidays-dialog');
      await dialog.locator('#country').selectOption({ label: 'Switzerland' });
      await dialog.locator('#region').selectOption({ label: 'Canton de Vaud' });
      await dialog.locator('#language').selectOption('fr');
      await dialog.getByRole('button', { name: 'Add' }).click();
      await dialog.waitFor({ state: 'detached' });
      await events(page, 'Lundi du Jeûne').first().waitFor();
      await calendarRow(page, 'Holidays in Switzerland (Canton de Vaud)').waitFor();
      await serviceWorkerReady(page);
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.getByRole('button', { name: 'Previous', exact: true }).click();
      await events(page, 'Lundi du Jeûne').first().click();
      await popover(page).getByRole('button', { name: 'Duplicate' }).waitFor();
      assert.equal(await popover(page).getByRole('button', { name: 'Delete' }).count(), 0);
    }),
  );
});

describe('birthdays', () => {
  test(
    'of contacts are shown with the age, in step with them; a click opens the contact',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/calendar/month/2026-11-18`);
      const card = ['BEGIN:VCARD', 'VERSION:4.0', 'FN:Anna Rossi', 'BDAY:19861120', 'END:VCARD', ''].join('\r\n');
      await importFile(page, 'people.vcf', card);
      await open(page, `${url}/calendar/month/2026-11-18`);
      await addOf(page, 'Birthdays of contacts');
      const birthday = events(page, 'Anna Rossi (40)');
      await birthday.waitFor();
      await calendarRow(page, 'Birthdays').waitFor();
      await birthday.click();
      await page.locator('ik-contact-card').getByRole('heading', { name: 'Anna Rossi' }).waitFor();
      await page.goBack();
      await birthday.waitFor();
      await addOf(page, 'Birthdays of contacts');
      await page.getByText('The calendar of birthdays is here already.').waitFor();
    }),
  );
});

describe('search', () => {
  test(
    'over all years leads from the field to a page with filters, people and hidden calendars, and back to the event',
    withTeam(async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('reveiw');
      await page.getByRole('option', { name: /Design review/ }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/calendar\/search\/reveiw$/);
      const found = page.locator('ik-search-page');
      const hits = found.locator('.hit');
      await hits.filter({ hasText: 'Design review' }).waitFor();
      await found.getByRole('heading', { name: '2026' }).first().waitFor();
      assert.equal((await found.locator('mark').first().textContent()).toLowerCase(), 'review');

      // Hidden calendars are looked through too, and say so.
      await calendarRow(page, 'Team').getByRole('checkbox').click({ force: true });
      await hits.filter({ hasText: 'hidden' }).first().waitFor();
      await calendarRow(page, 'Team').getByRole('checkbox').click({ force: true });

      await found.getByLabel('To').fill('2020-01-01');
      await found.getByText('Nothing found.').waitFor();
      await found.getByRole('button', { name: 'Clear filters' }).click();
      await hits.filter({ hasText: 'Design review' }).click();
      await page.waitForURL(/\/calendar\/week\//);
      await popover(page).getByRole('heading', { name: 'Design review' }).waitFor();
      await page.keyboard.press('Escape');
      await page.goBack();
      await hits.filter({ hasText: 'Design review' }).waitFor();
    }),
  );

  test(
    'shows what one has in common with somebody who takes part',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const guest = 'ATTENDEE;CN=Ada Lovelace:mailto:ada@example.org';
      const text = calendar({ a: 'Chess', b: 'Choir', c: 'Cinema' })
        .replace('SUMMARY:Chess', `SUMMARY:Chess\r\n${guest}`)
        .replace('SUMMARY:Cinema', `SUMMARY:Cinema\r\n${guest}`);
      await importFile(page, 'club.ics', text);
      await events(page, 'Chess').click();
      await popover(page).locator('summary').click();
      await popover(page).getByRole('link', { name: 'Ada Lovelace' }).click();
      const titles = page.locator('ik-search-page .title');
      await until(async () => (await titles.allTextContents()).sort(), ['Chess', 'Cinema']);
      await page.locator('ik-search-page #person').waitFor();
      assert.equal(await page.locator('ik-search-page #person').inputValue(), 'ada@example.org');
    }),
  );
});

describe('the list of calendars', () => {
  test(
    'is ordered by keyboard, shows one alone, hides all; each can be taken back',
    withServer(async ({ page, url, server }) => {
      await open(page, url + week);
      await subscribe(page, server.url);
      for (const name of ['Garden', 'Work']) {
        await addOf(page, 'New calendar');
        const dialog = page.locator('ik-calendar-dialog');
        await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
        await dialog.getByRole('textbox', { name: 'Description' }).fill(`All about ${name}`);
        await dialog.getByRole('button', { name: 'Create' }).click();
        await calendarRow(page, name).waitFor();
      }
      const names = () => page.locator('ik-calendar-row .name').allTextContents();
      await until(names, ['Personal', 'Garden', 'Work', 'Club']);
      await calendarRow(page, 'Work').getByRole('checkbox').focus();
      await page.keyboard.press('Alt+ArrowUp');
      await until(names, ['Personal', 'Work', 'Garden', 'Club']);
      const focused = () =>
        page.evaluate(() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return element?.closest('label')?.textContent?.trim();
        });
      await until(focused, 'Work');
      await page.keyboard.press('Alt+ArrowUp');
      await until(names, ['Work', 'Personal', 'Garden', 'Club']);
      await page.keyboard.press('Control+z');
      await until(names, ['Personal', 'Work', 'Garden', 'Club']);

      const shown = async () => {
        const boxes = await page.locator('ik-calendar-row input').all();
        return Promise.all(boxes.map((box) => box.isChecked()));
      };
      await chooseOfCalendar(page, 'Club', 'Show only this');
      await until(shown, [false, false, false, true]);
      await undo(page, 'Only “Club” is shown.');
      await until(shown, [true, true, true, true]);
      await addOf(page, 'Hide all calendars');
      await until(shown, [false, false, false, false]);
      await events(page, 'Chess').waitFor({ state: 'detached' });
      await addOf(page, 'Show all calendars');
      await events(page, 'Chess').waitFor();
    }),
  );
});
