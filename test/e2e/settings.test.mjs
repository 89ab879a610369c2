// Settings take effect at once and last; every page has an address, and the way back leads where one was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { said, team, week, withTeam } from './calendar-support.mjs';
import {
  axeViolations,
  downloaded,
  dropFiles,
  events,
  importDialog,
  importFile,
  open,
  openBrowser,
  serviceWorkerReady,
  textOf,
  until,
  withApp,
  withInstalledApp,
} from './support.mjs';

const rail = (page, name) => page.getByRole('navigation', { name: 'Apps' }).getByRole('link', { name });
const title = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Whether the app's own background is light or dark, whatever notation its colour has. */
const brightness = (page) =>
  page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    context.fillStyle = getComputedStyle(document.querySelector('ik-app')).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return red + green + blue > 400 ? 'light' : 'dark';
  });

describe('settings', () => {
  test(
    'of theme take effect at once, in both tabs, and last',
    withApp(async ({ page, context, url }) => {
      await open(page, `${url}/settings`);
      const other = await context.newPage();
      await open(other, url + week);
      await page.bringToFront();
      assert.equal(await brightness(page), 'light');
      await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
      await until(() => brightness(page), 'dark');
      await until(() => brightness(other), 'dark');
      await page.reload();
      await until(() => brightness(page), 'dark');
      await page.getByRole('radio', { name: 'As the device' }).check({ force: true });
      await until(() => brightness(page), 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await until(() => brightness(page), 'dark');
    }),
  );

  test(
    'of an accent colour what can be pressed, in both themes and tabs, before the app is there and after',
    withApp(
      async ({ page, context, url }) => {
        const accent = (tab) =>
          tab.evaluate(() => {
            const link = document.createElement('p');
            link.style.color = 'var(--ik-accent)';
            document.body.append(link);
            const { color } = getComputedStyle(link);
            link.remove();
            return color;
          });
        await open(page, `${url}/settings`);
        const other = await context.newPage();
        await open(other, url + week);
        await page.bringToFront();
        assert.equal(await accent(page), 'rgb(79, 70, 200)');
        await page.getByRole('radio', { name: 'Violet' }).focus();
        for (let n = 0; n < 2; n += 1) await page.keyboard.press('ArrowRight');
        await until(() => accent(page), 'rgb(14, 117, 117)');
        await until(() => accent(other), 'rgb(14, 117, 117)');
        await page.emulateMedia({ colorScheme: 'dark' });
        await until(() => accent(page), 'rgb(80, 191, 190)');
        assert.deepEqual(await axeViolations(page), []);
        await until(
          () =>
            other
              .locator('ik-calendar')
              .evaluate((element) => getComputedStyle(element).getPropertyValue('--ik-accent')),
          await other.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ik-accent')),
        );
        await page.route('**/assets/**', (route) => route.abort());
        await page.goto(`${url}/settings`, { waitUntil: 'commit' });
        await until(() => page.evaluate(() => document.documentElement.dataset.accent), 'teal');
      },
      { expected: /ERR_FAILED|net::|Failed to load/ },
    ),
  );

  test(
    'of language, first day of the week and zone change what is on screen, and last',
    withTeam(async ({ page, url }) => {
      const lunch = events(page, 'Lunch with Sophie');
      assert.match(await said(lunch), /Tue 17 Nov, 12:00 – 13:00/);
      await rail(page, 'Settings').click();
      await page.getByLabel('Time zone', { exact: true }).fill('new york');
      await page.getByLabel('Time zone', { exact: true }).press('Tab');
      await page.getByText('There is no time zone “new_york”.').waitFor();
      await page.getByLabel('Time zone', { exact: true }).fill('america/new york');
      await page.getByLabel('Time zone', { exact: true }).press('Tab');
      await page.getByText(/America\/New_York · UTC−0[45]:00/).waitFor();
      await page.getByLabel('Week starts on').selectOption({ label: 'Sunday' });
      await rail(page, 'Calendar').click();
      await title(page, '15 – 21 November 2026');
      await until(() => said(lunch), 'Tue 17 Nov, 06:00 – 07:00, Team');

      await rail(page, 'Settings').click();
      await page.getByLabel('Language, dates and numbers').selectOption('de-DE');
      await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
      await page.goto(url + week);
      await title(page, /15\.\s?[–-]\s?21\. November 2026/);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    }),
  );

  test(
    'of language change every word on the first page that is opened, without a network, too',
    withInstalledApp(async ({ page, context, url }) => {
      await open(page, `${url}/settings`);
      await serviceWorkerReady(page);
      const choice = () => page.locator('ik-settings-page select').first();
      await choice().selectOption('de-CH');
      await title(page, 'Einstellungen');
      await page.getByRole('link', { name: 'Kalender' }).waitFor();
      await page.getByPlaceholder('Wie das Gerät: Europe/Zurich').waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('c');
      await page.getByRole('group', { name: 'Ansicht' }).getByRole('button', { name: 'Woche' }).waitFor();
      await context.setOffline(true);
      await page.goto(`${url}/settings`);
      await choice().selectOption('fr-CH');
      await page.getByRole('link', { name: 'Calendrier' }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'Calendrier' }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
      await choice().selectOption('en-US');
      await title(page, 'Settings');
    }),
  );

  test(
    'export everything as one zip, whose files another browser takes in',
    withTeam(async ({ page, url }) => {
      const people = textOf('test/fixtures/vcard/folkerkinzel-vcards/files/v4.vcf');
      await importFile(page, 'people.vcf', people);
      await open(page, `${url}/settings`);
      await page.getByText(/used of .* the browser offers\./).waitFor();
      const { name, bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'Export everything' }).click(),
      );
      assert.match(name, /^ikebana-\d{4}-\d\d-\d\d\.zip$/);
      const files = unzipSync(bytes);
      assert.deepEqual(Object.keys(files).sort(), [
        'calendars/Personal.ics',
        'calendars/Team.ics',
        'contacts/Personal.vcf',
        'settings.json',
      ]);
      const text = (path) => Buffer.from(files[path]).toString('utf8');
      assert.equal(text('calendars/Team.ics').match(/^BEGIN:VEVENT/gm)?.length, team.match(/^BEGIN:VEVENT/gm).length);
      assert.match(text('contacts/Personal.vcf'), /FN:Möhrke Gerda/);

      const fresh = await openBrowser();
      try {
        await open(fresh.page, url + week);
        const { dialog, go } = importDialog(fresh.page);
        await dropFiles(fresh.page, [
          { name: 'Team.ics', text: text('calendars/Team.ics') },
          { name: 'Personal.vcf', text: text('contacts/Personal.vcf') },
        ]);
        await dialog.getByText('12 events').waitFor();
        await go.click();
        await dialog.getByText(/^\d contacts?$/).waitFor();
        await go.click();
        await dialog.waitFor({ state: 'detached' });
        await until(() => said(events(fresh.page, 'Design review')), 'Mon 16 Nov, 10:30 – 12:00, Léman, Team');
        assert.deepEqual(fresh.troubles, []);
      } finally {
        await fresh.close();
      }
    }),
  );
});

