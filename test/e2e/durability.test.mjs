// Crashes, several tabs, a full disk: what was said to be stored is stored, and nothing is there by half.
import assert from 'node:assert/strict';
import { readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { generateIcs } from '../../bench/generate-ics.mjs';
import { calendarRow, chooseOfCalendar, eventDialog, said, team, week, withTeam } from './calendar-support.mjs';
import {
  downloaded,
  events,
  importDialog,
  importFile,
  newProfile,
  open,
  openBrowser,
  startApp,
  until,
  withApp,
} from './support.mjs';

const EVENTS = 10_000;
const NAME = 'Generated';
let folder;
let big;

before(async () => {
  folder = await newProfile();
  big = join(folder, 'big.ics');
  await writeFile(big, generateIcs({ events: EVENTS }));
});
after(() => rm(folder, { recursive: true, force: true }));

/** The import dialog with the big file's preview. */
async function chooseBig(page) {
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  await page.locator('ik-import-dialog input[type=file]').setInputFiles(big);
  const { dialog, go } = importDialog(page);
  await go.waitFor();
  return { dialog, go };
}

/** Distinct UIDs of a calendar's export. */
async function exportedUids(page, name) {
  const { bytes } = await downloaded(page, () => chooseOfCalendar(page, name, 'Export as .ics'));
  return new Set(bytes.toString('utf8').match(/^UID:.*$/gm) ?? []).size;
}

async function createEvent(page, title, time) {
  await page.keyboard.press('c');
  await eventDialog(page).getByLabel('Title').fill(title);
  if (time !== undefined) await eventDialog(page).getByLabel('Start time').fill(time);
  await eventDialog(page).getByRole('button', { name: 'Save' }).click();
  await eventDialog(page).waitFor({ state: 'detached' });
}

/** Ends the browser at once, as a crash or an empty battery does. */
async function crash(context, profile) {
  const closed = new Promise((done) => context.once('close', done));
  const [pid] = /\d+$/.exec(await readlink(join(profile, 'SingletonLock')));
  process.kill(Number(pid), 'SIGKILL');
  await closed;
}

describe('a browser that is killed in the middle of an import', () => {
  // Milliseconds after the button: the whole takes some hundreds. At last as soon as it is done: other years are not drawn yet.
  for (const moment of [...[0, 60, 150, 320].map((most) => Math.round(most * (0.6 + 0.4 * Math.random()))), undefined])
    test(`(${moment === undefined ? 'as it is done' : `${moment} ms after it began`}) has all of it or nothing, and works`, async () => {
      const app = await startApp();
      const profile = await newProfile();
      try {
        const first = await openBrowser({ profile });
        await open(first.page, app.url + week);
        await importFile(first.page, 'team.ics', team);
        await events(first.page, 'Design review').waitFor();
        const { dialog, go } = await chooseBig(first.page);
        await go.click();
        await (moment === undefined ? dialog.waitFor({ state: 'detached' }) : pause(moment));
        await crash(first.context, profile);

        const second = await openBrowser({ profile });
        const { page } = second;
        await open(page, app.url + week);
        await events(page, 'Design review').waitFor();
        const isThere = (await calendarRow(page, NAME).count()) > 0;
        if (isThere) assert.equal(await exportedUids(page, NAME), EVENTS);
        else assert.ok((await events(page, '').count()) < 20, 'nothing of it is drawn');
        assert.ok(isThere || moment !== undefined, 'what was said to be done is there');
        assert.equal(await exportedUids(page, 'Team'), 12);
        await createEvent(page, 'After the crash');
        await events(page, 'After the crash').waitFor();
        if (isThere) {
          await page.goto(`${app.url}/calendar/month/2022-06-01`);
          await until(async () => (await events(page, '').count()) > 40, true);
        }
        assert.deepEqual(second.troubles, []);
        await second.close();
      } finally {
        await rm(profile, { recursive: true, force: true });
        await app.close();
      }
    });
});

describe('two tabs', () => {
  test(
    'edit at once: both have every edit, the index is as it would be built anew, and one goes on without the other',
    withTeam(async ({ page, context, url }) => {
      const [other] = await Promise.all([
        context.waitForEvent('page'),
        // A window of its own: a tab in the background is drawn once a second.
        page.evaluate(
          (address) => void window.open(address, '_blank', 'popup,noopener,width=1400,height=900'),
          url + week,
        ),
      ]);
      await events(other, 'Design review').waitFor();
      const titles = [0, 1, 2, 3].flatMap((n) => [`First ${n}`, `Second ${n}`]);
      const write = async (tab, name) => {
        for (const n of [0, 1, 2, 3]) await createEvent(tab, `${name} ${n}`, `0${n + 2}:00`);
      };
      await Promise.all([write(page, 'First'), write(other, 'Second')]);
      const shown = async (tab) => {
        const all = await events(tab, /(?:First|Second) \d/).allTextContents();
        return all.map((text) => /(?:First|Second) \d/.exec(text)[0]).sort();
      };
      for (const tab of [page, other]) await until(() => shown(tab), titles.sort());

      // The same event, another property in each tab.
      await Promise.all(
        [
          [page, 'Place', 'Room Aster'],
          [other, 'Description', 'Both at once.'],
        ].map(async ([tab, label, text]) => {
          await events(tab, 'Roadmap for spring').click();
          await tab.locator('ik-calendar-popover').getByRole('button', { name: 'Edit' }).click();
          if (label === 'Description') await eventDialog(tab).getByRole('button', { name: 'More options' }).click();
          await eventDialog(tab).getByLabel(label).fill(text);
          await eventDialog(tab).getByRole('button', { name: 'Save' }).click();
          await eventDialog(tab).waitFor({ state: 'detached' });
        }),
      );
      await events(other, 'Roadmap for spring').click();
      await other.locator('ik-calendar-popover').getByText('Both at once.').waitFor();
      await other.locator('ik-calendar-popover').getByText('Room Aster').waitFor();
      await other.keyboard.press('Escape');

      const drawn = async () => (await events(page, '').allTextContents()).sort();
      const before = await drawn();
      await page.goto(`${url}/settings`);
      await page.getByRole('button', { name: 'Rebuild index' }).click();
      await page.getByText('The index was built anew.').waitFor();
      await page.goto(url + week);
      await until(drawn, before);

      // The first tab writes for both: without it the other goes on.
      await page.close();
      await createEvent(other, 'Alone');
      await events(other, 'Alone').waitFor();
      await other.reload();
      await events(other, 'Alone').waitFor();
      await until(() => shown(other), titles.sort());
      const third = await context.newPage();
      await open(third, url + week);
      await until(() => said(events(third, 'Alone')), await said(events(other, 'Alone')));
    }),
  );
});

describe('a full disk', () => {
  test(
    'is said clearly, nothing of the import is stored, and with room again it goes through',
    withApp(async ({ page, context, url }) => {
      const devtools = await context.newCDPSession(page);
      const allow = (quotaSize) =>
        devtools.send('Storage.overrideQuotaForOrigin', { origin: url, ...(quotaSize && { quotaSize }) });
      await allow(2_000_000);
      await open(page, url + week);
      await importFile(page, 'team.ics', team);
      await events(page, 'Design review').waitFor();
      const { dialog, go } = await chooseBig(page);
      await go.click();
      await dialog
        .getByRole('alert')
        .filter({ hasText: 'This device has no room left. Nothing was changed.' })
        .waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await calendarRow(page, NAME).count(), 0);
      await page.reload();
      await events(page, 'Design review').waitFor();
      assert.equal(await calendarRow(page, NAME).count(), 0);
      await allow();
      await (await chooseBig(page)).go.click();
      await page.getByText('big.ics: 10,000 imported.').waitFor();
      assert.equal(await exportedUids(page, NAME), EVENTS);
    }),
  );
});
