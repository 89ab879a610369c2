// The app's lock with real keys, a real relay and a real (virtual) authenticator: set, reload, wrong, right, two tabs, sync goes on,
// by the device, forgotten, taken off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { admitDevice, button, makeAccount, showCode, violations } from './account-support.mjs';
import { events, open, openBrowser, until } from './support.mjs';

const PASSPHRASE = 'seven quiet herons by night';
const settings = (page) => page.locator('ik-lock-settings');
const dialog = (page) => page.locator('ik-lock-dialog');
const screen = (page) => page.locator('ik-lock-screen');
const field = (at) => at.getByLabel('Passphrase', { exact: true });

async function setLock(page) {
  await button(settings(page), 'Lock Ikebana with a passphrase').click();
  await field(dialog(page)).fill(PASSPHRASE);
  await dialog(page).getByLabel('The same again').fill(PASSPHRASE);
  await button(dialog(page), 'Set the lock').click();
  await dialog(page).waitFor({ state: 'detached' });
  await button(settings(page), 'Lock now').waitFor();
}

async function unlock(page, passphrase = PASSPHRASE) {
  await field(screen(page)).fill(passphrase);
  await button(screen(page), 'Unlock').click();
}

async function addEvent(page, title) {
  await page.keyboard.press('c');
  const form = page.locator('ik-event-dialog');
  await form.getByLabel('Title').fill(title);
  await button(form, 'Save').click();
  await events(page, title).first().waitFor();
}

/** All text of the page, in whatever shadow tree. */
const textOf = (page) =>
  page.evaluate(() => {
    const text = (root) =>
      [...root.childNodes]
        .map(
          (node) =>
            `${text(node)}${node.shadowRoot ? text(node.shadowRoot) : ''}${node.nodeType === 3 ? node.data : ''}`,
        )
        .join(' ');
    return text(document.body);
  });

/** Which stores of the browser hold a word, as text, inside whatever they keep. */
const storesWith = (page, word) =>
  page.evaluate(async (wanted) => {
    const bytesSay = (bytes) =>
      ['utf-8', 'utf-16le'].some((code) => new TextDecoder(code).decode(bytes).includes(wanted));
    const says = async (value) => {
      if (typeof value === 'string') return value.includes(wanted);
      if (value instanceof Blob) return bytesSay(await value.arrayBuffer());
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return bytesSay(value);
      if (typeof value !== 'object' || value === null || value instanceof CryptoKey) return false;
      for (const each of Object.values(value)) if (await says(each)) return true;
      return false;
    };
    const found = [];
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage }))
      if (await says({ ...storage })) found.push(name);
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        if (await says(all)) found.push(`${name}/${store}`);
      }
      db.close();
    }
    return found;
  }, word);

