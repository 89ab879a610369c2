// What tests of accounts, devices and sharing share: an account and a second device, made by hand.
import assert from 'node:assert/strict';
import { axeViolations, until } from './support.mjs';

export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** What axe says of the page in both themes. */
export async function violations(page) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await until(() => page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
    for (const violation of await axeViolations(page)) found.push(`${colorScheme}: ${violation}`);
  }
  return found;
}

/** The dialog has asked the app where its relay is: nothing moves any more. */
export const offered = (dialog) => until(() => dialog.getByLabel('Relay').inputValue().then(Boolean), true);

/** Fills in the dialog that makes an account. */
export async function nameAccount(page, name, device) {
  const dialog = page.locator('ik-account-dialog');
  await offered(dialog);
  await dialog.getByLabel('Your name').fill(name);
  if (device !== undefined) await dialog.getByLabel('Name of this device').fill(device);
  await button(dialog, 'Set up').click();
}

/** Writes the 24 words down, and types three of them. @returns the words */
export async function confirmWords(page) {
  const dialog = page.locator('ik-recovery-dialog');
  await button(dialog, 'I have written them down').waitFor();
  const words = await dialog.getByRole('listitem').allTextContents();
  assert.equal(words.length, 24);
  await button(dialog, 'I have written them down').click();
  for (const label of await dialog.locator('form label').all()) {
    const place = Number(/\d+/.exec(await label.textContent())[0]);
    await label.locator('input').fill(words[place - 1]);
  }
  await button(dialog, 'Confirm').click();
  await button(dialog, 'Done').click();
  await dialog.waitFor({ state: 'detached' });
  return words;
}

/** From the settings. @returns the words of the recovery key */
export async function makeAccount(page, name, device) {
  await button(page, 'Use on several devices and share').click();
  await nameAccount(page, name, device);
  return confirmWords(page);
}

/** From the settings of a new device. @returns its code, as it is shown */
export async function showCode(fresh, device) {
  await button(fresh, 'Join from this device').click();
  const join = fresh.locator('ik-join-dialog');
  await offered(join);
  await join.getByLabel('Name of this device').fill(device);
  await button(join, 'Show the code').click();
  return join.locator('.code').textContent();
}

/** From the settings of an old device: types the code, and says that the digits are the same. They are. */
export async function admitDevice(old, fresh, device, code) {
  const [admit, join] = [old.locator('ik-admit-dialog'), fresh.locator('ik-join-dialog')];
  if ((await admit.count()) === 0) await button(old, 'Add a device').click();
  await admit.getByLabel('Code of the new device').fill(code);
  await button(admit, 'Continue').click();
  await admit.getByText(`Does “${device}” show the same digits?`).waitFor();
  assert.equal(await admit.locator('.digits').textContent(), await join.locator('.digits').textContent());
  await button(admit, 'They are the same').click();
  await button(admit, 'Done').click();
  await button(join, 'Done').click();
}

/** On the page of settings: signs in at a mail server, and waits until its mail is here. */
export async function addMailAccount(page, { address, password }, server) {
  const settings = page.locator('ik-mail-account-settings');
  await button(settings, 'Add a mail account').click();
  const dialog = page.locator('ik-mail-account-dialog');
  await dialog.getByLabel('E-mail address').fill(address);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByText('Server', { exact: true }).click();
  await dialog.getByLabel('Server or gateway').fill(server);
  await button(dialog, 'Add account').click();
  await settings.getByText('Up to date').waitFor();
}
