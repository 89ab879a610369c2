// `npm run build`: everything that is published. With `--app` only what `npm start` serves.
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { buildGateway } from './build-gateway.mjs';
import { buildRelay } from './build-relay.mjs';
import { documentElements } from './document-elements.mjs';
import { makeHolidays } from './holidays.mjs';
import { licenceNotices } from './licences.mjs';
import { oneFile } from './one-file.mjs';
import { beginBuild, endBuild, root, run } from './prepare.mjs';
import { appMetaPolicy } from './security-headers.mjs';
import { measureApp, measureEmbed, report } from './sizes.mjs';

const at = (...parts) => join(root, ...parts);
const bin = (name) => at('node_modules', ...name.split('/'));
const onlyApp = process.argv.includes('--app');
/** Who starts the app reads what is wrong; what could be better is for who builds it. */
const logLevel = onlyApp ? 'error' : 'warn';
const shared = { configFile: false, root, logLevel, publicDir: false, worker: { format: 'es' } };

/** One file per widget, for a script tag. What only `local` and forms need lies beside it and is loaded on demand. */
async function buildEmbed() {
  rmSync(at('dist/embed'), { recursive: true, force: true });
  for (const name of ['calendar', 'contacts'])
    await build({
      ...shared,
      base: './',
      plugins: oneFile(`ik-${name}.js`),
      build: {
        target: 'es2022',
        outDir: at('dist/embed'),
        emptyOutDir: false,
        modulePreload: false,
        assetsDir: '',
        rollupOptions: {
          checks: { pluginTimings: false },
          input: { [`ik-${name}`]: at(`src/${name}.ts`) },
          // What the entry shares with the parts loaded on demand stays in the entry's own file.
          preserveEntrySignatures: 'allow-extension',
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: `ik-${name}-[name]-[hash].js`,
            assetFileNames: `ik-${name}-[name]-[hash][extname]`,
          },
        },
      },
    });
  writeFileSync(at('dist/embed/licences.txt'), await licenceNotices());
}

/** Pages of public calendars and of rooms' doors: beside the app, for who may not have it, and not in what it keeps offline. */
async function buildPublicPages() {
  const policy = { 'http-equiv': 'Content-Security-Policy', content: appMetaPolicy };
  await build({
    ...shared,
    plugins: [
      {
        name: 'ikebana:public-pages',
        transformIndexHtml: () => [{ tag: 'meta', attrs: policy, injectTo: 'head-prepend' }],
      },
    ],
    build: {
      target: 'es2022',
      outDir: at('dist/app'),
      emptyOutDir: false,
      assetsDir: 'public-page',
      modulePreload: { polyfill: false },
      rollupOptions: { checks: { pluginTimings: false }, input: [at('public.html'), at('door.html')] },
    },
  });
}

/** Beside the app, not in what it keeps offline: a country's days are fetched when somebody wants them. */
async function addHolidays() {
  const folder = await makeHolidays(new Date().getFullYear());
  if (folder !== undefined) cpSync(folder, at('dist/app/holidays'), { recursive: true });
}

async function buildApp() {
  await build({ configFile: at('vite.config.ts'), root, logLevel });
  await buildPublicPages();
  cpSync(at('dist/embed'), at('dist/app/embed'), { recursive: true });
  await addHolidays();
}

/** ES modules for other projects' bundlers: packages stay imports, icons and style sheets are taken in. */
async function buildLibrary() {
  const isPackage = (id) => /^(?:@[\w-]+\/)?[\w-]/.test(id) && !id.includes('?');
  await build({
    ...shared,
    build: {
      target: 'es2022',
      outDir: at('dist/lib'),
      minify: false,
      lib: {
        entry: {
          index: at('src/index.ts'),
          calendar: at('src/calendar.ts'),
          contacts: at('src/contacts.ts'),
          formats: at('src/formats/index.ts'),
        },
        formats: ['es'],
      },
      rollupOptions: { external: isPackage },
    },
  });
  rmSync(at('dist/types'), { recursive: true, force: true });
  await run(process.execPath, [bin('typescript/bin/tsc'), '-p', at('tsconfig.types.json')]);
  const analyzer = bin('@custom-elements-manifest/analyzer/cem.js');
  await run(process.execPath, [analyzer, 'analyze', '--litelement', '--quiet', '--globs', 'src/components/**/ik-*.ts']);
  documentElements();
}

const hash = beginBuild();
await buildEmbed();
await buildApp();
await buildRelay();
await buildGateway();
const sizes = [...measureApp(at('dist/app')), ...measureEmbed(at('dist/embed'))];
rmSync(at('dist/app/.vite'), { recursive: true, force: true });
endBuild(hash);
if (!onlyApp) {
  if (!existsSync(at('src/index.ts'))) throw new Error('src/index.ts is missing');
  await buildLibrary();
  if (!report(sizes)) process.exitCode = 1;
}
