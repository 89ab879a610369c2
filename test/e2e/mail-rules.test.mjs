// Rules in the real app, at a real server: made from a message, tried, carried out by the server; a sender is blocked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, violations } from './account-support.mjs';
import { mailRow, message, signIn, withMailServer } from './mail-support.mjs';
import { dropFiles } from './support.mjs';

test(
  'a rule made from a message runs at the server; a blocked sender’s mail is spam',
  withMailServer(async ({ page, url, server }) => {
    const row = (name) => mailRow(page, name);
    const choose = async (name) => {
      await button(page.locator('ik-mail-thread'), 'Message menu').last().click();
      await page.getByRole('menuitem', { name }).click();
    };
    await server.deliver(server.alice.address, message('Invoice 17'));
    await signIn(page, url, server);

    await page.goto(`${url}/mail`);
    await row(/Invoice 17/).click();
    await page.getByText('Text of Invoice 17').last().waitFor();
    await choose('Make a rule from this message…');
    const editor = page.locator('ik-rule-dialog');
    await editor.getByLabel('Folder').selectOption({ label: 'Archive' });
    await button(editor, 'Add an action').click();
    await editor.getByLabel('What is done').last().selectOption({ label: 'Label' });
    await editor.getByLabel('Name of the label').fill('Büro');
    await button(editor, 'Show matches').click();
    await editor.getByText('move to “Archive”, label “büro”').waitFor();
    await editor.getByRole('list', { name: 'Messages the rule is about' }).getByText('Invoice 17').waitFor();
    assert.deepEqual(await violations(page), []);
    await button(editor, 'Save rule').click();
    await page.getByText('Rule “Bob” saved.').waitFor();

    await page.goto(`${url}/settings/rules`);
    const rules = page.locator('ik-mail-rules-settings');
    await rules.getByText('These rules run at the mail server').waitFor();
    await rules.getByText('From is “bob@jmap.test” → move to “Archive”, label “büro”').waitFor();
    assert.deepEqual(await violations(page), []);
    await server.deliver(server.alice.address, message('Invoice 18'));
    await server.deliver(server.alice.address, message('Win', 'Eve <eve@elsewhere.test>'));

    await page.goto(`${url}/mail/archive`);
    await row(/Invoice 18.*büro/).waitFor();
    await row(/Invoice 18/).click();
    await page.locator('ik-mail-message').getByText('büro').waitFor();
    assert.deepEqual(await violations(page), []);
    await choose('Label…');
    await page.locator('ik-label-dialog').getByLabel('Name of the label').fill('Paid');
    await page.keyboard.press('Enter');
    await page.getByText('Labelled “paid”.').waitFor();
    await button(page.locator('ik-mail-message'), 'paid').click();
    await row(/Invoice 18.*büro, paid/).waitFor();
    await page.goto(`${url}/mail/archive`);
    await page.getByRole('searchbox').first().fill('label:büro');
    await row(/Invoice 18/).waitFor();
    await page.goto(`${url}/mail/inbox`);
    await row(/Win/).click();
    await choose('Block this sender');
    await page.getByText('Mail of eve@elsewhere.test goes to spam from now on.').waitFor();
    await page.goto(`${url}/mail/archive`);
    await row(/Invoice 18/).click();
    await choose('Activity of this message');
    const log = page.locator('ik-mail-log');
    await log.getByRole('list', { name: 'What happened' }).getByText('Came').waitFor();
    await log.getByText('Labelled “paid”').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await page.goto(`${url}/settings/rules`);
    await rules.getByRole('list', { name: 'Blocked senders' }).getByText('eve@elsewhere.test').waitFor();

    // An answer for colleagues alone, kept beside the rules; the log has all of it.
    const away = page.locator('ik-vacation-settings');
    await away.getByText('Write an answer').click();
    await away.getByLabel('Who is answered').selectOption({ label: 'Only people of these domains' });
    await away.getByRole('textbox', { name: 'Domains' }).fill('jmap.test');
    await away.getByRole('textbox', { name: 'Answer', exact: true }).fill('Back soon.');
    assert.deepEqual(await violations(page), []);
    await button(away, 'Switch on').press('Enter');
    await page.getByText('Mail is answered while you are away.').waitFor();
    await page.reload();
    await away.getByText('Mail is answered until you switch it off.').waitFor();
    assert.equal(await away.getByRole('textbox', { name: 'Domains' }).inputValue(), 'jmap.test');
    await rules.getByText('These rules run at the mail server').waitFor();
    await page.goto(`${url}/mail`);
    await button(page.locator('ik-mail-sidebar'), 'Activity log').click();
    for (const text of ['Out of office switched on', 'eve@elsewhere.test blocked', 'Rule “Bob” made'])
      await log.getByText(text).waitFor();
    assert.deepEqual(await violations(page), []);
  }),
);

