// Series: this, this and following or all, by form, by drag and by keyboard; copies.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerScope, chooseAction, eventDialog, placeOf, popover } from './calendar-support.mjs';
import { drag, events, open, undo, until, withApp } from './support.mjs';

const ONE = 'This event';
const FOLLOWING = 'This and following events';
const ALL = 'All events';
const week = (day) => `/calendar/week/2026-11-${day}`;

/** A daily series at nine, made in the form, from Monday 16 November on. */
const withSeries = (body) =>
  withApp(async (given) => {
    const { page, url } = given;
    await open(page, url + week(16));
    await page.keyboard.press('c');
    const dialog = eventDialog(page);
    await dialog.getByLabel('Title').fill('Stretching');
    await dialog.getByLabel('Start date').fill('2026-11-16');
    await dialog.getByLabel('Start time').fill('09:00');
    await dialog.getByLabel('End time').fill('10:00');
    await dialog.getByLabel('Repeats').selectOption({ label: 'Every day' });
    await dialog.getByRole('list', { name: 'The first dates' }).getByText('Mon 16 Nov').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await until(() => events(page, 'Stretching').count(), 7);
    await body({ ...given, series: events(page, 'Stretching') });
  });

/** Title and start of all events in sight; not of the picture of one that is on its way. */
const seen = (page) => page.locator('ik-calendar .event:not(.ghost):visible').allTextContents();
const countAt = async (page, time) => (await seen(page)).filter((text) => text.includes(time)).length;

describe('a series, by mouse', () => {
  test(
    'is changed, moved and deleted from an occurrence on; each is taken back',
    withSeries(async ({ page, series }) => {
      const dialog = eventDialog(page);
      const original = await seen(page);

      await chooseAction(page, series.nth(2), 'Edit');
      await dialog.getByLabel('Title').fill('Yoga');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await answerScope(page, FOLLOWING);
      await until(() => events(page, 'Yoga').count(), 5);
      assert.equal(await series.count(), 2);
      await undo(page, 'Event saved.');
      await until(() => series.count(), 7);
      assert.deepEqual(await seen(page), original);

      const box = await series.nth(3).boundingBox();
      const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const [nine, eleven] = [await placeOf(page, 3, 9), await placeOf(page, 3, 11)];
      await drag(page, from, { x: from.x, y: from.y + eleven.y - nine.y });
      await answerScope(page, FOLLOWING);
      await until(() => countAt(page, '11:00'), 4);
      assert.equal(await countAt(page, '09:00'), 3);
      await undo(page, '“Stretching” moved.');
      await until(() => countAt(page, '09:00'), 7);

      await chooseAction(page, series.nth(4), 'Delete');
      await answerScope(page, FOLLOWING);
      await until(() => series.count(), 4);
      await undo(page, 'Event deleted.');
      await until(() => series.count(), 7);
      assert.deepEqual(await seen(page), original);

      // Before its first occurrence there is nothing to divide.
      await chooseAction(page, series.first(), 'Delete');
      const scope = page.locator('ik-scope-dialog');
      await scope.getByRole('button', { name: ALL }).waitFor();
      assert.equal(await scope.getByRole('button', { name: FOLLOWING }).count(), 0);
      await page.keyboard.press('Escape');
    }),
  );

  test(
    'gives a copy with Alt, of one event or of more',
    withSeries(async ({ page, series }) => {
      const box = await series.nth(1).boundingBox();
      const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const target = await placeOf(page, 1, 14.5);
      const copy = async () => {
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.keyboard.down('Alt');
        await page.mouse.move(target.x, target.y, { steps: 6 });
        await page.locator('ik-calendar .copies .ghost').first().waitFor();
        await page.mouse.up();
        await page.keyboard.up('Alt');
      };
      await copy();
      await answerScope(page, ONE);
      await until(() => countAt(page, '14:00'), 1);
      assert.equal(await countAt(page, '09:00'), 7);
      await undo(page, 'Copy created.');
      await until(() => countAt(page, '14:00'), 0);
      await copy();
      await answerScope(page, FOLLOWING);
      await until(() => countAt(page, '14:00'), 6);
      await undo(page, 'Copy created.');
      await until(() => countAt(page, '14:00'), 0);
      assert.equal(await countAt(page, '09:00'), 7);
    }),
  );

  test(
    'follows any rule, said in words; a date left out is brought back',
    withSeries(async ({ page, series }) => {
      const dialog = eventDialog(page);
      await chooseAction(page, series.nth(1), 'Delete');
      await answerScope(page, ONE);
      await until(() => series.count(), 6);
      await chooseAction(page, series.nth(1), 'Edit');
      await dialog.getByText('Left out').waitFor();
      await dialog.getByRole('button', { name: 'Bring back: Tuesday, 17 November 2026' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await answerScope(page, ALL);
      await until(() => series.count(), 7);

      await chooseAction(page, series.first(), 'Edit');
      await dialog.getByLabel('Repeats').selectOption({ label: 'Custom…' });
      await dialog.getByLabel('Unit').selectOption('MONTHLY');
      await dialog.getByText('More conditions').click();
      for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
        await dialog.getByRole('checkbox', { name: day }).check();
      await dialog.getByLabel('Only these of each period').fill('-1');
      await dialog.getByLabel('Only these of each period').press('Enter');
      await dialog.getByText('– of these only the last').waitFor();
    }),
  );
});

describe('a series, by keyboard alone', () => {
  test(
    'is changed, moved, copied and deleted from an occurrence on, and back',
    withSeries(async ({ page, series }) => {
      const dialog = eventDialog(page);
      const scope = page.locator('ik-scope-dialog');
      const answer = async (name) => {
        await scope.getByRole('button', { name }).waitFor();
        while (!(await scope.getByRole('button', { name }).evaluate((button) => button.matches(':focus'))))
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await scope.waitFor({ state: 'detached' });
      };

      await series.nth(2).focus();
      await page.keyboard.press('Alt+ArrowDown');
      await answer(FOLLOWING);
      await until(() => countAt(page, '09:15'), 5);
      await page.keyboard.press('Control+z');
      await until(() => countAt(page, '09:00'), 7);

      // The last answer has the focus.
      await series.nth(2).focus();
      await page.keyboard.press('Alt+PageUp');
      await until(() => scope.getByRole('button', { name: FOLLOWING }).evaluate((b) => b.matches(':focus')), true);
      await page.keyboard.press('Enter');
      await until(() => countAt(page, '08:45'), 5);
      await page.keyboard.press('Control+z');
      await until(() => countAt(page, '09:00'), 7);

      await series.nth(3).focus();
      await page.keyboard.press('e');
      await dialog.getByLabel('Title').waitFor();
      await until(() => dialog.getByLabel('Title').evaluate((field) => field.matches(':focus')), true);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Tai chi');
      await page.keyboard.press('Enter');
      await answer(FOLLOWING);
      await until(() => events(page, 'Tai chi').count(), 4);
      await page.keyboard.press('Control+z');
      await until(() => series.count(), 7);

      await series.nth(0).focus();
      await page.keyboard.press('Control+c');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Control+v');
      await answer(ONE);
      await until(() => series.count(), 8);
      await page.keyboard.press('Control+z');
      await until(() => series.count(), 7);

      await series.nth(3).focus();
      await page.keyboard.press('Delete');
      await answer(FOLLOWING);
      await until(() => series.count(), 3);
      await page.keyboard.press('Control+z');
      await until(() => series.count(), 7);
      assert.equal(await popover(page).locator('[open]').count(), 0);
    }),
  );
});
