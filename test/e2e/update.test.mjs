// A new version of the app: offered, and loaded only when the person agrees.
import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { week } from './calendar-support.mjs';
import { newProfile, open, openBrowser, serviceWorkerReady, startApp, until } from './support.mjs';

/** Changes the page and says so in the service worker's list, as a new build does. */
async function publish(folder, version) {
  const page = join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(
    page,
    html.replace(/<meta name="build"[^>]*>|(?=<\/head>)/, `<meta name="build" content="${version}">`),
  );
  const worker = join(folder, 'service-worker.js');
  const script = await readFile(worker, 'utf8');
  const changed = script.replace(/"revision":"\w+",("url":"index\.html")/, `"revision":"${version}",$1`);
  assert.ok(changed !== script, 'the list names the page');
  await writeFile(worker, changed);
}

test('a new version is offered, and loaded when the person agrees, in every tab', async () => {
  const folder = await newProfile();
  await cp('dist/app', folder, { recursive: true });
  const app = await startApp({ folder });
  const { page, context, troubles, close } = await openBrowser({ installs: true });
  const build = (tab) => tab.evaluate(() => document.querySelector('meta[name=build]')?.content ?? 'old');
  const offer = (tab) => tab.locator('[part=notice]').filter({ hasText: 'A new version of Ikebana is ready.' });
  try {
    await open(page, app.url + week);
    await serviceWorkerReady(page);
    await page.reload();
    assert.equal(await build(page), 'old');
    assert.equal(await offer(page).count(), 0);
    const [other] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate((address) => void window.open(address, '_blank', 'popup,noopener'), app.url + week),
    ]);
    await other.locator('ik-calendar [part~=grid]').waitFor();

    await publish(folder, 'new');
    await page.reload();
    await offer(page).waitFor();
    assert.equal(await build(page), 'old', 'not before the person agrees');
    await page.reload();
    await offer(page).waitFor();
    assert.equal(await build(page), 'old', 'not by a reload either');
    await offer(page).getByRole('button', { name: 'Dismiss' }).click();
    await offer(page).waitFor({ state: 'detached' });
    await page.reload();
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await until(() => build(page).catch(() => 'on its way'), 'new');

    // The other tab goes on until its person agrees, too.
    assert.equal(await build(other), 'old');
    await offer(other).getByRole('button', { name: 'Reload' }).click();
    await until(() => build(other).catch(() => 'on its way'), 'new');
    await other.locator('ik-calendar [part~=grid]').waitFor();
    assert.equal(await offer(page).count(), 0);
    assert.deepEqual(troubles, []);
  } finally {
    await close();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
});
