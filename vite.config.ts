import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { buildFirstPaint } from './scripts/first-paint.mjs';
import { makeHolidays } from './scripts/holidays.mjs';
import { licenceNotices } from './scripts/licences.mjs';
import { smallIcons } from './scripts/one-file.mjs';
import { appMetaPolicy, securityHeaders } from './scripts/security-headers.mjs';

const FIRST_PAINT = '<script src="/first-paint.js"></script>';

/**
 * What is painted first is fetched at once, before the app's own scripts: the style sheet, without which nothing is, the font, and
 * the script of the head.
 */
function paintFirst(html: string, font: string): string {
  const [sheet = ''] = /<link rel="stylesheet"[^>]*>/.exec(html) ?? [];
  const ofApp = /^[ \t]*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/gm;
  const tags = [sheet, `<link rel="preload" as="font" crossorigin href="/${font}">`, FIRST_PAINT];
  const scripts = (html.match(ofApp) ?? []).join('');
  return html
    .replace(sheet, '')
    .replace(ofApp, '')
    .replace(FIRST_PAINT, () => `${tags.join('\n    ')}\n${scripts}`);
}

/** Writes what a built page needs into its head: the security policy, and the page that is shown first. */
function builtPage(): Plugin {
  return {
    name: 'ikebana:built-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page, { bundle }) {
        const fileOf = (pattern: RegExp) => {
          const found = Object.keys(bundle ?? {}).find((file) => pattern.test(file));
          if (found === undefined) throw new Error(`${pattern} is not in the bundle.`);
          return found;
        };
        const font = fileOf(/\/inter-latin-wght-normal-[^/]*\.woff2$/);
        const html = paintFirst(page, font);
        const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk');
        const filesOf = (element: string) => {
          const page = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${element}.ts`));
          return page ? [page.fileName, ...page.imports].filter((file) => !html.includes(file)) : [];
        };
        const worker = fileOf(/\/query\.worker-[^/]*\.js$/);
        const views = { day: filesOf('ik-day'), calendar: filesOf('ik-calendar-page') };
        const policy = { 'http-equiv': 'Content-Security-Policy', content: appMetaPolicy };
        const tags = [
          { tag: 'meta', attrs: policy, injectTo: 'head-prepend' as const },
          // Read by first-paint.js, which has the files of the view that is shown fetched, and no other's.
          {
            tag: 'meta',
            attrs: { name: 'ik-views', content: JSON.stringify(views) },
            injectTo: 'head-prepend' as const,
          },
          // Started by first-paint.js: what the view shows is read while the app's scripts are.
          ...(html.includes('<ik-app>')
            ? [
                {
                  tag: 'meta',
                  attrs: { name: 'ik-query-worker', content: `/${worker}` },
                  injectTo: 'head-prepend' as const,
                },
              ]
            : []),
        ];
        return { html, tags };
      },
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'first-paint.js', source: await buildFirstPaint() });
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: await licenceNotices() });
    },
  };
}

/** In development, holidays are served from where the build makes them. */
function developmentHolidays(): Plugin {
  return {
    name: 'ikebana:holidays',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/holidays', async (request, response, next) => {
        const folder = await makeHolidays(new Date().getFullYear());
        const [, name] = /^\/([A-Za-z]{2,5})\.json/.exec(request.url ?? '') ?? [];
        if (folder === undefined || name === undefined) return next();
        response.setHeader('Content-Type', 'application/json');
        createReadStream(join(folder, `${name}.json`))
          .on('error', () => next())
          .pipe(response);
      });
    },
  };
}

/** In development, the script of the head is built for each page. */
function developmentFirstPaint(): Plugin {
  return {
    name: 'ikebana:first-paint',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/first-paint.js', async (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(await buildFirstPaint());
      });
    },
  };
}

/** In development, the frames of mail have their policies, too. */
function developmentMailFrames(): Plugin {
  return {
    name: 'ikebana:mail-frames',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        if (/^\/mail-frame(?:-images)?\.html$/.test(pathname))
          for (const [name, value] of Object.entries(securityHeaders(pathname))) response.setHeader(name, value);
        next();
      });
    },
  };
}

const unitTests = ['test/unit/**/*.test.ts', 'test/mail/**/*.test.ts'];
const alone = ['test/unit/sync/document-memory.test.ts'];
/** Patterns that `scripts/test-unit.mjs` leaves out of a run. */
const leftOut = process.env.LEFT_OUT?.split(',') ?? [];

export default defineConfig({
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(packageJson.version) },
  build: {
    target: 'es2022',
    outDir: 'dist/app',
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: 'es' },
  plugins: [
    builtPage(),
    smallIcons(),
    developmentHolidays(),
    developmentFirstPaint(),
    developmentMailFrames(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: null,
      manifest: false, // public/manifest.webmanifest
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,wasm,svg,png,woff2,txt,webmanifest}'],
        // What reads PDFs is kept once one is read (service-worker.ts).
        globIgnores: [
          'assets/pdf.worker-*.js',
          'embed.html',
          'door-worker.js',
          'demo/**',
          'embed/**',
          'screenshots/**',
        ],
        maximumFileSizeToCacheInBytes: 8_000_000, // Automerge's WebAssembly is 3.4 MB
      },
    }),
  ],
  // All cores: by itself it leaves one of them idle, on a machine of two half of it.
  test: {
    testTimeout: 60_000,
    // What is waited for comes late on a busy machine; when is no test's matter.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: '100%',
    pool: 'threads',
    environment: 'node',
    projects: [
      // Modules are read once for many files, which is half of the time; one that measures memory has it to itself.
      { extends: true, test: { name: 'unit', isolate: false, include: unitTests, exclude: [...alone, ...leftOut] } },
      { extends: true, test: { name: 'alone', include: alone, exclude: leftOut } },
    ],
  },
});
