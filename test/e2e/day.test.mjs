// My Day, and a backup that goes from one profile to a new one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { importFile, openBrowser, startApp, until, withInstalledApp } from './support.mjs';

const NOW = '2026-11-18T13:25:00+01:00';
const event = (title, start, end, more = '') =>
  `BEGIN:VEVENT\r\nUID:${title}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261118T${start}00Z\r\nDTEND:20261118T${end}00Z\r\nSUMMARY:${title}\r\n${more}END:VEVENT\r\n`;
const rollout =
  'LOCATION:Léman\r\nURL:https://meet.jit.si/room\r\nATTENDEE;CN=Marc Bernard:mailto:marc@example.org\r\n';
const team = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n${event('Relay rollout', '1300', '1400', rollout)}${event('School concert', '1500', '1600')}BEGIN:VTODO\r\nUID:ship\r\nDTSTAMP:20261101T000000Z\r\nDUE;VALUE=DATE:20261118\r\nSUMMARY:Ship notes\r\nEND:VTODO\r\nEND:VCALENDAR\r\n`;

test(
  'My Day says what comes, ticks a task, is arranged by keyboard and drag, and works without a network',
  withInstalledApp(async ({ page, context, url }) => {
    await page.clock.install({ time: new Date(NOW) });
    await page.goto(`${url}/calendar`);
    await page.getByRole('link', { name: 'My Day' }).click();
    await page.getByRole('heading', { name: 'Good afternoon' }).waitFor();
    await page.getByText('Nothing more today').waitFor();
    await importFile(page, 'team.ics', team);

    await page.getByText('in 35 min').waitFor();
    assert.equal(
      await page.getByRole('link', { name: 'Join Relay rollout' }).getAttribute('href'),
      'https://meet.jit.si/room',
    );
    await page.getByRole('img', { name: 'With Marc Bernard' }).waitFor();
    await page.clock.fastForward('40:00');
    await page.getByText('now, 55 min left').waitFor();

    const task = page.getByRole('checkbox', { name: 'Ship notes' });
    await task.click();
    await task.waitFor({ state: 'detached' });
    await page.getByText('“Ship notes” is done.').locator('..').getByRole('button', { name: 'Undo' }).click();
    await task.waitFor();

    const order = () =>
      page.locator('ik-day section').evaluateAll((all) => all.map((one) => one.dataset.widget).join());
    await page.getByRole('button', { name: 'Arrange My Day' }).click();
    await page.getByRole('button', { name: 'Move Tasks' }).press('Home');
    await until(order, 'tasks,moment,mail,rooms');
    const handle = await page.getByRole('button', { name: 'Move Last mails' }).boundingBox();
    const target = await page.locator('[data-widget=tasks]').boundingBox();
    await page.mouse.move(handle.x + 5, handle.y + 5);
    await page.mouse.down();
    await page.mouse.move(target.x + 40, target.y + 40);
    await page.mouse.up();
    await until(order, 'mail,tasks,moment,rooms');
    await page.getByRole('button', { name: 'Hide Tasks' }).click();
    await until(order, 'mail,moment,rooms');
    await page.getByRole('button', { name: 'Done' }).click();

    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.goto(`${url}/`);
    await page.getByText('now, 55 min left').waitFor();
    await until(order, 'mail,moment,rooms');
    assert.match(page.url(), /\/day$/);
  }),
);

test('A backup of one profile brings all of it into a new one; a wrong passphrase changes nothing', async () => {
  const app = await startApp();
  const first = await openBrowser();
  const second = await openBrowser();
  const words = 'horses are late today';
  try {
    await first.page.goto(`${app.url}/calendar`);
    await importFile(first.page, 'team.ics', team);
    await first.page.goto(`${app.url}/settings`);
    await first.page.getByRole('button', { name: 'Make a backup…' }).click();
    await first.page.getByLabel('Passphrase', { exact: true }).fill(words);
    await first.page.getByLabel('The same again').fill(words);
    const [download] = await Promise.all([
      first.page.waitForEvent('download'),
      first.page.getByRole('button', { name: 'Make the backup' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^ikebana-[\d-]+\.ikebana$/);
    const file = { name: 'mine.ikebana', mimeType: '', buffer: await readFile(await download.path()) };

    const { page } = second;
    await page.goto(`${app.url}/settings`);
    await page.getByRole('button', { name: 'Restore…' }).click();
    await page.getByLabel('File').setInputFiles(file);
    await page.getByLabel('Passphrase of the backup').fill('wrong words here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('This is not the passphrase').waitFor();
    await page.getByLabel('Passphrase of the backup').fill(words);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Events, tasks and contacts: 3').waitFor();
    await page.evaluate(() => localStorage.setItem('ik-day-picture', 'of before'));
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.waitForURL(`${app.url}/calendar**`);
    assert.notEqual(await page.evaluate(() => localStorage.getItem('ik-day-picture')), 'of before');
    await page.goto(`${app.url}/calendar/day/2026-11-18`);
    await page.getByText('School concert').first().waitFor();
    assert.deepEqual([first.troubles, second.troubles], [[], []]);
  } finally {
    await first.close();
    await second.close();
    await app.close();
  }
});
