// The same of what needs a mail server, a relay, a lock or two panes: axe finds nothing, light or dark, large or small.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { checker, closeDialog, command, press, screens } from './accessibility-support.mjs';
import { button, makeAccount } from './account-support.mjs';
import { mailRow, message, signIn, withMailServer } from './mail-support.mjs';
import { importFile, open, openBrowser, textOf, until, withApp } from './support.mjs';

const PASSPHRASE = 'seven quiet herons by night';
/** Workers have the machine's own clock, so that it is today; and a time of day at which nothing ends. */
const NOW = `${new Date().toISOString().slice(0, 10)}T13:25:00Z`;
const often = { perSecond: 1_000, burst: 10_000 };

async function walkMail(page, url, server, check) {
  const row = (name) => mailRow(page, name);
  const log = page.locator('ik-mail-log');
  await server.deliver(server.alice.address, message('Invoice 17'));
  await signIn(page, url, server);

  await page.goto(`${url}/mail/inbox`);
  await row(/Invoice 17/).click();
  await page.getByText('Text of Invoice 17').last().waitFor();
  await button(page.locator('ik-mail-thread'), 'Message menu').last().click();
  await page.getByRole('menuitem', { name: 'Make a rule from this message…' }).click();
  const editor = page.locator('ik-rule-dialog');
  await editor.getByLabel('Folder').selectOption({ label: 'Archive' });
  await button(editor, 'Add an action').click();
  await editor.getByLabel('What is done').last().selectOption({ label: 'Label' });
  await editor.getByLabel('Name of the label').fill('Büro');
  await button(editor, 'Show matches').click();
  await editor.getByRole('list', { name: 'Messages the rule is about' }).getByText('Invoice 17').waitFor();
  await check('rule editor with a label');
  await button(editor, 'Save rule').click();
  await editor.waitFor({ state: 'detached' });

  await page.goto(`${url}/settings/rules`);
  await page.locator('ik-mail-rules-settings').getByText('label “büro”').waitFor();
  const away = page.locator('ik-vacation-settings');
  await away.getByText('Write an answer').click();
  await away.getByLabel('Who is answered').selectOption({ label: 'Only people of these domains' });
  await away.getByRole('textbox', { name: 'Domains' }).fill('jmap.test');
  await away.getByRole('textbox', { name: 'Answer', exact: true }).fill('Back soon.');
  await away.getByRole('textbox', { name: 'Answer', exact: true }).scrollIntoViewIfNeeded();
  await check('rules, and an answer for some people');
  await button(away, 'Switch on').press('Enter');
  await page.getByText('Mail is answered while you are away.').waitFor();

  await page.goto(`${url}/mail/inbox`);
  await row(/Invoice 17/).waitFor();
  await command(page, 'What happened to mail');
  await log.getByText('Rule “Bob” made').waitFor();
  await check('mail: activity log');
  await closeDialog(page, log);
  await row(/Invoice 17/).click();
  await page.getByText('Text of Invoice 17').last().waitFor();
  await button(page.locator('ik-mail-thread'), 'Message menu').last().click();
  await page.getByRole('menuitem', { name: 'Activity of this message' }).click();
  await log.getByRole('list', { name: 'What happened' }).getByText('Came').waitFor();
  await check('mail: activity of a message');
  await closeDialog(page, log);
}

async function walkStatus(page, url, check) {
  await open(page, `${url}/calendar/week/2026-11-18`);
  await command(page, 'Your status');
  const status = page.locator('ik-status-dialog');
  await status.getByRole('button', { name: 'Concentrating' }).click();
  await check('status dialog');
  await status.getByRole('button', { name: 'Save' }).click();
  await status.waitFor({ state: 'detached' });
  await check('status: do not disturb');
  await command(page, 'Your status');
  await status.getByRole('button', { name: 'Clear status' }).waitFor();
  await check('status dialog: something is said');
  await closeDialog(page, status);
}

