// Tasks from a file and from the line, by keyboard and in the calendar's views; what was done is taken back.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axeViolations, events, importFile, undo, until, withApp } from './support.mjs';

const todo = (uid, ...lines) => ['BEGIN:VTODO', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VTODO'];

const file = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'X-WR-CALNAME:Home',
  ...todo('tax', 'DUE;VALUE=DATE:20261117', 'SUMMARY:Tax declaration', 'PRIORITY:1', 'X-ODD:kept'),
  ...todo('move', 'DUE;VALUE=DATE:20261119', 'SUMMARY:Move house'),
  ...todo('boxes', 'SUMMARY:Order boxes', 'RELATED-TO:move'),
  ...todo(
    'plants',
    'DTSTART;VALUE=DATE:20261101',
    'DUE;VALUE=DATE:20261101',
    'RRULE:FREQ=DAILY',
    'SUMMARY:Water plants',
  ),
  'END:VCALENDAR',
  '',
].join('\r\n');

const line = (page, text) => page.locator('ik-task-panel [role=treeitem]').filter({ hasText: text });
const lines = (page) =>
  page
    .locator('ik-task-panel [role=treeitem]')
    .evaluateAll((all) =>
      all.map((one) => (one.querySelector('.title') ?? one.querySelector('span:not(.icon)')).textContent),
    );

async function openTasks(page, url) {
  await page.goto(`${url}/calendar/tasks`);
  await page.locator('ik-task-panel').getByText('Nothing to do.').waitFor();
  await importFile(page, 'home.ics', file);
  await line(page, 'Tax declaration').waitFor();
}

