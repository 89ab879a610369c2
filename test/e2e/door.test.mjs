// A room's door: switched on in the room's settings, read by a tablet without an account, which goes on when the network and the
// relay are away and books by its code; and rooms in My Day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { button, makeAccount, violations } from './account-support.mjs';
import { open, openBrowser, until } from './support.mjs';

/** Workers have the machine's own clock, so that it is today; and a time of day at which nothing ends. */
const NOW = `${new Date().toISOString().slice(0, 10)}T13:25:00Z`;
const often = { perSecond: 1_000, burst: 10_000 };

test('a tablet shows a room from the switch on, also without a network, and what is booked from My Day and from its code', async () => {
  const app = await startAppAndRelay({ rates: { fetches: often, guesses: often } });
  const [desk, tablet] = [
    await openBrowser({ timezoneId: 'UTC' }),
    await openBrowser({ installs: true, timezoneId: 'UTC', viewport: { width: 1280, height: 800 } }),
  ];
  const { page } = desk;
  const door = tablet.page.locator('ik-door');
  try {
    await open(page, `${app.url}/settings`);
    await makeAccount(page, 'Anna Keller');
    await page.clock.install({ time: new Date(NOW) });
    await page.goto(`${app.url}/rooms`);
    await button(page, 'Create the first room').click();
    const form = page.locator('ik-room-dialog');
    await form.getByLabel('Name', { exact: true }).fill('Léman');
    await button(form, 'Save').click();
    await form.waitFor({ state: 'detached' });

    await page.getByRole('grid').getByRole('button', { name: 'Léman', exact: true }).click();
    await form.getByRole('switch', { name: 'Page for the door' }).click();
    const address = await form.locator('#door-address').inputValue();
    assert.deepEqual(await violations(page), []);
    await button(form, 'Cancel').click();

    await tablet.page.goto(address);
    await door.getByText('for the rest of the day').waitFor();
    // Its own files are there before the clock is held, which hides from a page what it has loaded.
    await until(
      () => tablet.page.evaluate(async () => (await (await caches.open('ikebana-door')).keys()).length > 5),
      true,
    );
    await tablet.page.clock.install({ time: new Date(NOW) });
    await tablet.page.reload();
    await door.getByText('13:25').waitFor();
    assert.deepEqual(await violations(tablet.page), []);

    const sealed = `${app.relay.replace('ws', 'http')}/public/${/#([\w-]{22})/.exec(address)[1]}`;
    const etag = async () => (await fetch(sealed)).headers.get('etag');
    const before = await etag();

    // Two clicks in My Day, and the door says so.
    await page.getByRole('link', { name: 'My Day' }).click();
    await page.getByText('free for the rest of the day').waitFor();
    await button(page, 'Book Léman').click();
    await page.locator('ik-reserve-dialog').getByLabel('Title').fill('Sales weekly');
    await page.keyboard.press('Enter');
    await page.getByText('taken until 14:00').waitFor();
    assert.deepEqual(await violations(page), []);
    // What is shown follows when nobody types; the tablet asks once a minute.
    await until(async () => (await etag()) !== before, true);
    await tablet.page.clock.runFor(60_000);
    await door.getByText('Sales weekly').waitFor();
    await door.getByText('Anna Keller').waitFor();
    await door.getByText('until 14:00', { exact: true }).waitFor();

    // Nothing answers any more: it goes on, also after it was loaded anew.
    await app.endRelay();
    await tablet.context.setOffline(true);
    await tablet.page.reload();
    await door.getByText('Sales weekly').waitFor();
    await door.getByText(/As of 13:\d\d: the server cannot be reached/).waitFor();
    await tablet.page.clock.fastForward('35:00');
    await door.getByText('for the rest of the day').waitFor();

    // The code leads into the app, where it is booked.
    const code = await door.locator('ik-qr-code').evaluate(({ text }) => text);
    await page.goto(code);
    const reserve = page.locator('ik-reserve-dialog');
    await reserve.getByRole('heading', { name: 'Book Léman' }).waitFor();
    await page.waitForURL(`${app.url}/rooms/day`);
    assert.equal(await reserve.getByLabel('Start').inputValue(), '14:00'); // it is taken until then
    assert.deepEqual(
      desk.troubles.filter((text) => !/ERR_|WebSocket/.test(text)),
      [],
    );
  } finally {
    await desk.close();
    await tablet.close();
    await app.close().catch(() => undefined);
  }
});
