// What is to be sent later, at a real server that holds messages: by keyboard and mouse, taken back, and sent while nobody has the app open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, violations } from './account-support.mjs';
import { signIn, withMailServer } from './mail-support.mjs';
import { until } from './support.mjs';

const WEEK = 7 * 86_400_000;

test(
  'a scheduled message is the server’s: it can be taken back, and goes while the device is off',
  withMailServer(async ({ page, url, server, close }) => {
    await signIn(page, url, server);
    await page.goto(`${url}/mail`);
    await page.locator('ik-mail-list').waitFor();

    const later = page.locator('ik-send-later');
    const compose = page.locator('ik-compose');
    const schedule = async (by) => {
      await button(compose, 'Send later').click();
      await later.getByText('Your mail server keeps it').waitFor();
      assert.deepEqual(await violations(page), []);
      const tomorrow = later.getByRole('button', { name: /^Tomorrow morning/ });
      await (by === 'mouse' ? tomorrow.click() : tomorrow.press('Enter'));
      await page
        .locator('[part=notice]')
        .getByText('by your mail server, also while this device is off')
        .last()
        .waitFor();
    };
    await page.keyboard.press('c');
    await compose.getByRole('combobox', { name: 'To' }).fill(server.bob.address);
    await page.keyboard.press('Enter');
    await compose.getByLabel('Subject').fill('For tomorrow');
    await compose.getByRole('textbox', { name: 'Message text' }).click();
    await page.keyboard.type('Good morning.');
    await schedule('keyboard');

    // The server has it: it is taken back from there, and is a draft to go on with.
    await page.goto(`${url}/mail/scheduled`);
    const row = page.locator('ik-mail-list').getByText('For tomorrow').first();
    await row.click();
    const bar = page.locator('ik-mail-outgoing');
    await bar.getByText('Your mail server holds it').waitFor();
    assert.equal(await button(bar, 'Send now').count(), 0);
    assert.deepEqual(await violations(page), []);
    await button(bar, 'Take back').press('Enter');
    await compose.getByRole('textbox', { name: 'Message text' }).getByText('Good morning.').waitFor();
    await schedule('mouse');
    await page.goto(`${url}/mail/scheduled`);
    await row.click();
    await bar.getByText('Your mail server holds it').waitFor();

    // Nobody has the app open.
    await close();
    assert.equal(server.sentCount('For tomorrow'), 0);
    await server.sendWhatIsDue(Date.now() + WEEK);
    await until(() => server.sentCount('For tomorrow'), 1);
  }),
);
