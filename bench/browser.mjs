// What the browser benchmarks share: pages built as for production, a fresh browser, the moment something is painted.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { serveStatic } from '../scripts/serve-static.mjs';
import { chromiumArgs, chromiumPath } from '../test/support/chromium.mjs';

/** Builds `bench/pages/<name>.html` for production and serves it. @returns {Promise<{ url: string, close(): Promise<void> }>} */
export async function servePage(name) {
  const shared = {
    configFile: false,
    root: 'bench/pages',
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
  };
  const outDir = join('../../.cache/bench', name);
  const input = `bench/pages/${name}.html`;
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'es2022', rollupOptions: { input } } });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, open: false } });
  return { url: `${server.resolvedUrls.local[0]}${name}.html`, close: () => server.close() };
}

/** Serves the built app. */
export const serveApp = (port = 0) => serveStatic({ folder: 'dist/app', port });

const ZONE = 'Europe/Zurich';
const LOCALE = 'en-GB';

/** A browser with a fresh profile, 1280 × 800, in Zurich. @param kept - The profile of one that was closed with `keep`. */
export async function freshBrowser(kept) {
  const profile = kept ?? (await mkdtemp(join(tmpdir(), 'ikebana-bench-')));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumArgs,
    viewport: { width: 1280, height: 800 },
    timezoneId: ZONE,
    locale: LOCALE,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await context.addInitScript(watchPage);
  return {
    context,
    page,
    profile,
    async close({ keep = false } = {}) {
      await context.close();
      if (!keep) await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Until a window that opens is left alone: whoever asks it something meanwhile is part of what is measured. */
const OPENING_MS = 4000;

/** The window of an installed app, opened as its icon does by a browser that was not running. @param profile - Of one that was closed */
export async function openInstalled(profile, url) {
  const port = join(profile, 'DevToolsActivePort');
  await rm(port, { force: true });
  const own = ['--headless=new', `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
  const window = [`--app=${url}`, '--window-size=1280,800', `--accept-lang=${LOCALE}`];
  const env = { ...process.env, TZ: ZONE };
  const child = spawn(chromiumPath(), [...chromiumArgs, ...own, ...window], { stdio: 'ignore', env });
  const ended = new Promise((done) => child.once('exit', done));
  const close = async () => {
    child.kill();
    await ended;
  };
  try {
    await wait(OPENING_MS);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${(await readFile(port, 'utf8')).split('\n')[0]}`);
    const [page] = browser.contexts()[0].pages();
    if (!page?.url().startsWith(url)) throw new Error(`The window shows ${page?.url()}.`);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs in the page before anything else: finds elements through shadow roots, counts frames, and collects tasks over 50 ms. */
function watchPage() {
  // Kept as they are made: whoever looked through the whole page in each frame would take a third of the time that is measured.
  const roots = new Set([document]);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attach(init) {
    const root = attachShadow.call(this, init);
    roots.add(root);
    return root;
  };
  const find = (selector, isWanted = () => true) => {
    for (const root of roots) {
      if (root.host?.isConnected === false) continue;
      for (const element of root.querySelectorAll(selector)) if (isWanted(element)) return element;
    }
    return null;
  };
  /** Ends with the frame: what it draws is on its way to the screen. */
  const frame = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        channel.port2.postMessage(null);
      });
    });
  globalThis.bench = {
    frame,
    /** Frames, and milliseconds, from an act to what is wanted of it. */
    async framesUntil(act, isDone) {
      await frame();
      await frame();
      const began = performance.now();
      act();
      for (let frames = 1; ; frames += 1) {
        await frame();
        if (isDone() || frames > 600) return { frames, ms: performance.now() - began };
      }
    },
    find,
    longTasks: [],
    /** Time of the frame after the one in which the selector was first found. */
    painted: (selector) =>
      new Promise((done) => {
        const look = () => {
          if (!find(selector)) return requestAnimationFrame(look);
          done(frame());
        };
        look();
      }),
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) globalThis.bench.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}
