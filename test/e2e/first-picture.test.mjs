// My Day as it was kept, painted while the app itself is still on its way (docs/rules/day.md, MD10–MD13).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAction } from './calendar-support.mjs';
import { axeViolations, events, importFile, openBrowser, serviceWorkerReady, startApp, until } from './support.mjs';

const NOW = '2026-11-18T13:25:00+01:00';
const PASSPHRASE = 'seven quiet herons by night';
const event = (title, start, end, more = '') =>
  `BEGIN:VEVENT\r\nUID:${title}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261118T${start}00Z\r\nDTEND:20261118T${end}00Z\r\nSUMMARY:${title}\r\n${more}END:VEVENT\r\n`;
const team = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n${event('Relay rollout', '1300', '1400', 'LOCATION:Léman\r\n')}${event('School concert', '1500', '1600')}BEGIN:VTODO\r\nUID:ship\r\nDTSTAMP:20261101T000000Z\r\nDUE;VALUE=DATE:20261118\r\nSUMMARY:Ship notes\r\nEND:VTODO\r\nEND:VCALENDAR\r\n`;

/** Runs in the page before anything else: the picture's trees are closed, so that nobody takes them for the app. */
function watchTrees() {
  const { attachShadow } = Element.prototype;
  const trees = new WeakMap();
  Element.prototype.attachShadow = function attach(init) {
    const tree = attachShadow.call(this, init);
    trees.set(this, tree);
    return tree;
  };
  const textOf = (node) => {
    const tree = trees.get(node);
    const children = [...node.childNodes, ...(tree?.childNodes ?? [])];
    return node.nodeType === Node.TEXT_NODE ? node.data : children.map(textOf).join(' ');
  };
  globalThis.pictureText = () => {
    const picture = document.getElementById('ik-first-picture');
    return picture && textOf(picture).replace(/\s+/g, ' ');
  };
}

const pictureText = (page) => page.evaluate(() => globalThis.pictureText());
const keptPicture = (page) => page.evaluate(() => localStorage.getItem('ik-day-picture'));
const keeps = (page, title) => until(async () => (await keptPicture(page))?.includes(title), true);

/** From the next load on the app's own element is not made: whatever is seen is of the script in the head. @returns lets it be made. */
async function holdApp(page) {
  await page.evaluate(() => localStorage.setItem('held', '1'));
  return () =>
    page.evaluate(() => {
      localStorage.removeItem('held');
      globalThis.makeApp?.();
    });
}

/** Runs in the page before anything else. */
function holdBack() {
  if (localStorage.getItem('held') === null) return;
  const { define } = CustomElementRegistry.prototype;
  CustomElementRegistry.prototype.define = function hold(name, ...rest) {
    const make = () => define.call(this, name, ...rest);
    if (name !== 'ik-app') return make();
    globalThis.makeApp = make;
  };
}

function differingPixels(page, ...pictures) {
  return page.evaluate(
    async (sources) => {
      const [one, other] = await Promise.all(
        sources.map(async (source) => {
          const image = new Image();
          image.src = `data:image/png;base64,${source}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
          canvas.drawImage(image, 0, 0);
          return new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
        }),
      );
      return one.reduce((count, pixel, at) => count + (pixel === other[at] ? 0 : 1), 0);
    },
    pictures.map((picture) => picture.toString('base64')),
  );
}

async function withKeptDay(body, options = {}) {
  const app = await startApp();
  const browser = await openBrowser({ installs: true, ...options });
  const { page, context } = browser;
  try {
    await context.addInitScript(watchTrees);
    await context.addInitScript(holdBack);
    await page.clock.install({ time: new Date(NOW) });
    await page.goto(`${app.url}/day`);
    await page.getByText('Nothing more today').waitFor();
    assert.equal(await pictureText(page), null, 'the first start of all has no picture');
    await importFile(page, 'team.ics', team);
    await page.getByText('Relay rollout').waitFor();
    await keeps(page, 'School concert');
    await serviceWorkerReady(page);
    await body({ ...browser, url: app.url });
  } finally {
    await browser.close();
    await app.close();
  }
}

const start = (page, url) => page.goto(url, { waitUntil: 'commit' });

