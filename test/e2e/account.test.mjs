// One person with two devices: an account made in the app, a second device by typed code, the words alone, and a device
// that is taken out again. Two browsers and a real relay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { axeViolations, events, open, openBrowser, until } from './support.mjs';

const settings = (page) => page.locator('ik-account-settings');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** What axe says of the page in both themes. */
async function violations(page) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await until(() => page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
    for (const violation of await axeViolations(page)) found.push(`${colorScheme}: ${violation}`);
  }
  return found;
}

/** The dialog has asked the app where its relay is: nothing moves any more. */
const offered = (dialog) => until(() => dialog.getByLabel('Relay').inputValue().then(Boolean), true);

async function makeAccount(page) {
  await button(page, 'Use on several devices and share').click();
  await offered(page.locator('ik-account-dialog'));
  await page.getByLabel('Your name').fill('Anna Keller');
  await button(page, 'Set up').click();
  const dialog = page.locator('ik-recovery-dialog');
  await button(dialog, 'I have written them down').waitFor();
  assert.deepEqual(await violations(page), []);
  const words = await dialog.getByRole('listitem').allTextContents();
  await button(dialog, 'I have written them down').click();
  for (const label of await dialog.locator('form label').all()) {
    const place = Number(/\d+/.exec(await label.textContent())[0]);
    await label.locator('input').fill(words[place - 1]);
  }
  await button(dialog, 'Confirm').click();
  await button(dialog, 'Done').click();
  return words;
}

/** A second device comes in by the code that it shows. */
async function addDevice(old, fresh) {
  await button(fresh, 'Join from this device').click();
  const join = fresh.locator('ik-join-dialog');
  await offered(join);
  await join.getByLabel('Name of this device').fill('Phone');
  await button(join, 'Show the code').click();
  const code = await join.locator('.code').textContent();

  await button(old, 'Add a device').click();
  const admit = old.locator('ik-admit-dialog');
  const field = admit.getByLabel('Code of the new device');
  const typed = code.replaceAll(/\s/g, '').toLowerCase();
  // One letter wrong: the group is named.
  await field.fill(typed.replace(/^./, (letter) => (letter === '0' ? '1' : '0')));
  await admit.getByText('Group 1 is not right').waitFor();
  await field.fill(typed);
  await button(admit, 'Continue').click();
  await admit.getByText('Does “Phone” show the same digits?').waitFor();
  assert.equal(await admit.locator('.digits').textContent(), await join.locator('.digits').textContent());
  await button(admit, 'They are the same').click();
  await button(admit, 'Done').click();
  await button(join, 'Done').click();
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
    const words = await makeAccount(desk.page);

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
