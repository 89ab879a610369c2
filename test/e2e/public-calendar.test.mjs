// A calendar for everybody with its address: switched on in the app, fetched as a calendar program does, opened in a browser
// that has no account, changed, and switched off. And an address that is proved by a code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { button, makeAccount, violations } from './account-support.mjs';
import { events, open, openBrowser, until } from './support.mjs';

async function addEvent(page, title, by = 'Create') {
  await button(page, by).click();
  const form = page.locator('ik-event-dialog');
  await form.getByLabel('Title').fill(title);
  await button(form, 'Save').click();
  await events(page, title).first().waitFor();
}

test('a public calendar, from its switch to strangers who look at it, and off again', async () => {
  const codes = new Map();
  const often = { perSecond: 1_000, burst: 10_000 };
  const app = await startAppAndRelay({
    rates: { fetches: often, guesses: often },
    sendCode: async (address, code) => void codes.set(address, code),
  });
  const [desk, stranger] = [await openBrowser(), await openBrowser()];
  const { page } = desk;
  try {
    await open(page, `${app.url}/settings`);
    await makeAccount(page, 'Anna Keller');
    await button(page, 'Add e-mail address').click();
    const prove = page.locator('ik-address-dialog');
    await prove.getByRole('textbox', { name: 'E-mail address' }).fill('anna@example.org');
    await button(prove, 'Send the code').click();
    await prove
      .getByRole('textbox', { name: 'Code' })
      .fill('000000' === codes.get('anna@example.org') ? '000001' : '000000');
    await button(prove, 'Confirm').click();
    await prove.getByText('4 tries are left').waitFor();
    assert.deepEqual(await violations(page), []);
    await prove.getByRole('textbox', { name: 'Code' }).fill(codes.get('anna@example.org'));
    await button(prove, 'Confirm').click();
    await page.getByText('E-mail address: anna@example.org').waitFor();

    await page.goto(`${app.url}/calendar/day`);
    await addEvent(page, 'Flowers', 'New event');
    await button(page, 'Actions for Personal').click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    const dialog = page.locator('ik-share-dialog');
    await dialog.getByText('For everybody, by an address').click();
    await dialog.getByRole('switch', { name: 'Address for calendar programs' }).click();
    const addressField = dialog.locator('#ics-address');
    await addressField.waitFor();
    assert.deepEqual(await violations(page), []);
    const address = await addressField.inputValue();
    const fetched = async () => {
      const answer = await fetch(address);
      return { status: answer.status, text: await answer.text() };
    };
    const first = await fetched();
    assert.match(first.text, /SUMMARY:Busy/);
    assert.doesNotMatch(first.text, /Flowers/);

    await dialog.getByRole('switch', { name: 'Encrypted address for browsers' }).click();
    const pageField = dialog.locator('#page-address');
    await pageField.waitFor();
    await dialog.locator('.link').nth(1).getByLabel('What it shows').selectOption('full');
    await until(
      async () =>
        (
          await fetch(
            `${app.relay.replace('ws', 'http')}/public/${/#([\w-]{22})/.exec(await pageField.inputValue())[1]}`,
          )
        ).status,
      200,
    );
    const pageAddress = await pageField.inputValue();
    await stranger.page.goto(pageAddress);
    await stranger.page.getByRole('heading', { name: 'Personal', exact: true }).waitFor();
    await until(async () => {
      await stranger.page.reload();
      await stranger.page.locator('ik-public-page ik-calendar').waitFor();
      return events(stranger.page, 'Flowers')
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    }, true);
    assert.deepEqual(await violations(stranger.page), []);

    // What is changed is shown without anybody doing anything.
    await button(dialog, 'Done').click();
    await addEvent(page, 'Tulips');
    await until(async () => (await fetched()).text.match(/BEGIN:VEVENT/g)?.length, 2);

    await button(page, 'Actions for Personal').click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await dialog.getByText('For everybody, by an address').click();
    await dialog.getByRole('switch', { name: 'Address for calendar programs' }).click();
    await addressField.waitFor({ state: 'detached' });
    assert.equal((await fetched()).status, 404);
    assert.deepEqual([...desk.troubles, ...stranger.troubles], []);
  } finally {
    await desk.close();
    await stranger.close();
    await app.close();
  }
});