describe('addresses', () => {
  test(
    'lead to each page, and back leads where one was',
    withTeam(async ({ page, url }) => {
      await page.keyboard.press('m');
      await page.waitForURL(`${url}/calendar/month/2026-11-18`);
      await title(page, 'November 2026');
      await rail(page, 'Contacts').click();
      await page.waitForURL(`${url}/contacts`);
      await page.locator('ik-contacts-page').getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await page.title(), 'Contacts – Ikebana');
      await page.goBack();
      await title(page, 'November 2026');
      await page.goBack();
      await page.waitForURL(url + week);
      await title(page, '16 – 22 November 2026');
      await events(page, 'Design review').waitFor();
      await page.goForward();
      await title(page, 'November 2026');
      await rail(page, 'Settings').click();
      await page.waitForURL(`${url}/settings`);
      await rail(page, 'Calendar').click();
      await page.waitForURL(`${url}/calendar/month/2026-11-18`, { timeout: 5000 });

      for (const [address, heading] of [
        ['/calendar/day/2026-02-29', /2026/], // no such day
        ['/calendar/year/2026', /2026/], // no such view
        ['/calendar/week/__proto__', /2026/],
        ['/contacts/no-such-book/no-such-contact', /.?/],
        ['/contacts/all/%E0%A4%A', /.?/], // no such letter
      ]) {
        await page.goto(url + address);
        await page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
      }
      await page.goto(url);
      await page.waitForURL(/\/(?:calendar|contacts)/);
    }),
  );

  test(
    'are reached by the command box and by keys',
    withTeam(async ({ page, url }) => {
      await page.keyboard.press('Control+k');
      const box = page.locator('ik-command-box');
      await box.getByRole('combobox').fill('roadmap');
      await box.getByRole('option', { name: /Roadmap for spring/ }).click();
      await page.waitForURL(`${url}/calendar/day/2026-11-17`);
      await events(page, 'Roadmap for spring').waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      await page.waitForURL(/\/contacts/);
      await page.locator('ik-contacts-page').getByRole('searchbox').waitFor();
      await page.keyboard.press('?');
      await page.locator('ik-shortcut-sheet').getByText('Search contacts').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await box.getByRole('combobox').fill('light dark');
      await page.keyboard.press('Enter');
      await until(() => brightness(page), 'dark');
    }),
  );
});
