// What end-to-end tests share: the built app served as `npm start` serves it, and a person's browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { serveStatic } from '../../scripts/serve-static.mjs';
import { chromiumArgs, chromiumPath, headlessPath } from '../support/chromium.mjs';

// Required, not imported: to import it, Node reads all of its 4 MB for names first, in every test file.
const require = createRequire(import.meta.url);
/** @type {import('playwright-core')} */
const { chromium } = require('playwright-core');

/** Long enough for a loaded machine; nothing waits for it when all is well. */
const PATIENCE_MS = Number(process.env.PATIENCE ?? 30_000);

/** Serves dist/app on a free port, or on `port`. @returns {Promise<{ url: string, close(): Promise<void> }>} */
export function startApp({ port = 0, folder = 'dist/app' } = {}) {
  return serveStatic({ folder, port });
}

/** A folder for a browser's data. */
export function newProfile() {
  return mkdtemp(join(tmpdir(), 'ikebana-e2e-'));
}

/** The browsers of a test file, by path, for profiles that nobody comes back to. */
const shared = new Map();
after(async () => {
  for (const browser of shared.values()) await (await browser).close();
});

/** A browser window with a profile of its own; of the whole browser, which shows notifications, when the app is to be kept in it. */
async function openProfile(profile, installs, options) {
  const executablePath = installs ? chromiumPath() : headlessPath();
  const args = chromiumArgs;
  if (profile !== undefined) return chromium.launchPersistentContext(profile, { executablePath, args, ...options });
  if (!shared.has(executablePath)) shared.set(executablePath, chromium.launch({ executablePath, args }));
  return (await shared.get(executablePath)).newContext(options);
}

/**
 * A browser with a profile of its own; one that is named by its folder is on disk and kept.
 * `installs`: the service worker keeps the whole app on the device, as it does for every visitor. Tests about something else do
 * without, as private windows of some browsers do: a third of a short journey is the fetching of all files.
 * `troubles` collects page errors, console errors and CSP violations: a test ends by finding it empty.
 */
export async function openBrowser({ profile, installs = profile !== undefined, ...options } = {}) {
  const context = await openProfile(profile, installs, {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Zurich',
    locale: 'en-GB',
    acceptDownloads: true,
    // What fades in is not measured half-way. Motion itself is tested where it is the matter.
    reducedMotion: 'reduce',
    ...options,
  });
  if (!installs) await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles = [];
  const watch = (page) => {
    page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`console: ${message.text()} ${message.location().url}`);
    });
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, troubles, close: () => context.close() };
}

/** For whoever reads of a failure: what its pages show, and what they complained of. */
async function whatIsSeen({ context, troubles }) {
  const pages = context.pages().map(async (page) => {
    const text = await page.locator('body').ariaSnapshot({ timeout: 2000 }).catch(String);
    return `\n${page.url()}\n${text.slice(0, 3000)}`;
  });
  return `\n\nThe pages: ${(await Promise.all(pages)).join('\n')}\n\nTheir complaints: ${JSON.stringify(troubles)}\n`;
}

/**
 * Body of a test with a server and a browser of its own; at its end nothing has complained.
 *
 * @param {object} options for the browser; and `expected`, a RegExp of complaints that are part of the test
 * @param {(given: { page: import('playwright-core').Page, context: import('playwright-core').BrowserContext, url: string,
 *   app: { url: string, close(): Promise<void> }, troubles: string[] }) => Promise<void>} body
 */
export function withApp(body, { expected, ...options } = {}) {
  return async () => {
    const app = await startApp();
    const browser = await openBrowser(options);
    try {
      await body({ ...browser, app, url: app.url });
      assert.deepEqual(
        browser.troubles.filter((trouble) => !expected?.test(trouble)),
        [],
      );
    } catch (error) {
      error.stack += await whatIsSeen(browser);
      throw error;
    } finally {
      await browser.close();
      await app.close();
    }
  };
}

/** The same, and the app is kept on the device, as it is at every visit. */
export const withInstalledApp = (body) => withApp(body, { installs: true });

/** Asks until the answer is the wanted one; fails with the difference when it never is. */
export async function until(ask, wanted) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    try {
      assert.deepEqual(answer, wanted);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await pause(50);
  }
}

/**
 * Lets the page's clock leap, then go on slowly until something is there: work that is not on that clock may set its timer a
 * moment after the leap. Slowly, or a busy machine would be late by the clock of the page.
 */
export async function leapTo(page, leap, locator) {
  await page.clock.fastForward(leap);
  await until(async () => {
    if (!(await locator.isVisible())) await page.clock.fastForward('00:01');
    return locator.isVisible();
  }, true);
}

/** Text of a file of the repository. */
export const textOf = (path) => readFileSync(path, 'utf8');

/** Drops files on the page as a person does. `bytes` (base64) or `text`. */
export async function dropFiles(page, files) {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, text, bytes, type } of list) {
      const content = bytes === undefined ? text : Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name, { type: type ?? '' }));
    }
    return transfer;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('ik-app', type, { dataTransfer: data });
}

/** The import dialog and its parts. */
export function importDialog(page) {
  const dialog = page.locator('ik-import-dialog');
  return { dialog, go: dialog.getByRole('button', { name: 'Import', exact: true }) };
}

/** Drops a file and imports it as the dialog proposes. */
export async function importFile(page, name, text) {
  const { dialog, go } = importDialog(page);
  await dropFiles(page, [{ name, text }]);
  await go.click();
  await dialog.waitFor({ state: 'detached' });
}

/** Opens an address of the app and waits until it draws its content. */
export async function open(page, url) {
  await page.goto(url);
  await page
    .locator('ik-calendar [part~=grid], ik-calendar [part~=schedule], ik-contact-list, ik-settings-page h2')
    .first()
    .waitFor();
}

/** Waits until the whole app is kept on the device. */
export function serviceWorkerReady(page) {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === 'activated') return;
    await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
  });
}

/** Events on screen with this text. */
export function events(page, text) {
  return page.locator('ik-calendar [part~=event]').filter({ hasText: text });
}

/** Takes back what the notice with this text reports. */
export async function undo(page, text) {
  const notice = page.locator('[part=notice]').filter({ hasText: text });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await page.locator('[part=notice]').getByText('Undone.').last().waitFor();
}

/** What a click downloads, as text. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Drags the mouse from one point to another, as a hand does: in steps. */
export async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** When nothing moves or fades any more: colours on their way are nobody's colours. */
export const settled = (page) =>
  page.evaluate(() => {
    // A document does not name the animations of its shadow trees.
    const animationsIn = (root) => [
      ...root.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Number.POSITIVE_INFINITY),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? animationsIn(shadowRoot) : [])),
    ];
    return Promise.allSettled(animationsIn(document).map(({ finished }) => finished));
  });

/** Violations axe finds on the page, shadow roots included, one line each. Of these rules only, if some are named. */
export async function axeViolations(page, rules) {
  // The page's Trusted Types forbid a script tag; the debugger's evaluate does not go through them.
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate(textOf(require.resolve('axe-core/axe.min.js')));
  await settled(page);
  return page.evaluate(async (runOnly) => {
    const options = { resultTypes: ['violations'], ...(runOnly && { runOnly }) };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.flat().join(' ')).join(' | ')}`);
  }, rules);
}
