// A mail account in the real app, at a real server: added in the settings, read, starred, signed out of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, violations } from './account-support.mjs';
import { emailsAtServer, mailRow, message, withMailServer } from './mail-support.mjs';
import { open, until } from './support.mjs';

/** What the server has, asked of it directly. */
async function keywordsAtServer(server, subject) {
  const emails = await emailsAtServer(server, ['subject', 'keywords']);
  const { keywords } = emails.find((each) => each.subject === subject);
  return Object.keys(keywords).sort().join(' ');
}

test(
  'a mail account: added, read, starred, removed',
  withMailServer(async ({ page, url, server }) => {
    await server.deliver(
      server.alice.address,
      message('Blossoms', undefined, 'The cherry is in flower: bring a vase.'),
    );
    await open(page, `${url}/settings/mail`);
    const settings = page.locator('ik-mail-account-settings');
    await button(settings, 'Add a mail account').click();
    const dialog = page.locator('ik-mail-account-dialog');
    await dialog.getByLabel('E-mail address').fill(server.alice.address);
    await dialog.getByLabel('Password', { exact: true }).fill('wrong');
    await dialog.getByText('Server', { exact: true }).click();
    await dialog.getByLabel('Server or gateway').fill(server.proxied);
    await button(dialog, 'Add account').click();
    await dialog.getByText('does not accept this password').waitFor();
    assert.deepEqual(await violations(page), []);
    await dialog.getByLabel('Password', { exact: true }).fill(server.alice.password);
    await button(dialog, 'Add account').click();
    await settings.getByText('Up to date').waitFor();
    assert.deepEqual(await violations(page), []);

    await page.goto(`${url}/mail`);
    const row = mailRow(page, /Blossoms/);
    await row.click();
    await page.getByText('bring a vase').first().waitFor();
    await until(() => keywordsAtServer(server, 'Blossoms'), '$seen');

    await page.goto(`${url}/settings/mail`);
    await button(settings, `Copy the mail of ${server.alice.address}…`).click();
    const copy = page.locator('ik-mail-copy-dialog');
    await copy.getByLabel('Copy to').selectOption({ label: 'On this device' });
    assert.deepEqual(await violations(page), []);
    await button(copy, 'Copy').click();
    await page.getByText('2 messages copied.').waitFor();
    await button(settings, `Remove ${server.alice.address}`).click();
    await button(page.locator('ik-sure-dialog'), 'Remove').click();
    await settings.getByText('Add the account of your provider').waitFor();
    // What was copied stays, as it was.
    await page.goto(`${url}/mail`);
    await row.click();
    await page.getByText('bring a vase').first().waitFor();
  }),
);