describe('tasks', () => {
  test(
    '[TA14] are found from anywhere, by the day they are due, and open',
    withApp(async ({ page, url }) => {
      await openTasks(page, url);
      await page.goto(`${url}/rooms`);
      for (const title of ['Move house', 'Order boxes', 'Move house']) {
        await page.keyboard.press('Control+k');
        const box = page.locator('ik-command-box');
        await box.getByRole('combobox').fill(title);
        const found = box.getByRole('option').filter({ hasText: title }).first();
        await until(async () => /19 Nov 2026/.test(await found.textContent()), title === 'Move house');
        await page.keyboard.press('Enter');
        const form = page.locator('ik-task-dialog');
        await until(() => form.getByLabel('Title').inputValue(), title);
        assert.equal(page.url(), `${url}/calendar/tasks`);
        await page.keyboard.press('Escape');
        await form.waitFor({ state: 'detached' });
      }
    }),
  );

  test(
    'come from a file, are added, completed, edited and deleted by keyboard alone',
    withApp(async ({ page, url }) => {
      await openTasks(page, url);
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await line(page, 'Order boxes').getAttribute('aria-level'), '3');

      // One line adds; ! says how important it is.
      await page.keyboard.press('n');
      await page.keyboard.type('Call the plumber !!!');
      await page.keyboard.press('Enter');
      await line(page, 'Call the plumber').waitFor();
      assert.match(await line(page, 'Call the plumber').textContent(), /High priority/);

      // Space completes what the arrows are at; undo brings it back.
      await page.locator('ik-task-panel [role=tree]').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await line(page, 'Tax declaration').waitFor({ state: 'detached' });
      await undo(page, '“Tax declaration” is done.');
      await line(page, 'Tax declaration').waitFor();

      // Enter opens the form; another date is another group.
      await page.locator('ik-task-panel [role=tree]').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const form = page.locator('ik-task-dialog');
      await form.getByLabel('Title').fill('Taxes');
      assert.deepEqual(await axeViolations(page), []);
      await form.getByLabel('Due date').fill('2099-01-01');
      await page.keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
      await until(async () => (await lines(page)).indexOf('Taxes') > (await lines(page)).indexOf('Later'), true);

      // Delete removes; undo brings it back, with what the file said that nobody here reads.
      await line(page, 'Taxes').click();
      await form.getByRole('button', { name: 'Delete' }).click();
      await line(page, 'Taxes').waitFor({ state: 'detached' });
      await undo(page, 'Task deleted.');
      await line(page, 'Taxes').waitFor();
      await page.reload();
      await line(page, 'Taxes').waitFor();
    }),
  );

  test(
    'of a series are done one by one, the next is there at once; a change is of this, of this and following, or of all',
    withApp(async ({ page, url }) => {
      await openTasks(page, url);
      const plants = line(page, 'Water plants');
      assert.match(await plants.textContent(), /Today/);
      await plants.locator('.tick').click();
      await until(async () => /Tomorrow/.test(await plants.textContent()), true);

      await plants.click();
      const form = page.locator('ik-task-dialog');
      await form.getByLabel('Title').fill('Water less');
      await form.getByRole('button', { name: 'Save' }).click();
      const question = page.getByRole('group', { name: 'Save for which tasks?' });
      await question.getByRole('button', { name: 'Only this task' }).waitFor();
      await question.getByRole('button', { name: 'This and following tasks' }).click();
      await line(page, 'Water less').waitFor();
      await plants.waitFor({ state: 'detached' });

      // What is to come ends with this one; what was done is done.
      await page.locator('ik-task-panel [role=tree]').focus();
      await line(page, 'Water less').click();
      await form.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'All tasks of the series' }).click();
      await line(page, 'Water less').waitFor({ state: 'detached' });
      await undo(page, 'Task deleted.');
      await line(page, 'Water less').waitFor();
    }),
  );

  test(
    'are written as people say them, put in order and into one another, by keyboard, menu and form, and taken back',
    withApp(async ({ page, url }) => {
      await openTasks(page, url);
      // What was understood is there before Enter; Esc takes the line as it is.
      const understood = page.locator('ik-task-panel').getByRole('status');
      await page.keyboard.press('n');
      await page.keyboard.type('Miete zahlen bis morgen !!');
      await understood.getByText('Tomorrow').waitFor();
      await understood.getByText('Medium priority').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await page.keyboard.press('Enter');
      await line(page, 'Miete zahlen').waitFor();
      assert.match(await line(page, 'Miete zahlen').textContent(), /Tomorrow/);
      await page.keyboard.type('Read Tomorrow never dies tomorrow');
      await understood.getByText('Tomorrow').waitFor();
      await page.keyboard.press('Escape');
      await understood.getByText('Tomorrow').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await line(page, 'Read Tomorrow never dies tomorrow').waitFor();

      // Down: the order is one made by hand from now on. Right: into the task above. All of it stays.
      const tree = page.locator('ik-task-panel [role=tree]');
      const at = async (title) => (await lines(page)).indexOf(title);
      await tree.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Alt+ArrowDown');
      await page.locator('[part=notice]').getByText('“Tax declaration” moved: 2 of 2.').waitFor();
      await until(async () => (await lines(page)).slice(1, 4), ['Move house', 'Order boxes', 'Tax declaration']);
      await page.keyboard.press('Alt+ArrowRight');
      await page.locator('[part=notice]').getByText('“Tax declaration” is a subtask of “Move house” now.').waitFor();
      await until(() => line(page, 'Tax declaration').getAttribute('aria-level'), '3');
      await page.keyboard.press('Alt+ArrowUp');
      await until(async () => (await lines(page)).slice(1, 4), ['Move house', 'Tax declaration', 'Order boxes']);
      await line(page, 'Order boxes').locator('.tick').click();
      await line(page, 'Move house').getByText('1 of 2 subtasks done').waitFor({ state: 'attached' });
      assert.deepEqual(await axeViolations(page), []);
      await page.reload();
      await until(async () => (await lines(page)).slice(1, 4), ['Move house', 'Tax declaration', 'Order boxes']);

      // Left folds what is in a task, Right shows it again.
      await tree.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      await line(page, 'Tax declaration').waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowRight');
      await line(page, 'Tax declaration').waitFor();

      // Out again, from the task's menu; and taken back.
      await line(page, 'Tax declaration').hover();
      await page.getByRole('button', { name: 'Actions for Tax declaration' }).click();
      await page.getByRole('menuitem', { name: 'Take it out of its task' }).click();
      await until(() => line(page, 'Tax declaration').getAttribute('aria-level'), '2');
      await undo(page, '“Tax declaration” is no subtask any more.');
      await until(() => line(page, 'Tax declaration').getAttribute('aria-level'), '3');

      // The form names the task it is a part of, and adds parts.
      await line(page, 'Tax declaration').click();
      const form = page.locator('ik-task-dialog');
      const parent = form.getByRole('combobox', { name: 'Subtask of' });
      await until(() => parent.inputValue(), 'Move house');
      await parent.click();
      await form.getByRole('option', { name: 'Water plants' }).waitFor();
      assert.equal(await form.getByRole('option', { name: 'Tax declaration' }).count(), 0);
      await parent.fill('miete');
      await form.getByText('No open task of this calendar is called that.').waitFor();
      await parent.fill('water');
      await page.keyboard.press('Enter');
      await until(() => parent.inputValue(), 'Water plants');
      await form.getByLabel('New subtask').fill('Find the papers');
      await page.keyboard.press('Enter');
      await form.getByText('Find the papers').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      await until(() => line(page, 'Find the papers').getAttribute('aria-level'), '4');
      assert.equal(await at('Tax declaration'), (await at('Water plants')) + 1);
      await undo(page, 'Task saved.');
      await line(page, 'Find the papers').waitFor({ state: 'detached' });
      await until(() => at('Tax declaration'), (await at('Move house')) + 1);

      // The sheet of shortcuts knows all of it.
      await page.keyboard.press('?');
      await page.locator('ik-shortcut-sheet').getByText('Make it a subtask of the one above').waitFor();
    }),
  );

  test(
    'stand in the views on the day they are due: a box completes, the keyboard moves, a switch hides',
    withApp(async ({ page, url }) => {
      await openTasks(page, url);
      await page.goto(`${url}/calendar/week/2026-11-18`);
      const task = events(page, 'Tax declaration');
      await task.waitFor();
      await until(() => events(page, 'Water plants').count(), 7);
      const box = await task.boundingBox();
      await page.mouse.click(box.x + box.width - 12, box.y + 11);
      await page.locator('ik-calendar .event.task.done').filter({ hasText: 'Tax declaration' }).waitFor();
      await task.focus();
      await page.keyboard.press('Space');
      await page.locator('ik-calendar .event.task.open').filter({ hasText: 'Tax declaration' }).waitFor();
      assert.deepEqual(await axeViolations(page), []);

      // Alt and arrows, like a drag, change when it is due.
      await task.focus();
      await page.keyboard.press('Alt+ArrowRight');
      await page.locator('[part=notice]').getByText('“Tax declaration” moved.').waitFor();
      await until(async () => {
        await task.focus();
        return (await task.getAttribute('aria-description')).startsWith('Wed 18 Nov');
      }, true);

      // A click beside the box opens the form.
      await task.click({ position: { x: 20, y: 10 } });
      await until(() => page.locator('ik-task-dialog').getByLabel('Due date').inputValue(), '2026-11-18');
      await page.keyboard.press('Escape');

      await page.getByRole('checkbox', { name: 'Show tasks in the calendar' }).click();
      await task.waitFor({ state: 'detached' });
    }),
  );
});
