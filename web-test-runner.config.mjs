import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, headlessPath } from './test/support/chromium.mjs';
import { trapForWtr } from './test/support/trap.mjs';
import { viteForWtr } from './test/support/wtr-vite.mjs';

const vite = await viteForWtr({ configFile: false, worker: { format: 'es' } });

const trap = await trapForWtr();

/** Tests ask whether something is kept that nobody needs any more. */
const args = [...chromiumArgs, '--js-flags=--expose-gc'];

const text = (value) => `${value?.message ?? value}`;

export default {
  files: 'test/browser/**/*.test.ts',
  nodeResolve: false,
  concurrency: 1,
  middleware: [trap.middleware, vite.middleware],
  plugins: [vite.plugin, trap.plugin],
  filterBrowserLogs: ({ args }) => !args.some((a) => /^\[vite\]|Lit is in dev mode/.test(text(a))),
  // Tests ask what happens, not how fast: a busy machine is no failure.
  testFramework: { config: { timeout: 30_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  browsers: [chromeLauncher({ launchOptions: { executablePath: headlessPath(), headless: true, args } })],
};
