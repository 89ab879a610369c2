// Events moved and resized by hand and by keyboard; series changed in one occurrence or in all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerScope, chooseAction, eventDialog, placeOf, said, week, withTeam } from './calendar-support.mjs';
import { drag, events, open, undo, until, withApp } from './support.mjs';

const ONE = 'This event';
const ALL = 'All events';

describe('moving and resizing', () => {
  test(
    'by pointer, between days and times, and back',
    withTeam(async ({ page }) => {
      const review = events(page, 'Design review');
      const box = await review.boundingBox();
      const from = { x: box.x + box.width / 2, y: box.y + 20 };
      const start = await placeOf(page, 0, 10.5);
      const target = await placeOf(page, 4, 13);
      await drag(page, from, { x: target.x, y: target.y + (from.y - start.y) });
      await until(() => said(review), 'Fri 20 Nov, 13:00 – 14:30, Léman, Team');
      const moved = await review.boundingBox();
      const end = await placeOf(page, 4, 15.5);
      await drag(page, { x: moved.x + moved.width / 2, y: moved.y + moved.height - 2 }, end);
      await until(() => said(review), 'Fri 20 Nov, 13:00 – 15:30, Léman, Team');
      await page.locator('[part=notice]').getByRole('button', { name: 'Undo' }).last().click();
      await until(() => said(review), 'Fri 20 Nov, 13:00 – 14:30, Léman, Team');

      // Escape lets go of what is lifted.
      const again = await review.boundingBox();
      await page.mouse.move(again.x + 20, again.y + 20);
      await page.mouse.down();
      await page.mouse.move(again.x - 200, again.y - 100, { steps: 4 });
      await page.locator('ik-calendar .ghost').waitFor();
      await page.keyboard.press('Escape');
      await page.mouse.up();
      assert.match(await said(review), /Fri 20 Nov, 13:00/);
    }),
  );

  test(
    'by keyboard, in the week and in the month',
    withTeam(async ({ page }) => {
      const lunch = events(page, 'Lunch with Sophie');
      await lunch.focus();
      for (const key of ['Alt+ArrowRight', 'Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+Shift+ArrowDown']) {
        const before = await said(lunch);
        await page.keyboard.press(key);
        await until(async () => (await said(lunch)) !== before, true);
      }
      await until(() => said(lunch), 'Wed 18 Nov, 12:30 – 13:45, Team');
      await page.keyboard.press('m');
      await page.waitForURL(/month/);
      await lunch.focus();
      await page.keyboard.press('Alt+ArrowDown');
      await until(() => said(lunch), 'Wed 25 Nov, 12:30 – 13:45, Team');
      await page.reload();
      await until(() => said(lunch), 'Wed 25 Nov, 12:30 – 13:45, Team');
    }),
  );

  test(
    'in the month by pointer, a bar by its edge',
    withTeam(async ({ page }) => {
      await page.keyboard.press('m');
      await page.waitForURL(/month/);
      const offsite = events(page, 'Offsite in Lausanne');
      await offsite.waitFor();
      const box = await offsite.boundingBox();
      const day = box.width / 2;
      await drag(page, { x: box.x + 20, y: box.y + 8 }, { x: box.x + 20 - 2 * day, y: box.y + 8 });
      await until(() => said(offsite), 'Tue 17 Nov – Wed 18 Nov, Team');
      const moved = await offsite.boundingBox();
      const edge = moved.x + moved.width - 3;
      await drag(page, { x: edge, y: moved.y + 8 }, { x: edge + day, y: moved.y + 8 });
      await until(() => said(offsite), 'Tue 17 Nov – Thu 19 Nov, Team');
    }),
  );
});

describe('a series', () => {
  test(
    'changes in one occurrence or in all; each is taken back',
    withTeam(async ({ page }) => {
      const dialog = eventDialog(page);
      const standUps = events(page, 'Stand-up');
      const titles = async () =>
        (await standUps.allTextContents()).map((text) => text.replace(/, \d\d:\d\d$/, '')).sort();
      await until(async () => (await titles()).length, 4);
      const original = await titles();

      // Edit this one.
      await chooseAction(page, standUps.nth(1), 'Edit');
      await dialog.getByLabel('Title').fill('Sit-down');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await answerScope(page, ONE);
      await events(page, 'Sit-down').waitFor();
      await until(async () => await standUps.count(), 3);
      await undo(page, 'Event saved.');
      await until(titles, original);

      // Edit all: the exception keeps its own title and time.
      await chooseAction(page, standUps.first(), 'Edit');
      await dialog.getByLabel('Title').fill('Morning round');
      await dialog.getByLabel('Start time').fill('08:30');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await answerScope(page, ALL);
      await until(() => events(page, 'Morning round').count(), 3);
      await events(page, 'with the new colleagues').waitFor();
      await undo(page, 'Event saved.');
      await until(titles, original);

      // Delete this one, then all.
      await chooseAction(page, standUps.first(), 'Delete');
      await answerScope(page, ONE);
      await until(() => standUps.count(), 3);
      await undo(page, 'Event deleted.');
      await until(titles, original);
      await chooseAction(page, standUps.first(), 'Delete');
      await answerScope(page, ALL);
      await until(() => standUps.count(), 0);
      await undo(page, 'Event deleted.');
      await until(titles, original);

      // Move one by keyboard.
      await standUps.first().focus();
      await page.keyboard.press('Alt+ArrowDown');
      await answerScope(page, ONE);
      await until(() => said(standUps.first()), 'Mon 16 Nov, 09:15 – 09:30, Team');
      await page.keyboard.press('Control+z');
      await until(() => said(standUps.first()), 'Mon 16 Nov, 09:00 – 09:15, Team');

      // Thinking better of it changes nothing.
      await chooseAction(page, standUps.first(), 'Delete');
      await page.locator('ik-scope-dialog').getByRole('button').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('ik-scope-dialog').waitFor({ state: 'detached' });
      await until(titles, original);
    }),
  );

  test(
    'is made in the form and seen on its days',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      await page.keyboard.press('c');
      const dialog = eventDialog(page);
      await dialog.getByLabel('Title').fill('Choir');
      await dialog.getByLabel('Repeats').selectOption({ label: 'Custom…' });
      await dialog.getByRole('checkbox', { name: 'Friday' }).check({ force: true });
      await dialog.getByLabel('Ends').selectOption({ label: 'after a number of times' });
      await dialog.getByLabel('Number of times').fill('4');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await until(() => events(page, 'Choir').count(), 2);
      await page.keyboard.press('j');
      await page.waitForURL(/2026-11-25/);
      await until(() => events(page, 'Choir').count(), 2);
      await page.keyboard.press('j');
      await page.waitForURL(/2026-12-02/);
      await until(() => events(page, 'Choir').count(), 0);
    }),
  );
});
