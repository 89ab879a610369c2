// The frame of the apps: what other programs bring, two apps side by side, one's status.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { team, week } from './calendar-support.mjs';
import {
  dropFiles,
  events,
  importDialog,
  importFile,
  open,
  serviceWorkerReady,
  until,
  withApp,
  withInstalledApp,
} from './support.mjs';

/** Posts to the app as the system's "Share" does. @returns the address that it leads to. */
const share = (page, texts, files = []) =>
  page.evaluate(
    async ([given, list]) => {
      const body = new FormData();
      for (const [name, text] of Object.entries(given)) body.set(name, text);
      for (const { name, text, type } of list) body.append('files', new File([text], name, { type }));
      return (await fetch('/share', { method: 'POST', body })).url;
    },
    [texts, files],
  );

test(
  'what other programs share, and mail links of the system, are taken by the installed app',
  withInstalledApp(async ({ page, url }) => {
    await open(page, url + week);
    await serviceWorkerReady(page);
    await page.goto(await share(page, {}, [{ name: 'team.ics', text: team, type: 'text/calendar' }]));
    const { dialog, go } = importDialog(page);
    await go.click();
    await dialog.waitFor({ state: 'detached' });

    await page.goto(await share(page, { title: 'Concert', text: 'at eight', url: 'https://a.example/tickets' }));
    await page.locator('ik-shared').getByText('at eight').waitFor();
    await page.getByRole('button', { name: 'New event' }).click();
    const form = page.locator('ik-event-dialog');
    assert.equal(await form.getByLabel('Title').inputValue(), 'Concert');
    assert.equal(new URL(page.url()).pathname.split('/')[1], 'calendar');

    await page.goto(`${url}/import?url=${encodeURIComponent('mailto:ann@a.example?subject=Hello&body=Hi')}`);
    const writing = page.locator('ik-compose');
    assert.equal(await writing.getByLabel('Subject').inputValue(), 'Hello');
    assert.equal(new URL(page.url()).pathname.split('/')[1], 'mail');
  }),
);

const letter =
  'From: Ann Example <ann@a.example>\r\nTo: me@b.example\r\nCc: Carl <carl@c.example>\r\nSubject: Lunch with the team\r\n' +
  'Date: Mon, 16 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\r\nShall we?\r\n';

test(
  'mail is dragged onto the calendar beside it; both are there again after loading anew; a status is said',
  withApp(async ({ page, url }) => {
    await open(page, url + week);
    await importFile(page, 'team.ics', team);
    await dropFiles(page, [{ name: 'lunch.eml', text: letter }]);
    await page.locator('[part=notice]').getByText('1 message').waitFor();
    await page.goto(`${url}/mail/all`);
    await page.getByRole('button', { name: 'Split screen' }).click();
    await page
      .getByRole('menuitem', { name: 'Calendar' })
      .or(page.getByRole('menuitemcheckbox', { name: 'Calendar' }))
      .click();
    await page.locator('ik-beside ik-calendar').waitFor();
    await page.goto(`${url}/mail/all?beside=calendar/week/2026-11-18`);
    await events(page, 'Design review').waitFor();
    await page
      .locator('ik-mail-list .row')
      .getByText('Lunch with the team')
      .dragTo(page.locator('ik-beside ik-calendar'));
    const form = page.locator('ik-event-dialog');
    await until(() => form.getByLabel('Title').inputValue(), 'Lunch with the team');
    await form.getByText('carl@c.example').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await events(page, 'Lunch with the team').waitFor();

    await page.getByRole('button', { name: /^Your status/ }).click();
    const status = page.locator('ik-status-dialog');
    await status.getByRole('button', { name: 'In a meeting' }).click();
    await status.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Your status: Do not disturb · 📅 In a meeting' }).waitFor();
    await page.getByRole('button', { name: 'Close Mail' }).click();
    await page.waitForURL(`${url}/calendar/week/2026-11-18`);
    await page.goBack();
    await page.locator('ik-beside ik-calendar').waitFor();
  }),
);