async function walkActivity(page, check) {
  await importFile(page, 'people.vcf', textOf('public/demo/people.vcf'));
  await command(page, 'Activity: what runs, waits or has failed');
  const panel = page.locator('ik-activity-panel');
  await panel.getByText('people.vcf').first().waitFor();
  await check('activity: something can be taken back');
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await command(page, 'Activity: what runs, waits or has failed');
  await panel.getByText('Everything is on this device and still works.').waitFor();
  await check('activity: offline');
  await page.keyboard.press('Escape');
  await page.context().setOffline(false);
}

async function walkSplit(page, url, check) {
  for (const [left, right] of [
    ['contacts/all', 'calendar/week/2026-11-18'],
    ['mail/all', 'contacts/all'],
    ['day', 'rooms/day/2026-11-18'],
  ]) {
    await page.goto(`${url}/${left}?beside=${right}`);
    await page.locator(page.viewportSize().width > 1100 ? 'ik-beside ik-pane-bar' : '#content').waitFor();
    await page.locator('ik-app').getByRole('heading').first().waitFor();
    await check(`split screen: ${left} and ${right}`);
  }
}

async function walkBackup(page, url, check) {
  await open(page, `${url}/settings`);
  await button(page, 'Make a backup…').click();
  const backup = page.locator('ik-backup-dialog');
  await backup.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await check('backup');
  await backup.getByLabel('The same again').fill('another');
  await button(backup, 'Make the backup').click();
  await backup.getByRole('alert').waitFor();
  await check('backup: not the same');
  await backup.getByLabel('The same again').fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await button(backup, 'Make the backup').click();
  const file = { name: 'mine.ikebana', mimeType: '', buffer: await readFile(await (await download).path()) };
  await backup.waitFor({ state: 'detached' });
  return file;
}

/** Only a profile in which nothing is yet takes a backup. */
async function walkRestore(page, url, file, check) {
  await open(page, `${url}/settings`);
  await button(page, 'Restore…').click();
  const restore = page.locator('ik-backup-restore');
  await restore.getByLabel('File').setInputFiles(file);
  await check('restore a backup');
  await restore.getByLabel('Passphrase of the backup').fill('wrong words here');
  await button(restore, 'Continue').click();
  await restore.getByText('This is not the passphrase').waitFor();
  await check('restore a backup: wrong passphrase');
  await restore.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await button(restore, 'Continue').click();
  await restore.getByText(/Events, tasks and contacts:/).waitFor();
  await check('restore a backup: what is in it');
  await closeDialog(page, restore);
}

