// What was can be had again: a calendar as it was, one event of it, a version, a calendar that was deleted.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calendarRow, chooseAction, chooseOfCalendar, eventDialog, team, week, withTeam } from './calendar-support.mjs';
import { axeViolations, events, importFile, open, undo, until } from './support.mjs';

const HOUR = 3_600_000;
const restoreDialog = (page) => page.locator('ik-restore-dialog');
const historyDialog = (page) => page.locator('ik-history-dialog');
const row = (page, text) => restoreDialog(page).locator('.differences li').filter({ hasText: text });

/** Waits until the next second: moments in documents are whole seconds. */
async function nextSecond() {
  const now = Math.floor(Date.now() / 1000);
  await until(() => Math.floor(Date.now() / 1000) > now, true);
}

async function edit(page, title, label, value) {
  await chooseAction(page, events(page, title).first(), 'Edit');
  await eventDialog(page).getByLabel(label, { exact: true }).first().fill(value);
  await eventDialog(page).getByRole('button', { name: 'Save' }).click();
  await eventDialog(page).waitFor({ state: 'detached' });
}

/** The page's clock shows a day later than `moment`: "24 hours ago" is then. */
async function aDayAfter(page, moment) {
  await page.clock.setFixedTime(moment + 24 * HOUR);
}

async function openRestore(page, name) {
  await chooseOfCalendar(page, name, 'Restore an earlier state');
  await restoreDialog(page)
    .getByText(/differ|Nothing has changed/)
    .first()
    .waitFor();
}

describe('restore', () => {
  test(
    'shows what differs, brings back one entry, then all, and undo takes it back',
    withTeam(async ({ page, url }) => {
      const before = await events(page, '').count();
      await nextSecond();
      const then = Math.floor(Date.now() / 1000) * 1000;
      await nextSecond();
      await edit(page, 'Design review', 'Place', 'Room Lotus');
      await chooseAction(page, events(page, 'Lunch with Sophie'), 'Delete');
      await events(page, 'Lunch with Sophie').waitFor({ state: 'detached' });
      await aDayAfter(page, then);
      await openRestore(page, 'Team');
      await row(page, 'Lunch with Sophie').getByText('Deleted since').waitFor();
      await row(page, 'Design review').getByText('Place').waitFor();
      await row(page, 'Design review').getByRole('button').click();
      await row(page, 'Design review').getByText('Room Lotus').waitFor();
      await row(page, 'Design review').getByText('Léman').waitFor();
      for (const theme of ['light', 'dark']) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name;
        }, theme);
        assert.deepEqual(await axeViolations(page), []);
      }

      // One, by the keyboard alone.
      await row(page, 'Design review').getByRole('checkbox').focus();
      await page.keyboard.press('Space');
      await restoreDialog(page).getByRole('button', { name: 'Restore 1 entry' }).focus();
      await page.keyboard.press('Enter');
      await restoreDialog(page).waitFor({ state: 'detached' });
      await events(page, 'Lunch with Sophie').waitFor();
      await events(page, 'Room Lotus').waitFor();
      await undo(page, '1 entry restored.');
      await events(page, 'Lunch with Sophie').waitFor({ state: 'detached' });

      await openRestore(page, 'Team');
      await restoreDialog(page).getByRole('button', { name: 'Restore 2 entries' }).click();
      await restoreDialog(page).waitFor({ state: 'detached' });
      await events(page, 'Lunch with Sophie').waitFor();
      await until(() => events(page, 'Room Lotus').count(), 0);
      await until(() => events(page, '').count(), before);
      await openRestore(page, 'Team');
      await restoreDialog(page).getByText('Nothing has changed since then.').waitFor();
      await page.keyboard.press('Escape');
      await page.goto(url + week);
      await events(page, 'Lunch with Sophie').waitFor();
      await until(() => events(page, '').count(), before);
    }),
  );

  test(
    'takes back an import at another moment, and writes into a new calendar',
    withTeam(async ({ page }) => {
      await nextSecond();
      const then = Date.now();
      await nextSecond();
      await chooseAction(page, events(page, 'Design review'), 'Delete');
      await events(page, 'Design review').waitFor({ state: 'detached' });
      await aDayAfter(page, then);
      await openRestore(page, 'Team');
      await restoreDialog(page).getByLabel('Where to').selectOption({ label: 'New calendar' });
      await restoreDialog(page).getByLabel('Name').fill('Team, as it was');
      await restoreDialog(page).getByText('Everything that was there then').click();
      await restoreDialog(page).getByRole('button', { name: 'Restore everything' }).click();
      await restoreDialog(page).waitFor({ state: 'detached' });
      await calendarRow(page, 'Team, as it was').waitFor();
      await events(page, 'Design review').first().waitFor();
      await until(() => events(page, 'Customer call').count(), 2);
      await undo(page, 'Restored.');
      await until(() => calendarRow(page, 'Team, as it was').count(), 0);
      await until(() => events(page, 'Design review').count(), 0);

      // Long before the calendar was there everything in it is new.
      await openRestore(page, 'Team');
      await restoreDialog(page).getByRole('radio', { name: 'Another moment' }).check({ force: true });
      await restoreDialog(page).getByLabel('Date').fill('2020-01-01');
      await restoreDialog(page).getByLabel('Date').press('Tab');
      await row(page, 'Customer call').getByText('Added since').waitFor();
      await page.keyboard.press('Escape');
      await restoreDialog(page).waitFor({ state: 'detached' });
    }),
  );
});

