// Writing help of a model on this computer: set up, shown what is sent, summary in the reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, startChatServer } from '../support/chat-server.mjs';
import { axeViolations, dropFiles, until, withApp } from './support.mjs';

const eml = `From: Lucas Gérard <lucas@gerard.example>
To: Anna Alpha <anna@alpha.example>
Subject: Budget for March
Date: Mon, 16 Nov 2026 09:42:00 +0100
Message-ID: <budget@mail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Anna, could you send me the numbers until Friday?
`;

const importMail = async (page) => {
  await page.getByText('No mail on this device yet').waitFor();
  await dropFiles(page, [{ name: 'Inbox.mbox', text: `From - Mon Nov 16 09:42:00 2026\n${eml}\n` }]);
  await page.getByText('1 message imported.').waitFor();
  await page
    .locator('ik-mail-sidebar')
    .getByRole('link', { name: /^Inbox/ })
    .click();
};

/** Has the app know of the model, from its settings. */
async function setUp(page, url, server) {
  await page.goto(`${url}/settings`);
  const settings = page.locator('ik-assistant-settings');
  await settings.getByRole('button', { name: 'Set up writing help' }).click();
  const dialog = page.locator('ik-assistant-dialog');
  await dialog.getByLabel('Address').fill(server.url);
  await dialog.getByLabel('Key').fill('sk-1');
  await dialog.getByRole('button', { name: 'List models' }).click();
  await dialog.getByText('2 models found.').waitFor();
  await dialog.getByLabel('Model', { exact: true }).fill('gemma');
  await dialog.getByRole('button', { name: 'Test and keep' }).click();
  await settings.getByText('gemma').waitFor();
}

test(
  'Anna lets a model on her computer summarise a message',
  withApp(async ({ page, url }) => {
    const server = await startChatServer({ key: 'sk-1', models: ['gemma', 'llama'] });
    try {
      await setUp(page, url, server);

      await page.goto(`${url}/mail/inbox`);
      await importMail(page);
      await page.getByRole('row', { name: /Budget for March/ }).click();
      let release;
      server.answer = answers.held(
        ['- Lucas wants the numbers', ' until Friday.'],
        [' Nothing is decided.'],
        new Promise((resolve) => (release = resolve)),
      );
      await page.getByRole('button', { name: 'Message menu' }).click();
      await page.getByRole('menuitem', { name: 'Summarise…' }).click();
      const help = page.locator('ik-writing-help');
      await help.getByText('could you send me the numbers').waitFor();
      const before = server.asked.length;
      assert.deepEqual(await axeViolations(page), []);
      await help.getByRole('button', { name: `Send to ${server.host}` }).click();
      await help.getByText('Lucas wants the numbers until Friday.').waitFor();
      await until(() => help.getByRole('button', { name: 'Stop' }).isVisible(), true);
      release();
      await help.getByText('Nothing is decided.').waitFor();
      assert.equal(server.asked.length, before + 1);
      await help.getByRole('button', { name: 'Close' }).last().click();

      // Put off by a key: out of the inbox, listed until then, and back by hand.
      const rows = page.locator('ik-mail-list [role=row]:not(.waiting)');
      await page.keyboard.press('b');
      const snooze = page.locator('ik-snooze-dialog');
      await snooze.getByRole('button', { name: 'Tomorrow' }).waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await snooze.getByRole('button', { name: 'Tomorrow' }).click();
      await page.locator('[part=notice]').getByText('Snoozed until').waitFor();
      await until(() => rows.count(), 0);
      await page.locator('ik-mail-sidebar').getByRole('link', { name: 'Snoozed' }).click();
      await page.getByRole('row', { name: /Budget for March, Snoozed until \w+ 08:00/ }).click();
      await page.locator('ik-mail-thread').getByRole('button', { name: 'Move to the inbox' }).click();
      await until(() => rows.count(), 0);
      await page
        .locator('ik-mail-sidebar')
        .getByRole('link', { name: /^Inbox/ })
        .click();
      await page.getByRole('row', { name: /Budget for March, 16 Nov$/ }).waitFor();
    } finally {
      await server.close();
    }
  }),
);

test(
  'writing help begins in My Day once it is set up: what is sent is seen first, and the answer is in the message [WH6]',
  withApp(async ({ page, url }) => {
    const server = await startChatServer({ key: 'sk-1', models: ['gemma', 'llama'] });
    try {
      await page.goto(`${url}/day`);
      await page.getByRole('heading', { name: 'At the moment' }).waitFor();
      assert.equal(await page.locator('ik-day-writing').count(), 0);
      await setUp(page, url, server);
      await page.goto(`${url}/day`);
      const words = page.getByLabel('What do you want to write?');
      await words.fill('Thank Lucas, numbers by Friday');
      assert.deepEqual(await axeViolations(page), []);
      const before = server.asked.length;
      server.answer = answers.words(['Dear Lucas,', ' thank you. You have the numbers by Friday.']);
      await words.press('Enter');
      const help = page.locator('ik-writing-help');
      const send = help.getByRole('button', { name: `Send to ${server.host}` });
      await send.waitFor();
      assert.equal(server.asked.length, before);
      await send.click();
      await until(
        () => help.locator('textarea.answer').inputValue(),
        'Dear Lucas, thank you. You have the numbers by Friday.',
      );
      assert.match(JSON.stringify(server.asked.at(-1)), /Thank Lucas, numbers by Friday/);
    } finally {
      await server.close();
    }
  }),
);
