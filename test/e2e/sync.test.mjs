// What is edited on one device is on the other; without the relay it waits, and is there afterwards, once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { axeViolations, events, open, openBrowser, until } from './support.mjs';

const dialog = (page) => page.locator('ik-event-dialog');
const state = (page) => page.locator('ik-sync-status button.state');
const card = (page) => page.locator('ik-sync-status .card');

async function addEvent(page, title) {
  await page.keyboard.press('c');
  await dialog(page).getByLabel('Title').fill(title);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await events(page, title).first().waitFor();
}

/** How accounts are made by hand is told in account.test.mjs. */
const services = (page, work, argument) =>
  page.evaluate(`(${work})(document.querySelector('ik-app').services, ${JSON.stringify(argument)})`);

test('two devices have the same, also of what was edited while the relay was away', async () => {
  const app = await startAppAndRelay();
  const [desk, phone] = [await openBrowser(), await openBrowser({ viewport: { width: 390, height: 844 } })];
  try {
    await open(desk.page, `${app.url}/calendar/day`);
    const words = await services(
      desk.page,
      async ({ account }, relay) => {
        await account.create({ relay, deviceName: 'Desk', name: 'Anna' });
        return account.recovery.show();
      },
      app.relay,
    );
    await addEvent(desk.page, 'Made on the desk');
    await desk.page.getByRole('button', { name: 'Synced', exact: true }).waitFor();

    await open(phone.page, `${app.url}/calendar/day`);
    await services(
      phone.page,
      ({ account }, { relay, phrase }) => account.recovery.restore({ relay, phrase, deviceName: 'Phone' }),
      { relay: app.relay, phrase: words },
    );
    await events(phone.page, 'Made on the desk').first().waitFor();
    await addEvent(phone.page, 'Made on the phone');
    await events(desk.page, 'Made on the phone').first().waitFor();

    // Once more each time: the relay goes while both are working.
    for (const round of [1, 2]) {
      await app.endRelay();
      await desk.page.getByRole('button', { name: 'Offline', exact: true }).waitFor();
      await addEvent(desk.page, `Desk ${round}`);
      await addEvent(phone.page, `Phone ${round}`);
      await desk.page.getByRole('button', { name: 'Offline (1)', exact: true }).waitFor();
      await state(desk.page).click();
      await card(desk.page).getByText('1 edit waits on this device.').waitFor();
      assert.deepEqual(await axeViolations(desk.page), []);
      await app.beginRelay();
      await card(desk.page).getByRole('button', { name: 'Sync now' }).click();
      await desk.page.getByRole('button', { name: 'Synced', exact: true }).waitFor();
      await desk.page.keyboard.press('Escape');
      await events(phone.page, `Desk ${round}`).first().waitFor();
      await events(desk.page, `Phone ${round}`).first().waitFor();
    }
    const all = ['Desk 1', 'Desk 2', 'Made on the desk', 'Made on the phone', 'Phone 1', 'Phone 2'];
    for (const { page } of [desk, phone]) {
      await page.reload();
      for (const title of all) await until(() => events(page, title).count(), 1);
    }
    // A browser says by itself that nobody was at an address.
    for (const { troubles } of [desk, phone])
      assert.deepEqual(
        troubles.filter((text) => !text.includes('WebSocket')),
        [],
      );
  } finally {
    for (const browser of [desk, phone]) await browser.close();
    await app.close();
  }
});