describe('history of an event', () => {
  test(
    'tells import, edits and who made them, and gives a version back',
    withTeam(async ({ page, url }) => {
      await page.goto(`${url}/settings`);
      await page.getByLabel('Name of this device').fill('Laptop');
      await page.getByLabel('Name of this device').press('Tab');
      await open(page, url + week);
      await edit(page, 'Design review', 'Place', 'Room Lotus');
      await edit(page, 'Design review', 'Title', 'Design review with Ana');
      await chooseAction(page, events(page, 'Design review with Ana'), 'History');
      const entries = historyDialog(page).locator('li');
      await until(() => entries.locator('.what').allTextContents(), ['Changed', 'Changed', 'Imported']);
      await entries.nth(0).getByText('As it is now').waitFor();
      await entries.nth(0).getByText('Laptop').waitFor();
      await entries.nth(1).getByText('Room Lotus').waitFor();
      await entries.nth(1).getByText('Léman').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await entries
        .nth(2)
        .getByRole('button', { name: /^Restore this version/ })
        .click();
      await historyDialog(page).waitFor({ state: 'detached' });
      await until(() => events(page, 'Design review with Ana').count(), 0);
      await events(page, 'Léman').first().waitFor();
      await undo(page, 'Version restored.');
      await events(page, 'Design review with Ana').waitFor();
      await chooseAction(page, events(page, 'Design review with Ana'), 'History');
      await until(
        () => entries.locator('.what').allTextContents(),
        ['Undone', 'Restored', 'Changed', 'Changed', 'Imported'],
      );
      await page.keyboard.press('Escape');
    }),
  );
});

describe('a deleted calendar', () => {
  test(
    'is listed, comes back with everything, and can be found from the command box',
    withTeam(async ({ page }) => {
      await chooseOfCalendar(page, 'Team', 'Delete');
      await until(() => events(page, 'Design review').count(), 0);
      await page.keyboard.press('Control+k');
      await page.locator('ik-command-box').getByRole('combobox').fill('recently deleted');
      await page.locator('ik-command-box').getByRole('option', { name: 'Recently deleted calendars' }).click();
      const dialog = page.locator('ik-deleted-dialog');
      await dialog.getByText('Team').first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await dialog.getByRole('button', { name: 'Bring back “Team”' }).click();
      await events(page, 'Design review').waitFor();
      await dialog.getByText('Nothing was deleted.').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await importFile(page, 'team.ics', team);
      await calendarRow(page, 'Team').first().waitFor();
    }),
  );
});
