// A mail account in the real app, at a real server: added in the settings, read, starred, signed out of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCorsProxy } from '../support/cors-proxy.mjs';
import { startCyrus } from '../support/cyrus.mjs';
import { button, violations } from './account-support.mjs';
import { open, openBrowser, startApp, until } from './support.mjs';

/** What the server has, asked of it directly. */
async function keywordsAtServer(server, { address, password }, subject) {
  const authorization = `Basic ${Buffer.from(`${address}:${password}`).toString('base64')}`;
  const using = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];
  const found = { resultOf: 'q', name: 'Email/query', path: '/ids' };
  const methodCalls = [
    ['Email/query', { accountId: address }, 'q'],
    ['Email/get', { accountId: address, '#ids': found, properties: ['subject', 'keywords'] }, 'g'],
  ];
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ using, methodCalls });
  const answer = await (await fetch(`${server.url}/jmap/`, { method: 'POST', headers, body })).json();
  const email = answer.methodResponses[1][1].list.find((each) => each.subject === subject);
  return Object.keys(email.keywords).sort().join(' ');
}

test('a mail account: added, read, starred, removed', async () => {
  const app = await startApp();
  const server = await startCyrus();
  const proxy = await startCorsProxy(server.url);
  const browser = await openBrowser();
  const { page } = browser;
  try {
    await server.deliver(
      server.alice.address,
      'From: Bob <bob@jmap.test>\nTo: alice@jmap.test\nSubject: Blossoms\nMessage-ID: <blossoms@jmap.test>\nDate: Sun, 29 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nThe cherry is in flower: bring a vase.\n',
    );
    await open(page, `${app.url}/settings/mail`);
    const settings = page.locator('ik-mail-account-settings');
    await button(settings, 'Add a mail account').click();
    const dialog = page.locator('ik-mail-account-dialog');
    await dialog.getByLabel('E-mail address').fill(server.alice.address);
    await dialog.getByLabel('Password', { exact: true }).fill('wrong');
    await dialog.getByText('Server', { exact: true }).click();
    await dialog.getByLabel('Server or gateway').fill(proxy.url);
    await button(dialog, 'Add account').click();
    await dialog.getByText('does not accept this password').waitFor();
    assert.deepEqual(await violations(page), []);
    await dialog.getByLabel('Password', { exact: true }).fill(server.alice.password);
    await button(dialog, 'Add account').click();
    await settings.getByText('Up to date').waitFor();
    assert.deepEqual(await violations(page), []);

    await page.goto(`${app.url}/mail`);
    const row = page
      .getByRole('option', { name: /Blossoms/ })
      .or(page.getByRole('row', { name: /Blossoms/ }))
      .first();
    await row.click();
    await page.getByText('bring a vase').first().waitFor();
    await until(() => keywordsAtServer(server, server.alice, 'Blossoms'), '$seen');

    await page.goto(`${app.url}/settings/mail`);
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
    await page.goto(`${app.url}/mail`);
    await row.click();
    await page.getByText('bring a vase').first().waitFor();
    assert.deepEqual(browser.troubles, []);
  } finally {
    await browser.close();
    await proxy.end();
    await server.end();
    await app.close();
  }
});
