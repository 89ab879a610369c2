// What end-to-end tests share: the built app served as `npm start` serves it, and a person's browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveStatic } from '../../scripts/serve-static.mjs';
import { chromiumArgs, chromiumPath } from '../support/chromium.mjs';

/** Serves dist/app on a free port, or on `port`. @returns {Promise<{ url: string, close(): Promise<void> }>} */
export function startApp(port = 0) {
  return serveStatic({ folder: 'dist/app', port });
}

/**
 * A browser with a profile of its own on disk, as an installed app has.
 * `troubles` collects page errors, console errors and CSP violations: a test ends by finding it empty.
 */
export async function openBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'ikebana-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumArgs,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Zurich',
    locale: 'en-GB',
    acceptDownloads: true,
    ...options,
  });
  const troubles = [];
  const watch = (page) => {
    page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
    });
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    troubles,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Drops files on the page as a person does. */
export async function dropFiles(page, files) {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, text, type } of list) transfer.items.add(new File([text], name, { type: type ?? '' }));
    return transfer;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('ik-app', type, { dataTransfer: data });
}

/** Violations axe finds on the page, shadow roots included, one line each. */
export async function axeViolations(page) {
  const { default: axe } = await import('axe-core');
  // The page's Trusted Types forbid a script tag; the debugger's evaluate does not go through them.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.flat().join(' ')).join(' | ')}`);
  });
}