test(
  'what is marked as spam is learned: mail like it goes there by itself, says why, and can be taken out',
  withMailServer(async ({ page, url, server }) => {
    const row = (name) => mailRow(page, name);
    const offer = (n) =>
      message(
        `Bonus ${n}`,
        `Casino <win${n}@casino${n}.test>`,
        `Claim your casino bonus ${n} now, before this offer ends.`,
      );
    const letter = (n) =>
      message(`Letter ${n}`, `Bob <bob${n}@work.test>`, `Shall we meet about project ${n} on Tuesday?`);
    for (let n = 0; n < 10; n += 1) await server.deliver(server.alice.address, offer(n));
    await signIn(page, url, server);
    // Mail from elsewhere that was read: what is good.
    const letters = Array.from({ length: 30 }, (_, n) => `From bob@work.test Sun Nov 29 10:00:00 2026\n${letter(n)}\n`);
    await dropFiles(page, [{ name: 'old.mbox', text: letters.join('') }]);
    await page.getByText('30 messages imported.').first().waitFor();

    await page.goto(`${url}/mail/inbox`);
    await row(/Bonus 0/).click();
    await page.getByText('Claim your casino bonus 0').last().waitFor();
    await row(/Bonus 0/).press(' ');
    const picked = page.getByRole('toolbar', { name: 'Selection' });
    await button(picked, 'Select all').click();
    await picked.getByText('11 selected').waitFor();
    await page.keyboard.press('!');
    await page.getByText('11 marked as spam.').waitFor();
    await page.goto(`${url}/settings/rules`);
    const filter = page.locator('ik-junk-settings');
    await filter.getByText('It has learned from 11 messages marked as spam and 30 good ones.').waitFor();
    assert.deepEqual(await violations(page), []);

    await server.deliver(server.alice.address, offer(77));
    await server.deliver(server.alice.address, letter(78));
    await page.goto(`${url}/mail/junk`);
    await row(/Bonus 77/).click();
    const note = page.locator('ik-junk-note');
    await note.getByText(/is like mail that you marked as spam: .*“casino”/).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.goto(`${url}/mail/inbox`);
    await row(/Letter 78/).waitFor();

    await page.goto(`${url}/mail/junk`);
    await row(/Bonus 77/).click();
    await button(note, 'Not spam').click();
    await page.getByText('Moved to the inbox.').waitFor();
    await page.goto(`${url}/mail/inbox`);
    await row(/Bonus 77/).waitFor();
    await row(/Bonus 77/).click();
    await button(page.locator('ik-mail-thread'), 'Message menu').last().click();
    await page.getByRole('menuitem', { name: 'Activity of this message' }).click();
    await page.locator('ik-mail-log').getByText('as it is like what was marked as spam').waitFor();
    await page.keyboard.press('Escape');

    await page.goto(`${url}/settings/rules`);
    await filter.getByText('It has learned from 11 messages marked as spam and 31 good ones.').waitFor();
    await button(filter, 'Forget what it learned').click();
    await filter.getByText(/so far it knows 0 and 0/).waitFor();
    await button(page.locator('[part=notice]'), 'Undo').click();
    await filter.getByText('It has learned from 11 messages marked as spam and 31 good ones.').waitFor();
    await filter.getByRole('checkbox').uncheck();
    await server.deliver(server.alice.address, offer(79));
    await page.goto(`${url}/mail/inbox`);
    await row(/Bonus 79/).waitFor();
  }),
);