test('the installed app, started offline, shows the day before its scripts are there, and the app takes over unseen', () =>
  withKeptDay(async ({ page, context, url, troubles }) => {
    await page.reload(); // the service worker has it now
    await page.getByText('Relay rollout').waitFor();
    const release = await holdApp(page);
    await context.setOffline(true);
    await page.clock.setFixedTime(new Date('2026-11-18T14:10:00+01:00'));
    await start(page, `${url}/day`);
    await until(async () => (await pictureText(page)) !== null, true);
    const text = await pictureText(page);
    for (const said of ['Good afternoon', '18 November 2026', 'Relay rollout', 'now, 50 min left', 'Léman'])
      assert.ok(text.includes(said), `${said} in ${text}`);
    for (const said of ['School concert', 'Ship notes', 'No mail here yet.']) assert.ok(text.includes(said), said);
    assert.equal(await page.evaluate(() => customElements.get('ik-app')), undefined);

    // It is no part of what can be used.
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'body');
    assert.equal(await page.getByText('Relay rollout').count(), 0);
    assert.deepEqual(
      (await axeViolations(page)).filter((one) => !/landmark-one-main|page-has-heading-one/.test(one)),
      [],
    );
    const before = await page.screenshot();

    await release();
    await page.getByRole('link', { name: 'Relay rollout' }).waitFor();
    await until(() => pictureText(page), null);
    const after = await page.screenshot();
    // Another layer's round corners may be smoothed in another way: no word and no line is anywhere else.
    const differing = await differingPixels(page, before, after);
    assert.ok(differing < 500, `${differing} pixels of 1440 × 900 are others when the app takes over`);
    assert.deepEqual(troubles, []);
  }));

test('an event that is deleted elsewhere and left at once is not in the next first picture', () =>
  withKeptDay(async ({ page, url }) => {
    await page.goto(`${url}/calendar/day/2026-11-18`);
    await events(page, 'Relay rollout').first().waitFor();
    assert.equal(await pictureText(page), null, 'other views begin as they did');
    const release = await holdApp(page);
    await chooseAction(page, events(page, 'Relay rollout').first(), 'Delete');
    await start(page, `${url}/day`);
    await page.waitForFunction(() => document.body !== null);
    assert.doesNotMatch((await pictureText(page)) ?? '', /Relay rollout/);

    await release();
    await start(page, `${url}/calendar/day/2026-11-18`);
    await events(page, 'School concert').first().waitFor();
    await until(() => events(page, 'Relay rollout').count(), 0);
    await keeps(page, 'School concert');
    assert.doesNotMatch(await keptPicture(page), /Relay rollout/);
  }));

test('while a command waits to be carried out, there is no picture', () =>
  withKeptDay(async ({ page, url }) => {
    await holdApp(page);
    await page.evaluate(() => localStorage.setItem('ikebana/command/other/000000001', '{}'));
    await start(page, `${url}/day`);
    await page.waitForFunction(() => document.body !== null);
    assert.equal(await pictureText(page), null);
    await page.evaluate(() => localStorage.removeItem('ikebana/command/other/000000001'));
    await start(page, `${url}/day`);
    await until(async () => (await pictureText(page))?.includes('Relay rollout'), true);
  }));

test('a lock takes the picture away, and while there is one none is made', () =>
  withKeptDay(async ({ page, url, troubles }) => {
    await page.goto(`${url}/settings`);
    const settings = page.locator('ik-lock-settings');
    const dialog = page.locator('ik-lock-dialog');
    await settings.getByRole('button', { name: 'Lock Ikebana with a passphrase' }).click();
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByLabel('The same again').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Set the lock' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await keptPicture(page), null);

    // Also not after a change, when things have been quiet for long.
    await page.goto(`${url}/day`);
    await page.locator('ik-lock-screen').getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.locator('ik-lock-screen').getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('checkbox', { name: 'Ship notes' }).click();
    await page.getByText('“Ship notes” is done.').waitFor();
    await page.clock.runFor(10_000);
    assert.equal(await keptPicture(page), null);

    // One that was there all the same would not be painted.
    await page.evaluate(() => localStorage.setItem('ik-day-picture', '{"form":1}'));
    await start(page, `${url}/day`);
    await page.locator('ik-lock-screen').waitFor();
    assert.equal(await pictureText(page), null);
    assert.deepEqual(troubles, []);
  }));
