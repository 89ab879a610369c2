// One person with two devices: an account made in the app, a second device by typed code, the words alone, and a device
// that is taken out again. Two browsers and a real relay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { admitDevice, button, confirmWords, nameAccount, offered, showCode, violations } from './account-support.mjs';
import { events, open, openBrowser } from './support.mjs';

const settings = (page) => page.locator('ik-account-settings');
/** A second device comes in by the code that it shows. */
async function addDevice(old, fresh) {
  const code = await showCode(fresh, 'Phone');
  const typed = code.replaceAll(/\s/g, '').toLowerCase();
  await button(old, 'Add a device').click();
  const admit = old.locator('ik-admit-dialog');
  // One letter wrong: the group is named.
  await admit.getByLabel('Code of the new device').fill(typed.replace(/^./, (letter) => (letter === '0' ? '1' : '0')));
  await admit.getByText('Group 1 is not right').waitFor();
  await admitDevice(old, fresh, 'Phone', typed);
}

test('an account on two devices, and one that is taken out', async () => {
  const app = await startAppAndRelay();
  const [desk, phone, lost] = [
    await openBrowser(),
    await openBrowser({ viewport: { width: 390, height: 844 } }),
    await openBrowser(),
  ];
  try {
    await open(desk.page, `${app.url}/settings`);
    await button(desk.page, 'Use on several devices and share').click();
    await nameAccount(desk.page, 'Anna Keller');
    await button(desk.page.locator('ik-recovery-dialog'), 'I have written them down').waitFor();
    assert.deepEqual(await violations(desk.page), []);
    const words = await confirmWords(desk.page);

    // What is there before the other device comes …
    await desk.page.goto(`${app.url}/calendar`);
    await button(desk.page, 'New event').click();
    const form = desk.page.locator('ik-event-dialog');
    await form.getByLabel('Title').fill('Flowers');
    await button(form, 'Save').click();
    await events(desk.page, 'Flowers').first().waitFor();

    await open(phone.page, `${app.url}/settings`);
    await open(desk.page, `${app.url}/settings`);
    await addDevice(desk.page, phone.page);
    await settings(desk.page).getByText('Phone').waitFor();
    assert.deepEqual(await violations(desk.page), []);
    // … is on it, in the one calendar that there is.
    await phone.page.goto(`${app.url}/calendar/day`);
    await events(phone.page, 'Flowers').first().waitFor();

    // With the words alone.
    await open(lost.page, `${app.url}/settings`);
    await button(lost.page, 'Recovery key').click();
    const recover = lost.page.locator('ik-recover-dialog');
    await offered(recover);
    await recover.getByLabel('The 24 words').fill(words.join(' '));
    await recover.getByLabel('Name of this device').fill('Borrowed');
    await button(recover, 'Come back').click();
    await recover.waitFor({ state: 'detached' });
    await lost.page.goto(`${app.url}/calendar/day`);
    await events(lost.page, 'Flowers').first().waitFor();

    await settings(desk.page).getByText('Borrowed').waitFor();
    await button(desk.page, 'Remove “Borrowed”').click();
    await button(desk.page.locator('ik-sure-dialog'), 'Remove device').click();
    await settings(desk.page).getByText('Removed devices (1)').waitFor();
    await lost.page.goto(`${app.url}/settings`);
    await settings(lost.page).getByText('This device was taken out of your account.').waitFor();

    // What was there stays when a device leaves.
    await button(lost.page, 'Leave the account').click();
    await button(lost.page.locator('ik-sure-dialog'), 'Leave').click();
    await button(lost.page, 'Use on several devices and share').waitFor();
    await lost.page.goto(`${app.url}/calendar/day`);
    await events(lost.page, 'Flowers').first().waitFor();

    for (const { troubles } of [desk, phone, lost]) assert.deepEqual(troubles, []);
  } finally {
    for (const browser of [desk, phone, lost]) await browser.close();
    await app.close();
  }
});