/** What is kept of secrets, as whoever copies the profile sees it: keys that the browser keeps, and what is sealed. */
const secretsOf = (page) =>
  page.evaluate(async () => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open('ikebana');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const records = await new Promise((resolve) => {
      const request = db.transaction('secrets').objectStore('secrets').getAll();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return records.map(({ name, key }) => ({ name, isKey: key !== undefined }));
  });
const keysInDatabase = async (page) => (await secretsOf(page)).filter(({ isKey }) => isKey).map(({ name }) => name);
const unsaved = async (page) => (await secretsOf(page)).filter(({ name }) => name.startsWith('unsaved/')).length;

test('a locked device shows and syncs nothing, and goes on where it was when it is unlocked', async () => {
  const app = await startAppAndRelay();
  const [desk, phone] = [await openBrowser(), await openBrowser()];
  try {
    await open(desk.page, `${app.url}/settings`);
    await makeAccount(desk.page, 'Anna Keller', 'Desk');
    await open(phone.page, `${app.url}/settings`);
    await admitDevice(desk.page, phone.page, 'Phone', await showCode(phone.page, 'Phone'));

    assert.deepEqual(await keysInDatabase(desk.page), ['kek']);
    await setLock(desk.page);
    assert.deepEqual(await keysInDatabase(desk.page), []);
    assert.deepEqual(await violations(desk.page), []);
    await desk.page.goto(`${app.url}/calendar/day`);

    // Opened anew it is locked: nothing of the calendar is in the page.
    await button(screen(desk.page), 'Unlock').waitFor();
    await screen(desk.page).getByText('Syncing pauses until you unlock it.').waitFor();
    assert.equal(await desk.page.locator('ik-calendar-page').count(), 0);
    assert.deepEqual(await violations(desk.page), []);
    await unlock(desk.page, 'seven quiet heron');
    await screen(desk.page).getByText('This is not the passphrase.').waitFor();

    // What happens elsewhere comes when it is unlocked.
    await open(phone.page, `${app.url}/calendar/day`);
    await addEvent(phone.page, 'Flowers');
    await unlock(desk.page);
    await events(desk.page, 'Flowers').first().waitFor();
    await addEvent(desk.page, 'Vases');
    await events(phone.page, 'Vases').first().waitFor();

    // A second tab is unlocked with the first, and they lock together.
    const tab = await desk.context.newPage();
    await open(tab, `${app.url}/calendar/day`);
    await events(tab, 'Vases').first().waitFor();
    // What somebody is writing then is nowhere to be read, and there again afterwards, also when the tab was opened anew.
    await desk.page.keyboard.press('c');
    const form = desk.page.locator('ik-event-dialog');
    await form.getByLabel('Title').fill('Hyacinths');
    await until(() => unsaved(desk.page), 1);
    await tab.keyboard.press('Control+Shift+L');
    for (const page of [tab, desk.page]) {
      await button(screen(page), 'Unlock').waitFor();
      assert.doesNotMatch(await textOf(page), /Vases|Flowers|Hyacinths/);
    }
    assert.notDeepEqual(await storesWith(desk.page, 'Vases'), []); // what is there is found
    assert.deepEqual(await storesWith(desk.page, 'Hyacinths'), []);
    await desk.page.reload();
    await button(screen(desk.page), 'Unlock').waitFor();
    await unlock(desk.page);
    const goOn = button(desk.page, 'Go on with “Hyacinths”');
    await goOn.waitFor();
    assert.deepEqual(await violations(desk.page), []);
    await goOn.click();
    assert.equal(await form.getByLabel('Title').inputValue(), 'Hyacinths');
    await button(form, 'Save').click();
    await events(phone.page, 'Hyacinths').first().waitFor();
    for (const page of [tab, desk.page]) await events(page, 'Vases').first().waitFor();
    await tab.close();

    // By what the device asks for, beside the passphrase.
    const cdp = await desk.context.newCDPSession(desk.page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await desk.page.getByRole('link', { name: 'Settings' }).click();
    await button(settings(desk.page), 'Turn on').click();
    await field(dialog(desk.page)).fill(PASSPHRASE);
    await button(dialog(desk.page), 'Continue').click();
    await button(settings(desk.page), 'Turn off').waitFor();
    await button(settings(desk.page), 'Lock now').click();
    const byDevice = button(screen(desk.page), 'Unlock with fingerprint, face or device PIN');
    await byDevice.waitFor();
    assert.deepEqual(await violations(desk.page), []);
    await byDevice.click();
    await button(settings(desk.page), 'Lock now').waitFor();

    // Taken off, it opens as before.
    await button(settings(desk.page), 'Take the lock off').click();
    await field(dialog(desk.page)).fill(PASSPHRASE);
    await button(dialog(desk.page), 'Take it off').click();
    await button(settings(desk.page), 'Lock Ikebana with a passphrase').waitFor();
    assert.deepEqual(await keysInDatabase(desk.page), ['kek']);
    await desk.page.goto(`${app.url}/calendar/day`);
    await events(desk.page, 'Vases').first().waitFor();

    // Forgotten on the other one: erased after being asked twice.
    await phone.page.goto(`${app.url}/settings`);
    await setLock(phone.page);
    await phone.page.reload();
    await screen(phone.page).getByText('Forgot the passphrase?').click();
    await button(screen(phone.page), 'Erase everything on this device…').click();
    await button(phone.page.locator('ik-sure-dialog'), 'Erase everything').click();
    await phone.page.locator('ik-calendar').waitFor();
    await phone.page.goto(`${app.url}/settings`);
    await button(phone.page, 'Use on several devices and share').waitFor();
    await until(() => phone.page.evaluate(() => localStorage.getItem('ik-lock')), null);

    for (const { troubles } of [desk, phone]) assert.deepEqual(troubles, []);
  } finally {
    for (const browser of [desk, phone]) await browser.close();
    await app.close();
  }
});