/** How many forms are kept, sealed, for when it is unlocked again. */
const keptForms = (page) =>
  page.evaluate(async () => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open('ikebana');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const records = await new Promise((resolve) => {
      const request = db.transaction('secrets').objectStore('secrets').getAll();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return records.filter(({ name }) => name.startsWith('unsaved/')).length;
  });

async function walkLock(page, url, check) {
  await button(page.locator('ik-lock-settings'), 'Lock Ikebana with a passphrase').click();
  const dialog = page.locator('ik-lock-dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('The same again').fill(PASSPHRASE);
  await button(dialog, 'Set the lock').click();
  await dialog.waitFor({ state: 'detached' });
  await button(page.locator('ik-lock-settings'), 'Lock now').waitFor();
  await page.goto(`${url}/calendar/week/2026-11-18`);
  const screen = page.locator('ik-lock-screen');
  const unlock = async () => {
    await screen.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await button(screen, 'Unlock').click();
    await screen.waitFor({ state: 'detached' });
  };
  await unlock();
  await page.locator('ik-calendar').waitFor();
  await press(page, 'c');
  await page.locator('ik-event-dialog').getByLabel('Title').fill('Hyacinths and everything else that flowers in March');
  await until(() => keptForms(page), 1);
  // Tabs lock together; in this one the form has the keys.
  const tab = await page.context().newPage();
  await tab.goto(`${url}/calendar/week/2026-11-18`);
  await tab.locator('ik-calendar [part~=grid]').waitFor();
  await press(tab, 'Control+Shift+L');
  await button(screen, 'Unlock').waitFor();
  await tab.close();
  await check('lock screen');
  await unlock();
  await button(page, 'Go on with “Hyacinths and everything else that flowers in March”').waitFor();
  await check('you were writing something');
}

/** Also the size of a tablet at a door. */
const doors = [...screens, ['1024 × 768, touch', { viewport: { width: 1024, height: 768 }, hasTouch: true }]];

describe('axe finds nothing', () => {
  for (const [size, options] of screens) {
    test(
      `in mail’s log, rules and answers at ${size}`,
      withMailServer(async ({ page, url, server }) => {
        const { check, found } = checker(page);
        await walkMail(page, url, server, check);
        assert.deepEqual(found, {});
      }, options),
    );

    test(
      `in status, activity, two panes, backup and lock at ${size}`,
      withApp(async ({ page, url }) => {
        const { check, found } = checker(page);
        await walkStatus(page, url, check);
        await walkActivity(page, check);
        await walkSplit(page, url, check);
        const file = await walkBackup(page, url, check);
        await walkLock(page, url, check);
        const fresh = await openBrowser(options);
        const checks = checker(fresh.page);
        await walkRestore(fresh.page, url, file, checks.check);
        await fresh.close();
        Object.assign(found, checks.found);
        assert.deepEqual(fresh.troubles, []);
        assert.deepEqual(found, {});
      }, options),
    );
  }

  test('on the page of a door, on a wall and on a phone', async () => {
    const app = await startAppAndRelay({ rates: { fetches: often, guesses: often } });
    const desk = await openBrowser({ timezoneId: 'UTC' });
    const opened = [desk];
    try {
      const { page } = desk;
      await open(page, `${app.url}/settings`);
      await makeAccount(page, 'Anna Keller');
      await page.clock.install({ time: new Date(NOW) });
      await page.goto(`${app.url}/rooms`);
      await button(page, 'Create the first room').click();
      const form = page.locator('ik-room-dialog');
      await form.getByLabel('Name', { exact: true }).fill('Léman');
      await form.getByLabel('People', { exact: true }).fill('12');
      await button(form, 'Save').click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('grid').getByRole('button', { name: 'Léman', exact: true }).click();
      await form.getByRole('switch', { name: 'Page for the door' }).click();
      const address = await form.locator('#door-address').inputValue();
      await button(form, 'Cancel').click();
      const found = {};
      const look = async (state) => {
        for (const [size, options] of doors) {
          const tablet = await openBrowser({ timezoneId: 'UTC', ...options });
          opened.push(tablet);
          await tablet.page.clock.install({ time: new Date(NOW) });
          const checks = checker(tablet.page);
          await tablet.page.goto(address);
          await tablet.page.locator('ik-door').getByRole('heading', { name: 'Léman' }).waitFor();
          await checks.check(`door: ${state}, ${size}`);
          Object.assign(found, checks.found);
          assert.deepEqual(tablet.troubles, []);
        }
      };
      await look('free');
      const sealed = `${app.relay.replace('ws', 'http')}/public/${/#([\w-]{22})/.exec(address)[1]}`;
      const etag = async () => (await fetch(sealed)).headers.get('etag');
      const before = await etag();
      await page.getByRole('link', { name: 'My Day' }).click();
      await button(page, 'Book Léman').click();
      await page.locator('ik-reserve-dialog').getByLabel('Title').fill('Sales weekly with everybody from Lausanne');
      await press(page, 'Enter');
      await page.getByText('taken until 14:00').waitFor();
      await until(async () => (await etag()) !== before, true);
      await look('busy');
      assert.deepEqual(found, {});
    } finally {
      for (const browser of opened) await browser.close();
      await app.close();
    }
  });
});
