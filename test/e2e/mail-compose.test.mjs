// Two people write to each other in two browsers, through a real server: sent, taken back, answered without a network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, violations } from './account-support.mjs';
import { mailRow, signIn, withMailServer } from './mail-support.mjs';
import { openBrowser, serviceWorkerReady, until } from './support.mjs';

const row = (page, name) => mailRow(page.locator('ik-mail-list'), name);
const notice = (page, text) => page.locator('[part=notice]').filter({ hasText: text }).last();
const text = (compose) => compose.getByRole('textbox', { name: 'Message text' });
/** Sending cannot be undone: the test does not wait for a clock. */
const atOnce = (page) => page.evaluate(() => localStorage.setItem('ik-mail-compose', '{"undoSeconds":0}'));

/** The browser says that styles of a message do not count in the page that cleans it, and that there was no network. */
const expected = /Applying inline style|ERR_INTERNET_DISCONNECTED/;

test(
  'two people write to each other',
  withMailServer(
    async ({ server, url, ...alice }) => {
      const bob = await openBrowser({ installs: true });
      try {
        await Promise.all([signIn(alice.page, url, server), signIn(bob.page, url, server, server.bob)]);
        await Promise.all([alice, bob].map(({ page }) => page.goto(`${url}/mail`)));

        // A first message: sent, taken back while that is possible, sent for good.
        await alice.page.locator('ik-mail-list').waitFor();
        await alice.page.keyboard.press('c');
        const first = alice.page.locator('ik-compose');
        await first.getByRole('combobox', { name: 'To' }).fill(server.bob.address);
        await alice.page.keyboard.press('Enter');
        await first.getByLabel('Subject').fill('Spring');
        await text(first).click();
        await alice.page.keyboard.type('Shall we go and see the ');
        await alice.page.keyboard.press('Control+b');
        await alice.page.keyboard.type('cherries');
        await alice.page.keyboard.press('Control+b');
        await alice.page.keyboard.type('?');
        await first.getByText('Draft saved').waitFor();
        assert.deepEqual(await violations(alice.page), []);
        await alice.page.keyboard.press('Control+Enter');
        await notice(alice.page, 'Sending in').getByRole('button', { name: 'Undo' }).click();
        assert.equal((await text(first).innerHTML()).includes('<b>cherries</b>'), true);
        assert.equal(server.sentCount('Spring'), 0);
        await atOnce(alice.page);
        await button(first, 'Send').last().click();
        await first.waitFor({ state: 'detached' });

        await until(() => server.sentCount('Spring'), 1);

        // The answer is written without a network, with a file, and goes when there is one again.
        // Everything is on his device, also what writes mail.
        await serviceWorkerReady(bob.page);
        await bob.page.reload();
        await row(bob.page, /Spring/).click();
        const frame = bob.page.frameLocator('ik-mail-body iframe');
        await frame.locator('b', { hasText: 'cherries' }).waitFor();
        await atOnce(bob.page);
        await bob.context.setOffline(true);
        await bob.page.keyboard.press('r');
        const answer = bob.page.locator('ik-compose');
        await text(answer).click();
        await bob.page.keyboard.press('Control+Home');
        await bob.page.keyboard.type('Gern! Der Plan hängt an.');
        await answer.locator('#file').setInputFiles({
          name: 'Frühlingsausflug – Übersicht.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('Um zehn an der Brücke.'),
        });
        await answer.getByText('Frühlingsausflug – Übersicht.txt').waitFor();
        await bob.page.keyboard.press('Control+Enter');
        await answer.waitFor({ state: 'detached' });
        await bob.page
          .getByRole('link', { name: /Outbox/ })
          .first()
          .click();
        await row(bob.page, /Re: Spring/).waitFor();
        assert.equal(server.sentCount('Re: Spring'), 0);
        await bob.context.setOffline(false);
        await row(bob.page, /Re: Spring/).waitFor({ state: 'detached' });

        await alice.page.goto(`${url}/mail`);
        await row(alice.page, /Spring/).click();
        const thread = alice.page.locator('ik-mail-thread');
        await thread.getByText('Frühlingsausflug – Übersicht.txt').waitFor();
        assert.equal(await thread.locator('ik-mail-message').count(), 2);
        // Each has gone out once.
        assert.deepEqual([server.sentCount('Re: Spring'), server.sentCount('Spring')], [1, 1]);
        assert.deepEqual(
          bob.troubles.filter((one) => !expected.test(one)),
          [],
        );
      } finally {
        await bob.close();
      }
    },
    { expected },
  ),
);
