// Where the test browser is and how it is started: one place for component tests, end-to-end tests and benchmarks.
import { existsSync } from 'node:fs';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of an installed Chromium or Chrome. Throws, naming what to install, when there is none. */
export function chromiumPath() {
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM=/path/to/chromium.',
    );
  return found;
}

/**
 * The same engine without a window's parts, where it is installed: a fifth faster. For profiles that nobody comes back to.
 * Falls back to the whole browser.
 */
export function headlessPath() {
  const shell = '/usr/bin/chromium-headless-shell';
  return process.env.CHROMIUM === undefined && existsSync(shell) ? shell : chromiumPath();
}

/** Flags that keep a headless browser quiet and offline but for the pages it is sent to. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
