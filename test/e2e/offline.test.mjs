// Without a network, and without a server: everything is on this device.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventDialog, team, week } from './calendar-support.mjs';
import { events, importFile, open, serviceWorkerReady, textOf, until, withInstalledApp } from './support.mjs';

const people = textOf('test/fixtures/vcard/thunderbird-addrbook/files/basic_vcard_addressbook.vcf');

test(
  'from the second load on the app starts, shows and edits everything without a server',
  withInstalledApp(async ({ page, context, app, url }) => {
    await open(page, url + week);
    await serviceWorkerReady(page);
    await importFile(page, 'team.ics', team);
    await events(page, 'Design review').waitFor();
    await importFile(page, 'people.vcf', people);

    await app.close();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Activity: offline' }).waitFor();

    await page.goto(`${url}/calendar/month/2026-11-18`);
    await events(page, 'Roadmap for spring').waitFor();
    await events(page, 'Roadmap for spring').click();
    await page.locator('ik-calendar-popover').getByRole('button', { name: 'Edit' }).click();
    await eventDialog(page).getByLabel('Title').fill('Roadmap for summer');
    await eventDialog(page).getByRole('button', { name: 'Save' }).click();
    await events(page, 'Roadmap for summer').waitFor();

    await page.goto(`${url}/contacts/all`);
    const rows = page.locator('ik-contact-list .name');
    await until(() => rows.allTextContents(), ['Jane Doe', 'John Doe']);
    await rows.first().click();
    await page.waitForURL(/\/contacts\/all\/.+/);
    await page.locator('ik-contact-card').getByRole('button', { name: 'Edit' }).click();
    await page.locator('ik-contact-dialog').getByLabel('Last name').fill('Smith');
    await page.locator('ik-contact-dialog').getByRole('button', { name: 'Save' }).click();
    await until(() => rows.allTextContents(), ['Jane Smith', 'John Doe']);

    // Each part that is loaded on its first use is there, too.
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Search events/ }).fill('summer');
    await page.getByRole('option', { name: /Roadmap for summer/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${url}/settings`);
    await page.getByRole('heading', { name: 'On this device' }).waitFor();
    await importFile(page, 'more.vcf', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Offline Friend\r\nEND:VCARD\r\n');

    await page.goto(`${url}/contacts/all`);
    await until(async () => (await rows.allTextContents()).sort(), ['Jane Smith', 'John Doe', 'Offline Friend']);
    await page.goto(url + week);
    await events(page, 'Roadmap for summer').waitFor();
    assert.equal(await events(page, 'Roadmap for spring').count(), 0);
  }),
);
